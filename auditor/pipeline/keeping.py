"""How long the store keeps what it read: `keep` in auditor.toml.

In: settings and a store. Out: older crawls and audits gone, the last of each site kept, and a note of what was removed.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from auditor.duration import days_of
from auditor.pipeline.watch import Watch
from auditor.settings import Settings
from auditor.store import Store, forget

MEGABYTE = 1_000_000


def forget_old(settings: Settings, store: Store, watch: Watch) -> None:
    """Remove what is older than the settings allow, and say so; nothing where they set no limit."""
    days = days_of(settings.keep)
    if not days:
        return
    before = datetime.now(UTC) - timedelta(days=days)
    gone = forget(store, before.isoformat(timespec="seconds"))
    if gone.crawls or gone.audits:
        size = round(gone.bytes / MEGABYTE, 1)
        watch.note("pipeline.forgotten", keep=settings.keep, crawls=gone.crawls, audits=gone.audits, archives=len(gone.archives), size=size)
