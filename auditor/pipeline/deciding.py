"""What writers decided, as judging and rewriting are told of it.

In: decisions. Out: mutes, and the suggestions that are not to be offered again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from auditor.models import Decision, Mute

ORIGIN = "decisions"
WITHOUT_NOTE = "workbook.muted"  # catalogue key

Turned = Mapping[tuple[str, str], Collection[str]]  # texts that were turned down, by sentence (id) and rule
NOTHING: Turned = {}


def mutes_of(decided: Iterable[Decision], sentences: Collection[str]) -> tuple[Mute, ...]:
    """A mute for each finding that a writer muted, on the sentences (ids) that still stand."""
    asked = (one for one in decided if one.decision == "mute" and one.segment in sentences)
    return tuple(Mute(rule=one.rule, reason=one.note.strip() or WITHOUT_NOTE, origin=ORIGIN, segments=(one.segment,)) for one in asked)


def turned_down(decided: Iterable[Decision]) -> Turned:
    """The suggestions that a writer refused."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in decided:
        if one.decision == "reject" and one.text:
            found[one.segment, one.rule].add(one.text)
    return found
