"""`auditor rewrite [FILE|-]`: JSON Lines in, the same lines out with what could stand in their place.

In: lines with `text` and `lang`. Out: one line for each, in order; exit code 2 when a line could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from auditor.cli.commands import as_command
from auditor.cli.lines import answer
from auditor.cli.options import HELPING, settings_for
from auditor.cli.progress import Lines
from auditor.cli.terminal import Session

if TYPE_CHECKING:
    from auditor.knowledge import Knowledge
    from auditor.language import Engine
    from auditor.models import Advice, Company, LabelledSegment
    from auditor.settings import Settings

    AdviseAll = Callable[[LabelledSegment, Company], Mapping[str, Advice]]


@as_command("rewrite", click.argument("file", default="-"), *HELPING)
def command(session: Session, file: str, llm_url: str | None, llm_model: str | None) -> int:
    """Suggest rewrites for every line of the file or of standard input."""
    settings = settings_for(session, {"llm_url": llm_url, "llm_model": llm_model})
    from auditor import knowledge
    from auditor.language import Engine
    from auditor.rows import rewrite_rows

    known = knowledge.load()
    engine = Engine(known)
    with _advising(session, settings, engine, known) as advise:
        return answer(session, file, lambda lines: rewrite_rows(lines, engine, known, advise, ui_lang=session.lang))


@contextmanager
def _advising(session: Session, settings: Settings, engine: Engine, known: Knowledge) -> Iterator[AdviseAll]:
    """Advice by rule; with a model's help where the user has named one, its answers kept in the store."""
    from auditor import pipeline

    def alone(found: LabelledSegment, company: Company) -> Mapping[str, Advice]:
        return pipeline.advise_segment(found, engine, known, company)

    if not settings.rewrite.llm_url and not settings.rewrite.llm_model:
        yield alone
        return
    with pipeline.open_desk(settings, engine, known, Lines(session)) as desk:
        yield lambda found, company: desk.suggest(found, alone(found, company), company)
