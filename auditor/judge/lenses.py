"""The lenses: for each question the sentences of the site that answer it, or none.

In: pages with labelled segments, their promise ledger, and the lenses of `rules/lenses/`. Out: `Lens` records. A lens reads labels and
signals, never words; whether a promise is one and is proved the ledger has decided. What a lens finds counts in no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.garbage import undisturbed
from auditor.judge.ledger_evidence import cut
from auditor.judge.pooling import JudgedPage, by_key
from auditor.knowledge.lenses import Evidence, Lenses, LensRule
from auditor.knowledge.patterns import fold
from auditor.models import LabelledSegment, Lens, LensEntry, PageKind, Promise

NOTE = "lenses.note."  # catalogue keys of what a flagged sentence lacks
State = tuple[str, tuple[str, ...]]  # state and notes of an entry
Found = dict[str, dict[str, dict[State, list[str]]]]  # ids of segments by lens, entry and state
Proofs = Mapping[str, Sequence[LabelledSegment]]  # what is labelled a proof, by its block
Triggers = Mapping[str, Sequence["_Question"]]
ALWAYS = ""  # stands for the rule or trait of an entry that goes by none
SAME = 2  # one in how many words of the shorter of two sentences, when shared, makes them say the same
LEDGER = "ledger"  # stands for the trait of an entry that goes by the promise ledger


@dataclass(frozen=True, slots=True)
class _Question:
    """One kind of evidence that an entry of a lens goes by; the first that fits decides."""

    number: int  # in the order of lenses, entries and evidence
    lens: LensRule
    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Read:
    """A segment as the conditions ask of it: worked out once, asked by every entry of every lens."""

    labelled: LabelledSegment
    rules: frozenset[str]
    traits: frozenset[str]
    is_promise: bool  # a line of the ledger
    proved: bool  # as the ledger says of its line; of anything else: in the segment or its block


@undisturbed()
def read_lenses(pages: Sequence[JudgedPage], lenses: Lenses, promises: Sequence[Promise] = ()) -> tuple[Lens, ...]:
    """Every lens in the order of the report; an entry without segments is a question that no page read answers. `promises`: the ledger.

    An entry has one record for each state and each set of notes that its segments have, in the order of its evidence.
    """
    found: Found = {lens.id: {name: {} for name in lens.entries} for lens in lenses.lenses}
    named, by_kind, kept = _named(lenses), dict[PageKind, Triggers](), _kept(promises)
    for text, segments in sorted(pages, key=by_key):
        if text.kind not in by_kind:
            by_kind[text.kind] = _triggers(lenses, text.kind)
        for read, asked in _read(segments, named, by_kind[text.kind], kept):
            for question, state in _states(read, asked):
                found[question.lens.id][question.name].setdefault(state, []).append(read.labelled.segment.id)
    return tuple(Lens(lens.id, tuple(_entries(lens, found[lens.id]))) for lens in lenses.lenses)


def pages_read(kinds: Sequence[PageKind], lens: LensRule) -> int:
    """How many of the pages of these kinds a lens reads: the N of "nothing found on the N pages read"."""
    return sum(kind in lens.pages for kind in kinds)


def _named(lenses: Lenses) -> frozenset[str]:
    """Every rule that a lens asks for: most that a segment meets are none of them."""
    entries = [entry for lens in lenses.lenses for entry in lens.entries.values()]
    asked = (rule for entry in entries for evidence in entry.evidence for rule in evidence.rules)
    return frozenset(asked) | {rule for entry in entries for note in entry.notes for rule in note.unless}


def _kept(promises: Sequence[Promise]) -> dict[str, bool]:
    """Whether a proof was found for what each segment of the ledger promises, for every one of its promises."""
    kept: dict[str, bool] = {}
    for line in promises:
        for id in (line.segment, *line.also) if not line.declared else ():
            kept[id] = kept.get(id, True) and line.where != "none"
    return kept


def _read(
    segments: Sequence[LabelledSegment], named: frozenset[str], by_mark: Triggers, kept: Mapping[str, bool]
) -> Iterator[tuple[_Read, list[_Question]]]:
    """The segments that hold what an entry goes by, each with the questions to ask of it: most segments hold nothing of the kind."""
    proofs: Proofs | None = None
    for labelled in segments:
        rules, traits = [signal.rule for signal in labelled.analysis.signals], labelled.labels.traits
        is_kept = kept.get(labelled.segment.id)
        marks = (ALWAYS, *rules, *traits) if is_kept is None else (ALWAYS, LEDGER, *rules, *traits)
        asked = {question.number: question for mark in marks if mark in by_mark for question in by_mark[mark]}
        if not asked:
            continue
        if proofs is None:
            proofs = _proofs(segments)
        is_proved = any(_proves(other, labelled) for other in proofs.get(labelled.segment.block, ())) if is_kept is None else is_kept
        read = _Read(labelled, named.intersection(rules), frozenset(traits), is_kept is not None, is_proved)
        yield read, [asked[number] for number in sorted(asked)]


def _proofs(segments: Sequence[LabelledSegment]) -> Proofs:
    found: dict[str, list[LabelledSegment]] = {}
    for labelled in segments:
        if "proof" in labelled.labels.traits:
            found.setdefault(labelled.segment.block, []).append(labelled)
    return found


def _proves(other: LabelledSegment, labelled: LabelledSegment) -> bool:
    """Whether a proof in the block of a segment proves it: what says the same over again does not."""
    one, two = (frozenset(cut(fold(each.segment.text))) for each in (labelled, other))
    return other is labelled or not one & two or SAME * len(one & two) < min(len(one), len(two))


def _triggers(lenses: Lenses, kind: PageKind) -> Triggers:
    """What lenses ask on pages of a kind, by a rule or trait without which the evidence does not fit; under ALWAYS what goes by neither."""
    by_mark: dict[str, list[_Question]] = {}
    rows = ((lens, name, one) for lens in lenses.lenses for name, entry in lens.entries.items() for one in entry.evidence)
    for number, (lens, name, evidence) in enumerate(rows):
        for mark in dict.fromkeys(_marks(evidence)) if kind in lens.pages else ():
            by_mark.setdefault(mark, []).append(_Question(number, lens, name, evidence))
    return by_mark


def _marks(evidence: Evidence) -> tuple[str, ...]:
    return (LEDGER,) if evidence.ledger else evidence.signals[:1] or evidence.any or evidence.traits or (ALWAYS,)


def _entries(lens: LensRule, found: Mapping[str, Mapping[State, list[str]]]) -> Iterator[LensEntry]:
    for name, entry in lens.entries.items():
        order = {evidence.state: n for n, evidence in reversed(list(enumerate(entry.evidence)))}
        for state in sorted(found[name], key=lambda s: (order[s[0]], -len(s[1]), s[1])):
            yield LensEntry(name, tuple(found[name][state]), *state)
        if not found[name]:
            yield LensEntry(name)


def _fits(read: _Read, lens: LensRule) -> bool:
    return read.labelled.segment.kind in lens.blocks and read.traits.isdisjoint(lens.lacks)


def _states(read: _Read, asked: Sequence[_Question]) -> Iterator[tuple[_Question, State]]:
    """What the first evidence of each entry that fits says; nothing where none does, or where nothing is left to note."""
    told: set[tuple[str, str]] = set()
    for question in asked:
        lens, entry = question.lens, (question.lens.id, question.name)
        if entry not in told and _fits(read, lens) and _answers(read, question.evidence):
            told.add(entry)
            of_entry = lens.entries[question.name].notes
            notes = tuple(NOTE + note.id for note in of_entry if read.rules.isdisjoint(note.unless))
            if notes or not of_entry:
                yield question, (question.evidence.state, notes)


def _answers(read: _Read, evidence: Evidence) -> bool:
    segment, labels = read.labelled.segment, read.labelled.labels
    return (
        evidence.dimension in (None, labels.dimension)
        and read.rules.issuperset(evidence.signals)
        and not (evidence.any and read.rules.isdisjoint(evidence.any))
        and read.rules.isdisjoint(evidence.without)
        and (not evidence.focus or labels.focus in evidence.focus)
        and not (evidence.traits and read.traits.isdisjoint(evidence.traits))
        and read.traits.isdisjoint(evidence.lacks)
        and (read.is_promise or not evidence.ledger)
        and (read.proved or not evidence.proved)
        and (not evidence.blocks or segment.kind in evidence.blocks)
        and (not evidence.pages or segment.page_kind in evidence.pages)
    )
