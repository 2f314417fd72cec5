"""`auditor pack DIR`: one zip of a report, to send.

In: the folder of a report. Out: the path of the zip on stdout, its size and what fits into an e-mail on stderr.
"""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.commands import as_command
from auditor.cli.terminal import Session, say, show, show_json

MEGABYTE = 1_000_000
MAIL = 15 * MEGABYTE  # bytes; servers that take 20 MB count the text that a file is turned into, a third longer


@as_command("pack", click.argument("folder", required=True), click.option("-o", "--output", "archive"))
def command(session: Session, folder: str, archive: str | None) -> None:
    """Pack the report."""
    from auditor import report

    path = Path(folder)
    packed = report.pack(path, Path(archive) if archive else path.resolve().with_name(f"{path.resolve().name}.zip"))
    size = packed.stat().st_size
    sheets = [str(sheet) for sheet in sorted(path.glob("report*.html"))]
    if session.as_json:
        show_json({"schema_version": 1, "zip": str(packed.resolve()), "bytes": size, "single_files": sheets})
        return
    show(str(packed))
    say(session, "cli.packed" if size <= MAIL else "cli.packed-large", size=f"{size / MEGABYTE:.1f}", single=", ".join(sheets))
