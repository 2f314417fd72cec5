"""The labels of a segment: published scorecards, added up so that each decision can be explained.

In: a segment, its analysis, the scorecards of `Knowledge`. Out: `Labels`, and the `Reason`s whose weights add up to each decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, fsum
from typing import cast

from auditor.errors import UsageProblem
from auditor.judge.features import features
from auditor.knowledge import Knowledge
from auditor.knowledge.scorecards import LABELS, Card, Scorecards, Sheet
from auditor.models import FOCUSES, TRAITS, Analysis, Dimension, Focus, Labels, Lang, Reason, Segment

BEARING = frozenset(("generic_claim", "promise", "benefit"))  # traits whose segments have a dimension, by the labelling guide
APART = frozenset(("testimonial", "generic_claim"))  # a customer's praise is no claim of the company's, by the labelling guide
INTERCEPT = "intercept"
NEEDED = frozenset(FOCUSES)


def label(segment: Segment, analysis: Analysis, knowledge: Knowledge) -> Labels:
    """The labels of a segment; `confidence` is the probability of its focus, 0-1. UsageProblem before any calibration."""
    return decide(features(segment, analysis, knowledge), segment.lang, knowledge)


def decide(found: frozenset[str], lang: Lang, knowledge: Knowledge) -> Labels:
    """The labels that a set of features leads to."""
    cards = _cards(lang, knowledge)
    focuses, traits, dimensions = cards.scores(lang, found)
    focus, confidence = _most_likely(cards.focus.sheet(lang), focuses)
    given = _given(cards.traits.sheet(lang), traits)
    dimension = _most_likely(cards.dimension.sheet(lang), dimensions)[0] if given & BEARING else "none"
    return Labels(cast(Focus, focus), tuple(trait for trait in TRAITS if trait in given), cast(Dimension, dimension), confidence)


def _given(sheet: Sheet, scores: Mapping[str, float]) -> set[str]:
    """The traits whose score reaches their threshold; of two that the guide never gives together, the one further above it."""
    above = {name: scores[name] - card.threshold for name, card in sheet.cards.items()}
    given = {name for name, margin in above.items() if margin >= 0}
    return given - {min(APART, key=lambda name: above[name])} if given >= APART else given


def explain(segment: Segment, analysis: Analysis, knowledge: Knowledge) -> list[Reason]:
    """What each feature added to the labels that were given, the strongest first; a label's weights add up to its score."""
    found = features(segment, analysis, knowledge)
    labels = decide(found, segment.lang, knowledge)
    sheets = dict(zip(LABELS, _cards(segment.lang, knowledge).sheets(segment.lang), strict=True))
    cards: list[tuple[str, str]] = [("focus", labels.focus), *(("traits", trait) for trait in labels.traits)]
    if labels.dimension != "none":
        cards.append(("dimension", labels.dimension))
    return [reason for kind, name in cards for reason in _reasons(f"{kind}.{name}", sheets[kind].cards[name], found)]


def probabilities(sheet: Sheet, found: frozenset[str]) -> dict[str, float]:
    """Probability of each label of a sheet, adding up to 1."""
    return _shares(sheet, sheet.scores(found))


def _shares(sheet: Sheet, scores: Mapping[str, float]) -> dict[str, float]:
    highest = max(scores.values()) / sheet.temperature
    shares = {name: exp(score / sheet.temperature - highest) for name, score in scores.items()}
    total = fsum(shares.values())
    return {name: share / total for name, share in shares.items()}


def _cards(lang: Lang, knowledge: Knowledge) -> Scorecards:
    cards: Scorecards | None = knowledge.scorecards
    if cards is None or not cards.focus.sheet(lang).cards.keys() >= NEEDED:
        raise UsageProblem("calibrate.no-scorecards", lang=lang)
    return cards


def _most_likely(sheet: Sheet, scores: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest label of a sheet and its probability; ties go to the first by name."""
    shares = _shares(sheet, scores)
    best = min(shares, key=lambda name: (-shares[name], name))
    return best, shares[best]


def _reasons(name: str, card: Card, found: frozenset[str]) -> list[Reason]:
    shares = [(INTERCEPT, card.intercept), *card.shares(found)]
    return [Reason(name, signal, weight) for signal, weight in sorted(shares, key=lambda share: (-abs(share[1]), share[0]))]
