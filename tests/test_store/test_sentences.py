"""The sentences of a page as a store keeps them: in one row."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.models import Analysis, Fact, Labels, Mention, Parties, Sentences, Signal, Span
from auditor.store import Store, purge
from auditor.store.sentences import KeptSentences
from auditor.store.tables import KEPT

PLAIN = (Analysis(Parties(), ()), Labels("neutral", (), "none", 0.5))
FULL = (
    Analysis(
        Parties((Mention(0, 4, "self", "pronoun", "actor"),), 1, 0, True), (Signal("year", 3, 7, (("year", "1994"),)),), ("verb:none",),
        (Fact("founded", "1994", 3, 7, subject="atelier"),), 61,
    ),
    Labels("self", ("proof", "promise"), "trust", 1 / 3),
)  # fmt: skip
PAGE = Sentences((Span("1" * 12, 0, "2" * 12, 0, 7, 2, ""), Span("3" * 12, 4, "4" * 12, 3, 9, 1, "Avant « ça ».\n")), (PLAIN, FULL), (2, 7))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def test_a_page_comes_back_as_it_was_kept_in_another_connection_too(store: Store, tmp_path: Path) -> None:
    empty = Sentences((), (), ())
    KeptSentences(store).keep({"a": PAGE, "b": empty})
    with Store(tmp_path) as other:
        assert dict(KeptSentences(other).found(["a", "b", "c"])) == {"a": PAGE, "b": empty}


def test_what_was_found_alike_is_held_once(store: Store) -> None:
    KeptSentences(store).keep({"a": PAGE, "b": Sentences(PAGE.spans, (FULL, FULL))})
    found = dict(KeptSentences(store).found(["a", "b"]))
    assert found["a"].found[1] is found["b"].found[0] is found["b"].found[1]


@pytest.mark.parametrize(
    "packed", [b"no zlib", zlib.compress(b""), zlib.compress(b"[]"), zlib.compress(b"[[],[]]\n[]"), zlib.compress(b"[[[1]],[]]\n{}")]
)
def test_what_another_version_wrote_otherwise_or_is_damaged_counts_as_not_known(store: Store, packed: bytes) -> None:
    KeptSentences(store).keep({"a": PAGE})
    with store._write() as connection:
        connection.execute(KEPT.update().values(packed=packed))
    assert dict(KeptSentences(store).found(["a"])) == {}


def test_removing_a_site_removes_its_sentences(store: Store) -> None:
    store.begin_crawl("tarvelo.example", "https://tarvelo.example")
    KeptSentences(store).keep({"a": PAGE})
    purge(store, "tarvelo.example")
    assert dict(KeptSentences(store).found(["a"])) == {}
