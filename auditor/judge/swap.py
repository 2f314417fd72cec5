"""The swap test: could a rival print this sentence unchanged as its own, because it says near-identically the same thing?

In: sentences of a site and of its rivals, parsed by the caller. Out: a `Match` for each of ours. Names and places of either company are
neutralised first; figures stay, because they may carry the claim.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.judge import swap_search
from auditor.knowledge import Knowledge
from auditor.knowledge.patterns import WORD, fold, whole
from auditor.models import Match, Said

CANDIDATES = 5  # rivals that the model looks at for each sentence of ours
LIKELY = 0.5  # cosine from which two sentences count as the same


class SwapModel:
    """Compares sentences by what `rules/swap/` knows."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def match(self, own: Said, rival: Said) -> Match:
        """What the swap test says of one pair."""
        return self.compare([own], [rival])[0]

    def compare(self, own: Sequence[Said], rivals: Sequence[Said]) -> list[Match]:
        """One match for each of `own`, in order: its nearest rival sentence, or none where nothing is shared."""
        left, right = ([swap_search.grams(_neutral(said)) for said in side] for side in (own, rivals))
        near = swap_search.nearest(left, right, CANDIDATES)
        return [_best(said, [(rivals[n], cosine) for n, cosine in found]) for said, found in zip(own, near, strict=True)]


def _neutral(said: Said) -> str:
    """The folded sentence without names and places of its company."""
    folded = whole((*said.names, *said.places)).sub(" ", fold(said.text))
    return " ".join(WORD.findall(folded))


def _best(own: Said, near: Sequence[tuple[Said, float]]) -> Match:
    if not near:
        return Match(own.id)
    rival, cosine = near[0]
    if rival.lang != own.lang:
        return Match(own.id, rival.id, round(cosine, 3), False, "swap.languages")
    is_same = cosine >= LIKELY and _figures(own) == _figures(rival)
    return Match(own.id, rival.id, round(cosine, 3), is_same, "swap.same" if is_same else "swap.other")


def _figures(said: Said) -> set[str]:
    return {word for word in WORD.findall(_neutral(said)) if any(char.isdigit() for char in word)}
