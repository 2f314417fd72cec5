"""The promise ledger: every promise of a site with its terms, its proof and where it stands, and what to ask the writer for.

In: pages with labelled segments, and `rules/promises/`. Out: `Promise`s, each once, what could cost most first; declared values after them.
What counts as a promise is in `ledger_clauses.py`, what proves one in `ledger_proof.py`, values in `ledger_values.py`.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from auditor.garbage import undisturbed
from auditor.identity import digest
from auditor.judge.ledger_asks import Questions
from auditor.judge.ledger_clauses import Clauses, Commitment
from auditor.judge.ledger_evidence import Topics
from auditor.judge.ledger_parties import Named
from auditor.judge.ledger_parts import trimmed
from auditor.judge.ledger_proof import Found, Place, Proofs, lang_of
from auditor.judge.ledger_said import Sameness
from auditor.judge.ledger_same import merged
from auditor.judge.ledger_values import declared
from auditor.judge.pooling import JudgedPage, block_links
from auditor.knowledge import Knowledge
from auditor.knowledge.patterns import fold
from auditor.models import Lang, Promise

NOWHERE = frozenset[str]()
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
    named = {lang: Named(knowledge.parties.get(lang)) for lang in langs}
    made = [(place, commitment) for place, commitments in read for commitment in commitments]
    written = [_line(place, made_there, proofs.find(place, made_there), named[lang_of(place)]) for place, made_there in made]
    values = [_valued(*value) for value in declared(places, proofs, knowledge.promises, promising)]
    shown = {place.labelled.segment.id: place.labelled for place in places}
    once = merged([*written, *values], shown, {lang: Sameness(knowledge.promises[lang]) for lang in langs})
    asks = {lang: Questions(knowledge.promises[lang].asks, lang) for lang in langs}
    told = [weighed(line, asks[shown[line.segment].segment.lang]) for line in once]
    return tuple(sorted(told, key=lambda line: seriousness(line, shown[line.segment].segment.prominence)))


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


def _line(place: Place, commitment: Commitment, found: Found, named: Named) -> Promise:
    labelled, (where, proofs) = place.labelled, found
    what = trimmed(labelled.segment.text[commitment.start : commitment.end])
    return Promise(
        id=digest("promise", labelled.segment.id, str(commitment.start)),
        segment=labelled.segment.id,
        page=place.page,
        kind=commitment.kind,
        by=named.by(labelled, commitment.start, commitment.end),
        to=named.to(labelled, commitment.start, commitment.end),
        what=what,
        terms=commitment.terms,
        where=where,
        proofs=proofs,
    )


def _valued(place: Place, said: str, kind: str, found: Found) -> Promise:
    """A declared value: what it commits to is for the writer to say."""
    where, proofs = found
    segment = place.labelled.segment
    id = digest("value", segment.id, said)
    return Promise(id, segment.id, place.page, kind, True, what=said, where=where, proofs=proofs)


def weighed(line: Promise, questions: Questions) -> Promise:
    """The line with its strength, the reason of it and what to ask for.

    3: terms and a proof where the promise is read; 2: a proof there, or terms and a proof elsewhere on the site; 1: terms alone, or a
    proof elsewhere alone; 0: words alone. A declared value has no terms to ask for: 2 where something shows it, else 0.
    """
    if line.declared:
        is_shown = line.where != "none"
        shown: tuple[int, str] = (2, "ledger.why.value-shown") if is_shown else (0, "ledger.why.value")
        return replace(line, strength=shown[0], why=shown[1], ask=() if is_shown else ("ledger.ask.value",))
    has_terms, is_near, is_proved = bool(line.terms), line.where in NEAR, line.where != "none"
    strength = int(has_terms) + (2 if is_near else 1 if is_proved else 0)
    why = f"ledger.why.{'terms' if has_terms else 'words'}-{'near' if is_near else 'far' if is_proved else 'none'}"
    return replace(line, strength=strength, why=why, ask=questions.of(line))
