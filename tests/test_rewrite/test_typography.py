"""What recipes write in French stands as French is set: no sign may begin a line, or end up alone on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from auditor.knowledge import recipes
from auditor.knowledge.recipes import Recipe
from auditor.resources import folder

MOVES = recipes.load(folder("rules")).moves
BREAKING = re.compile(r" [:;!?%»]|« ")


def written(recipe: Recipe) -> Iterator[str]:
    """Every text of the recipe's own in French."""
    section = recipe.fr
    yield from (frame.after for frame in section.frames)
    yield from (swap.after for swap in section.swaps)
    yield from section.cuts.values()
    for whole in section.wholes:
        yield whole.after
        yield from (text for blanks in whole.blanks.values() for blank in blanks for text in (blank.after, blank.say))


@pytest.mark.parametrize("recipe", MOVES.values(), ids=MOVES)
def test_no_french_sign_can_be_parted_from_its_word(recipe: Recipe) -> None:
    assert not [text for text in written(recipe) if BREAKING.search(text)]


def test_a_sign_after_a_plain_space_would_be_seen() -> None:
    assert BREAKING.search("La preuve : []")
    assert not BREAKING.search("La preuve\u00a0: []")
