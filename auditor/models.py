"""The records that rooms hand to each other, from what the crawl saw to the finished audit.

In: nothing. Out: frozen, slotted dataclasses; `MISSION` words only (site, page, block, segment, party, signal, label, finding, ...).
Tuples everywhere, so that a record can be hashed, compared and stored; offsets are Python string indices, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["fr", "en"]
BlockKind = Literal["title", "description", "heading", "paragraph", "list-item", "quote", "button", "table-cell", "image"]
PageKind = Literal["home", "about", "offer", "case", "contact", "news", "legal", "careers", "help", "search", "other"]
Party = Literal["self", "customer", "other"]
Focus = Literal["self", "customer", "shared", "neutral"]
Trait = Literal["generic_claim", "proof", "promise", "benefit", "know_how_list", "invitation", "testimonial"]
Dimension = Literal["quality", "availability", "care", "trust", "none"]
Severity = Literal["note", "warning", "error"]
State = Literal["ok", "partial", "inconclusive", "not_applicable", "not_computed"]

LANGS: tuple[Lang, ...] = ("fr", "en")
PAGE_KINDS: tuple[PageKind, ...] = (
    "home", "about", "offer", "case", "contact", "news", "legal", "careers", "help", "search", "other",
)  # fmt: skip
FOCUSES: tuple[Focus, ...] = ("self", "customer", "shared", "neutral")
TRAITS: tuple[Trait, ...] = (
    "generic_claim", "proof", "promise", "benefit", "know_how_list", "invitation", "testimonial",
)  # fmt: skip
DIMENSIONS: tuple[Dimension, ...] = ("quality", "availability", "care", "trust", "none")


# ---------------------------------------------------------------- crawl -> extract


@dataclass(frozen=True, slots=True)
class Page:
    """One page as the crawl saw it: bytes and where they came from, nothing read yet."""

    url: str  # final address; for a folder or file the path under its root, with "/"
    key: str  # identity of the page under its site's root (identity.page_key)
    body: bytes
    content_type: str = "text/html"  # media type, lower case, without parameters
    charset: str | None = None  # from the HTTP header only
    status: int = 200
    fetched_at: str | None = None  # ISO 8601, UTC; None for files
    depth: int = 0  # links from the first page
    etag: str = ""  # what the server said to ask with next time, "" for files and drawn pages
    last_modified: str = ""
    robots: str = ""  # X-Robots-Tag, lower case


@dataclass(frozen=True, slots=True)
class NotRead:
    """An address or file that was seen and not audited, with its reason (`crawl.reason.<reason>` in the catalogues)."""

    url: str
    # robots, http-error, timeout, unreachable, busy, refused, not-text, too-large, off-site, cap, depth, empty, duplicate, redirect,
    # nofollow, noindex, excluded, trap, missing, needs-browser, unchanged, unreadable,
    # damaged, pdf, pdf-reader
    reason: str
    detail: str = ""  # what the reason's sentence may name: a status, a size


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page, absolute, without its fragment."""

    url: str
    text: str = ""
    region: str = "body"  # nav | header | body | footer
    nofollow: bool = False


# ---------------------------------------------------------------- extract -> language


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, quote, button or cell of a page; dropped blocks stay, with the reason."""

    kind: BlockKind
    text: str  # white space folded, NFC
    level: int = 0  # 1-6 for headings, else 0
    heading: tuple[str, ...] = ()  # texts of the headings above, outermost first
    lead_in: str = ""  # the sentence ending in ":" that opens the list this item stands in
    selector: str = ""
    region: str = "body"  # nav | header | body | footer | aside
    lang: str = ""  # language of the block: fr, en, or another ISO 639-1 code; of a dropped one what is declared, often ""
    links: tuple[str, ...] = ()
    kept: bool = True
    reason: str = "kept"  # name of the rule that kept or dropped it


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """A name that the page gives its company, and where it was found."""

    name: str
    where: str  # json-ld | site-name | title | copyright | domain | logo
    weight: float


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page in reading order, with what the page says of itself."""

    key: str
    url: str
    lang: str  # fr, en, or another code: other languages are listed, never judged
    kind: PageKind
    title: str
    description: str
    blocks: tuple[Block, ...]  # title and description first, as blocks of those kinds
    links: tuple[Link, ...] = ()
    names: tuple[NameEvidence, ...] = ()
    canonical: str = ""
    alternates: tuple[tuple[str, str], ...] = ()  # (hreflang, address)
    date: str = ""  # day it was published, else last changed, as the page says (ISO 8601)


@dataclass(frozen=True, slots=True)
class Company:
    """Who "we" is on this site: names as they may stand in a sentence, the most certain first."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    customer_nouns: tuple[str, ...] = ()  # from auditor.toml: patients, members, ...

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases, without the empty ones."""
        return tuple(n for n in (self.name, *self.aliases) if n)


