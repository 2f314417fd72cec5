"""`auditor label [FILE|-]`: JSON Lines in, the same lines out with their labels, as they come.

In: lines with `text` and `lang`. Out: one line for each, in order; exit code 2 when a line could not be read.
"""

from __future__ import annotations

import click

from auditor.cli.commands import as_command
from auditor.cli.lines import answer
from auditor.cli.terminal import Session


@as_command("label", click.argument("file", default="-"), click.option("--explain", is_flag=True))
def command(session: Session, file: str, explain: bool) -> int:
    """Label every line of the file or of standard input."""
    from auditor.many_rows import label_lines

    return answer(session, file, lambda lines: label_lines(lines, explain=explain, ui_lang=session.lang))
