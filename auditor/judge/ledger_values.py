"""Declared values: the list under « Nos valeurs » or "Our values", each a promise of its own, with the evidence for it elsewhere.

In: the segments of a site in order. Out: each value with its place, what it is called, the kind of promise it makes and its proof. What
announces a list is a heading, the line that opens a list, or a short line above a heading (« Nos valeurs », then « Ce qui nous guide »).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Literal

from auditor.judge.ledger_parts import plain
from auditor.judge.ledger_proof import Found, Place, Proofs
from auditor.knowledge.patterns import Keys, Once, either, fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Lang, Segment

Value = tuple[Place, str, str, Found]
Announced = Literal["surely", "barely", ""]
SHORT = 5  # words up to which an item is the name of a value, not a sentence about it
MOST = 12  # values; a longer list is something else
LABEL_END = re.compile(r"\s*[:–—]\s|\s-\s|\.\s|\.$")
PART_END = re.compile(r"[,;:.!?–—|•·()]|\s-\s")  # « Nos valeurs, notre culture » announces values
NAMING = ("heading", "list-item", "paragraph")  # kinds of blocks that name values, the first that a list has
SENTENCE_END = (".", "!", "?", "…", ":")
DIGIT = re.compile(r"\d")
OTHER = "ethics"  # kind of a value whose name says nothing of the others
UNTOLD = frozenset(("legal", "careers", "search", "news"))  # kinds of pages that declare no values to customers
OF_THINGS = frozenset(("offer", "case"))  # kinds of pages on which « Valeurs » alone may be those of a measurement


def declared(places: Sequence[Place], proofs: Proofs, rules: Mapping[Lang, PromiseRules], promising: Container[str]) -> Iterator[Value]:
    """The declared values of the pages, each with the proof of it that stands elsewhere; what promises by itself is no value's name."""
    seen: set[str] = set()
    for group in _groups([place for place in places if place.labelled.segment.page_kind not in UNTOLD], rules):
        for place, said in group:
            if place.labelled.segment.id not in promising and (name := plain(said)) and name not in seen:
                seen.add(name)
                kind = _kind(name, rules[place.labelled.segment.lang])
                found = proofs.nearest(place, fold(said), kind, is_name=True)
                yield place, said, kind, _elsewhere(found, {p.labelled.segment.id for p, _ in group})


def _groups(places: Sequence[Place], rules: Mapping[Lang, PromiseRules]) -> list[list[tuple[Place, str]]]:
    """The lists of values: the items, or else the sub-headings, under what announces values."""
    titles = {lang: _titles(rule.values_headings) for lang, rule in rules.items()}
    found: dict[tuple[str, str], list[Place]] = {}
    for place, above in _announced(places, titles):
        found.setdefault((place.page, above), []).append(place)
    over = {(place.page, place.labelled.segment.prev) for place in places if place.labelled.segment.kind == "heading"}
    groups = [_named(group, kind, over) for group in found.values() for kind in _kinds(group)]
    return [group for group in groups if 1 < len(group) <= MOST]


def _announced(places: Sequence[Place], titles: Mapping[Lang, Once[Announced]]) -> Iterator[tuple[Place, str]]:
    """Each place under what announces values, and the words that do."""
    line: Segment | None = None  # a short line that announces values
    heading = ""  # that stands right below it
    for place in places:
        segment = place.labelled.segment
        if line and segment.page == line.page and segment.kind == "heading" and segment.prev == line.text:
            heading = segment.text
        elif line and not _is_under(line, heading, segment):
            line, heading = None, ""
        told = titles[segment.lang]
        above = next((said for said in (*segment.heading, segment.lead_in) if told[said] and announces(said, segment, titles)), None)
        if above is not None or (line and segment.text != heading):
            yield place, above or (line.text if line else "")
        if segment.kind == "paragraph" and announces(segment.text, segment, titles):
            line, heading = segment, ""


def _is_under(line: Segment, heading: str, segment: Segment) -> bool:
    """Whether a segment still stands under a line, or under the heading right below that line."""
    if segment.page != line.page:
        return False
    return heading in segment.heading if heading else segment.heading == line.heading and segment.kind != "heading"


def announces(said: str, segment: Segment, titles: Mapping[Lang, Once[Announced]]) -> bool:
    """Whether a heading or line above a segment announces values; a bare « Valeurs » does not where things are sold."""
    found = titles[segment.lang][said]
    return found == "surely" or (found == "barely" and segment.page_kind not in OF_THINGS)


def _titles(headings: Sequence[str]) -> Once[Announced]:
    """How a line announces values: all of it, or a part of it of two words or more; barely where it is but one word."""
    title, keys = re.compile(either(headings)), Keys(headings)

    def tell(said: str) -> Announced:
        if not keys.may_stand_in(fold(said)):
            return ""
        whole_line = plain(said)
        if title.fullmatch(whole_line):
            return "surely" if " " in whole_line else "barely"
        return "surely" if any(" " in part and title.fullmatch(part) for part in map(plain, PART_END.split(said))) else ""

    return Once(tell)


def _kinds(group: Sequence[Place]) -> tuple[str, ...]:
    """Values are sub-headings where there are some, else the items of a list, else short lines that are no sentences."""
    kinds = {place.labelled.segment.kind for place in group}
    return next(((kind,) for kind in NAMING if kind in kinds), ())


def _named(group: Sequence[Place], kind: str, over: Container[tuple[str, str]]) -> list[tuple[Place, str]]:
    """What the blocks of a kind name; where something explains each, a last line right `over` a heading is the next section's."""
    names = [
        (n, LABEL_END.split(p.labelled.segment.text.strip(), maxsplit=1)[0].strip()) for n, p in enumerate(group) if _may_name(p, kind)
    ]
    named = [(n, said) for n, said in names if said and len(said.split()) <= SHORT and not DIGIT.search(said)]
    followed = [n + 1 < len(group) and all(n + 1 != other for other, _ in named) for n, _ in named]
    is_next = any(followed) and not followed[-1] and (group[named[-1][0]].page, group[named[-1][0]].labelled.segment.text) in over
    kept = named[:-1] if kind == "paragraph" and is_next else named
    return [(group[n], said) for n, said in kept]


def _may_name(place: Place, kind: str) -> bool:
    segment = place.labelled.segment
    return segment.kind == kind and not (kind == "paragraph" and segment.text.rstrip().endswith(SENTENCE_END))


def _kind(name: str, rules: PromiseRules) -> str:
    words = {kind: whole((*rules.proof_words[kind], *rules.kinds[kind].likely)) for kind in rules.kinds if kind in rules.proof_words}
    return next((kind for kind, pattern in words.items() if pattern.search(fold(name))), OTHER)


def _elsewhere(found: Found, own: set[str]) -> Found:
    """The other values and what explains them prove nothing."""
    where, proofs = found
    kept = tuple(id for id in proofs if id not in own)
    return (where, kept) if kept else ("none", ())
