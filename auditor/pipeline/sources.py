"""Small facts about a source and its pages, as a report may show them, and what must be known before it is read or judged.

In: a source, pages, a store, settings. Out: addresses without credentials, the day of reading, the pages worth telling, the last crawl.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from auditor import crawl as crawling
from auditor import model_help
from auditor.errors import UsageProblem
from auditor.identity import page_key
from auditor.models import NotRead, Page
from auditor.settings import Settings
from auditor.store import Crawl, Store


def public(source: str) -> str:
    """The source without user name and password."""
    if crawling.kind_of(source) != "address":
        return source
    parts = urlsplit(source)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def shown(source: str) -> str:
    """The source as a report may show it: an address, or the last name of a path, never where it lies on this disk."""
    return public(source) if "://" in source or source == "-" else Path(source).resolve().name


def root_of(source: str) -> str:
    """The address of a site's root; "" for what is no address."""
    parts = urlsplit(public(source)) if "://" in source else None
    return f"{parts.scheme}://{parts.netloc}/" if parts else ""


def day_of(pages: Sequence[Page], started: str) -> str:
    """The day the pages were read (UTC): SOURCE_DATE_EPOCH, else the last fetch, else the start of the crawl."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    fetched = [page.fetched_at for page in pages if page.fetched_at]
    return (max(fetched) if fetched else started or time.strftime("%Y-%m-%d", time.gmtime()))[:10]


def worth_telling(not_read: Sequence[NotRead], pages: Sequence[Page]) -> list[NotRead]:
    """Without the other addresses of pages that were read: to the user, index.html beside / is the page, not one that is missing."""
    read = {page.key for page in pages}
    return [row for row in not_read if row.reason != "duplicate" or page_key(row.url) not in read]


def crawl_of(slug: str, store: Store) -> Crawl:
    """The last complete crawl of a site; UsageProblem where there is none."""
    crawl = store.latest_crawl(slug)
    if crawl is None:
        raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(store.sites()) or "-")
    return crawl


def check_address(settings: Settings) -> bool:
    """Whether the user names a model; UsageProblem for one that nothing may be sent to: told before a crawl, not after it."""
    return model_help.endpoint(settings.rewrite, os.environ) is not None
