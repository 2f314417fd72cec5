"""The lenses: for each question the sentences of the site that answer it, or none.

In: pages with labelled segments, their promise ledger, and the lenses of `rules/lenses/`. Out: `Lens` records. A lens reads labels and
signals, never words; whether a promise is one and is proved the ledger has decided. What a lens finds counts in no number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.garbage import undisturbed
from auditor.judge.pooling import JudgedPage, by_key
from auditor.knowledge.lenses import Entry, Evidence, Lenses, LensRule
from auditor.models import LabelledSegment, Lens, LensEntry, PageKind, Promise

NOTE = "lenses.note."  # catalogue keys of what a flagged sentence lacks
State = tuple[str, tuple[str, ...]]  # state and notes of an entry
Found = dict[str, dict[str, dict[State, list[str]]]]  # ids of segments by lens, entry and state
Question = tuple[LensRule, str]  # an entry of a lens
Triggers = Mapping[str, Sequence[Question]]
ALWAYS = ""  # stands for the rule or trait of an entry that goes by none
LEDGER = "ledger"  # stands for the trait of an entry that goes by the promise ledger


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
    named, by_mark, kept = _named(lenses), _triggers(lenses), _kept(promises)
    for text, segments in sorted(pages, key=by_key):
        for read, asked in _read(segments, named, by_mark, kept):
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


def _kept(promises: Sequence[Promise]) -> dict[str, bool]:
    """Whether a proof was found for what each segment of the ledger promises, for one of its promises at least."""
    kept: dict[str, bool] = {}
    for line in promises:
        for id in (line.segment, *line.also) if not line.declared else ():
            kept[id] = kept.get(id, False) or line.where != "none"
    return kept


def _read(
    segments: Sequence[LabelledSegment], named: frozenset[str], by_mark: Triggers, kept: Mapping[str, bool]
) -> Iterator[tuple[_Read, list[Question]]]:
    """The segments that hold what an entry goes by, each with the entries to ask of it: most segments hold nothing of the kind."""
    proved: set[str] | None = None
    for labelled in segments:
        rules, traits = [signal.rule for signal in labelled.analysis.signals], labelled.labels.traits
        is_kept = kept.get(labelled.segment.id)
        marks = (ALWAYS, *rules, *traits) if is_kept is None else (ALWAYS, LEDGER, *rules, *traits)
        asked = {(lens.id, name): (lens, name) for mark in marks for lens, name in by_mark.get(mark, ())}
        if not asked:
            continue
        if proved is None:
            proved = {other.segment.block for other in segments if "proof" in other.labels.traits}
        is_proved = labelled.segment.block in proved if is_kept is None else is_kept
        yield _Read(labelled, named.intersection(rules), frozenset(traits), is_kept is not None, is_proved), list(asked.values())


def _triggers(lenses: Lenses) -> Triggers:
    """Entries by a rule or trait without which none of their evidence fits; under ALWAYS those that go by neither."""
    by_mark: dict[str, list[Question]] = {}
    for rule, name in ((lens, name) for lens in lenses.lenses for name in lens.entries):
        marks = [_marks(evidence) for evidence in rule.entries[name].evidence]
        for mark in dict.fromkeys(mark for some in marks for mark in some):
            by_mark.setdefault(mark, []).append((rule, name))
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
        and (read.is_promise or not evidence.ledger)
        and (read.proved or not evidence.proved)
        and (not evidence.blocks or segment.kind in evidence.blocks)
        and (not evidence.pages or segment.page_kind in evidence.pages)
    )
