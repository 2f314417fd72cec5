"""The promise ledger: every promise of a site with its terms, its proof and where it stands, and what to ask the writer for.

In: pages with labelled segments, and `rules/promises/`. Out: `Promise`s, each once, what could cost most first; declared values after them.
What counts as a promise is in `ledger_clauses.py`, what proves one in `ledger_proof.py`, values in `ledger_values.py`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from auditor.garbage import undisturbed
from auditor.identity import digest
from auditor.judge.ledger_clauses import Clauses, Commitment, plain, trimmed
from auditor.judge.ledger_evidence import Topics
from auditor.judge.ledger_proof import Found, Place, Proofs
from auditor.judge.ledger_values import declared
from auditor.judge.pooling import JudgedPage, block_links
from auditor.knowledge import Knowledge
from auditor.knowledge.patterns import fold
from auditor.models import LabelledSegment, Lang, Party, Promise

NOWHERE = frozenset[str]()
NAMING = frozenset(("pronoun", "name", "noun"))  # « votre devis » and "let us" name nobody who commits or receives
NEAR = frozenset(("segment", "block", "page", "linked"))  # where a reader of the promise meets its proof
BINDING = ("guarantee", "delay", "price", "result", "quality", "support", "ethics")  # kinds of promises, the most binding first
FIRST = ("home", "offer", "about", "case", "contact")  # kinds of pages on which a promise said twice is shown


@undisturbed()
def ledger(pages: Sequence[JudgedPage], knowledge: Knowledge, names: Sequence[str] = ()) -> tuple[Promise, ...]:
    """Every promise of the pages; `names` are the company's, which bring no proof near a promise. The order of `pages` is irrelevant."""
    places = _places(pages, knowledge.promises)
    langs = {place.labelled.segment.lang for place in places}
    clauses = {lang: Clauses(knowledge.promises[lang], knowledge.parties.get(lang)) for lang in langs}
    topics = {lang: Topics(knowledge.promises[lang], names) for lang in langs}
    read = [(place, clauses[place.labelled.segment.lang].read(place.labelled, place.folded)) for place in places]
    promising = frozenset(place.labelled.segment.id for place, commitments in read if commitments)
    proofs = Proofs(places, topics, promising)
    written = [_line(place, commitment, proofs.find(place, commitment)) for place, commitments in read for commitment in commitments]
    values = [_valued(*value) for value in declared(places, proofs, knowledge.promises, promising)]
    seen = {place.labelled.segment.id: place.labelled.segment.prominence for place in places}
    return tuple(sorted(_once([*_without_calls(written, places), *values]), key=lambda line: seriousness(line, seen[line.segment])))


def seriousness(line: Promise, prominence: float) -> tuple[bool, bool, bool, int, int, float, int]:
    """What a promise may cost, the most first: one without a proof, of these a firm one (its terms can be held against the company), then
    by kind, how strong, how prominent its sentence and how often it is made. Values stand apart: nothing is promised in so many words.
    """
    kind = BINDING.index(line.kind) if line.kind in BINDING else len(BINDING)
    return line.declared, line.where != "none", not line.terms, kind, -line.strength, -prominence, -len(line.also)


def _places(pages: Sequence[JudgedPage], langs: Container[Lang]) -> list[Place]:
    """Segments in these languages, of the pages that sell first: a promise said twice is shown where most readers meet it."""
    order = {kind: n for n, kind in enumerate(FIRST)}
    ranked = sorted(pages, key=lambda page: (order.get(page[0].kind, len(order)), page[0].key))
    found = []
    for text, segments in ranked:
        links = block_links(text)
        read = (s for s in segments if s.segment.lang in langs)
        found += [Place(text.key, links.get(s.segment.block, NOWHERE), s, fold(s.segment.text)) for s in read]
    return found


def _line(place: Place, commitment: Commitment, found: Found) -> Promise:
    labelled, (where, proofs) = place.labelled, found
    what = trimmed(labelled.segment.text[commitment.start : commitment.end])
    line = Promise(
        id=digest("promise", labelled.segment.id, str(commitment.start)),
        segment=labelled.segment.id,
        page=place.page,
        kind=commitment.kind,
        by=_party(labelled, "self", commitment),
        to=_party(labelled, "customer", commitment),
        what=what,
        terms=commitment.terms,
        where=where,
        proofs=proofs,
    )
    return weighed(line)


def _valued(place: Place, said: str, kind: str, found: Found) -> Promise:
    """A declared value: what it commits to is for the writer to say."""
    where, proofs = found
    segment = place.labelled.segment
    id = digest("value", segment.id, said)
    strength, why = (2, "ledger.why.value-shown") if where != "none" else (0, "ledger.why.value")
    ask = () if where != "none" else ("ledger.ask.value",)
    return Promise(id, segment.id, place.page, kind, True, what=said, where=where, proofs=proofs, strength=strength, why=why, ask=ask)


def weighed(line: Promise) -> Promise:
    """The line with its strength, the reason of it and what to ask for.

    3: terms and a proof where the promise is read; 2: a proof there, or terms and a proof elsewhere on the site; 1: terms alone, or a
    proof elsewhere alone; 0: words alone.
    """
    has_terms, is_near, is_proved = bool(line.terms), line.where in NEAR, line.where != "none"
    strength = int(has_terms) + (2 if is_near else 1 if is_proved else 0)
    why = f"ledger.why.{'terms' if has_terms else 'words'}-{'near' if is_near else 'far' if is_proved else 'none'}"
    ask = (() if has_terms else (f"ledger.ask.terms.{line.kind}",)) + (() if is_proved else (f"ledger.ask.proof.{line.kind}",))
    return replace(line, strength=strength, why=why, ask=ask)


def _party(labelled: LabelledSegment, party: Party, commitment: Commitment) -> str:
    """The party as the clause names it, as an actor where it is one; "" where it names nobody."""
    text = labelled.segment.text
    named = [m for m in labelled.analysis.parties.mentions if m.party == party and commitment.start <= m.start < commitment.end]
    said = [m for m in named if m.how in NAMING]
    first = min(said, key=lambda m: (m.role != "actor", m.start), default=None)
    return text[first.start : first.end] if first else ""


def _without_calls(lines: Sequence[Promise], places: Sequence[Place]) -> list[Promise]:
    """Calls to act that repeat a promise belong to it: « Demander un devis gratuit » says no more than « Devis gratuit »."""
    calls = {place.labelled.segment.id for place in places if _is_call(place.labelled)}
    said = {plain(line.what): line for line in lines if line.segment not in calls}
    merged = []
    for line in lines:
        inside = next((s for s in said if line.segment in calls and s and s in plain(line.what)), None)
        merged.append(replace(line, what=said[inside].what, kind=said[inside].kind) if inside else line)
    return merged


def _is_call(labelled: LabelledSegment) -> bool:
    return labelled.segment.kind == "button" or "invitation" in labelled.labels.traits


def _once(lines: Sequence[Promise]) -> list[Promise]:
    """Each promise once, at its first place; the best proved of the same words gives its proof."""
    first: dict[tuple[str, str, bool], Promise] = {}
    for line in lines:
        key = (plain(line.what), line.kind, line.declared)
        if key not in first:
            first[key] = line
            continue
        kept = first[key]
        also = tuple(dict.fromkeys((*kept.also, line.segment)))
        better = replace(line, id=kept.id, segment=kept.segment, page=kept.page, what=kept.what) if line.strength > kept.strength else kept
        first[key] = replace(better, also=tuple(id for id in also if id != kept.segment))
    return list(first.values())
