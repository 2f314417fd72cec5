"""Parity: what becomes of promises, claims and figures in the other language of the same page.

In: the pages of a site and the terms of `rules/lenses/terms.yml`. Out: `Parity` records, with sure rows only. Nothing is translated: two
sentences are compared where `parity_align` is sure that they answer each other, and a term or figure is called dropped only when the other
page holds it nowhere. What was not aligned is "not compared".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from auditor.judge.parity_align import Line, align
from auditor.judge.parity_pairs import Pair, find_pairs
from auditor.judge.parity_words import Figure, Reader, Said
from auditor.judge.pooling import JudgedPage
from auditor.knowledge.terms import Terms
from auditor.models import LANGS, Lang, Parity, ParityRow

State = Literal["kept", "dropped", "added", "inflated", "changed"]
HEAD = ("title", "description")
TIME = ("second", "minute", "hour", "day", "week", "month")  # a shorter one is a bigger promise
COUNTS = ("percent", "customer", "person", "company", "project", "country", "site", "review", "vehicle", "parcel", "year")  # more is more
ORDER: tuple[State, ...] = ("inflated", "dropped", "changed", "added", "kept")


def compare_languages(pages: Sequence[JudgedPage], first: Lang, terms: Terms) -> tuple[Parity, ...]:
    """Every pair of pages in two languages, with what became of each promise, claim and figure; `first` is the language on the left."""
    if len({text.lang for text, _ in pages if text.lang in LANGS}) < len(LANGS):
        return ()
    reader = Reader(terms)
    return tuple(_parity(pair, reader, terms) for pair in find_pairs(pages, first, terms))


@dataclass(frozen=True, slots=True)
class _Side:
    """A page as it is compared: its lines, and all that it says anywhere."""

    lines: tuple[Line, ...]
    hints: frozenset[str]
    values: frozenset[float]


def _parity(pair: Pair, reader: Reader, terms: Terms) -> Parity:
    left, right = _side(pair.left, reader), _side(pair.right, reader)
    found = align(left.lines, right.lines)
    rows = [row for a, b in found.pairs for row in _rows(left.lines[a], right.lines[b], left, right, terms)]
    rows += [row for n in found.left_alone for row in _alone(left.lines[n], right, terms, "dropped")]
    rows += [row for n in found.right_alone for row in _alone(right.lines[n], left, terms, "added")]
    rows.sort(key=lambda row: ORDER.index(row.state))
    compared = tuple((left.lines[a][0].id, right.lines[b][0].id) for a, b in found.pairs)
    return Parity(pair.left[0].key, pair.right[0].key, pair.how, tuple(dict.fromkeys(rows)), compared)


def _side(page: JudgedPage, reader: Reader) -> _Side:
    text, segments = page
    everywhere = [(labelled.segment, reader.read(labelled.segment.text, labelled.segment.lang)) for labelled in segments]
    lines = tuple(line for line in everywhere if line[0].kind not in HEAD and line[0].lang == text.lang)
    hints = frozenset(hint for _, said in everywhere for hint in said.hints)
    return _Side(lines, hints, frozenset(figure.value for _, said in everywhere for figure in said.figures))


def _rows(left: Line, right: Line, page: _Side, other: _Side, terms: Terms) -> Iterator[ParityRow]:
    """Rows of two segments that answer each other."""
    for what, state in (*_terms(left[1], right[1], page, other, terms), *_figures(left[1], right[1], page, other)):
        yield ParityRow(state, "" if state == "added" else left[0].id, "" if state == "dropped" else right[0].id, what)


def _terms(left: Said, right: Said, page: _Side, other: _Side, terms: Terms) -> Iterator[tuple[str, State]]:
    """What became of each term; one that says more in place of one that says less is told once."""
    more, less = _stronger(right, left, terms), _stronger(left, right, terms)
    yield from ((terms.terms[id].what, "inflated") for id in sorted(more))
    yield from ((terms.terms[id].what, "changed") for id in sorted(less))
    told = {over for id in more | less for over in terms.terms[id].over} | more | less
    for id in sorted((left.terms | right.terms) - told):
        what = terms.terms[id].what
        if not what:
            continue
        if id in left.hints and id in right.hints:
            yield what, "kept"
        elif id in left.terms and id not in other.hints:
            yield what, "dropped"
        elif id in right.terms and id not in page.hints:
            yield what, "added"


def _stronger(said: Said, than: Said, terms: Terms) -> set[str]:
    """Terms of one side that are more than one that stands in their place on the other."""
    fresh = said.terms - than.terms
    return {id for id in fresh if set(terms.terms[id].over) & (than.terms - said.terms)}


def _figures(left: Said, right: Said, page: _Side, other: _Side) -> Iterator[tuple[str, State]]:
    rest = list(right.figures)
    missing = []
    for figure in left.figures:
        same = next((r for r in rest if r.value == figure.value and (not r.unit or not figure.unit or r.unit == figure.unit)), None)
        if same is None:
            missing.append(figure)
            continue
        rest.remove(same)
        yield "figure", _bounded(figure, same)
    for figure in missing:
        changed = next((r for r in rest if r.unit == figure.unit and r.unit), None)
        if changed is not None:
            rest.remove(changed)
            yield "figure", _changed(figure, changed)
        elif figure.written and figure.value not in other.values:
            yield "figure", "dropped"
    yield from (("figure", "added") for figure in rest if figure.written and figure.value not in page.values)


def _bounded(left: Figure, right: Figure) -> State:
    """The same number: "more than" it is more than it, less than it before a time too."""
    if left.bound == right.bound:
        return "kept"
    return "inflated" if right.bound == "at-least" and not left.bound else "changed" if left.bound == "at-least" else "kept"


def _changed(left: Figure, right: Figure) -> State:
    is_more = right.value < left.value if left.unit in TIME else right.value > left.value
    return "inflated" if is_more and left.unit in (*TIME, *COUNTS) else "changed"


def _alone(line: Line, other: _Side, terms: Terms, state: State) -> Iterator[ParityRow]:
    """Rows of a segment that nothing answers: of what the other page says nowhere."""
    segment, said = line
    whats: list[str] = [terms.terms[id].what for id in sorted(said.terms - other.hints) if terms.terms[id].what]
    whats += ["figure" for figure in said.figures if figure.written and figure.value not in other.values]
    for what in dict.fromkeys(whats):
        yield ParityRow(state, segment.id if state == "dropped" else "", segment.id if state == "added" else "", what)
