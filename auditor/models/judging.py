"""What is said of a site: promises, contradictions, lenses, and the audit that holds them.

In: nothing. Out: records from `Classic` to `Audit`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from auditor.models.benchmarks import Placing
from auditor.models.changes import Past
from auditor.models.finding import Finding
from auditor.models.gating import Corrected, Idle, Muted
from auditor.models.labelling import Fact, LabelledSegment
from auditor.models.reading import Company, NotRead
from auditor.models.rivals import Comparison
from auditor.models.scores import Axis, Score
from auditor.models.vocabulary import Lang, PageKind


@dataclass(frozen=True, slots=True)
class Classic:
    """Classic We-We: customer words over customer, self and name words."""

    customer: int
    own: int
    names: int
    value: float | None  # per cent; None without any such word


@dataclass(frozen=True, slots=True)
class Term:
    """What binds a promise: a figure, a deadline or a condition, as it is written."""

    kind: Literal["figure", "deadline", "condition"]
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A line of the promise ledger: who commits to what, on which terms, and where its proof stands."""

    id: str
    segment: str  # id
    page: str  # key
    kind: str  # delay | price | quality | guarantee | support | ethics | result
    declared: bool = False  # a declared value (« Nos valeurs »), not a promise in so many words
    by: str = ""  # who commits, as the sentence says; "" where it names nobody
    to: str = ""  # to whom, as the sentence says
    what: str = ""  # what is promised, as the sentence says
    terms: tuple[Term, ...] = ()
    where: Literal["segment", "block", "page", "linked", "site", "none"] = "none"  # of the proof nearest to it
    proofs: tuple[str, ...] = ()  # ids of segments, the nearest first
    strength: int = 0  # 0-3
    why: str = ""  # catalogue key: the reason of the strength
    ask: tuple[str, ...] = ()  # catalogue keys: the missing proof or terms to ask the writer for
    also: tuple[str, ...] = ()  # ids of the other segments that make the same promise


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact, and the segment and page that state it."""

    fact: Fact
    segment: str  # id
    page: str  # key


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements of a site that cannot all be true."""

    id: str
    kind: str  # the kind of fact
    sides: tuple[Stated, ...]  # two or more, in the order of pages


@dataclass(frozen=True, slots=True)
class Usage:
    """One way of naming or addressing someone, and where it is used: a line of the coherence of voice."""

    matter: str  # address | customer-name | company-name | company-person | language
    said: str  # "tu", "vous", a name, "fr", ...
    pages: tuple[str, ...]  # keys
    segments: tuple[str, ...]  # ids


@dataclass(frozen=True, slots=True)
class LensEntry:
    """One question of a lens, and the sentences that answer it; no segment: nothing found on the pages read."""

    id: str
    segments: tuple[str, ...] = ()  # ids
    state: str = ""  # of lenses whose entries have one: promised | proved | missing, dropped | inflated, ...
    notes: tuple[str, ...] = ()  # catalogue keys: why, or what would make it safe


@dataclass(frozen=True, slots=True)
class Lens:
    """A way of reading the site beside its numbers (rules/lenses/): shown, never scored."""

    id: str  # expectations | principles | culture | perspectives | claim-risk
    entries: tuple[LensEntry, ...]


@dataclass(frozen=True, slots=True)
class ParityRow:
    """What became of one claim, promise or figure of a page in its other language."""

    state: Literal["kept", "dropped", "added", "inflated", "changed"]
    left: str = ""  # ids of segments; "" where that side has none
    right: str = ""
    what: str = ""  # promise | figure | claim


@dataclass(frozen=True, slots=True)
class Parity:
    """Two pages that say the same thing in two languages, and where they do not."""

    left: str  # keys of pages
    right: str
    how: Literal["hreflang", "link", "path"]  # how the pair was found
    rows: tuple[ParityRow, ...]
    compared: tuple[tuple[str, str], ...] = ()  # ids of the segments that answer each other; the others were not compared


@dataclass(frozen=True, slots=True)
class Crossing:
    """An indicator over a part of the site."""

    indicator: str  # id; "index" for the whole score
    by: Literal["kind", "section", "language"]
    part: str  # the kind, the first folder of the path, the language
    value: float | None  # the ratio; of "index" None
    score: Score
    pages: int
    segments: int  # counted


@dataclass(frozen=True, slots=True)
class AuditedPage:
    """A page with its judged segments and its own scores."""

    id: str  # 12 hex digits of its key
    key: str
    url: str
    title: str
    description: str
    lang: str
    kind: PageKind
    weight: float  # 0 when out of scope
    index: Score
    axes: tuple[Axis, ...]
    segments: tuple[LabelledSegment, ...]
    links: tuple[str, ...] = ()
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    block_links: tuple[tuple[str, tuple[str, ...]], ...] = ()  # by the id of a block, keys of the site's pages that it links to
    skipped: tuple[tuple[str, int], ...] = ()  # passages that extraction left aside, by the rule that dropped them


@dataclass(frozen=True, slots=True)
class Site:
    """What is audited."""

    slug: str  # its name in the store and under output/
    source: str  # as the user gave it, without credentials
    company: Company = Company()
    address: str = ""  # root address, when there is one


@dataclass(frozen=True, slots=True)
class Audit:
    """One run over one site: all that the report shows."""

    site: Site
    tool: str  # "auditor 0.1.0"
    date: str  # ISO 8601 date
    rules_digest: str
    reference: str  # name of the reference set behind the curves
    languages: tuple[Lang, ...]
    index: Score
    axes: tuple[Axis, ...]
    classic: Classic
    pages: tuple[AuditedPage, ...]
    findings: tuple[Finding, ...]
    not_read: tuple[NotRead, ...] = ()
    notes: tuple[str, ...] = field(default=())  # catalogue keys of what the reader must know
    promises: tuple[Promise, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    voice: tuple[Usage, ...] = ()
    lenses: tuple[Lens, ...] = ()
    parity: tuple[Parity, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    muted: tuple[Muted, ...] = ()
    corrected: tuple[Corrected, ...] = ()
    idle: tuple[Idle, ...] = ()  # mutes and corrections that changed nothing
    archive: str = ""  # file name of the crawl's WARC, "" of a source that leaves none
    placing: Placing | None = None  # where the site stands in a benchmark; filled in when a report is built
    history: tuple[Past, ...] = ()  # the site's audits before this one, the oldest first
    comparison: Comparison | None = None  # with the rivals that were named
