"""The audits before: each is read once, for the history that a new one carries on and for what has changed since.

In: a store, a site. Out: its last audit before a new one is kept, and the one before that which was kept last.
"""

from __future__ import annotations

from auditor.models import Audit, Lang
from auditor.pipeline.ending import known_ending
from auditor.store import Store
from auditor.store.kept import fingerprints
from auditor.store.written import Written

Held = tuple[int | None, Audit]  # with the crawl that it judged, None where that has been removed


class Lately:
    """The last audits of a site, while it is audited once more."""

    def __init__(self, slug: str, store: Store) -> None:
        self._slug, self._store = slug, store
        self._held: Held | None = None
        self._looks: tuple[str, ...] | None = None  # of what is held, None before anything was read
        self._is_behind = False

    def languages(self) -> tuple[Lang, ...]:
        """The languages of the last audit, as far as they are known without reading it."""
        ending = known_ending(self._slug, self._store)
        return ending.languages if ending else ()

    def latest(self, written: Written | None = None) -> Held | None:
        """The last audit before a new one is kept, None where there is none that can be read; read again where another run has kept one.
        Pages that the new one, as it is `written`, has too are not.
        """
        looks = fingerprints(self._store, self._slug, 1)
        if looks != self._looks:
            self._looks, self._held = looks, next(iter(self._store.recent_audits(self._slug, 1, written=written)), None)
        return self._held

    def has_followed(self, *, instead: bool) -> None:
        """A new audit has been kept behind the last one, or `instead` of it."""
        self._is_behind = not instead

    def before(self) -> Held | None:
        """The audit before the one that the store holds as the last now."""
        return self._held if self._is_behind else next(iter(self._store.recent_audits(self._slug, 1, but=1)), None)
