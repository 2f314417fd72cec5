"""Which segments of two pages say the same, as far as that is sure.

In: two lists of segments in reading order, and what each says that can be looked for. Out: `Aligned`. Two segments answer each other when
they share more of what is rare on both pages than either shares with any other, in the same order; between two such pairs, when the same
number of blocks of the same kinds stands on both sides. What neither tells is left alone: it is not compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.judge.parity_words import Said
from auditor.models import Segment

WEIGHTS = {"figure": 3.0, "term": 1.0, "word": 1.0}  # of what two segments share, over the number of segments that say it
SURE = 1.5  # shared weight from which a pair is sure
MARGIN = 0.5  # by which it exceeds the next best on either side
RATIO = 2.2  # of lengths in letters, beyond which two sentences are no translation of each other (French runs 1.2 times English)
ENOUGH = 0.2  # share of the shorter page that finds its answer; under it the pages are no translations of each other
LETTERS = 12  # added to both lengths: short segments vary more

Line = tuple[Segment, Said]
Places = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Places of the segments that answer each other, and of those that nothing on the other side can answer."""

    pairs: tuple[Places, ...]
    left_alone: tuple[int, ...]  # between two sure neighbours, with nothing between them on the other side
    right_alone: tuple[int, ...]


def align(left: Sequence[Line], right: Sequence[Line]) -> Aligned:
    """The alignment of two pages; each place stands in one pair at most, and pairs keep the order of both pages."""
    anchors = _rising(_anchors(left, right))
    pairs = list(anchors)
    alone_left: list[int] = []
    alone_right: list[int] = []
    edges = [(-1, -1), *anchors, (len(left), len(right))]
    for (a, b), (c, d) in zip(edges, edges[1:], strict=False):
        gap = range(a + 1, c), range(b + 1, d)
        pairs += _by_structure([left[n] for n in gap[0]], [right[n] for n in gap[1]], (a + 1, b + 1))
        is_inside = a >= 0 and c < len(left)
        if is_inside and not gap[1] and _same_place(left[a][0], left[c][0], [left[n][0] for n in gap[0]]):
            alone_left += gap[0]
        if is_inside and not gap[0] and _same_place(right[b][0], right[d][0], [right[n][0] for n in gap[1]]):
            alone_right += gap[1]
    if len(pairs) < ENOUGH * min(len(left), len(right)):
        return Aligned((), (), ())
    return Aligned(tuple(sorted(pairs)), tuple(alone_left), tuple(alone_right))


def _anchors(left: Sequence[Line], right: Sequence[Line]) -> Iterator[Places]:
    """Pairs that are each other's best by a margin."""
    shared = _shared(left, right)
    best_left, best_right = _best(shared, 0), _best(shared, 1)
    for (a, b), weight in shared.items():
        if weight >= SURE and best_left[a] == ((a, b), True) and best_right[b] == ((a, b), True):
            yield a, b


def _shared(left: Sequence[Line], right: Sequence[Line]) -> dict[Places, float]:
    """Weight of what every two segments of the same kind share; what many segments say weighs little."""
    said = [[_marks(line[1]) for line in side] for side in (left, right)]
    often = [Counter(mark for marks in side for mark in marks) for side in said]
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for b, marks in enumerate(said[1]):
        for mark in marks:
            places[mark].append(b)
    shared: dict[Places, float] = defaultdict(float)
    for a, marks in enumerate(said[0]):
        for mark in sorted(marks):
            for b in places[mark]:
                if _alike(left[a][0], right[b][0]):
                    shared[a, b] += WEIGHTS[mark[0]] / max(often[0][mark], often[1][mark])
    return shared


def _marks(said: Said) -> set[tuple[str, str]]:
    figures = {("figure", figure.name) for figure in said.figures if figure.written}
    return figures | {("term", term) for term in said.hints} | {("word", word) for word in said.words}


def _best(shared: dict[Places, float], side: int) -> dict[int, tuple[Places, bool]]:
    """For each place of a side its best pair, and whether that is best by the margin."""
    by_place: dict[int, list[tuple[float, Places]]] = defaultdict(list)
    for pair, weight in shared.items():
        by_place[pair[side]].append((weight, pair))
    best = {}
    for place, found in by_place.items():
        found.sort(reverse=True)
        best[place] = (found[0][1], len(found) == 1 or found[0][0] - found[1][0] >= MARGIN)
    return best


def _rising(pairs: Iterator[Places]) -> list[Places]:
    """The longest run of pairs in the order of both pages."""
    ordered = sorted(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, b) in enumerate(ordered):
        at = bisect_left(tails, b)
        before.append(ends[at - 1] if at else -1)
        tails[at:] = [b] if at == len(tails) else [b, *tails[at + 1 :]]
        ends[at:] = [n] if at == len(ends) else [n, *ends[at + 1 :]]
    run, n = [], ends[-1] if ends else -1
    while n >= 0:
        run.append(ordered[n])
        n = before[n]
    return run[::-1]


def _by_structure(left: Sequence[Line], right: Sequence[Line], start: Places) -> Iterator[Places]:
    """Pairs of a gap that has the same blocks on both sides, where their lengths agree too."""
    if [_shape(segment) for segment, _ in left] != [_shape(segment) for segment, _ in right] or _breaks(left) != _breaks(right):
        return
    if all(_alike(a[0], b[0]) for a, b in zip(left, right, strict=True)):
        yield from ((start[0] + n, start[1] + n) for n in range(len(left)))


def _shape(segment: Segment) -> tuple[str, int]:
    return segment.kind, segment.level


def _breaks(lines: Sequence[Line]) -> list[bool]:
    """Where a block begins."""
    return [n == 0 or lines[n - 1][0].block != line[0].block for n, line in enumerate(lines)]


def _alike(left: Segment, right: Segment) -> bool:
    """Whether two segments are of the same kind, and of lengths that a translation may have."""
    short, long = sorted((len(left.text) + LETTERS, len(right.text) + LETTERS))
    return _shape(left) == _shape(right) and long <= RATIO * short


def _same_place(before: Segment, after: Segment, between: Sequence[Segment]) -> bool:
    """Whether segments stand under the same heading as both their neighbours, as one of a list or sentences of one text do."""
    return bool(between) and all(s.heading == before.heading == after.heading and s.kind == before.kind == after.kind for s in between)
