"""The PostgreSQL server that the tests may use, and what another process does to a store."""

from __future__ import annotations

import os

import pytest

from auditor.models import Analysis, Labels, Page, Parties
from auditor.store import Store, hold

SERVER = os.environ.get("AUDITOR_TEST_POSTGRESQL", "")
NEEDS_SERVER = pytest.mark.skipif(not SERVER, reason="AUDITOR_TEST_POSTGRESQL names no database (postgresql://user@host/name) to test on")
EACH = 25  # pages that a process writes


def write(address: str, slug: str) -> int:
    """Open the store, perhaps as the first to do so, and write a crawl and labels that others write too; number of the crawl."""
    with Store(address) as store, hold(store, slug):
        crawl = store.begin_crawl(slug, slug)
        for n in range(EACH):
            store.add(crawl, Page(f"https://{slug}/{n}", str(n), slug.encode()))
            store.cache({f"{k:032x}": (Analysis(Parties(), ()), Labels("self", (), "none", 0.5)) for k in range(n, n + 40)})
        store.finish_crawl(crawl)
    return crawl
