"""The lookup tables of a model as they stand in its file: spaCy's own class puts each of 217,000 French lemmas in by a call, and into a
filter that tells sooner what is not there.

In: what loads a model. Out: the same model, whose tables give the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from spacy import lookups
from spacy.strings import get_string_id


class LoadedTable(dict[Any, Any]):
    """A table that is asked by words or by their numbers."""

    def __init__(self, name: str | None = None, data: Mapping[Any, Any] | None = None) -> None:
        told = data or {}
        super().__init__(zip(map(get_string_id, told), told.values(), strict=True))
        self.name = name

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(get_string_id(key), value)

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(get_string_id(key))

    def __contains__(self, key: Any) -> bool:
        return super().__contains__(get_string_id(key))

    def get(self, key: Any, default: Any = None) -> Any:
        """What stands by a key."""
        return super().get(get_string_id(key), default)


@contextmanager
def as_loaded() -> Iterator[None]:
    """Inside, tables that are loaded are `LoadedTable`s."""
    before = lookups.Table
    vars(lookups)["Table"] = LoadedTable
    try:
        yield
    finally:
        vars(lookups)["Table"] = before
