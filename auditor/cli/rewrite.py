"""`auditor rewrite [FILE|-]`: JSON Lines in, the same lines out with what could stand in their place.

In: lines with `text` and `lang`. Out: one line for each, in order; exit code 2 when a line could not be read.
"""

from __future__ import annotations

import click

from auditor.cli.commands import as_command
from auditor.cli.lines import answer
from auditor.cli.terminal import Session


@as_command("rewrite", click.argument("file", default="-"))
def command(session: Session, file: str) -> int:
    """Suggest rewrites for every line of the file or of standard input."""
    from auditor import knowledge, pipeline
    from auditor.language import Engine
    from auditor.rows import rewrite_rows

    known = knowledge.load()
    engine = Engine(known)
    return answer(
        session,
        file,
        lambda lines: rewrite_rows(
            lines, engine, known, lambda found, company: pipeline.advise_segment(found, engine, known, company), ui_lang=session.lang
        ),
    )
