"""The store: crawls, pages, audits and the labels already decided, so that a stage starts from what the last one left.

In: the address of a store (a folder, or a database URL). Out: `Store`, `Crawl`; `Before`, the pages of a crawl that is over; `Runs` over
portfolios; `Answers` of a model; `Kept` of what was worked out once; `purge` and `forget`, which take out; `hold`, which keeps a site to
one run. The only room that knows SQL.
"""

from auditor.store.answers import Answers
from auditor.store.before import Before
from auditor.store.holding import hold
from auditor.store.kept import Kept
from auditor.store.removal import forget, purge
from auditor.store.runs import Runs
from auditor.store.store import Crawl, Store

__all__ = ["Answers", "Before", "Crawl", "Kept", "Runs", "Store", "forget", "hold", "purge"]
