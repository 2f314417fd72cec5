"""What a writer decided of a sentence that the audit would change.

In: nothing. Out: `Decision`, and the words for what may be decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Verdict = Literal["accept", "edit", "reject", "mute"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one sentence and one rule; it outlives the audit that it answers."""

    page: str  # key
    segment: str  # id of the sentence as it stood
    rule: str
    before: str  # the sentence as it stood
    decision: Verdict
    text: str = ""  # accept, edit: what is to stand in its place; reject: the suggestion that was refused, "" for any change
    note: str = ""
    date: str = ""  # ISO 8601, the day of the decision
