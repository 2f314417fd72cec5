"""What changed since the audit before, or by a draft: the page, and its line on the overview.

In: a joined audit with its change and its history. Out: `TrendView`. On the page scores have one decimal, as points do, and the parts are
rounded so that they add up to the difference of the scores as printed; the headline says no more than the scores do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from auditor.models import Change, Draft, PageChange, Part, Past, Score
from auditor.report.figures import day, gain, number, tenth
from auditor.report.views.joined import Joined
from auditor.report.views.scores import ScoreView, score_view
from auditor.report.views.trend_chart import Chart, chart
from auditor.report.views.trend_edits import EditView, TurnedView, edit_views, of_note, turned_views
from auditor.words import say

TENTH = 0.1
HOWS = ("edited", "new", "gone", "moved")
WHOLE = ("added", "lost")


@dataclass(frozen=True, slots=True)
class Bar:
    """What one kind of change did."""

    id: str
    name: str
    count: str
    points: str
    x: float  # of 100
    width: float
    is_up: bool


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that came, went, or is judged elsewhere."""

    title: str
    lang: str
    address: str
    file: str  # "" where the report has no such page
    how: str
    points: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An audit in the table of audits."""

    day: str
    score: ScoreView
    points: str  # since the audit before
    findings: str
    proved: str
    pages: str
    note: str  # other rules than the audit before
    archive: str


@dataclass(frozen=True, slots=True)
class TrendView:
    """The page."""

    title: str
    eyebrow: str
    lead: str
    notes: tuple[str, ...]
    drafts: tuple[str, ...]
    chart: Chart | None
    bars: tuple[Bar, ...]
    zero: float  # where the bars begin, of 100
    total: str
    described: str
    edits: tuple[EditView, ...]
    more: str  # how many changes are only in the file
    pages: tuple[PageRow, ...]
    turned: tuple[TurnedView, ...]
    turned_lead: str
    audits: tuple[AuditRow, ...]
    evidence: tuple[str, ...]


def trend_view(joined: Joined) -> TrendView | None:
    """The page; None where there is no audit to hold this one against."""
    change = joined.change
    if change is None:
        return None
    lang, audits = joined.lang, (*joined.history, change.after)
    bars, zero = _bars(change, lang)
    edits, more = edit_views(joined, change)
    return TrendView(
        title=title(change, lang, tenth),
        eyebrow=say(lang, "trend.eyebrow.draft" if change.drafts else "trend.eyebrow", date=day(change.before.date, lang)),
        lead=lead(change, lang),
        notes=tuple(_notes(change, lang)),
        drafts=tuple(_draft(one, lang) for one in change.drafts),
        chart=None if change.drafts else chart(audits, lang),
        bars=bars,
        zero=zero,
        total=gain(_printed(change.before, change.after), lang) if change.points is not None else "",
        described=say(lang, "trend.parts.described", parts=", ".join(f"{bar.name} {bar.points}" for bar in bars)),
        edits=edits,
        more=more,
        pages=tuple(_page(joined, page) for page in change.pages),
        turned=turned_views(joined, change),
        turned_lead=_turned(change, lang),
        audits=() if change.drafts else tuple(_audit(audits, n, lang) for n in reversed(range(len(audits)))),
        evidence=() if change.drafts else tuple(_evidence(past, lang) for past in (change.before, change.after) if past.archive),
    )


def headline(joined: Joined) -> str:
    """The line of the overview; "" where nothing is to be told."""
    change = joined.change
    if change is None:
        return ""
    told = [title(change, joined.lang), _turned(change, joined.lang)]
    return " ".join(one for one in told if one)


def title(change: Change, lang: str, figure: Callable[[float, str], str] = number) -> str:
    """How the score went, as its figures are printed by `figure`."""
    before, after = change.before.index.value, change.after.index.value
    draft = ".draft" if change.drafts else ""
    if before is None or after is None:
        return say(lang, f"trend.title.none{draft}", date=day(change.before.date, lang))
    fields = {"before": figure(before, lang), "after": figure(after, lang), "date": day(change.before.date, lang)}
    way = "same" if fields["before"] == fields["after"] else "up" if after > before else "down"
    return say(lang, f"trend.title.{way}{draft}", **fields)


def lead(change: Change, lang: str) -> str:
    """How many sentences changed and how, and the pages that came and went."""
    whole = {page.key for page in change.pages if page.how in WHOLE}  # their sentences come and go with them
    changed = [edit for edit in change.edits if (edit.page_after if edit.after else edit.page_before) not in whole]
    counts = {how: sum(edit.how == how for edit in changed) for how in HOWS}
    counts |= {how: sum(page.how == how for page in change.pages) for how in WHOLE}
    told = [say(lang, f"trend.count.{how}", count=n, n=number(n, lang)) for how, n in counts.items() if n]
    if not told:
        return say(lang, "trend.lead.nothing", count=change.kept, n=number(change.kept, lang))
    return say(lang, "trend.lead", changes=", ".join(told), count=change.kept, n=number(change.kept, lang))


def _printed(before: Past, after: Past) -> float:
    """The points between two scores as they are printed here: a reader who subtracts one from the other finds them."""
    return round(after.index.value or 0.0, 1) - round(before.index.value or 0.0, 1)


def tenths(parts: tuple[Part, ...], total: float) -> list[float]:
    """The points of the parts in tenths that add up to the total in tenths: the largest remainders are rounded up (Hamilton's method)."""
    exact = [part.points / TENTH for part in parts]
    floors = [int(value // 1) for value in exact]
    left = round(total / TENTH) - sum(floors)
    order = sorted(range(len(parts)), key=lambda n: (-(exact[n] - floors[n]), n))
    for n in order[: max(0, left)]:
        floors[n] += 1
    for n in order[::-1][: max(0, -left)]:
        floors[n] -= 1
    return [value * TENTH for value in floors]


def _bars(change: Change, lang: str) -> tuple[tuple[Bar, ...], float]:
    """A bar for each part that did anything, and where zero stands."""
    if change.points is None or not change.parts:
        return (), 0.0
    rounded = tenths(change.parts, _printed(change.before, change.after))
    shown = [(part, points) for part, points in zip(change.parts, rounded, strict=True) if part.count or abs(points) > 0]
    low, high = min([0.0, *(points for _, points in shown)]), max([0.0, *(points for _, points in shown)])
    span = high - low or 1.0
    zero = round(-100 * low / span, 2)
    bars = tuple(_bar(part, points, zero, span, lang) for part, points in shown)
    return bars, zero


def _bar(part: Part, points: float, zero: float, span: float, lang: str) -> Bar:
    width = round(100 * abs(points) / span, 2)
    unit = "pages" if part.id == "pages" else "sentences"
    count = say(lang, f"trend.{unit}", count=part.count, n=number(part.count, lang)) if part.count else ""
    x = zero if points >= 0 else zero - width
    return Bar(part.id, say(lang, f"trend.part.{part.id}"), count, gain(points, lang), round(x, 2), width, points >= 0)


def _notes(change: Change, lang: str) -> list[str]:
    before, after = change.before, change.after
    keys = {
        "trend.note.overlap": _overlap(before.index, after.index) and bool(change.parts) and abs(change.points or 0.0) >= TENTH,
        "trend.note.rules": before.rules_digest != after.rules_digest and bool(change.parts),
        "trend.note.rules-lost": before.rules_digest != after.rules_digest and not change.parts,
        "trend.note.rules-since": before.rules_digest == after.rules_digest and change.points is not None and not change.parts,
        "trend.note.no-number": before.index.value is None or after.index.value is None,
        "trend.note.reference": before.reference != after.reference,
    }
    return [say(lang, key) for key, holds in keys.items() if holds]


def _overlap(a: Score, b: Score) -> bool:
    """Whether the likely ranges meet."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return a.low <= b.high and b.low <= a.high


def _draft(one: Draft, lang: str) -> str:
    key = f"trend.draft.{one.how}"
    return say(lang, key, source=one.source, page=one.title or f"/{one.key}")


def _page(joined: Joined, page: PageChange) -> PageRow:
    lang = joined.lang
    kinds = {"was": page.was and say(lang, f"report.page-kind.{page.was}"), "now": page.now and say(lang, f"report.page-kind.{page.now}")}
    how = say(lang, f"trend.page.{page.how}", before=f"/{page.before}", **kinds)
    file = joined.page_file(page.key) if page.key in joined.page_of else ""
    name = joined.title(joined.page_of[page.key]) if file else page.title or page.key
    return PageRow(name, page.lang, f"/{page.key}", file, how, gain(page.share.points, lang) if page.share else "")


def _turned(change: Change, lang: str) -> str:
    fixed, arisen = len(change.fixed), len(change.arisen)
    if not fixed and not arisen:
        return say(lang, "trend.turned.none")
    sides = [of_note(fixed, "fixed", lang)] * bool(fixed) + [of_note(arisen, "arisen" if fixed else "only-arisen", lang)] * bool(arisen)
    return say(lang, "trend.turned.draft" if change.drafts else "trend.turned", told=", ".join(sides))


def _audit(audits: tuple[Past, ...], n: int, lang: str) -> AuditRow:
    past, before = audits[n], audits[n - 1] if n else None
    is_known = before is not None and past.index.value is not None and before.index.value is not None
    score = score_view(past.index, lang)
    return AuditRow(
        day=day(past.date, lang),
        score=replace(score, text=tenth(past.index.value, lang)) if past.index.value is not None else score,
        points=gain(_printed(before, past), lang) if is_known and before else "",
        findings=number(sum(count for _, count in past.findings), lang),
        proved=say(lang, "trend.proved", proved=number(past.proved, lang), promises=number(past.promises, lang)) if past.promises else "–",
        pages=number(past.pages, lang),
        note=say(lang, "trend.other-rules") if before and before.rules_digest != past.rules_digest else "",
        archive=past.archive,
    )


def _evidence(past: Past, lang: str) -> str:
    return say(lang, "trend.evidence.one", date=day(past.date, lang), archive=past.archive)
