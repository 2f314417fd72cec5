"""What rivals say, show and do well that the site does not: what a writer learns from the comparison.

In: the sides of a comparison. Out: `Lacking`, `Shown`, `Lesson`. A matter counts as the site's own as soon as one sentence of it is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.judge.comparison import Side
from auditor.judge.comparison_lines import is_prose
from auditor.judge.evidence import carries_proof
from auditor.models import DIMENSIONS, LabelledSegment, Lacking, Lesson, Promise, Quote, Shown

QUOTES = 3  # for a matter
LESSONS = 3
SOLID = 2  # strength of a promise from which it counts as proved
SURE = 0.4  # confidence of a focus to learn from: of four, and between customer and shared it does not matter which
SHORTEST, LONGEST = 6, 40  # words of a sentence to learn from
NEAR = 0.5  # similarity from which a line of the site says something like it, be it in other terms
MATTERS = tuple(dimension for dimension in DIMENSIONS if dimension != "none")


def lacking(own: Side, rivals: Sequence[Side]) -> tuple[Lacking, ...]:
    """What each rival says and the site does not: kinds of promises, matters of benefits, and single sentences."""
    return tuple(found for rival in rivals for found in (*_promises(own, rival), *_benefits(own, rival), *_lines(own, rival)))


def _like(own: Side, rival: Side) -> frozenset[str]:
    """Ids of the rival's lines to which a line of the site comes near, be it in other terms."""
    return frozenset(match.own for match in rival.against.get(own.slug, ()) if match.interchangeable or match.similarity >= NEAR)


def _promises(own: Side, rival: Side) -> Iterator[Lacking]:
    like, made = _like(own, rival), {promise.kind for promise in promises(own)}
    kinds: dict[str, list[Promise]] = {}
    for promise in promises(rival, own):
        if promise.kind not in made and promise.segment not in like:
            kinds.setdefault(promise.kind, []).append(promise)
    for kind, found in kinds.items():
        best = sorted(found, key=lambda promise: -promise.strength)[:QUOTES]
        yield Lacking(rival.slug, "promise", kind, len(found), tuple(rival.quote(promise.segment) for promise in best))


def promises(side: Side, own: Side | None = None) -> list[Promise]:
    """The promises of a site's ledger, declared values aside; with `own`, those in a language of its."""
    made = [promise for promise in side.audit.promises if not promise.declared and promise.segment in side.places]
    return [p for p in made if own is None or side.places[p.segment][1].segment.lang in own.languages]


def _benefits(own: Side, rival: Side) -> Iterator[Lacking]:
    like = _like(own, rival)
    told = {one.labels.dimension for one in _prose(own, own) if {"benefit", "promise"} & {*one.labels.traits}}
    for matter in MATTERS:
        found = [one for one in _prose(rival, own) if "benefit" in one.labels.traits and one.labels.dimension == matter]
        found = [one for one in found if one.segment.id not in like]
        if found and matter not in told:
            quotes = tuple(rival.quote(one.segment.id) for one in found[:QUOTES])
            yield Lacking(rival.slug, "benefit", matter, len(found), quotes)


def _lines(own: Side, rival: Side) -> Iterator[Lacking]:
    """Benefits and promises of the rival to which no line of the site comes near."""
    apart = {match.own for match in rival.against.get(own.slug, ())} - _like(own, rival)
    found = [one for one in _prose(rival, own) if one.segment.id in apart and _serves(one) and _is_quotable(one)]
    best = sorted(found, key=lambda one: (not carries_proof(one), -one.labels.confidence))[:QUOTES]
    if found:
        yield Lacking(rival.slug, "line", "", len(found), tuple(rival.quote(one.segment.id) for one in best))


def _prose(side: Side, own: Side) -> list[LabelledSegment]:
    """The sentences of a side's pages in scope, each text once, in the languages of the site."""
    found = (side.places[said.id][1] for said in side.lines.printed if said.lang in own.languages and said.id in side.places)
    return [one for one in found if is_prose(one)]


