"""The lenses: for each question the sentences of the site that answer it, or none.

In: pages with labelled segments, and the lenses of `rules/lenses/`. Out: `Lens` records. A lens reads labels and signals, never words; what
it finds is shown beside the numbers and counts in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.garbage import undisturbed
from auditor.judge.pooling import JudgedPage, by_key
from auditor.knowledge.lenses import Entry, Evidence, Lenses, LensRule
from auditor.models import LabelledSegment, Lens, LensEntry, PageKind

NOTE = "lenses.note."  # catalogue keys of what a flagged sentence lacks
State = tuple[str, tuple[str, ...]]  # state and notes of an entry
Found = dict[str, dict[str, dict[State, list[str]]]]  # ids of segments by lens, entry and state
Question = tuple[LensRule, str]  # an entry of a lens
Triggers = Mapping[str, Sequence[Question]]
ALWAYS = ""  # stands for the rule or trait of an entry that goes by none


@dataclass(frozen=True, slots=True)
class _Read:
    """A segment as the conditions ask of it: worked out once, asked by every entry of every lens."""

    labelled: LabelledSegment
    rules: frozenset[str]
    traits: frozenset[str]
    proved: bool  # in the segment or its block


@undisturbed()
def read_lenses(pages: Sequence[JudgedPage], lenses: Lenses) -> tuple[Lens, ...]:
    """Every lens in the order of the report; an entry without segments is a question that no page read answers.

    An entry has one record for each state and each set of notes that its segments have, in the order of its evidence.
    """
    found: Found = {lens.id: {name: {} for name in lens.entries} for lens in lenses.lenses}
    named, by_mark = _named(lenses), _triggers(lenses)
    for text, segments in sorted(pages, key=by_key):
        for read, asked in _read(segments, named, by_mark):
            for lens, name in asked:
                if text.kind in lens.pages and _fits(read, lens) and (state := _state(read, lens.entries[name])):
                    found[lens.id][name].setdefault(state, []).append(read.labelled.segment.id)
    return tuple(Lens(lens.id, tuple(_entries(lens, found[lens.id]))) for lens in lenses.lenses)


def pages_read(kinds: Sequence[PageKind], lens: LensRule) -> int:
    """How many of the pages of these kinds a lens reads: the N of "nothing found on the N pages read"."""
    return sum(kind in lens.pages for kind in kinds)


def _named(lenses: Lenses) -> frozenset[str]:
    """Every rule that a lens asks for: most that a segment meets are none of them."""
    entries = [entry for lens in lenses.lenses for entry in lens.entries.values()]
    asked = (rule for entry in entries for evidence in entry.evidence for rule in evidence.rules)
    return frozenset(asked) | {rule for entry in entries for note in entry.notes for rule in note.unless}


def _read(segments: Sequence[LabelledSegment], named: frozenset[str], by_mark: Triggers) -> Iterator[tuple[_Read, list[Question]]]:
    """The segments that hold what an entry goes by, each with the entries to ask of it: most segments hold nothing of the kind."""
    proved: set[str] | None = None
    for labelled in segments:
        rules, traits = [signal.rule for signal in labelled.analysis.signals], labelled.labels.traits
        asked = {(lens.id, name): (lens, name) for mark in (ALWAYS, *rules, *traits) for lens, name in by_mark.get(mark, ())}
        if not asked:
            continue
        if proved is None:
            proved = {other.segment.block for other in segments if "proof" in other.labels.traits}
        yield _Read(labelled, named.intersection(rules), frozenset(traits), labelled.segment.block in proved), list(asked.values())


def _triggers(lenses: Lenses) -> Triggers:
    """Entries by a rule or trait without which none of their evidence fits; under ALWAYS those that go by neither."""
    by_mark: dict[str, list[Question]] = {}
    for rule, name in ((lens, name) for lens in lenses.lenses for name in lens.entries):
        marks = [evidence.signals[:1] or evidence.any or evidence.traits or (ALWAYS,) for evidence in rule.entries[name].evidence]
        for mark in dict.fromkeys(mark for some in marks for mark in some):
            by_mark.setdefault(mark, []).append((rule, name))
    return by_mark


def _entries(lens: LensRule, found: Mapping[str, Mapping[State, list[str]]]) -> Iterator[LensEntry]:
    for name, entry in lens.entries.items():
        order = {evidence.state: n for n, evidence in reversed(list(enumerate(entry.evidence)))}
        for state in sorted(found[name], key=lambda s: (order[s[0]], -len(s[1]), s[1])):
            yield LensEntry(name, tuple(found[name][state]), *state)
        if not found[name]:
            yield LensEntry(name)


def _fits(read: _Read, lens: LensRule) -> bool:
    return read.labelled.segment.kind in lens.blocks and read.traits.isdisjoint(lens.lacks)


def _state(read: _Read, entry: Entry) -> State | None:
    """State and notes of the first evidence that fits; None where none does, or where nothing is left to note."""
    evidence = next((evidence for evidence in entry.evidence if _answers(read, evidence)), None)
    if evidence is None:
        return None
    notes = tuple(NOTE + note.id for note in entry.notes if read.rules.isdisjoint(note.unless))
    return (evidence.state, notes) if notes or not entry.notes else None


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
        and (read.proved or not evidence.proved)
        and (not evidence.blocks or segment.kind in evidence.blocks)
        and (not evidence.pages or segment.page_kind in evidence.pages)
    )
