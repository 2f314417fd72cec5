"""The swap test: could a rival print this sentence unchanged as its own, because it says near-identically the same thing?

In: sentences of a site and of its rivals, parsed by the caller. Out: a `Match` for each of ours. Names and places of either company are
neutralised first; figures and named proofs stay, because they may carry the claim. A logistic regression of published weights
(`rules/swap/weights.yml`) decides over the few nearest rivals. Sentences of two languages are never held for interchangeable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp

from auditor.judge import swap_search
from auditor.judge.swap_features import features
from auditor.judge.swap_reading import Read, SentenceReader
from auditor.knowledge import Knowledge
from auditor.knowledge.swap import Weights
from auditor.models import Lang, Match, Said

CANDIDATES = 5  # rivals that the model looks at for each sentence of ours
EVEN = 0.5  # probability from which a pair that was given is interchangeable
SEARCHED = 0.7  # the same for a pair that was searched for: most are strangers, of which one in a hundred gets so far (docs/swap.md)
IDEA = 0.5  # similarity of two sentences that share a commonplace and no word
ALIKE = 0.4  # similarity from which what differs is worth telling
REASONS = {  # features that speak against a pair, and the sentence that tells so
    "figure": "figure", "time": "time", "proof": "proof", "opposite": "opposite", "audience": "audience", "negation": "negation",
    "conditions": "condition", "weak": "modality", "strong": "modality", "bound": "extent", "some": "extent", "restriction": "extent",
    "slot": "word", "extra": "more",
}  # fmt: skip


class SwapModel:
    """Compares sentences by what `rules/swap/` knows."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._known, self._terms = knowledge.swap, knowledge.lenses.terms
        self._readers: dict[Lang, SentenceReader] = {}

    def read(self, said: Said) -> Read:
        """The sentence as the model sees it."""
        reader = self._readers.get(said.lang)
        if reader is None:
            lang = said.lang
            reader = SentenceReader(lang, self._known.synonyms[lang], self._known.carriers[lang], self._terms)
            self._readers[lang] = reader
        return reader.read(said)

    def match(self, own: Said, rival: Said) -> Match:
        """What the swap test says of one pair."""
        if own.lang != rival.lang:
            return _of_two_languages(self.read(own), self.read(rival))
        return self._match(self.read(own), self.read(rival), EVEN)[1]

    def compare(self, own: Sequence[Said], rivals: Sequence[Said]) -> list[Match]:
        """One match for each of `own`, in order: its nearest rival sentence of the same language, or none where nothing is shared."""
        matches: dict[int, Match] = {}
        for lang in dict.fromkeys(said.lang for said in own):
            numbers = [n for n, said in enumerate(own) if said.lang == lang]
            ours = [self.read(own[n]) for n in numbers]
            theirs = [self.read(said) for said in rivals if said.lang == lang]
            found = self._compare(ours, theirs, "swap.none" if theirs or not rivals else "swap.languages")
            matches |= dict(zip(numbers, found, strict=True))
        return [matches[n] for n in range(len(own))]

    def _compare(self, own: Sequence[Read], rivals: Sequence[Read], otherwise: str) -> list[Match]:
        near = swap_search.nearest([_bag(read) for read in own], [_bag(read) for read in rivals], CANDIDATES)
        return [self._nearest(read, [rivals[n] for n, _ in found], otherwise) for read, found in zip(own, near, strict=True)]

    def _nearest(self, own: Read, candidates: Sequence[Read], otherwise: str) -> Match:
        """The candidate that comes nearest, one that is interchangeable by more than a commonplace first; of equals the one found first."""

        def near(found: tuple[float, Match]) -> tuple[bool, float, float]:
            return found[1].interchangeable and found[1].similarity > IDEA, found[1].similarity, found[0]

        judged = [self._match(own, rival, SEARCHED) for rival in candidates]
        return max(judged, key=near)[1] if judged else Match(own.said.id, why=otherwise)

    def _match(self, own: Read, rival: Read, level: float) -> tuple[float, Match]:
        weights = self._known.weights[own.said.lang]
        found = features(own, rival)
        likely = probability(found, weights)
        similarity = round(_similarity(found), 3)
        is_same = likely >= level
        why, fields = _why(found, weights, similarity, is_same, (own, rival))
        return likely, Match(own.said.id, rival.said.id, similarity, is_same, why, fields)


def probability(found: Mapping[str, float], weights: Weights) -> float:
    """Of a pair being interchangeable, 0-1: the logistic function of the weighted features."""
    return 1 / (1 + exp(-(weights.intercept + sum(weights.weights.get(name, 0.0) * value for name, value in found.items()))))


def _similarity(found: Mapping[str, float]) -> float:
    """How near the two sentences are before what differs is held against them, 0-1: the best of letters, words and commonplaces."""
    meaning = (found["meaning.least"] + found["meaning.most"]) / 2
    return max(found["letters"], meaning, IDEA * found["ideas.shared"])


def _why(
    found: Mapping[str, float], weights: Weights, similarity: float, is_same: bool, pair: tuple[Read, Read]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The catalogue key that tells what decided, and its fields."""
    if is_same:
        return ("swap.same" if found["letters"] >= EVEN or found["words.least"] >= EVEN else "swap.same-meaning"), ()
    against: dict[str, float] = defaultdict(float)
    for name, value in found.items():
        against[name.partition(".")[0]] += min(0.0, weights.weights.get(name, 0.0) * value)
    reason = min((name for name in against if name in REASONS), key=lambda name: against[name], default="")
    if similarity < ALIKE or not reason or against[reason] == 0:
        return "swap.other", ()
    names = sorted(pair[0].named ^ pair[1].named)
    return f"swap.{REASONS[reason]}", (("name", names[0]),) if reason == "proof" and names else ()


def _bag(read: Read) -> list[str]:
    """What a sentence is looked for by: stems, groups and commonplaces."""
    groups = [f"group {group}" for unit in read.units for group in unit.groups]
    return [unit.stem for unit in read.units] + groups + [f"idea {idea}" for idea in sorted(read.ideas)] * 2


def _of_two_languages(own: Read, rival: Read) -> Match:
    """Only figures and names can be compared: what they share is the similarity, and it is never enough."""
    marks, theirs = own.figures | own.spans | own.proofs, rival.figures | rival.spans | rival.proofs
    share = len(marks & theirs) / len(marks | theirs) if marks | theirs else 0.0
    return Match(own.said.id, rival.said.id, round(share, 3), False, "swap.languages")
