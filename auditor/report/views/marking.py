"""A sentence cut where findings begin and end, so that each piece knows what marks it.

In: a text and spans with their kinds. Out: pieces in order that give back the text when joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

UNDERLINES = 2  # more lines under one word cannot be told apart
SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # a line may break at them; before a French colon or question mark it may not
TOKEN = re.compile(r"\[[^\]]*\]|\w+(?:[-\u2011]\w+)*['\u2019]?|[^\w\s]")  # a blank, a word (« l’ » is one), a sign


@dataclass(frozen=True, slots=True)
class Span:
    """Where a finding stands in its sentence."""

    start: int
    end: int
    css: str  # class of its kind
    rank: int  # 0 is the worst kind
    finding: str  # its id
    letter: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: the kinds that underline it (at most two, the worst first) and the findings that end with it."""

    text: str
    kinds: tuple[str, ...] = ()
    ending: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words of a rewrite, and whether it differs from the other side."""

    text: str
    changed: bool


def mark(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The text in pieces; spans that leave the text are cut to it, empty ones cover it whole."""
    if not spans:
        return (Piece(text),)
    fitted = [_fit(span, len(text)) for span in spans]
    cuts = sorted({0, len(text), *(s.start for s in fitted), *(s.end for s in fitted)})
    return tuple(_piece(text, start, end, fitted) for start, end in zip(cuts, cuts[1:], strict=False))


def _fit(span: Span, length: int) -> Span:
    start, end = max(0, span.start), min(length, span.end)
    if start >= end:
        start, end = 0, length
    return Span(start, end, span.css, span.rank, span.finding, span.letter)


def _piece(text: str, start: int, end: int, spans: Sequence[Span]) -> Piece:
    over = sorted((s for s in spans if s.start <= start and end <= s.end), key=lambda s: (s.rank, s.start, s.finding))
    kinds = tuple(dict.fromkeys(s.css for s in over))[:UNDERLINES]
    return Piece(text[start:end], kinds, tuple(s for s in over if s.end == end))


def compare(before: str, after: str) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """Both sides of a rewrite in runs of text that give it back when joined; what is on one side only is marked there. Words are
    kept as the longest common subsequence keeps them, whatever their capitals: a word that both sides hold in one order is never marked.
    """
    old, new = (SPACES.sub(" ", text.strip()) for text in (before, after))
    tokens = [list(TOKEN.finditer(text)) for text in (old, new)]
    kept = _kept(*([match.group().casefold().replace("\u2019", "'") for match in found] for found in tokens))
    return _runs(old, tokens[0], {i for i, _ in kept}), _runs(new, tokens[1], {j for _, j in kept})


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Positions of a longest common subsequence, without punctuation that stands alone in it: a comma between two changes tells nothing."""
    pairs = _common(old, new)
    known = set(pairs)
    return [(i, j) for i, j in pairs if old[i][0].isalnum() or (i - 1, j - 1) in known or (i + 1, j + 1) in known]


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """What both sides begin and end with, and between these the textbook's table."""
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    tail = next((n for n in range(shortest - head) if old[-1 - n] != new[-1 - n]), shortest - head)
    ends = [(n, n) for n in range(head)], [(len(old) - n, len(new) - n) for n in range(tail, 0, -1)]
    middle = _longest(old[head : len(old) - tail], new[head : len(new) - tail])
    return [*ends[0], *((head + i, head + j) for i, j in middle), *ends[1]]


def _longest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Wagner and Fischer, 1974: `length[i][j]` is that of the longest common subsequence of what follows i and j."""
    length = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            length[i][j] = length[i + 1][j + 1] + 1 if old[i] == new[j] else max(length[i + 1][j], length[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1


def _runs(text: str, tokens: Sequence[re.Match[str]], kept: set[int]) -> tuple[Change, ...]:
    """The text cut where keeping begins and ends; spaces between go with what is kept."""
    runs, start = list[Change](), 0
    for is_kept, group in groupby(range(len(tokens)), kept.__contains__):
        found = list(group)
        last = found[-1] + 1
        following = tokens[last].start() if last < len(tokens) else len(text)
        end = following if is_kept or last == len(tokens) else tokens[found[-1]].end()
        runs.append(Change(text[start:end], not is_kept))
        start = end
    return tuple(runs)
