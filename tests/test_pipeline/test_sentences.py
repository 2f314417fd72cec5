"""Pages whose sentences are kept together: found under all that may change them, and the same as if each were labelled again."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import REPEATED
from auditor.models import Analysis, Block, Company, LabelledSegment, Labels, PageText, Parties, Segment, Signal
from auditor.pipeline import labelling
from auditor.pipeline.keys import _letters, sentences_key
from auditor.pipeline.labelling import label_pages
from auditor.store import Store

ANY: Any = SimpleNamespace(digest="rules 1")
MAKERS = {"fr": "model 1 rules 1", "en": "model 2 rules 1"}
LONG = " ".join(
    f"Vos {n} haies sont taillées, rabattues et évacuées en une matinée par deux personnes qui connaissent vos arbres." for n in range(4)
)
TEXT = PageText(
    "offre", "https://tarvelo.example/offre", "fr", "offer", "Offre", "",
    (
        Block("title", "Offre"), Block("heading", "Nos haies", level=1), Block("paragraph", "Bienvenue."), Block("paragraph", LONG),
        Block("paragraph", "Nos équipes viennent. Tarvelo vous répond."), Block("paragraph", "Mentions", kept=False, reason="footer"),
        Block("paragraph", "We trim hedges. You choose.", lang="en"), Block("paragraph", "Wir kommen.", lang="de"),
        Block("button", "Écrivez-nous", heading=("Nos haies",)),
    ),
)  # fmt: skip
EVERY = tuple(at for at, block in enumerate(TEXT.blocks) if block.kept and block.kind != "title")


def dropped(*repeated: int) -> PageText:
    """The text as it is where the site repeats these blocks."""
    blocks = (replace(one, kept=False, reason=REPEATED) if at in repeated else one for at, one in enumerate(TEXT.blocks))
    return replace(TEXT, blocks=tuple(blocks))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


@pytest.fixture(autouse=True)
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that did not come with their page; an engine finds in each what stands before it."""
    met: list[str] = []

    def judged(segments: Sequence[Segment], *_: object) -> list[tuple[Analysis, Labels]]:
        met.extend(one.text for one in segments)
        said = [Analysis(Parties(actors_self=1), (Signal("after", 0, len(one.text), (("what", one.prev),)),), ease=70) for one in segments]
        return [(one, Labels("self", ("proof",), "care", 0.1 + 0.2)) for one in said]

    monkeypatch.setattr(labelling, "judged", judged)
    monkeypatch.setattr(labelling, "makers_of", lambda rules: MAKERS)
    monkeypatch.setattr(Store, "cached", lambda self, keys: {})
    return met


def labelled(text: PageText, store: Store | None, company: Company | None = None, read: str = "as read") -> tuple[LabelledSegment, ...]:
    keys = [read] if store else []
    return label_pages([text], company or Company(), ANY, ANY, store=store, read=keys)[0][1]


def test_a_page_that_was_labelled_comes_back_whole_and_as_it_was(store: Store, one_by_one: list[str]) -> None:
    first = labelled(TEXT, store)
    one_by_one.clear()
    assert labelled(TEXT, store) == first == labelled(TEXT, None)
    assert len(one_by_one) == len(first)  # without a store, and not once with it


def test_a_page_is_found_by_another_connection(store: Store, one_by_one: list[str], tmp_path: Path) -> None:
    first = labelled(TEXT, store)
    one_by_one.clear()
    with Store(tmp_path) as other:
        assert labelled(TEXT, other) == first
    assert not one_by_one


@pytest.mark.parametrize("repeated", [(2,), (3,), (1, 2, 3), (4, 8), EVERY])
def test_what_the_site_repeats_is_left_out_of_a_page_that_comes_whole(
    store: Store, one_by_one: list[str], repeated: tuple[int, ...]
) -> None:
    labelled(TEXT, store)
    one_by_one.clear()
    found = labelled(dropped(*repeated), store)
    assert not one_by_one
    assert found == labelled(dropped(*repeated), None)


def test_a_page_that_was_labelled_without_a_block_is_labelled_again_where_that_counts(store: Store, one_by_one: list[str]) -> None:
    labelled(dropped(2, 4), store)
    one_by_one.clear()
    assert labelled(dropped(2, 4, 8), store) == labelled(dropped(2, 4, 8), None)
    one_by_one.clear()
    assert labelled(dropped(2), store) == labelled(dropped(2), None)
    assert len(one_by_one) == 2 * len(labelled(dropped(2), store))
    one_by_one.clear()
    labelled(dropped(2, 4), store)
    assert not one_by_one


def test_a_text_that_was_put_together_is_neither_looked_for_nor_kept(store: Store, one_by_one: list[str]) -> None:
    for _ in range(2):
        assert label_pages([TEXT], Company(), ANY, ANY, store=store)[0][1] == labelled(TEXT, None)
    assert len(one_by_one) == 4 * len(labelled(TEXT, None))


def test_only_pages_that_are_new_are_labelled_and_each_stays_in_its_place(store: Store, one_by_one: list[str]) -> None:
    other = replace(TEXT, key="haies", url="https://tarvelo.example/haies")
    labelled(TEXT, store)
    one_by_one.clear()
    found = label_pages([other, TEXT, other], Company(), ANY, ANY, store=store, read=["new", "as read", "new"])
    assert [text.key for text, _ in found] == ["haies", "offre", "haies"]
    assert [segments for _, segments in found] == [labelled(text, None) for text in (other, TEXT, other)]


def key(text: PageText = TEXT, read: str = "as read", company: Company | None = None, makers: dict[str, str] | None = None) -> str:
    return sentences_key(text, read, company or Company(), makers or MAKERS)


def test_all_that_may_change_a_page_is_part_of_its_key() -> None:
    others = (
        key(read="read otherwise"), key(replace(TEXT, lang="en")), key(makers={"fr": "model 1 rules 2", "en": "model 2 rules 1"}),
        key(makers={"fr": "model 1 rules 1"}), key(company=Company("Tarvelo")), key(company=Company("Nos haies", ("Tarvelo",))),
        key(company=Company("Tarvelo", ("Nos haies",))), key(company=Company(customer_nouns=("arbres",))),
        key(company=Company("arbres")),
    )  # fmt: skip
    assert len({key(), *others}) == len(others) + 1


def test_which_blocks_the_site_repeats_is_no_part_of_the_key_of_a_page() -> None:
    company = Company("Tarvelo", (), ("arbres",))
    assert key(dropped(2, 3, 4), company=company) == key(company=company)


def test_a_name_that_does_not_stand_on_a_page_changes_nothing_of_its_key() -> None:
    assert key(company=Company("Orbalis", ("Mentions",), ("adhérents",))) == key()


@given(st.lists(st.text(max_size=8), max_size=4), st.integers(0, 40), st.integers(0, 40))
def test_the_letters_of_a_sentence_stand_among_those_of_its_page(blocks: list[str], start: int, end: int) -> None:
    said = "\n".join(blocks)
    assert all(_letters(block[start:end]) in _letters(said) for block in blocks)
