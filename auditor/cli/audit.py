"""`auditor audit SOURCE…`: crawl, judge and write the report; the main job.

In: sources and options. Out: the path of each report on stdout (or one JSON document), the score in words on stderr.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli import beside, closing, draft
from auditor.cli.commands import as_command
from auditor.cli.options import BUILDING, COMPARING, CRAWLING, HELPING, JUDGING, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, show, show_json
from auditor.errors import AuditorError, UsageProblem

if TYPE_CHECKING:
    from auditor.pipeline import Outcome


OPTIONS = (*BUILDING, *CRAWLING, *JUDGING, *HELPING, *COMPARING, click.option("--against"))


@as_command("audit", click.argument("source", nargs=-1, required=True), *OPTIONS)
def command(
    session: Session,
    source: tuple[str, ...],
    output: str | None,
    report_lang: tuple[Any, ...] | None,
    competitor: tuple[str, ...],
    against: str | None,
    **given: Any,
) -> None:
    """Audit each source, beside its competitors where any are named; with several, each report has its own folder inside `output`. With
    `against` the sources are drafts, which one report shows in the place of their pages.
    """
    settings = settings_for(session, given)
    if against and competitor:
        raise UsageProblem("cli.against-competitor")
    if against:
        draft.audit(session, source, against, settings, output, report_lang or ())
        return
    from auditor import pipeline

    session.kept = "cli.interrupted-crawl"
    outcomes = []
    ahead, rivals = beside.read(session, source, competitor, settings)
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
                rivals=rivals,
                watch=watch,
                workers=pipeline.processors(),
            )
        outcomes.append(outcome)
        closing.tell(session, outcome)
        if not session.as_json:
            show(str(outcome.index_html))
    if session.as_json:
        show_json({"schema_version": 1, "audits": [_summary(session, outcome) for outcome in outcomes]})


def _summary(session: Session, outcome: Outcome) -> dict[str, Any]:
    compared = outcome.ending.comparison
    return closing.summary(outcome) | ({"comparison": beside.summary(compared, session.lang)} if compared else {})


def _folder(output: str | None, source: str, sources: int) -> Path | None:
    if output is None or sources == 1:
        return Path(output) if output else None
    from auditor.crawl import slug_of

    return Path(output) / slug_of(source)
