"""What a store keeps of what was worked out once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.models import Advice, Block, PageText, Suggestion
from auditor.store import Store, purge
from auditor.store.kept import Kept
from auditor.store.tables import KEPT

TEXT = PageText("offre", "https://tarvelo.example/offre", "fr", "offer", "Offre", "", (Block("paragraph", "Vos haies taillées."),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def test_a_record_comes_back_as_it_was_kept_in_another_connection_too(store: Store, tmp_path: Path) -> None:
    Kept(store).keep(PageText, {"a": TEXT})
    with Store(tmp_path) as other:
        assert Kept(other).found(PageText, ["a", "b"]) == {"a": TEXT}
        assert Kept(other).has(["a", "b"]) == {"a"}


def test_a_record_is_kept_in_the_place_of_an_older_one(store: Store) -> None:
    Kept(store).keep(Advice, {"a": Advice((), "rewrite.refusal.quoted")})
    Kept(store).keep(Advice, {"a": Advice((Suggestion("Vos haies taillées", "ready", "drop", "rewrite.why.drop"),))})
    assert Kept(store).found(Advice, ["a"])["a"].suggestions[0].text == "Vos haies taillées"


def test_what_another_version_wrote_otherwise_counts_as_not_known(store: Store) -> None:
    Kept(store).keep(Advice, {"a": Advice()})
    assert Kept(store).found(PageText, ["a"]) == {}


def test_a_damaged_record_counts_as_not_known(store: Store) -> None:
    Kept(store).keep(Advice, {"a": Advice()})
    with store._write() as connection:
        connection.execute(KEPT.update().values(packed=b"no zlib"))
    assert Kept(store).found(Advice, ["a"]) == {}


def test_removing_a_site_removes_the_words_that_were_kept(store: Store) -> None:
    store.begin_crawl("tarvelo.example", "https://tarvelo.example")
    Kept(store).keep(PageText, {"a": TEXT})
    purge(store, "tarvelo.example")
    assert not Kept(store).has(["a"])
