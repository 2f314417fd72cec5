"""Forms of words: regular and irregular, known to the lexicon or not, from one thread or many."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from auditor.knowledge import recipes
from auditor.models import Lang
from auditor.resources import folder
from auditor.rewrite import french, realise

MODELS = recipes.load(folder("rules")).grammar["fr"].models


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("réduire", "réduisez"), ("faire", "faites"), ("aller", "allez"), ("être", "êtes"), ("choisir", "choisissez"), ("gérer", "gérez"),
     ("mutualiser", "mutualisez"), ("prototyper", "prototypez"), ("reforger", "reforgez")],
)  # fmt: skip
def test_vous_forms(lemma: str, form: str) -> None:
    assert realise.verb("fr", lemma, person=2, plural=True, models=MODELS) == form


@pytest.mark.parametrize(
    ("lemma", "form"), [("préparer", "prépares"), ("finir", "finis"), ("envoyer", "envoies"), ("défragmenter", "défragmentes")]
)
def test_tu_forms(lemma: str, form: str) -> None:
    assert realise.verb("fr", lemma, person=2, plural=False, models=MODELS) == form


def test_a_verb_of_no_regular_group_is_unknown() -> None:
    with pytest.raises(realise.UnknownWord):
        realise.verb("fr", "zbloutre", person=2, plural=True, models=MODELS)


@pytest.mark.parametrize(("feminine", "plural", "form"), [(False, False, "rénové"), (True, False, "rénovée"), (True, True, "rénovées")])
def test_participles_agree(feminine: bool, plural: bool, form: str) -> None:
    assert realise.participle("fr", "rénover", feminine=feminine, plural=plural) == form


@pytest.mark.parametrize(
    ("preposition", "words", "joined"),
    [("de", "le rapport", "du rapport"), ("de", "les plans", "des plans"), ("de", "un plan", "d'un plan"),
     ("de", "des ateliers", "d'ateliers"), ("de", "des plans", "de plans"), ("de", "Élan Bois", "d'Élan Bois"),
     ("de", "hôtels", "d'hôtels"),
     ("de", "hangars", "de hangars"),
     ("à", "le plan", "au plan"), ("à", "les plans", "aux plans"), ("à", "une gamme", "à une gamme"), ("de", "l'équipe", "de l'équipe")],
)  # fmt: skip
def test_contraction_and_elision(preposition: str, words: str, joined: str) -> None:
    assert french.after(preposition, words, apostrophe="'") == joined


def test_two_languages_at_once_do_not_mix() -> None:
    """pyrealb keeps its language in a global."""

    def form(number: int) -> str:
        lang: Lang = "fr" if number % 2 else "en"
        return realise.verb(lang, "recevoir" if number % 2 else "receive", person=2 + number % 4 // 2, plural=True)

    realise._realise.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        forms = list(pool.map(form, range(400)))
    assert forms[:4] * 100 == forms
    assert forms[:4] == ["receive", "recevez", "receive", "reçoivent"]
