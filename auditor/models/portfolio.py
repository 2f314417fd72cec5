"""Many sites at once: what a portfolio lists, and how far a run over it has come.

In: nothing. Out: records from `Listed` to `Removed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.scores import Score
from auditor.models.vocabulary import Lang


@dataclass(frozen=True, slots=True)
class Listed:
    """A site of a portfolio, as its file lists it."""

    source: str
    slug: str  # its name in the store
    folder: str  # of its report under the portfolio's, with "/"
    client: str = ""
    sector: str = ""
    name: str = ""  # the company's, "" to be found in the pages
    rivals: tuple[str, ...] = ()  # sources
    brand: str = ""  # path of a brand.toml
    lang: Literal["auto", "fr", "en"] = "auto"
    every: int = 0  # days between two audits, 0 where none is asked for
    notes: str = ""
    line: int = 0  # of the file that lists it

    @property
    def title(self) -> str:
        """What the site is called in a list: its client, else its company, else its name in the store."""
        return self.client or self.name or self.slug


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The sites of a file, in its order."""

    file: str  # absolute path: a run is gone on with by it
    sites: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """How the turn of one site ended in a run over a portfolio."""

    slug: str
    state: Literal["done", "failed"]
    key: str = ""  # catalogue key of what went wrong
    fields: tuple[tuple[str, str], ...] = ()  # of its sentence
    ended: str = ""  # ISO 8601, UTC


@dataclass(frozen=True, slots=True)
class Point:
    """An audit of the past, as a line over time needs it."""

    date: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a site of a portfolio stands."""

    site: Listed
    turn: Turn | None  # the last one; None where it never had one
    date: str  # of the last audit, "" without one
    due: str  # day of the next one, "" where none is asked for
    is_overdue: bool
    index: Score | None
    findings: int
    promises: int  # without proof
    pages: int
    languages: tuple[Lang, ...]
    past: tuple[Point, ...]  # the oldest first
    has_report: bool
    rivals: tuple[tuple[str, Turn | None], ...] = ()  # name in the store, last turn


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out of a store."""

    crawls: int = 0
    pages: int = 0
    audits: int = 0
    decisions: int = 0
    archives: tuple[str, ...] = ()  # names of files
    bytes: int = 0  # of the archives