def _serves(one: LabelledSegment) -> bool:
    """Whether it tells the customer of a gain or a promise, and not in words that anybody could print."""
    traits = {*one.labels.traits}
    return bool(traits & {"benefit", "promise"}) and "generic_claim" not in traits and one.labels.focus in ("customer", "shared")


def _is_quotable(one: LabelledSegment) -> bool:
    return SHORTEST <= one.segment.words <= LONGEST and one.labels.confidence >= SURE


def shown(own: Side, rivals: Sequence[Side]) -> tuple[Shown, ...]:
    """For each kind of promise that the site does not prove: the best proved one of each rival, the strongest first."""
    mine = promises(own)
    proved = {promise.kind for promise in mine if is_proved(promise)}
    made = {promise.kind: promise.segment for promise in reversed(mine)}
    found = []
    for rival in rivals:
        best: dict[str, Promise] = {}
        for promise in promises(rival, own):
            if is_proved(promise) and promise.kind not in proved and promise.strength > getattr(best.get(promise.kind), "strength", 0):
                best[promise.kind] = promise
        found += [_shown(rival, promise, made.get(kind, "")) for kind, promise in best.items()]
    return tuple(sorted(found, key=lambda one: (one.kind, -one.strength, one.promise.site)))


def is_proved(promise: Promise) -> bool:
    """Whether a promise has its proof, and one that holds."""
    return promise.where != "none" and promise.strength >= SOLID


def _shown(rival: Side, promise: Promise, own: str) -> Shown:
    proof = next((id for id in promise.proofs if id != promise.segment and id in rival.places), "")
    return Shown(promise.kind, rival.quote(promise.segment), promise.strength, rival.quote(proof) if proof else None, own)


def lessons(own: Side, rivals: Sequence[Side]) -> tuple[Lesson, ...]:
    """At most three sentences of rivals, on the matters where the site has fewest of the kind: one a matter, each rival in its turn."""
    mine = Counter(one.labels.dimension for one, _ in _proved(own, own))
    chosen: list[Lesson] = []
    for matter in sorted(MATTERS, key=lambda matter: (mine[matter], MATTERS.index(matter))):
        taught = Counter(lesson.quote.site for lesson in chosen)
        found = [(rival, one, proof) for rival in rivals for one, proof in _proved(rival, own) if one.labels.dimension == matter]
        better = [row for row in found if _count(row[0], own, matter) > mine[matter] and not _has(row[0], own, row[1])]
        if better:
            rival, one, proof = min(better, key=lambda row: (taught[row[0].slug], *_worth(row[1], row[2])))
            chosen.append(Lesson(matter, rival.quote(one.segment.id), proof, mine[matter]))
    return tuple(chosen[:LESSONS])


def _count(side: Side, own: Side, matter: str) -> int:
    return sum(one.labels.dimension == matter for one, _ in _proved(side, own))


def _has(rival: Side, own: Side, one: LabelledSegment) -> bool:
    """Whether the site says the same already."""
    return any(match.own == one.segment.id and match.interchangeable for match in rival.against.get(own.slug, ()))


def _worth(one: LabelledSegment, proof: Quote | None) -> tuple[bool, bool, int, float, str]:
    """A sentence that carries its proof first, then one about the customer alone, with the most facts, judged most surely."""
    labels = one.labels
    return (proof is not None, labels.focus != "customer", -len(one.analysis.facts), -labels.confidence, one.segment.id)


def _proved(side: Side, own: Side) -> list[tuple[LabelledSegment, Quote | None]]:
    """The sentences of a side that serve the customer and are proved, in themselves or by another sentence, which is quoted."""
    by_ledger = {promise.segment: promise for promise in side.audit.promises if is_proved(promise)}
    found: list[tuple[LabelledSegment, Quote | None]] = []
    for one in (one for one in _prose(side, own) if _serves(one) and _is_quotable(one)):
        if carries_proof(one):
            found.append((one, None))
        elif promise := by_ledger.get(one.segment.id):
            proof = next((id for id in promise.proofs if id != one.segment.id and id in side.places), "")
            found.append((one, side.quote(proof) if proof else None))
    return found
