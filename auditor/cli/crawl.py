"""`auditor crawl SOURCE`: read a site into the store, judge nothing yet.

In: a source. Out: the site's name in the store.
"""

from __future__ import annotations

from typing import Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import CRAWLING, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show, show_json


@as_command("crawl", click.argument("source", required=True), *CRAWLING)
def command(session: Session, source: str, **given: Any) -> None:
    """Read the source into the store and print the site's name there."""
    settings = settings_for(session, given)
    from auditor import pipeline

    session.kept = "cli.interrupted-crawl"
    with watching(session) as watch:
        slug = pipeline.crawl_site(source, settings, store=settings.store, watch=watch)
    say(session, "cli.end.crawled", site=slug)
    if session.as_json:
        show_json({"schema_version": 1, "site": slug, "store": settings.store})
    else:
        show(slug)
