"""`auditor swap [FILE|-]`: JSON Lines of two sentences in, the same lines out: could the rival print ours unchanged?

In: lines with `lang`, `a` and `b`. Out: one line for each, in order; exit code 2 when a line could not be read.
"""

from __future__ import annotations

import click

from auditor.cli.commands import as_command
from auditor.cli.lines import answer
from auditor.cli.terminal import Session


@as_command("swap", click.argument("file", default="-"))
def command(session: Session, file: str) -> int:
    """Hold the two sentences of every line of the file, or of standard input, against each other."""
    from auditor import knowledge
    from auditor.language import Engine
    from auditor.swap_rows import swap_rows

    known = knowledge.load()
    return answer(session, file, lambda lines: swap_rows(lines, Engine(known), known, ui_lang=session.lang))
