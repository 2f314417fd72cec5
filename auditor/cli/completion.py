"""`auditor completion SHELL`: what a shell needs to complete commands and options.

In: the name of a shell. Out: its script on stdout, made by click; the shell's start-up file loads it.
"""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from auditor.cli.commands import as_command, auditor
from auditor.cli.options import OneOf
from auditor.cli.terminal import Session, say, show, show_json
from auditor.errors import AuditorError

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_AUDITOR_COMPLETE"  # by which the script asks the program for words


@as_command("completion", click.argument("shell", type=OneOf(*SHELLS), required=True))
def command(session: Session, shell: str) -> None:
    """Print the script of the shell."""
    script = _of(shell, session)
    text = script.source_template % script.source_vars()  # click's own `source()` runs bash first, to see how old it is
    show_json({"schema_version": 1, "shell": shell, "script": text}) if session.as_json else show(text.strip())
    say(session, f"cli.completion.{shell}")


def complete(session: Session, instruction: str) -> int:
    """Answer a shell that asks for words ("bash_complete"); the exit code, 1 where there is nothing to say."""
    shell, _, asked = instruction.partition("_")
    if shell not in SHELLS or asked != "complete":
        return 1
    try:
        click.echo(_of(shell, session).complete().encode())  # bytes: a shell on Windows wants no CR
    except (AuditorError, click.ClickException):  # what stands before makes no sense: nothing to propose after it
        return 1
    return 0


def _of(shell: str, session: Session) -> ShellComplete:
    kind = get_completion_class(shell)
    assert kind is not None  # one of click's own
    return _filed(kind)(auditor, {"obj": session}, "auditor", VARIABLE)


def _filed(kind: type[ShellComplete]) -> type[ShellComplete]:
    """The shell's completion, which proposes files where the program knows no words: a source is a folder or a file as often as not."""

    class Filed(kind):  # type: ignore[misc, valid-type]
        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            found: list[CompletionItem] = super().get_completions(args, incomplete)
            return found or [CompletionItem(incomplete, type="file")]

    return Filed
