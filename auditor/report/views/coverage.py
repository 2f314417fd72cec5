"""What was read, what of it counts, and what was left aside: one table, in the same words wherever it stands.

In: a joined audit. Out: `Coverage`, whose rows add up to its totals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.models import NotRead
from auditor.report.figures import number
from auditor.report.views.joined import Joined
from auditor.words import has, say

# Parts that extraction leaves aside, as a reader calls them, and the rules that drop them (rules/extract/); any other rule is "other".
PARTS = {
    "menus": ("navigation", "header", "breadcrumb", "link-list", "search"),
    "footers": ("footer", "copyright", "legal-links", "logo"),
    "consent": ("consent", "dialog"),
    "controls": ("form", "interface", "share"),
    "repeats": ("copy", "clone", "repeated"),
    "hidden": ("hidden",),
    "wordless": ("no-word", "decoration"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that were not read for one reason."""

    reason: str
    count: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: pages, or parts of pages; `texts` are sentences, of parts left aside passages."""

    name: str
    why: str
    pages: str
    texts: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table: pages that count, pages that do not, pages not read, and their sum; then the parts left aside, and their sum."""

    title: str
    short: str  # how many pages that count have too little text for a score of their own, "" where none or where the site has none either
    not_read: str  # how many pages and why, as a sentence
    groups: tuple[Group, ...]
    pages: tuple[Row, ...]
    total: Row
    parts: tuple[Row, ...]
    parts_total: Row | None


def coverage(joined: Joined) -> Coverage:
    """What was read of the site."""
    lang, audit = joined.lang, joined.audit
    groups = not_read_groups(audit.not_read, lang)
    unread = sum(len(group.addresses) for group in groups)
    parts, parts_total = _parts(joined)
    read = sum(len(texts) for texts in joined.texts.values())
    found = number(len(joined.pages) + unread, lang)
    return Coverage(
        title=_title(joined),
        short=_short(joined),
        not_read=_sentence(groups, unread, lang),
        groups=groups,
        pages=(*_read(joined), *(Row(g.reason, say(lang, "report.read.why.unread"), g.count, "–") for g in groups)),
        total=Row(say(lang, "report.read.total"), "", found, number(read, lang)),
        parts=parts,
        parts_total=parts_total,
    )


def _title(joined: Joined) -> str:
    counted = sum(page.weight > 0 for page in joined.pages)
    key = "report.read.title.all" if counted == len(joined.pages) else "report.read.title"
    return say(joined.lang, key, count=len(joined.pages), n=number(len(joined.pages), joined.lang), counted=number(counted, joined.lang))


def _short(joined: Joined) -> str:
    short = sum(page.weight > 0 and page.index.state == "inconclusive" for page in joined.pages)
    known = joined.audit.index.value is not None
    return say(joined.lang, "report.read.short", count=short, n=number(short, joined.lang)) if short and known else ""


def _read(joined: Joined) -> Iterable[Row]:
    """The pages that count in one row, those that do not by their kind, the most frequent first."""
    lang = joined.lang
    counted = [page for page in joined.pages if page.weight > 0]
    if counted:
        name, why = say(lang, "report.read.counted"), say(lang, "report.read.why.counted")
        yield Row(name, why, number(len(counted), lang), number(len(joined.sentences), lang))
    kinds = Counter(page.kind for page in joined.pages if page.weight <= 0)
    for kind, pages in sorted(kinds.items(), key=lambda one: (-one[1], one[0])):
        sentences = sum(len(joined.texts[page.key]) for page in joined.pages if page.weight <= 0 and page.kind == kind)
        name = say(lang, "report.read.outside", kind=say(lang, f"report.page-kind.{kind}"))
        key = f"report.read.why.{kind}"
        yield Row(name, say(lang, key if has(lang, key) else "report.read.why.outside"), number(pages, lang), number(sentences, lang))


def _parts(joined: Joined) -> tuple[tuple[Row, ...], Row | None]:
    """What was left aside on the pages that were read, by sort, the most frequent first; none where nothing was."""
    lang = joined.lang
    sort_of = {reason: name for name, reasons in PARTS.items() for reason in reasons}
    passages, pages = Counter[str](), Counter[str]()
    for page in joined.pages:
        here = Counter[str]()
        for reason, count in page.skipped:
            here[sort_of.get(reason, "other")] += count
        passages += here
        pages.update(here.keys())
    rows = [_part(lang, f"part.{name}", pages[name], count) for name, count in sorted(passages.items(), key=lambda one: (-one[1], one[0]))]
    touched = sum(bool(page.skipped) for page in joined.pages)
    return tuple(rows), _part(lang, "parts.total", touched, sum(passages.values())) if rows else None


def _part(lang: str, name: str, pages: int, passages: int) -> Row:
    return Row(say(lang, f"report.read.{name}"), "", number(pages, lang), number(passages, lang))


def _sentence(groups: Iterable[Group], unread: int, lang: str) -> str:
    """How many pages were not read and why, or that all were."""
    if not unread:
        return say(lang, "report.read.all")
    reasons = ", ".join(say(lang, "report.not-read.part", reason=g.reason, n=g.count) for g in groups)
    return say(lang, "report.not-read.sentence", count=unread, n=number(unread, lang), reasons=reasons)


def not_read_groups(not_read: Iterable[NotRead], lang: str) -> tuple[Group, ...]:
    """Pages not read by reason, the most frequent first."""
    rows = list(not_read)
    named = [(_reason(row, lang), row.url) for row in rows]
    tally = Counter(reason for reason, _ in named)
    order = sorted(tally, key=lambda reason: (-tally[reason], reason))
    return tuple(Group(r, number(tally[r], lang), tuple(url for reason, url in named if reason == r)) for r in order)


def _reason(row: NotRead, lang: str) -> str:
    key = f"report.not-read.{row.reason}"
    return say(lang, key if has(lang, key) else "report.not-read.other", detail=row.detail).rstrip()
