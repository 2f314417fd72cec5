"""Sentences that are alike: each with the one most like it, no sentence twice.

In: sentences of two audits that have no partner yet. Out: pairs. The time grows with the number of sentences, not with its square: only
those are compared that share one of their rare words or stand in the same place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeVar

from rapidfuzz.distance import Indel

from auditor.identity import normalise
from auditor.models import LabelledSegment

WORD = re.compile(r"\w+")
RARE = 60  # sentences that may share a word for it to bring them together
RAREST = 6  # words of a sentence that are looked up
CANDIDATES = 8  # sentences that one is compared with
Row = TypeVar("Row", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that has no partner yet: where it stands, its words, and the gap between two kept sentences that it is in."""

    labelled: LabelledSegment
    words: tuple[str, ...]
    gap: int = -1
    place: int = 0  # in its gap


def words_of(labelled: LabelledSegment) -> tuple[str, ...]:
    """The words of a sentence as they are compared."""
    return tuple(WORD.findall(normalise(labelled.segment.text)))


def alike(
    olds: Sequence[Candidate], news: Sequence[Candidate], least: Callable[[Candidate, Candidate], float]
) -> list[tuple[Candidate, Candidate]]:
    """Each sentence with the one most like it, no sentence twice; `least` is how like two must be."""
    rows = []
    for n, m in _worth_comparing(olds, news):
        likeness = Indel.normalized_similarity(olds[n].words, news[m].words)
        if likeness >= least(olds[n], news[m]):
            is_here, kinds = olds[n].gap == news[m].gap, (olds[n].labelled.segment.kind, news[m].labelled.segment.kind)
            rows.append((likeness, is_here, kinds[0] == kinds[1], -abs(olds[n].place - news[m].place), n, m))
    rows.sort(key=lambda row: (*(-part for part in row[:4]), row[4], row[5]))
    return [(olds[row[4]], news[row[5]]) for row in _taken_once(rows, lambda row: (row[4], row[5]))]


def _worth_comparing(olds: Sequence[Candidate], news: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Places of sentences that share rare words, those with most first, or that stand near each other in one gap."""
    holders = defaultdict[str, list[int]](list)
    gaps = defaultdict[int, list[int]](list)
    for m, candidate in enumerate(news):
        gaps[candidate.gap].append(m)
        for word in set(candidate.words):
            holders[word].append(m)
    for n, old in enumerate(olds):
        known = sorted((word for word in set(old.words) if 0 < len(holders.get(word, ())) <= RARE), key=lambda w: (len(holders[w]), w))
        shared = Counter(m for word in known[:RAREST] for m in holders[word])
        chosen = {m for m, _ in sorted(shared.items(), key=lambda row: (-row[1], row[0]))[:CANDIDATES]}
        beside = gaps.get(old.gap, [])
        at = max(0, bisect_left(beside, old.place, key=lambda m: news[m].place) - CANDIDATES // 2)
        yield from product((n,), sorted(chosen.union(beside[at : at + CANDIDATES])))


def greedy(rows: list[Row], sides: Callable[[Row], tuple[int, int]]) -> list[Row]:
    """The best rows, each side once; a row begins with how good it is."""
    return _taken_once(sorted(rows, key=lambda row: (-row[0], *sides(row))), sides)


def _taken_once(rows: Iterable[Row], sides: Callable[[Row], tuple[int, int]]) -> list[Row]:
    """The rows whose two sides no row before them has taken."""
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for row in rows:
        a, b = sides(row)
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            kept.append(row)
    return kept
