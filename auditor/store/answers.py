"""What a language model answered, by request.

In: an open store. Out: `Answers`. No key and no address with a key ever comes here: a request is its prompt and the model's name.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from auditor.store.rows import batches, put
from auditor.store.store import Store
from auditor.store.tables import ANSWERS


class Answers:
    """The answers that a store remembers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def known(self, keys: Iterable[str]) -> dict[str, str]:
        """The answers to those of the requests that were sent before."""
        found: dict[str, str] = {}
        for some in batches(sorted({*keys})):
            found |= {row.key: row.answer for row in self._store._rows(select(ANSWERS).where(ANSWERS.c.key.in_(some)))}
        return found

    def keep(self, key: str, *, site: str, model: str, prompt: str, answer: str) -> None:
        """Remember an answer, committed: a run that is killed asks only for the rest."""
        with self._store._write() as connection:
            put(connection, ANSWERS, [{"key": key, "site": site, "model": model, "prompt": prompt, "answer": answer}])
