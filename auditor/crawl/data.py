"""What the crawl knows of addresses and links, from `rules/crawl/`.

In: three YAML files. Out: typed records, read once.
"""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from auditor.knowledge.yaml_file import read
from auditor.models import PageKind
from auditor.resources import folder


class Record(BaseModel):
    """Frozen; unknown keys are refused with their line."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Addresses(Record):
    """`addresses.yml`: parameters that never change a page, suffixes and file names that are no page."""

    tracking: tuple[str, ...]
    sessions: tuple[str, ...]
    not_pages: frozenset[str]
    assets: frozenset[str]
    not_drafts: frozenset[str]


class Kind(Record):
    """How much a kind of page is worth, and the words by which a link to it is known."""

    value: float
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class Priorities(Record):
    """`priorities.yml`: which pages to read first when not all can be."""

    kinds: dict[PageKind, Kind]
    regions: dict[str, float]
    segment: float  # for each further folder of the path
    query: float
    taken: float  # for each page already chosen from the same kind and folder


class Drawing(Record):
    """`browser.yml`: which pages need a browser, and which hosts it is kept from."""

    words: int
    shell: int
    roots: frozenset[str]
    elements: tuple[str, ...]
    not_fetched: frozenset[str]


@cache
def addresses() -> Addresses:
    """What is known of addresses; RuleProblem with file and line when the file is wrong."""
    return read(folder("rules") / "crawl" / "addresses.yml", Addresses)


@cache
def priorities() -> Priorities:
    """What is known of links; RuleProblem with file and line when the file is wrong."""
    return read(folder("rules") / "crawl" / "priorities.yml", Priorities)


@cache
def drawing() -> Drawing:
    """What is known of pages drawn by JavaScript; RuleProblem with file and line when the file is wrong."""
    return read(folder("rules") / "crawl" / "browser.yml", Drawing)
