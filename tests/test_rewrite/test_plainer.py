"""Empty words left out, headings turned round, phrases moved to the front: what changes, and what must not."""

from __future__ import annotations

from collections import Counter
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.models import Lang
from auditor.rewrite import guard

from .conftest import Advise

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
EMPTY: dict[Lang, tuple[str, ...]] = {"fr": ("talentueux", "chevronné", "émérite"), "en": ("unrivalled", "outstanding", "top-tier")}
RULE: dict[Lang, str] = {"fr": "expertise", "en": "superlative"}
FRAMES: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "Notre couvreur {} répare 12 toits par an à Dole.",
        "Le zingueur {} de l'atelier pose jusqu'à 3 lucarnes.",
        "Un couvreur {} de Dole répond sous 48 h.",
    ),
    "en": (
        "Our {} roofer repairs 12 roofs a year in Hull.",
        "The {} roof surveyor measures up to 3 gables.",
        "You meet a {} roof surveyor from Hull within 48 hours.",
    ),
}  # fmt: skip


def letters(text: str) -> Counter[str]:
    return Counter(word.lower() for word in guard.WORD.findall(text))


@QUIET
@given(st.sampled_from(get_args(Lang)), st.integers(0, 2), st.integers(0, 2))
def test_leaving_a_word_out_adds_nothing_and_keeps_every_fact(advise: Advise, lang: Lang, frame: int, word: int) -> None:
    """No word comes in but « a » for "an"; figures, units, limits and names are all still there; done twice, nothing more goes."""
    text = FRAMES[lang][frame].format(EMPTY[lang][word])
    made = [s for s in advise(text, lang, rule=RULE[lang]).suggestions if s.recipe == "plain"]
    for suggestion in made:
        assert not set(letters(suggestion.text) - letters(text)) - {"a", "an"}
        assert not guard.check(text, suggestion.text, lang=lang, allowed=("a", "an"))
        assert suggestion.drops == EMPTY[lang][word]
        assert not any(s.recipe == "plain" for s in advise(suggestion.text, lang, rule=RULE[lang]).suggestions)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_a_word_between_a_name_and_its_figures_goes_alone(advise: Advise, lang: Lang) -> None:
    made = [s.text for s in advise(FRAMES[lang][0].format(EMPTY[lang][0]), lang, rule=RULE[lang]).suggestions if s.recipe == "plain"]
    assert made == [FRAMES[lang][0].replace(" {}", "").replace("{} ", "")]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Nos couvreurs ne sont pas des bricoleurs chevronnés.", "fr"),  # a negation hangs on it
        ("Un ramonage à la fois premium et à votre portée", "fr"),
        ("« Un couvreur talentueux de Dole »", "fr"),
        ("Sauf avis contraire d'un couvreur talentueux de Dole", "fr"),
        ("Both reliable and fast boiler repairs in Leeds", "en"),
        ("A reliable or fast boiler repair in Leeds", "en"),
        ("Only a professional roof surveyor from Hull may sign.", "en"),
        ("A more professional roof survey in Hull", "en"),
    ],
)
def test_a_word_that_others_hang_on_stays(advise: Advise, text: str, lang: Lang) -> None:
    for rule in ("expertise", "quality"):
        assert not [s.text for s in advise(text, lang, rule=rule).suggestions if s.recipe == "plain"]


@pytest.mark.parametrize(
    ("text", "lang", "after"),
    [
        ("Pourquoi nous choisir ?", "fr", "Ce que vous gagnez avec nous"),
        ("Why choose Nordique?", "en", "What you gain with Nordique"),
        ("NOS ATOUTS", "fr", "CE QUE VOUS GAGNEZ AVEC NOUS"),
    ],
)
def test_a_heading_that_asks_for_the_company_is_turned_round(advise: Advise, text: str, lang: Lang, after: str) -> None:
    assert [s.text for s in advise(text, lang, rule="why-us").suggestions] == [after]


def test_no_other_question_is_touched(advise: Advise) -> None:
    assert advise("Pourquoi choisir le zinc ?", "fr", rule="why-us").refusal == "rewrite.refusal.question"


@QUIET
@given(st.sampled_from(["vos toits", "votre grange de 1890", "vos 3 lucarnes"]), st.sampled_from(["à Dole", "en 2 jours", "le samedi"]))
def test_a_phrase_moved_to_the_front_keeps_every_word(advise: Advise, thing: str, place: str) -> None:
    text = f"Notre atelier travaille {place} pour {thing}."
    made = [s.text for s in advise(text, "fr").suggestions if s.recipe == "front"]
    assert made == [f"Pour {thing}, notre atelier travaille {place}."]
    assert letters(made[0]) - letters(text) == Counter()
    assert not [s for s in advise(made[0], "fr").suggestions if s.recipe == "front"]
