"""Blanks that ask for what is there already: the years, the standard or the act stands in the same block, or right below the heading.

In: the labelled sentences of a page, and the advice on some of them. Out: the same advice without such blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from auditor.knowledge.recipes import Recipes
from auditor.models import Advice, LabelledSegment, Suggestion

ASKS = "rewrite.ask.what-proof"
REFUSAL = "rewrite.refusal.told-beside"
LEAST_WORDS = 5  # of a sentence that tells what is done
CLAIMING = {"generic_claim", "promise", "invitation", "question"}
Asked = tuple[LabelledSegment, str, Advice]  # a sentence, the rule that found it, and what was said of it


def unanswered(page: Sequence[LabelledSegment], asked: Iterable[Asked], recipes: Recipes) -> Iterator[Advice]:
    """The advice on each sentence, without blanks whose answer stands in the sentence or beside it; `page`: in the order of the page."""
    places = {labelled.segment.id: n for n, labelled in reversed([*enumerate(page)])}
    for labelled, rule, advice in asked:
        kept = tuple(s for s in advice.suggestions if not _asks_for_proof(s))
        if kept == advice.suggestions or not _is_told(labelled, rule, _near(page, places.get(labelled.segment.id, len(page))), recipes):
            yield advice
        else:
            yield replace(advice, suggestions=kept, refusal="" if kept else REFUSAL)


def _is_told(labelled: LabelledSegment, rule: str, near: Sequence[LabelledSegment], recipes: Recipes) -> bool:
    """Whether the sentence, or what stands near it, shows what the rule asks a proof of."""
    kinds = recipes.provable.get(rule)
    if kinds is not None and any(_shows(one, kinds) for one in (labelled, *near)):
        return True
    return rule in recipes.shown_by_acts and any(_tells(one) for one in near if _follows(one, labelled))


def _near(page: Sequence[LabelledSegment], at: int) -> list[LabelledSegment]:
    """The other sentences of the block; of a heading, those of the block below it."""
    if at >= len(page):
        return []
    own = page[at].segment
    block = page[at + 1].segment.block if own.kind == "heading" and at + 1 < len(page) else own.block
    return [one for one in page if block and one.segment.block == block and one.segment.id != own.id]


def _asks_for_proof(suggestion: Suggestion) -> bool:
    return suggestion.status == "fill-in" and ASKS in suggestion.questions


def _shows(labelled: LabelledSegment, kinds: frozenset[str]) -> bool:
    """Whether it is a proof, or states a fact of such a kind."""
    return "proof" in labelled.labels.traits or any(fact.kind in kinds for fact in labelled.analysis.facts)


def _follows(one: LabelledSegment, claim: LabelledSegment) -> bool:
    """Whether it comes after the claim: what goes before leads to it."""
    return claim.segment.kind == "heading" or one.segment.start > claim.segment.start


def _tells(labelled: LabelledSegment) -> bool:
    """Whether it says what somebody does, and claims nothing."""
    said = labelled.segment.text.split()
    return labelled.labels.focus != "neutral" and CLAIMING.isdisjoint(labelled.labels.traits) and len(said) >= LEAST_WORDS
