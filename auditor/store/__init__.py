"""The store: crawls, pages, audits and the labels already decided, so that a stage starts from what the last one left.

In: the address of a store (a folder, or a database URL). Out: `Store`, `Crawl`. The only room that knows SQL.
"""

from auditor.store.store import Crawl, Store

__all__ = ["Crawl", "Store"]
