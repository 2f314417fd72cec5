"""`auditor audit SOURCE…`: crawl, judge and write the report; the main job.

In: sources and options. Out: the path of each report on stdout (or one JSON document), the score in words on stderr.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.cli import closing
from auditor.cli.commands import as_command
from auditor.cli.options import BUILDING, CRAWLING, JUDGING, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, show, show_json


@as_command("audit", click.argument("source", nargs=-1, required=True), *BUILDING, *CRAWLING, *JUDGING)
def command(session: Session, source: tuple[str, ...], output: str | None, report_lang: tuple[Any, ...] | None, **given: Any) -> None:
    """Audit each source; with several, each report has its own folder inside `output`."""
    settings = settings_for(session, given)
    from auditor import pipeline

    session.kept = "cli.interrupted-crawl"
    outcomes = []
    for one in source:
        with watching(session) as watch:
            outcome = pipeline.audit_source(
                one, settings, output=_folder(output, one, len(source)), report_langs=report_lang or (), store=settings.store, watch=watch
            )
        outcomes.append(outcome)
        closing.tell(session, outcome)
        if not session.as_json:
            show(str(outcome.index_html))
    if session.as_json:
        show_json({"schema_version": 1, "audits": [closing.summary(outcome) for outcome in outcomes]})


def _folder(output: str | None, source: str, sources: int) -> Path | None:
    if output is None or sources == 1:
        return Path(output) if output else None
    from auditor.crawl import slug_of

    return Path(output) / slug_of(source)
