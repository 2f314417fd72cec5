"""A portfolio on one page: where each site stands, those that need somebody first.

In: `Standing` records and the day. Out: `Board`, one `Row` a site. What is said of a site is no more than its last audit says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from auditor.models import Lang, Standing, Turn
from auditor.report.figures import day, number
from auditor.report.views.scores import MIXED, STRONG, ScoreView, score_view
from auditor.words import say

WIDTH, HEIGHT, EDGE = 96.0, 28.0, 3.0  # of a line over time, in its own units
FALLEN = "fallen"
# What needs somebody, the most urgent first; the last three are bands of the score.
URGENCY = ("unread", "stale", "never", "overdue", FALLEN, "no-number", "rivals", "weak", "mixed", "strong")
CALM = ("mixed", "strong")  # told by the score itself


@dataclass(frozen=True, slots=True)
class Dot:
    """An audit of the past on the line."""

    x: float
    y: float
    low: float
    high: float
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """Scores over time: dots, the path between them, and the same in words."""

    dots: tuple[Dot, ...]
    path: str
    described: str


@dataclass(frozen=True, slots=True)
class Row:
    """A site."""

    id: str
    title: str
    name: str  # beside the title, "" where it says no more
    address: str
    sector: str
    lang: str  # of the report, where it is linked
    href: str  # "" without a report
    score: ScoreView
    line: Line
    findings: str
    promises: str
    date: str
    due: str
    needs: tuple[str, ...]  # sentences
    urgency: int
    notes: str


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page."""

    lang: Lang
    title: str
    lead: str
    rows: tuple[Row, ...]


def board(standings: Sequence[Standing], lang: Lang, today: str) -> Board:
    """The page in `lang`: the sites by what they need, then by score, the lowest first."""
    rows = sorted((_row(one, lang) for one in standings), key=lambda row: (row.urgency, row.score.value, row.title.casefold(), row.id))
    needing = sum(bool(row.needs) for row in rows)
    key = "portfolio.title" if needing else "portfolio.title-calm"
    title = say(lang, key, count=len(rows), n=number(len(rows), lang), needing=number(needing, lang))
    return Board(lang, title, say(lang, "portfolio.lead", date=day(today, lang)), tuple(rows))


def reason_of(turn: Turn, lang: str) -> str:
    """Why a turn ended badly and what to do, in one sentence."""
    fields = dict(turn.fields)
    place = f"{fields.get('file')}:{fields.get('line')}: " if "line" in fields else ""
    return place + say(lang, turn.key, **fields)


def needs_of(one: Standing) -> tuple[str, ...]:
    """Names of what a site needs, the most urgent first; the last is the band of its score where it has one."""
    failed = one.turn is not None and one.turn.state == "failed"
    band = _band(one)
    found = {
        "unread": failed and not one.date,
        "stale": failed and bool(one.date),
        "never": not failed and not one.date,
        "overdue": one.is_overdue,
        FALLEN: _has_fallen(one),
        "no-number": bool(one.date) and not band,
        "rivals": any(turn and turn.state == "failed" for _, turn in one.rivals),
        band: bool(band),
    }
    return tuple(name for name in URGENCY if found.get(name))


def address_of(one: Standing) -> str:
    """The site as a reader knows it: its address without credentials, or the last name of its path."""
    source = one.site.source
    if "://" not in source:
        return source.replace("\\", "/").rstrip("/").rpartition("/")[2]
    parts = urlsplit(source)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _band(one: Standing) -> str:
    value = one.index.value if one.index else None
    if value is None:
        return ""
    return "weak" if round(value) < MIXED else "mixed" if round(value) < STRONG else "strong"


def _has_fallen(one: Standing) -> bool:
    """Whether the last score is lower than the one before beyond what either interval allows."""
    if len(one.past) < 2:
        return False
    before, last = one.past[-2:]
    return before.low is not None and last.high is not None and last.high < before.low


def _row(one: Standing, lang: Lang) -> Row:
    needs = needs_of(one)
    report = lang if lang in one.languages else next(iter(one.languages), lang)
    address = address_of(one)
    return Row(
        id=one.site.slug,
        title=one.site.title,
        name=one.site.name if one.site.name != one.site.title else "",
        address=address if address != one.site.title else "",
        sector=one.site.sector,
        lang=report,
        href=f"{one.site.folder}/index.html" if one.has_report else "",
        score=score_view(one.index, lang) if one.index else _no_score(lang),
        line=_line(one, lang),
        findings=number(one.findings, lang) if one.date else "",
        promises=number(one.promises, lang) if one.date else "",
        date=day(one.date, lang) if one.date else "",
        due=day(one.due, lang) if one.due else "",
        needs=tuple(_need(one, name, lang) for name in needs if name not in CALM),
        urgency=URGENCY.index(needs[0]) if needs else len(URGENCY),
        notes=one.site.notes,
    )


def _no_score(lang: Lang) -> ScoreView:
    return ScoreView(False, "–", 0, 0, 0, 0, "", "none", say(lang, "report.band.none"), False, False)


def _need(one: Standing, name: str, lang: Lang) -> str:
    fields: dict[str, object] = {}
    if name in ("unread", "stale") and one.turn:
        fields = {"reason": reason_of(one.turn, lang), "date": day(one.date, lang) if one.date else ""}
    elif name == "overdue":
        fields = {"date": day(one.due, lang)}
    elif name == FALLEN:
        fields = {"before": number(one.past[-2].value or 0, lang), "now": number(one.past[-1].value or 0, lang)}
    elif name == "rivals":
        unread = [slug for slug, turn in one.rivals if turn and turn.state == "failed"]
        fields = {"count": len(unread), "names": ", ".join(unread)}
    return say(lang, f"portfolio.need.{name}", **fields)


def _line(one: Standing, lang: Lang) -> Line:
    """The audits that have a number, evenly apart: how often a site is audited says nothing of its words."""
    known = [point for point in one.past if point.value is not None]
    step = (WIDTH - 2 * EDGE) / max(1, len(known) - 1)
    dots = tuple(
        Dot(
            x=round(EDGE + n * step, 1),
            y=_height(point.value),
            low=_height(point.low if point.low is not None else point.value),
            high=_height(point.high if point.high is not None else point.value),
            date=day(point.date, lang),
            text=number(point.value or 0, lang),
        )
        for n, point in enumerate(known)
    )
    path = "M" + "L".join(f"{dot.x} {dot.y}" for dot in dots) if len(dots) > 1 else ""
    return Line(dots, path, "; ".join(f"{dot.date}: {dot.text}" for dot in dots) if lang == "en" else _listed(dots))


def _listed(dots: Sequence[Dot]) -> str:
    return "\u202f; ".join(f"{dot.date}\u00a0: {dot.text}" for dot in dots)


def _height(value: float | None) -> float:
    return round(HEIGHT - EDGE - (value or 0) / 100 * (HEIGHT - 2 * EDGE), 1)
