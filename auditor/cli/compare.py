"""`auditor compare SOURCE…`: the first site beside the others, side by side, with the swap test.

In: two sources or more, and options. Out: the path of the first site's report on stdout (or one JSON document), scores on stderr.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.cli import beside, closing
from auditor.cli.commands import as_command
from auditor.cli.options import BUILDING, CRAWLING, JUDGING, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, show, show_json
from auditor.errors import AuditorError, UsageProblem


@as_command("compare", click.argument("source", nargs=-1, required=True), *BUILDING, *CRAWLING, *JUDGING)
def command(session: Session, source: tuple[str, ...], output: str | None, report_lang: tuple[Any, ...] | None, **given: Any) -> None:
    """Audit the first source beside the others."""
    own, *rivals = dict.fromkeys(source)
    if not rivals:
        raise UsageProblem("cli.nothing-to-compare", source=own)
    settings = settings_for(session, given)
    from auditor import pipeline

    session.kept = "cli.interrupted-crawl"
    is_known = own in beside.known_names(settings)
    ahead, found = beside.read(session, () if is_known else (own,), rivals, settings)
    slug = own if is_known else ahead.get(own, "")
    if isinstance(slug, AuditorError):
        raise slug
    with watching(session) as watch:
        outcome = pipeline.audit_source(
            own,
            settings,
            output=Path(output) if output else None,
            report_langs=report_lang or (),
            store=settings.store,
            slug=slug,
            rivals=found,
            watch=watch,
        )
    closing.tell(session, outcome)
    if not session.as_json:
        show(str(outcome.index_html))
    elif outcome.ending.comparison:
        report = outcome.index_html.resolve()
        compared = beside.summary(outcome.ending.comparison, session.lang)
        show_json({"schema_version": 1, **compared, "report": str(report), "address": report.as_uri()})
