"""The lenses: for each question the sentences of the site that answer it, or none.

In: pages with labelled segments, and the lenses of `rules/lenses/`. Out: `Lens` records. A lens reads labels and signals, never words; what
it finds is shown beside the numbers and counts in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.judge.pooling import JudgedPage, by_key
from auditor.knowledge.lenses import Entry, Evidence, Lenses, LensRule
from auditor.models import LabelledSegment, Lens, LensEntry, PageKind

NOTE = "lenses.note."  # catalogue keys of what a flagged sentence lacks
State = tuple[str, tuple[str, ...]]  # state and notes of an entry


def read_lenses(pages: Sequence[JudgedPage], lenses: Lenses) -> tuple[Lens, ...]:
    """Every lens in the order of the report; an entry without segments is a question that no page read answers.

    An entry has one record for each state and each set of notes that its segments have, in the order of its evidence.
    """
    ordered = sorted(pages, key=by_key)
    return tuple(Lens(lens.id, tuple(found for name in lens.entries for found in _entries(name, lens, ordered))) for lens in lenses.lenses)


def pages_read(kinds: Sequence[PageKind], lens: LensRule) -> int:
    """How many of the pages of these kinds a lens reads: the N of "nothing found on the N pages read"."""
    return sum(kind in lens.pages for kind in kinds)


def _entries(name: str, lens: LensRule, pages: Sequence[JudgedPage]) -> Iterator[LensEntry]:
    entry = lens.entries[name]
    found: dict[State, list[str]] = {}
    for labelled, in_block in _readable(lens, pages):
        state = _state(labelled, entry, in_block)
        if state is not None:
            found.setdefault(state, []).append(labelled.segment.id)
    order = {evidence.state: n for n, evidence in reversed(list(enumerate(entry.evidence)))}
    for state in sorted(found, key=lambda s: (order[s[0]], -len(s[1]), s[1])):
        yield LensEntry(name, tuple(found[state]), *state)
    if not found:
        yield LensEntry(name)


def _readable(lens: LensRule, pages: Sequence[JudgedPage]) -> Iterator[tuple[LabelledSegment, tuple[LabelledSegment, ...]]]:
    """The segments that a lens reads, each with those of its block."""
    for text, segments in pages:
        if text.kind not in lens.pages:
            continue
        blocks: dict[str, list[LabelledSegment]] = {}
        for labelled in segments:
            blocks.setdefault(labelled.segment.block, []).append(labelled)
        for labelled in segments:
            if _fits(labelled, lens):
                yield labelled, tuple(blocks[labelled.segment.block])


def _fits(labelled: LabelledSegment, lens: LensRule) -> bool:
    return labelled.segment.kind in lens.blocks and not set(lens.lacks) & set(labelled.labels.traits)


def _state(labelled: LabelledSegment, entry: Entry, block: Sequence[LabelledSegment]) -> State | None:
    """State and notes of the first evidence that fits; None where none does, or where nothing is left to note."""
    evidence = next((e for e in entry.evidence if _answers(labelled, e, block)), None)
    if evidence is None:
        return None
    met = _rules(labelled)
    notes = tuple(NOTE + note.id for note in entry.notes if not met & set(note.unless))
    return (evidence.state, notes) if notes or not entry.notes else None


def _answers(labelled: LabelledSegment, evidence: Evidence, block: Sequence[LabelledSegment]) -> bool:
    segment, labels, met = labelled.segment, labelled.labels, _rules(labelled)
    traits = set(labels.traits)
    return (
        met >= set(evidence.signals)
        and (not evidence.any or bool(met & set(evidence.any)))
        and not met & set(evidence.without)
        and (not evidence.focus or labels.focus in evidence.focus)
        and (not evidence.traits or bool(traits & set(evidence.traits)))
        and not traits & set(evidence.lacks)
        and evidence.dimension in (None, labels.dimension)
        and (not evidence.proved or any("proof" in other.labels.traits for other in (labelled, *block)))
        and (not evidence.blocks or segment.kind in evidence.blocks)
        and (not evidence.pages or segment.page_kind in evidence.pages)
    )


def _rules(labelled: LabelledSegment) -> set[str]:
    return {signal.rule for signal in labelled.analysis.signals}
