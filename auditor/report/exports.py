"""The audit for other tools: JSON for programs, CSV as the spreadsheet of the reader's country opens it.

In: a joined audit. Out: texts of files. Cells from crawled pages cannot become formulas (CWE-1236).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from auditor.judge import audit_json
from auditor.models import Score
from auditor.report.figures import number
from auditor.report.views.findings import Cards
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
PAGE_COLUMNS = ("page", "address", "language", "kind", "in-scope", "score", "low", "high", "state", "findings", "link")


def audit_document(joined: Joined) -> str:
    """data/audit.json."""
    document = audit_json.to_document(joined.audit, joined.knowledge, joined.lang)
    return json.dumps(document, ensure_ascii=False) + "\n"  # indenting would take three times as long


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
            points = _figure(finding.points, joined.lang, 2)
            link = f"{card.where[0].file}#s-{finding.segment}"
            yield (finding.id, *map(safe, (*texts, *said, *mended)), points, _yes(finding.up_to, joined.lang), link)


def _page_rows(joined: Joined) -> Iterable[Sequence[str]]:
    for page in joined.pages:
        kind = say(joined.lang, f"report.page-kind.{page.kind}")
        texts = map(safe, (page.title or page.key, page.url, page.lang, kind))
        count = str(len(joined.findings_of_page.get(page.key, ())))
        yield (*texts, _yes(page.weight > 0, joined.lang), *_score(page.index, joined.lang), count, joined.page_file(page.key))


def _score(score: Score, lang: str) -> tuple[str, ...]:
    figures = (_figure(value, lang, 1) for value in (score.value, score.low, score.high))
    return (*figures, say(lang, f"report.state.{score.state}"))


def _figure(value: float | None, lang: str, decimals: int) -> str:
    """A number that a spreadsheet reads as one: the decimal sign of the country, no grouping (scores and points stay under 1,000)."""
    return "" if value is None else number(value, lang, decimals)


def _yes(value: bool, lang: str) -> str:
    return say(lang, "report.said.yes" if value else "report.said.no")


def safe(cell: str) -> str:
    """Text that a spreadsheet shows and never computes: one apostrophe before what would start a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _csv(lang: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=SEPARATORS.get(lang, ","), lineterminator="\r\n")
    writer.writerow([say(lang, f"report.csv.{name}") for name in columns])
    writer.writerows(rows)
    return BOM + file.getvalue()
