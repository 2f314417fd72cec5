"""`auditor audit SOURCE…`: crawl, judge and write the report; the main job.

In: sources and options. Out: the path of each report on stdout (or one JSON document), the score in words on stderr.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli import closing
from auditor.cli.commands import as_command
from auditor.cli.options import BUILDING, CRAWLING, HELPING, JUDGING, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, show, show_json
from auditor.errors import AuditorError

if TYPE_CHECKING:
    from auditor.settings import Settings


@as_command("audit", click.argument("source", nargs=-1, required=True), *BUILDING, *CRAWLING, *JUDGING, *HELPING)
def command(session: Session, source: tuple[str, ...], output: str | None, report_lang: tuple[Any, ...] | None, **given: Any) -> None:
    """Audit each source; with several, each report has its own folder inside `output`."""
    settings = settings_for(session, given)
    from auditor import pipeline

    session.kept = "cli.interrupted-crawl"
    outcomes = []
    ahead = _ahead(session, source, settings) if len(source) > 1 else {}
    for one in source:
        slug = ahead.get(one, "")
        if isinstance(slug, AuditorError):
            raise slug
        with watching(session) as watch:
            outcome = pipeline.audit_source(
                one,
                settings,
                output=_folder(output, one, len(source)),
                report_langs=report_lang or (),
                store=settings.store,
                slug=slug,
                watch=watch,
            )
        outcomes.append(outcome)
        closing.tell(session, outcome)
        if not session.as_json:
            show(str(outcome.index_html))
    if session.as_json:
        show_json({"schema_version": 1, "audits": [closing.summary(outcome) for outcome in outcomes]})


def _ahead(session: Session, sources: tuple[str, ...], settings: Settings) -> dict[str, str | AuditorError]:
    """The sites among the sources, read at once."""
    from auditor.ahead import crawl_ahead

    with watching(session) as watch:
        return crawl_ahead(sources, settings, store=settings.store, watch=watch)


def _folder(output: str | None, source: str, sources: int) -> Path | None:
    if output is None or sources == 1:
        return Path(output) if output else None
    from auditor.crawl import slug_of

    return Path(output) / slug_of(source)
