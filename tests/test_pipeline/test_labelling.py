"""What a label is kept under: all that may change it, so that most sentences can be judged before it is known who "we" is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from auditor.language.phrases import Phrases
from auditor.language.text import read
from auditor.models import Company, Segment
from auditor.pipeline.keys import _letters, _may_stand, label_key

SEGMENT = Segment(id="1", text="Vos haies sont taillées en une matinée.", lang="fr", page="p", block="b", kind="paragraph")


def key(segment: Segment, company: Company) -> str:
    return label_key(segment, company, "model 1 rules 1")


def test_a_name_that_does_not_stand_in_a_sentence_changes_nothing_of_its_key() -> None:
    assert key(SEGMENT, Company("Tarvelo", ("Tarvelo Jardins",))) == key(SEGMENT, Company())


def test_a_name_that_stands_in_a_sentence_is_part_of_its_key() -> None:
    named = replace(SEGMENT, text="Chez TARVELO, vos haies sont taillées.")
    assert key(named, Company("Tarvelo")) != key(named, Company())
    assert key(named, Company("Tarvelo", ("Orbalis",))) == key(named, Company("Tarvelo"))


def test_a_word_for_customers_that_stands_in_a_sentence_is_part_of_its_key() -> None:
    said = replace(SEGMENT, text="Nos adhérents choisissent leur jour.")
    assert key(said, Company(customer_nouns=("adhérents",))) != key(said, Company())
    assert key(SEGMENT, Company(customer_nouns=("adhérents",))) == key(SEGMENT, Company())


def test_what_rules_read_beside_the_sentence_is_part_of_its_key() -> None:
    others = (
        replace(SEGMENT, heading=("Nos services",)), replace(SEGMENT, prev="Pourquoi nous ?"), replace(SEGMENT, lead_in="Vous obtenez :"),
        replace(SEGMENT, kind="heading"), replace(SEGMENT, page_kind="about"), replace(SEGMENT, lang="en"),
    )  # fmt: skip
    assert len({key(one, Company()) for one in (SEGMENT, *others)}) == len(others) + 1


NAMES = st.text(alphabet="aeéÉœŒçßIİı -'’&.+²Tt*", min_size=1, max_size=6)


@given(name=NAMES, before=st.text(max_size=4), after=st.text(max_size=4), how=st.sampled_from((str, str.upper, str.lower, str.title)))
def test_where_the_engine_meets_a_name_its_letters_stand_in_the_text(name: str, before: str, after: str, how: type[str]) -> None:
    text = f"{before}{how(name)}{after}"
    if Phrases([("name", name)]).find(read(text)):
        assert _may_stand(name, _letters(text))


@given(name=NAMES, text=st.text(alphabet="aeéÉœŒçßIİı -'’&.+²Tt", max_size=20))
def test_the_engine_never_meets_a_name_whose_letters_are_not_there(name: str, text: str) -> None:
    if not _may_stand(name, _letters(text)):
        assert not Phrases([("name", name)]).find(read(text))
