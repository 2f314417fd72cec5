"""What is told of an audit once it is done: a few lines in a terminal, a short JSON document.

In: nothing. Out: `Ending`, `Weakest`. Of a large site the audit itself takes seconds and hundreds of megabytes to read.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.changes import Past
from auditor.models.judging import Site
from auditor.models.reading import NotRead
from auditor.models.rivals import Comparison
from auditor.models.scores import Score
from auditor.models.vocabulary import Lang


@dataclass(frozen=True, slots=True)
class Weakest:
    """The page in scope with the lowest number."""

    key: str
    url: str
    title: str
    index: Score


@dataclass(frozen=True, slots=True)
class Ending:
    """An audit without its pages and findings."""

    site: Site
    languages: tuple[Lang, ...]
    index: Score
    axes: tuple[tuple[str, Score], ...]  # by id
    pages: int
    findings: int
    not_read: tuple[NotRead, ...]
    weakest: Weakest | None  # None when no page has a number
    before: Past | None  # the audit before this one
    comparison: Comparison | None
