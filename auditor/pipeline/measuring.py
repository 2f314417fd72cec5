"""A site's figures without suggestions: for distributions of many companies nobody is going to rewrite a sentence.

In: the name of a stored site, and settings. Out: its audit, which nothing keeps. Finding suggestions is most of the work of judging a site.
"""

from __future__ import annotations

from auditor import judge
from auditor.models import Audit
from auditor.pipeline.jobs import engine
from auditor.pipeline.knowing import TOOL, knowledge
from auditor.pipeline.labelling import label_site
from auditor.settings import Settings
from auditor.store import Store


def measure_site(slug: str, settings: Settings, *, store: Store) -> Audit:
    """The audit of a site's last crawl, its numbers those that it would get with suggestions; NothingToAudit where there is no text."""
    found = label_site(slug, settings, store=store, engine=engine(), knowledge=knowledge())
    return judge.assess(found.site, found.pages, knowledge=knowledge(), date=found.date, tool=TOOL, not_read=found.not_read)
