"""A site beside its rivals: whose scores lie where, which of its sentences a rival could print, what rivals say and prove that it does not.

In: nothing. Out: records from `Quote` to `Comparison`. Of a rival's text they hold short quotes only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.models.scores import Axis, Score
from auditor.models.vocabulary import Dimension, Lang


@dataclass(frozen=True, slots=True)
class Quote:
    """A few words of a rival's page, and where they stand."""

    site: str  # slug of who says it
    id: str  # of its segment
    page: str  # title of its page
    url: str
    lang: Lang
    text: str  # cut at a word


@dataclass(frozen=True, slots=True)
class Swap:
    """A claim, benefit, promise or list of know-how of the site, held against what its rivals print."""

    segment: str  # id
    words: int
    also: tuple[str, ...] = ()  # ids of the segments that say it again, word for word
    nearest: Quote | None = None  # None where no rival says anything like it
    similarity: float = 0.0  # 0-1
    why: str = "swap.none"  # catalogue key
    fields: tuple[tuple[str, str], ...] = ()
    printed_by: tuple[str, ...] = ()  # slugs of the rivals that could print it unchanged
    held_against: tuple[str, ...] = ()  # slugs of the rivals that write in its language


@dataclass(frozen=True, slots=True)
class Contender:
    """One of the sites that are compared, with its scores; every site is scored in the same way, each against all others."""

    slug: str
    name: str
    address: str  # "" when it is not on the web
    date: str  # ISO 8601: the day it was read
    languages: tuple[Lang, ...]
    pages: int  # in scope
    index: Score
    axes: tuple[Axis, ...]  # their indicators without the segments that they counted
    is_read: bool = True  # whether its sentences could be compared: false where it shares no language with the site
    lines: int = 0  # claims, benefits, promises and lists of know-how, each once
    printable: int = 0  # of those of the site, how many it could print unchanged


@dataclass(frozen=True, slots=True)
class Unread:
    """A rival that could not be compared, and why."""

    source: str  # as it may be shown
    reason: str  # catalogue key
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a rival says and the site does not."""

    rival: str  # slug
    what: Literal["promise", "benefit", "line"]  # a kind of promise, benefits of a dimension; lines: sentences with no like on the site
    about: str  # kind of promise, dimension, or "" of lines
    count: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A promise that a rival proves and the site does not."""

    kind: str  # of the promise ledger
    promise: Quote
    strength: int  # 1-3
    proof: Quote | None = None  # None where the promise carries its own
    own: str = ""  # id of a segment in which the site makes such a promise, without proof; "" where it makes none


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence of a rival to learn from: about the customer, proved, on a matter where the site has least to show."""

    about: Dimension
    quote: Quote
    proof: Quote | None = None  # where the proof is not in the sentence itself
    own: int = 0  # such sentences of the site


@dataclass(frozen=True, slots=True)
class Comparison:
    """A site and its rivals, side by side."""

    sites: tuple[Contender, ...]  # the site itself first, then its rivals as they were named
    unread: tuple[Unread, ...] = ()
    swaps: tuple[Swap, ...] = ()  # in the order of the site's pages
    lacking: tuple[Lacking, ...] = ()
    shown: tuple[Shown, ...] = ()
    lessons: tuple[Lesson, ...] = ()

    @property
    def rivals(self) -> tuple[Contender, ...]:
        """The sites without the one that is audited."""
        return self.sites[1:]

    @property
    def printable(self) -> tuple[Swap, ...]:
        """What a rival could print unchanged."""
        return tuple(swap for swap in self.swaps if swap.printed_by)
