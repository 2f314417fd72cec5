"""What a writer decided of a sentence that the audit would change.

In: nothing. Out: `Decision`; `Answer` and `Answers`, as a workbook brings them back; `Imported`, what became of them.
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


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the workbook as it came back: texts only, whatever the spreadsheet made of its cells."""

    row: int  # as the spreadsheet numbers it, from 1
    segment: str  # id
    before: str
    suggestion: str
    version: str  # the writer's own words
    decision: str  # the word that was chosen, in either language
    note: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A workbook that came back, and what it says of itself ("" where its first sheet is gone)."""

    slug: str
    lang: str
    date: str  # of the audit
    rows: tuple[Answer, ...]
    notes: tuple[str, ...] = ()  # catalogue keys of what the reader should know of the file


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a row: a catalogue key and its fields."""

    key: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that was kept."""

    row: int
    decision: Verdict | Literal["open"]  # "open": taken back, to be decided again
    segments: tuple[str, ...]  # ids of every place of the site that holds the sentence
    before: str
    text: str
    remarks: tuple[Remark, ...] = ()
    points: float | None = None  # what the site's index gains by this row alone; None where no number exists or nothing changes


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was not kept, and why."""

    row: int
    why: Remark


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a workbook."""

    site: str  # slug
    kept: tuple[Kept, ...]
    refused: tuple[Refused, ...]
    undecided: int  # rows without a decision
    news: int  # decisions that the store did not know
    now: float | None  # the site's index; None where there is too little text for a number
    then: float | None  # with every accepted and edited text in place, those of earlier imports too
    notes: tuple[str, ...] = ()
