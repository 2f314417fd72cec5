"""`auditor judge SITE`: judge the last crawl of a stored site again, without the network.

In: a site's name in the store. Out: its score in words, or as JSON.
"""

from __future__ import annotations

from typing import Any

import click

from auditor.cli import closing
from auditor.cli.commands import as_command
from auditor.cli.options import HELPING, JUDGING, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show, show_json


@as_command("judge", click.argument("site", required=True), *JUDGING, *HELPING)
def command(session: Session, site: str, **given: Any) -> None:
    """Judge what the store holds of the site and keep the audit there."""
    settings = settings_for(session, given)
    from auditor import pipeline

    with watching(session) as watch:
        rivals = pipeline.same_rivals(site, settings, store=settings.store, watch=watch)
        audit = pipeline.judge_site(site, settings, store=settings.store, rivals=rivals, watch=watch)
    say(session, "cli.end.judged", site=site)
    if session.as_json:
        axes = [{"id": axis.id, **closing.score_fields(axis.score)} for axis in audit.axes]
        show_json({"schema_version": 1, "site": site, "index": closing.score_fields(audit.index), "axes": axes})
    else:
        show(closing.score_in_words(audit.index, session.lang))
