"""The audit for other tools: CSV as the spreadsheet of the reader's country opens it, a summary in Markdown.

In: a joined audit. Out: texts of files. Cells from crawled pages cannot become formulas (CWE-1236).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from functools import partial

from auditor import gate
from auditor.judge.crossings import INDEX
from auditor.models import Score
from auditor.report.figures import number
from auditor.report.views.cards import Cards
from auditor.report.views.crossings import part_name
from auditor.report.views.findings import Card
from auditor.report.views.joined import Joined
from auditor.words import say

BOM = "\ufeff"  # without it Excel reads UTF-8 as the local code page
SEPARATORS = {"fr": ";"}  # French Excel opens a file with commas in one column
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
PARTS = " / "

FINDING_COLUMNS = (
    "id", "page", "address", "letter", "kind", "type", "severity", "sentence", "message", "suggestions", "questions",
    "points", "up-to", "link",
)  # fmt: skip
LENS_COLUMNS = ("lens", "question", "state", "notes", "sentence", "page", "address", "link")
CROSSING_COLUMNS = ("by", "part", "pages", "indicator", "value", "score", "low", "high", "state")
PAGE_COLUMNS = ("page", "address", "language", "kind", "in-scope", "score", "low", "high", "state", "findings", "link")


def summary_md(joined: Joined, found: Sequence[Card], counted: str) -> str:
    """data/summary.md: the audit in twenty lines, for a message or a wiki; its sentences are those of the overview, the cards `found`,
    `counted` as the overview counts them.
    """
    audit = joined.audit
    files = {page.key: page.url for page in audit.pages}
    told = gate.verdict(audit, knowledge=joined.knowledge, lang=joined.lang, asked=gate.Asked(), files=files, places={})
    rest = partial(_more, joined, len(found))
    return gate.summary(told, [card.reasons[0].id for card in found], told_count=counted, told_rest=rest) + "\n"


def _more(joined: Joined, total: int, shown: int) -> str:
    """How many sentences follow those shown; "" where none does."""
    left = total - shown
    return say(joined.lang, "report.summary.more", count=left, n=number(left, joined.lang)) if left > 0 else ""


def findings_csv(joined: Joined, made: Cards) -> str:
    """data/findings.csv: one line a finding, in the order of the audit."""
    return _csv(joined.lang, FINDING_COLUMNS, _finding_rows(joined, made))


def pages_csv(joined: Joined) -> str:
    """data/pages.csv: one line a page."""
    return _csv(joined.lang, PAGE_COLUMNS, _page_rows(joined))


def _finding_rows(joined: Joined, made: Cards) -> Iterable[Sequence[str]]:
    for findings in joined.findings_of_page.values():
        for finding in findings:
            card, page = made[finding.segment], joined.page_of[finding.page]
            shown = next(r for r in card.reasons if r.id == finding.id)
            texts = (page.title or page.key, page.url, shown.kind.letter, shown.kind.name, finding.rule)
            said = (say(joined.lang, f"report.severity.{finding.severity}"), card.text, shown.message)
            mended = (PARTS.join(r.text for r in card.rewritings), PARTS.join(card.questions))
            points = figure(finding.points, joined.lang, 2)
            link = f"{card.where[0].file}#s-{finding.segment}"
            yield (finding.id, *map(safe, (*texts, *said, *mended)), points, yes(finding.up_to, joined.lang), link)


def _page_rows(joined: Joined) -> Iterable[Sequence[str]]:
    for page in joined.pages:
        kind = say(joined.lang, f"report.page-kind.{page.kind}")
        texts = map(safe, (page.title or page.key, page.url, page.lang, kind))
        count = str(len(joined.findings_of_page.get(page.key, ())))
        yield (*texts, yes(page.weight > 0, joined.lang), *scored(page.index, joined.lang), count, joined.page_file(page.key))


def lenses_csv(joined: Joined) -> str:
    """data/lenses.csv: one line a sentence that answers a question of a lens; a question that none answers has a line that says so."""
    return _csv(joined.lang, LENS_COLUMNS, _lens_rows(joined))


def crossings_csv(joined: Joined) -> str:
    """data/crossings.csv: one line an indicator and part of the site."""
    return _csv(joined.lang, CROSSING_COLUMNS, _crossing_rows(joined))


def _lens_rows(joined: Joined) -> Iterable[Sequence[str]]:
    lang, rules = joined.lang, joined.knowledge.lenses
    for lens in joined.audit.lenses:
        rule = rules.lens(lens.id) if rules else None
        if rule is None:
            continue
        for entry in lens.entries:
            names = (rule.words(lang).name, rule.entries[entry.id].words(lang).name if entry.id in rule.entries else entry.id)
            state = say(lang, f"lenses.state.{entry.state}") if entry.state else ""
            notes = PARTS.join(say(lang, note) for note in entry.notes)
            if not entry.segments:
                yield (*names, say(lang, "lenses.csv.nothing"), "", "", "", "", "")
            for segment in (joined.sentence_of[id].segment for id in entry.segments if id in joined.sentence_of):
                page = joined.page_of[segment.page]
                where = (*map(safe, (segment.text, page.title or page.key, page.url)), f"{joined.page_file(page.key)}#s-{segment.id}")
                yield (*names, state, notes, *where)


def _crossing_rows(joined: Joined) -> Iterable[Sequence[str]]:
    lang = joined.lang
    names = {id: rule.words(lang).name for axis in joined.knowledge.index.axes for id, rule in axis.indicators.items()}
    names[INDEX] = say(lang, "report.score")
    for crossing in joined.audit.crossings:
        by, part = say(lang, f"lenses.crossings.{crossing.by}"), safe(part_name(joined, crossing))
        value = figure(crossing.value, lang, 3)
        yield (by, part, str(crossing.pages), names.get(crossing.indicator, crossing.indicator), value, *scored(crossing.score, lang))


def scored(score: Score, lang: str) -> tuple[str, ...]:
    """Score, low, high and state."""
    figures = (figure(value, lang, 1) for value in (score.value, score.low, score.high))
    return (*figures, say(lang, f"report.state.{score.state}"))


def figure(value: float | None, lang: str, decimals: int) -> str:
    """A number that a spreadsheet reads as one: the decimal sign of the country, no grouping (scores and points stay under 1,000)."""
    return "" if value is None else number(value, lang, decimals)


def yes(value: bool, lang: str) -> str:
    """A truth as a word."""
    return say(lang, "report.said.yes" if value else "report.said.no")


def safe(cell: str) -> str:
    """Text that a spreadsheet shows and never computes: one apostrophe before what would start a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _csv(lang: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return table(lang, [f"report.csv.{name}" for name in columns], rows)


def table(lang: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file with a line of column names, given by their keys in the catalogues."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=SEPARATORS.get(lang, ","), lineterminator="\r\n")
    writer.writerow([say(lang, key) for key in columns])
    writer.writerows(rows)
    return BOM + file.getvalue()
