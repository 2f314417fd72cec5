"""Declared values: the list under « Nos valeurs » or "Our values", each a promise of its own, with the evidence for it elsewhere.

In: the segments of a site in order. Out: each value with its place, what it is called, the kind of promise it makes and its proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from auditor.judge.ledger_clauses import plain
from auditor.judge.ledger_proof import Found, Place, Proofs
from auditor.knowledge.patterns import fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import Lang

Value = tuple[Place, str, str, Found]
SHORT = 5  # words up to which an item is the name of a value, not a sentence about it
MOST = 12  # values; a longer list is something else
LABEL_END = re.compile(r"\s*[:–—]\s|\s-\s|\.\s|\.$")
NAMING = ("heading", "list-item", "paragraph")  # kinds of blocks that name values, the first that a list has
SENTENCE_END = (".", "!", "?", "…", ":")
OTHER = "ethics"  # kind of a value whose name says nothing of the others


def declared(places: Sequence[Place], proofs: Proofs, rules: Mapping[Lang, PromiseRules]) -> Iterator[Value]:
    """The declared values of the pages, each with the proof of it that stands elsewhere."""
    seen: set[str] = set()
    for group in _groups(places, rules):
        for place, said in group:
            if (name := plain(said)) and name not in seen:
                seen.add(name)
                kind = _kind(name, rules[place.labelled.segment.lang])
                yield place, said, kind, _elsewhere(proofs.nearest(place, fold(said), kind), {p.labelled.segment.id for p, _ in group})


def _groups(places: Sequence[Place], rules: Mapping[Lang, PromiseRules]) -> list[list[tuple[Place, str]]]:
    """The lists of values: the items, or else the sub-headings, under a heading that announces values."""
    found: dict[tuple[str, str], list[Place]] = {}
    titles = {lang: frozenset(map(plain, rule.values_headings)) for lang, rule in rules.items()}
    for place in places:
        segment = place.labelled.segment
        above = next((h for h in segment.heading if plain(h) in titles[segment.lang]), None)
        if above is not None and segment.page_kind not in ("legal", "careers"):
            found.setdefault((place.page, above), []).append(place)
    groups = [_named([p for p in group if p.labelled.segment.kind == kind]) for group in found.values() for kind in _kinds(group)]
    return [group for group in groups if 1 < len(group) <= MOST]


def _kinds(group: Sequence[Place]) -> tuple[str, ...]:
    """Values are sub-headings where there are some, else the items of a list, else short lines that are no sentences."""
    kinds = {place.labelled.segment.kind for place in group}
    return next(((kind,) for kind in NAMING if kind in kinds), ())


def _named(group: Sequence[Place]) -> list[tuple[Place, str]]:
    group = [p for p in group if p.labelled.segment.kind != "paragraph" or not p.labelled.segment.text.rstrip().endswith(SENTENCE_END)]
    named = [(place, LABEL_END.split(place.labelled.segment.text.strip(), maxsplit=1)[0].strip()) for place in group]
    return [(place, said) for place, said in named if said and len(said.split()) <= SHORT]


def _kind(name: str, rules: PromiseRules) -> str:
    words = {kind: whole((*rules.proof_words[kind], *rules.kinds[kind].likely)) for kind in rules.kinds if kind in rules.proof_words}
    return next((kind for kind, pattern in words.items() if pattern.search(fold(name))), OTHER)


def _elsewhere(found: Found, own: set[str]) -> Found:
    """The other values and what explains them prove nothing."""
    where, proofs = found
    kept = tuple(id for id in proofs if id not in own)
    return (where, kept) if kept else ("none", ())
