"""Blanks that ask for what is there already: the years, the standard or the act stands in the same block, or right below the heading.

In: the labelled sentences of a page, and the advice on some of them. Out: the same advice without such blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from auditor.knowledge.recipes import Borrowed, Recipes
from auditor.models import Advice, LabelledSegment, Suggestion

ASKS = "rewrite.ask.what-proof"
REFUSAL = "rewrite.refusal.told-beside"
LEAST_WORDS = 5  # of a sentence that tells what is done
CLAIMING = {"generic_claim", "promise", "invitation", "question"}
Asked = tuple[LabelledSegment, str, Advice]  # a sentence, the rule that found it, and what was said of it


def unanswered(page: Sequence[LabelledSegment], asked: Iterable[Asked], recipes: Recipes) -> Iterator[Advice]:
    """The advice on each sentence, without blanks whose answer stands in the sentence or beside it; `page`: in the order of the page."""
    places = {labelled.segment.id: n for n, labelled in reversed([*enumerate(page)])}
    provable, acted = _provable(recipes), _shown_by_acts(recipes)
    for labelled, rule, advice in asked:
        near = _near(page, places.get(labelled.segment.id, len(page)))
        is_told = rule in provable and any(_shows(one, provable[rule]) for one in (labelled, *near))
        is_told = is_told or rule in acted and any(_tells(one) for one in near if _follows(one, labelled))
        kept = tuple(s for s in advice.suggestions if not (is_told and _asks_for_proof(s)))
        yield advice if kept == advice.suggestions else replace(advice, suggestions=kept, refusal="" if kept else REFUSAL)


def _provable(recipes: Recipes) -> dict[str, set[str]]:
    """Rules whose claims a fact proves, with the kinds of such facts: those that a recipe would borrow for them."""
    provable: dict[str, set[str]] = {}
    for borrowed in _borrowed(recipes):
        for rule in (*borrowed.facts, *borrowed.signals):
            provable.setdefault(rule, set()).update(borrowed.facts.get(rule, ()))
    return provable


def _shown_by_acts(recipes: Recipes) -> frozenset[str]:
    """Rules whose claims are shown by what somebody does."""
    return frozenset(rule for borrowed in _borrowed(recipes) for rule in borrowed.acts)


def _borrowed(recipes: Recipes) -> Iterator[Borrowed]:
    sections = (recipe.section(lang) for recipe in recipes.moves.values() for lang in recipes.grammar)
    return (section.borrowed for section in sections if section.borrowed)


def _near(page: Sequence[LabelledSegment], at: int) -> list[LabelledSegment]:
    """The other sentences of the block; of a heading, those of the block below it."""
    if at >= len(page):
        return []
    own = page[at].segment
    block = page[at + 1].segment.block if own.kind == "heading" and at + 1 < len(page) else own.block
    return [one for one in page if block and one.segment.block == block and one.segment.id != own.id]


def _asks_for_proof(suggestion: Suggestion) -> bool:
    return suggestion.status == "fill-in" and ASKS in suggestion.questions


def _shows(labelled: LabelledSegment, kinds: set[str]) -> bool:
    """Whether it is a proof, or states a fact of such a kind."""
    return "proof" in labelled.labels.traits or any(fact.kind in kinds for fact in labelled.analysis.facts)


def _follows(one: LabelledSegment, claim: LabelledSegment) -> bool:
    """Whether it comes after the claim: what goes before leads to it."""
    return claim.segment.kind == "heading" or one.segment.start > claim.segment.start


def _tells(labelled: LabelledSegment) -> bool:
    """Whether it says what somebody does, and claims nothing."""
    said = labelled.segment.text.split()
    return labelled.labels.focus != "neutral" and CLAIMING.isdisjoint(labelled.labels.traits) and len(said) >= LEAST_WORDS
