"""What changed between two audits of a site, and what each change did to its index.

In: nothing. Out: records from `Past` to `Change`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.labelling import Labels
from auditor.models.scores import Score
from auditor.models.vocabulary import Lang, PageKind, Severity

How = Literal["kept", "edited", "moved", "new", "gone", "context"]  # context: the same words, judged otherwise
PageHow = Literal["added", "lost", "renamed", "entered", "left", "kind"]  # entered, left: what is in scope
PartId = Literal["edited", "new", "gone", "moved", "context", "pages", "rivals", "rules"]


@dataclass(frozen=True, slots=True)
class Past:
    """An audit in one line of the history: what stays of it when the audit itself is gone."""

    date: str  # ISO 8601, the day its pages were read
    tool: str
    rules_digest: str
    reference: str
    index: Score
    axes: tuple[tuple[str, Score], ...]
    findings: tuple[tuple[Severity, int], ...]
    sentences: int  # in scope, without titles and descriptions
    promises: int
    proved: int  # of the promises, with a proof found
    pages: int  # read
    in_scope: int
    archive: str = ""  # file name of its WARC, "" of a source that leaves none


@dataclass(frozen=True, slots=True)
class Share:
    """What one change did to the index: its share of the difference, and what it did applied first and applied last (points)."""

    points: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Edit:
    """A sentence that is not as it was; one side is empty where it is new or gone."""

    how: How
    lang: Lang
    before: str = ""  # ids of segments
    after: str = ""
    text_before: str = ""
    text_after: str = ""
    page_before: str = ""  # keys of pages
    page_after: str = ""
    was: Labels | None = None
    now: Labels | None = None
    share: Share | None = None  # None where no number exists, or where the page as a whole has it


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that only one audit has, or that is judged in another place."""

    how: PageHow
    key: str  # after; before for one that is lost
    url: str
    title: str
    lang: str
    was: PageKind | Literal[""] = ""
    now: PageKind | Literal[""] = ""
    before: str = ""  # the old key of a renamed page
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What one kind of change did to the index; the parts of a change add up to the difference."""

    id: PartId
    points: float
    count: int  # sentences, pages; 0 for rivals and rules


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding that only one of the two audits has."""

    rule: str
    severity: Severity
    segment: str  # id
    page: str  # key
    text: str
    lang: Lang


@dataclass(frozen=True, slots=True)
class Draft:
    """A page not yet published, and the page whose place it takes."""

    source: str  # as a report may show it
    key: str  # of the page that it is or becomes
    how: Literal["address", "file", "title", "text", "new"]  # by what its page was found; new: it takes no page's place
    title: str  # of the page that it replaces, else its own


@dataclass(frozen=True, slots=True)
class Change:
    """Two audits of a site side by side."""

    before: Past
    after: Past
    points: float | None  # after less before; None unless both have an index
    parts: tuple[Part, ...]
    edits: tuple[Edit, ...]  # the weightiest first
    kept: int  # sentences that are as they were
    pages: tuple[PageChange, ...]
    fixed: tuple[Noted, ...]
    arisen: tuple[Noted, ...]
    drafts: tuple[Draft, ...] = ()
