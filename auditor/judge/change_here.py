"""A page in one of the states between two audits: its sentences, its links, where it stands.

In: a page of an overlay, a state. Out: what stands there in that state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.judge.change_laid import SAME, Counted, OverlaidPage, Slot, Unit, Version, placed, text_of
from auditor.judge.evidence import Weighed, weighed
from auditor.judge.known import Known
from auditor.judge.voice import FAULTY, Use, faults
from auditor.models import LabelledSegment, PageText
from auditor.models.prominence import FIRST_SCREEN, META

NOBODY = -2  # a unit that no page has


@dataclass(frozen=True, slots=True)
class State:
    """Every change made or none, but one."""

    is_after: bool
    turned: int = NOBODY

    def has(self, unit: int) -> bool:
        """Whether a change has been made."""
        return self.is_after ^ (unit == self.turned)


def chosen(page: OverlaidPage, state: State) -> list[tuple[Slot, Version]]:
    """The sentences of a page in a state, in reading order, with their slots."""
    found = []
    for slot in sorted(page.slots, key=lambda slot: slot.places[state.is_after]):
        version = slot.after if (state.is_after if slot.unit == SAME else state.has(slot.unit)) else slot.before
        if version is not None:
            found.append((slot, version))
    return found


def reworded(unit: Unit, state: State) -> dict[str, str]:
    """The heading that a turned unit words otherwise."""
    pair = unit.pair
    if pair is None or pair.before is None or pair.after is None or pair.after.segment.kind != "heading":
        return {}
    texts = (pair.before.segment.text, pair.after.segment.text)
    return {texts[state.is_after]: texts[not state.is_after]}


def in_place(here: Sequence[Version]) -> list[Counted]:
    """The sentences as they weigh where they stand."""
    return [version.counted(is_first) for version, is_first in zip(here, first_screen([one.labelled for one in here]), strict=True)]


def first_screen(segments: Iterable[LabelledSegment]) -> Iterator[bool]:
    """Whether each sentence is on the first screen: the words above it decide."""
    seen = 0
    for labelled in segments:
        is_head = labelled.segment.kind in META
        yield is_head or seen < FIRST_SCREEN
        seen += 0 if is_head else labelled.segment.words


def still_segments(page: OverlaidPage) -> tuple[LabelledSegment, ...]:
    """The sentences of a page that is the same on both sides."""
    assert page.pair.after is not None  # as it was before
    return page.pair.after.segments


def still_seen(page: OverlaidPage, known: Known) -> tuple[Weighed, ...]:
    """The same sentences as they weigh where they stand."""
    segments, scope, evidence = still_segments(page), known.index.scope, known.evidence
    return tuple(weighed(placed(one, is_first), scope, evidence) for one, is_first in zip(segments, first_screen(segments), strict=True))


def is_there(page: OverlaidPage, state: State) -> bool:
    """Whether the page is there in a state."""
    return bool(page.status[state.has(page.unit) if page.unit != SAME else 1])


def is_still(page: OverlaidPage) -> bool:
    """Whether the page is the same on both sides: no change touches it."""
    units = {page.unit, *page.link_units.values(), *(slot.unit for slot in page.slots)}
    return units == {SAME} and all(slot.before is slot.after for slot in page.slots) and page.links[0] == page.links[1]


def leads_to(page: OverlaidPage, keys: frozenset[str]) -> bool:
    """Whether a block of it links to one of these pages, on either side."""
    return any(linked & keys for side in page.links for linked in side.values())


def links_of(page: OverlaidPage, state: State) -> dict[str, frozenset[str]]:
    """What each block links to."""
    before, after = page.links
    sides = {name: after if name not in page.link_units or state.has(page.link_units[name]) else before for name in {*before, *after}}
    return {name: side[name] for name, side in sides.items() if name in side}


def faults_of(here: Sequence[Version]) -> int:
    """Kinds of faults of voice: two forms of address, two names for the customer."""
    said = [Use(use.matter, use.said, "", use.segment, use.block) for version in here for use in version.uses if use.matter in FAULTY]
    return faults(said, ()).get("", (0, frozenset()))[0]


def text_in(page: OverlaidPage, state: State) -> PageText:
    """What is kept of the page's text beside its sentences, as it is in a state."""
    before, after = page.pair.before, page.pair.after
    side = after if before is None or page.unit == SAME or state.has(page.unit) else before
    side = side or before
    assert side is not None  # a pair has one side at least
    return text_of(side, page.key)


def has_facts(version: Version | None) -> bool:
    """Whether there is a sentence that states a fact."""
    return version is not None and bool(version.labelled.analysis.facts)


def with_facts(page: OverlaidPage, state: State) -> tuple[LabelledSegment, ...]:
    """The sentences of a page that state facts in a state."""
    return tuple(version.labelled for _, version in chosen(page, state) if has_facts(version))
