"""What a user decides about findings and labels: what is muted and why, what was judged wrongly, and what came of it.

In: nothing. Out: `Mute` and `Correction` (given), `Muted`, `Corrected` and `Idle` (what an audit says of them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.finding import Finding
from auditor.models.vocabulary import Dimension, Focus, Trait


@dataclass(frozen=True, slots=True)
class Mute:
    """Findings that the user does not want to act on; every condition that is given must hold."""

    rule: str = ""  # id, "family/id" or a pattern of either (fnmatch): "superlative", "generic/*"; "" is any
    pages: tuple[str, ...] = ()  # patterns (fnmatch) of page keys or addresses; any when empty
    text: str = ""  # the sentence, or words of it; case, spaces and kind of apostrophe do not matter
    reason: str = ""  # in the user's words, or a catalogue key; a mute without one is not obeyed
    until: str = ""  # ISO date of the last day on which it holds; "" for ever
    origin: str = ""  # where it was given, as the user may find it: "auditor.toml:12", "offre.md", "decisions"
    segments: tuple[str, ...] = ()  # ids; any when empty
    blocks: tuple[str, ...] = ()  # ids of blocks (marks in a page); any when empty
    quoted: str = ""  # a legally fixed or kept wording: holds where the finding lies within these words


@dataclass(frozen=True, slots=True)
class Correction:
    """A label that the user corrects: "this is not about us"."""

    text: str  # the sentence, or words of it
    reason: str
    pages: tuple[str, ...] = ()  # patterns (fnmatch) of page keys or addresses; any when empty
    focus: Focus | Literal[""] = ""  # what the sentence is about; "" leaves it
    without: tuple[Trait, ...] = ()  # what the sentence is not
    dimension: Dimension | Literal[""] = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Muted:
    """A finding that a mute took out of the lists; it has no points."""

    finding: Finding
    mute: Mute


@dataclass(frozen=True, slots=True)
class Corrected:
    """A sentence whose labels the user corrected, and what they were."""

    segment: str  # id
    page: str  # key
    focus: Focus  # before
    traits: tuple[Trait, ...]  # before
    correction: Correction


@dataclass(frozen=True, slots=True)
class Idle:
    """A mute or a correction that changed nothing, and why: its day has passed, it has no reason, or it met nothing."""

    why: Literal["expired", "no-reason", "unused"]
    given: Mute | Correction


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in the source of its page: lines and columns from 1, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int
    is_exact: bool = False  # what stands there is the sentence and nothing else, so that a rewrite may take its place
