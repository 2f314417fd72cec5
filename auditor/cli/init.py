"""`auditor init`: a commented auditor.toml in this folder.

In: nothing. Out: the path of the file on stdout; a file that is there already is never touched.
"""

from __future__ import annotations

from pathlib import Path

from auditor.cli.commands import as_command
from auditor.cli.terminal import Session, say, show, show_json
from auditor.errors import UsageProblem


@as_command("init")
def command(session: Session) -> None:
    """Write the settings file."""
    from auditor.resources import folder
    from auditor.settings import PROJECT_FILE

    file = Path(PROJECT_FILE)
    text = (folder("site_templates") / "data" / f"auditor.{session.lang}.toml").read_text(encoding="utf-8")
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise UsageProblem("cli.settings-there", file=file) from error
    except OSError as error:
        raise UsageProblem("cli.settings-not-written", file=file, reason=error.strerror or error) from error
    show_json({"schema_version": 1, "file": str(file.resolve())}) if session.as_json else show(str(file))
    say(session, "cli.settings-written")
