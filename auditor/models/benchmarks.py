"""Many companies' figures as distributions, and where one site stands among them.

In: nothing. Out: records from `Measure` to `Placing`. No sentence and no name of a company is in any of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.vocabulary import Lang


@dataclass(frozen=True, slots=True)
class Measure:
    """How one figure is spread over companies."""

    id: str  # "index", "axis.focus", "indicator.voice" (scores 0-100), "value.voice" (the indicator's own value)
    n: int  # companies that have it
    deciles: tuple[float, ...]  # least, nine deciles, most; empty under five companies


@dataclass(frozen=True, slots=True)
class Distribution:
    """Figures of one language, kind of page and sector."""

    lang: Lang
    kind: str  # of pages, "" for whole sites
    sector: str  # "" for all
    companies: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Shingles:
    """Runs of lemmas that five companies or more print, as hashes that cannot be read back."""

    lang: Lang
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What one site's audit adds to a benchmark: figures and hashes, no sentence of it."""

    slug: str
    company: str  # registered domain, else the site's name
    date: str
    rules_digest: str
    reference: str
    has_number: bool
    figures: tuple[tuple[Lang, str, tuple[tuple[str, float], ...]], ...] = ()  # language, kind of page, figures by id
    runs: tuple[tuple[Lang, tuple[str, ...]], ...] = ()  # language, hashes of the runs of lemmas in its claims, each once


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a benchmark was made: enough to make it again."""

    tool: str
    date: str  # of the youngest audit, ISO 8601
    rules_digest: str  # of most of the audits
    reference: str  # reference set behind their scores
    origin: str  # store | archives
    audits: int
    companies: int
    left_out: tuple[tuple[str, int], ...]  # reason, how many
    filters: tuple[tuple[str, str], ...]  # name, value
    shingle_words: int
    shingle_companies: int  # from so many a run of lemmas is kept


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A set that sites are held against."""

    schema_version: int
    name: str
    recipe: Recipe
    distributions: tuple[Distribution, ...]
    shingles: tuple[Shingles, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedKind:
    """Where a site's pages of one kind stand among those of twenty companies or more."""

    kind: str
    companies: int
    within_sector: bool  # they are of the site's sector; else of all sectors
    index: float  # per cent of them that score lower


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a site stands in a benchmark; without percentiles where the set is too small to say."""

    name: str
    date: str
    lang: Lang
    companies: int  # that it is held against, of its language
    needed: int
    same_rules: bool  # judged by the same rules as the set
    index: float | None = None  # per cent of the companies that score lower
    axes: tuple[tuple[str, float], ...] = ()
    sector: str = ""  # the site's own, "" where it is not known
    in_sector: int = 0  # companies of that sector and language that the set holds
    within_sector: bool = False  # held against them alone; else against all sectors
    kinds: tuple[PlacedKind, ...] = ()
