"""Every example of every recipe: what is rewritten, word for word, and what must be refused."""

from __future__ import annotations

import pytest

from auditor import words
from auditor.knowledge import recipes
from auditor.knowledge.recipes import RecipeExample
from auditor.models import LANGS, Lang
from auditor.resources import folder
from auditor.rewrite import Proof

from .conftest import Advise

MOVES = recipes.load(folder("rules")).moves
EXAMPLES = [
    pytest.param(name, lang, example, id=f"{name}-{lang}-{(example.before or example.refuse)[:40]}")
    for name, recipe in MOVES.items()
    for lang in LANGS
    for example in recipe.section(lang).examples
]


@pytest.mark.parametrize(("name", "lang", "example"), EXAMPLES)
def test_an_example_holds(name: str, lang: Lang, example: RecipeExample, advise: Advise) -> None:
    site = (Proof("f" * 12, "", example.proof, frozenset(example.facts), lang),) if example.proof else ()
    made, others = list[str](), set[str]()
    while not made:  # a recipe of the same kind, and of an earlier order, may speak first: what it says is turned down
        text, without = example.before or example.refuse, tuple(others)
        found = advise(text, lang, traits=example.traits, rule=example.rule, site=site, without=without).suggestions
        made = [suggestion.text for suggestion in found if suggestion.recipe == name]
        if others >= {suggestion.text for suggestion in found}:
            break
        others |= {suggestion.text for suggestion in found if suggestion.recipe != name}
    assert made == ([example.after] if example.after else [])


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_recipe_says_why_and_asks_in_both_languages(name: str, lang: Lang) -> None:
    assert words.has(lang, f"rewrite.why.{name}")
    assert MOVES[name].asks
    assert all(words.has(lang, f"rewrite.ask.{ask}") for ask in MOVES[name].asks)


def test_recipes_are_tried_in_their_order() -> None:
    orders = [recipe.order for recipe in MOVES.values()]
    assert orders == sorted(orders)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("lang", LANGS)
def test_no_blank_is_set_behind_a_sentence_that_opens_with_the_company(name: str, lang: Lang) -> None:
    """It would open with the company still."""
    wholes = [whole for whole in MOVES[name].section(lang).wholes if "self-opening" in whole.blanks]
    assert not [whole for whole in wholes if whole.after.startswith("{text}")]
