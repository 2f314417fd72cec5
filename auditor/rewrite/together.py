"""Thinking of many sentences at once: each asks for labels one at a time, and what all of them ask for next is labelled in one batch.

In: thoughts, generators that yield a segment and are sent its labels. Out: what each of them comes to, as if it had been thought of alone.
A model takes five times as long for a sentence alone as for one among many.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TypeVar

from auditor.models import LabelledSegment, Segment

Made = TypeVar("Made")
Thought = Generator[Segment, LabelledSegment, Made]


def together(thoughts: Sequence[Thought[Made]], relabel: Callable[[Sequence[Segment]], Sequence[LabelledSegment]]) -> list[Made]:
    """What each thought comes to, in their order; `relabel` is given no segment twice."""
    made: dict[int, Made] = {}
    known: dict[Segment, LabelledSegment] = {}
    answers: dict[int, LabelledSegment | None] = dict.fromkeys(range(len(thoughts)))
    while answers:
        asking: dict[int, Segment] = {}
        for n, answer in answers.items():
            try:
                asking[n] = next(thoughts[n]) if answer is None else thoughts[n].send(answer)
            except StopIteration as end:
                made[n] = end.value
        fresh = [segment for segment in dict.fromkeys(asking.values()) if segment not in known]
        known.update(zip(fresh, relabel(fresh) if fresh else (), strict=True))
        answers = {n: known[segment] for n, segment in asking.items()}
    return [made[n] for n in range(len(thoughts))]