# ---------------------------------------------------------------- language -> judge


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, heading, list item or button: the unit of every label."""

    id: str  # 12 hex digits (identity.segment_id)
    text: str
    lang: Lang
    page: str = ""  # key of its page
    block: str = ""  # id of its block (identity.segment_id of the block's text)
    kind: BlockKind | Literal[""] = ""  # "" when unknown (the input of `auditor label`)
    level: int = 0
    start: int = 0  # offsets into the block's text
    end: int = 0
    heading: tuple[str, ...] = ()
    lead_in: str = ""
    prev: str = ""  # text of the segment before it on the page
    page_kind: PageKind | Literal[""] = ""
    words: int = 0
    prominence: float = 1.0
    first_screen: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed segment, free of spaCy: what rewriting needs to know of the grammar."""

    text: str
    lemma: str
    pos: str  # universal part of speech
    tag: str
    dep: str
    head: int  # index of its head in the segment
    morph: str  # FEATS, "Number=Sing|Person=3"
    start: int  # offset into the segment's text
    space: str  # white space after it


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a segment that stands for a party."""

    start: int
    end: int
    party: Party
    how: str  # pronoun | possessive | name | noun | imperative | quoted | inclusive | impersonal
    role: str = ""  # actor | target | owner | ""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is in a segment, and who acts: every count of INDEX.md's Focus axis comes from here."""

    mentions: tuple[Mention, ...] = ()
    actors_self: int = 0  # clauses whose grammatical actor is the company
    actors_customer: int = 0
    opens_with_self: bool = False

    def count(self, party: Party) -> int:
        """Mentions of a party."""
        return sum(m.party == party for m in self.mentions)


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule met a span of a segment."""

    rule: str
    start: int
    end: int
    fields: tuple[tuple[str, str], ...] = ()  # named fields for the rule's message, beyond {match}


@dataclass(frozen=True, slots=True)
class Fact:
    """A checkable specific that a segment states, read with its context."""

    kind: str  # founded, experience, staff, customers, ... as rules/facts/ names them
    value: str  # normalised, so that two ways of writing it compare equal: "1994", "48", "+33123456789"
    start: int  # offsets into the segment's text
    end: int
    unit: str = ""  # normalised too: "hour", "eur", "percent", ...
    bound: Literal["", "at-least", "at-most", "about"] = ""
    subject: str = ""  # folded words of what it is about, where the sentence says so: "livraison"


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the language room found in one segment."""

    parties: Parties
    signals: tuple[Signal, ...]
    grammar: tuple[str, ...] = ()  # facts of the parse that labels may weigh (language/grammar.py)
    facts: tuple[Fact, ...] = ()
    ease: int | None = None  # reading ease of a sentence, 0-100; None of what is no sentence: a heading, a button, a label


@dataclass(frozen=True, slots=True)
class Labels:
    """The judgement on one segment; `confidence` is the calibrated probability of the focus."""

    focus: Focus
    traits: tuple[Trait, ...]
    dimension: Dimension
    confidence: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal's share in a label: `auditor label --explain`."""

    label: str  # "focus.self", "traits.proof", "dimension.care"
    signal: str
    weight: float  # log-odds


@dataclass(frozen=True, slots=True)
class LabelledSegment:
    """A segment with what was found in it and what was decided."""

    segment: Segment
    analysis: Analysis
    labels: Labels


# ---------------------------------------------------------------- judge -> store -> report


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rewrite: `ready` can be pasted, `fill-in` has blanks in square brackets."""

    text: str
    status: Literal["ready", "fill-in"]
    recipe: str
    why: str  # catalogue key, "rewrite.why.<recipe>"
    questions: tuple[str, ...] = ()  # catalogue keys
    drops: str = ""  # words of the sentence that it leaves out, where it leaves out any that a reader could miss
    source: str = ""  # id of the segment of the same site whose words it borrows


@dataclass(frozen=True, slots=True)
class Advice:
    """What rewriting has to say of one segment: suggestions, or a refusal; questions to the writer either way (catalogue keys)."""

    suggestions: tuple[Suggestion, ...] = ()
    refusal: str = ""  # catalogue key, "rewrite.refusal.<reason>", when nothing safe can be said
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal the user should act on."""

    id: str
    rule: str
    family: str
    segment: str
    page: str  # key of the page
    severity: Severity
    start: int
    end: int
    fields: tuple[tuple[str, str], ...] = ()
    points: float | None = None  # what the site's index gains; None where no number exists
    up_to: bool = True  # reckoned with target labels, not with a finished rewrite
    advice: Advice = Advice()


@dataclass(frozen=True, slots=True)
class Score:
    """0-100 with its 95 % interval; `value` is None unless `state` is ok or partial."""

    value: float | None
    low: float | None
    high: float | None
    state: State
    rough: bool = False  # half-width over 15 points


@dataclass(frozen=True, slots=True)
class Indicator:
    """One recountable ratio of an axis, and the ids of the segments that it counted."""

    id: str
    axis: str
    value: float | None  # a share 0-1, or a rate; of two terms their mean
    score: Score
    counted: tuple[str, ...] = ()
    percentile: float | None = None
    terms: tuple[float, ...] = ()  # of an indicator of two terms, each before it is cut to 0-1


@dataclass(frozen=True, slots=True)
class Axis:
    """One of the four axes of INDEX.md."""

    id: str  # focus | value | proof | relationship
    weight: float
    score: Score
    indicators: tuple[Indicator, ...] = ()


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
