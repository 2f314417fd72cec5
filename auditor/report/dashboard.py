"""The page of a portfolio and its files: `index.html`, the same in the other language, CSV and JSON, beside the reports.

In: `Standing` records, a folder, languages, the day. Out: the path of index.html. Files are replaced one by one, each as a whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from auditor.errors import UsageProblem
from auditor.models import Lang, Score, Standing, Turn
from auditor.report.exports import safe, scored, table, yes
from auditor.report.render import render
from auditor.report.views.frame import Link
from auditor.report.views.standings import address_of, board, needs_of, reason_of
from auditor.words import say

MARK = "portfolio.json"  # beside an index.html that is ours to replace
COLUMNS = (
    "client", "site", "name", "address", "sector", "needs", "score", "low", "high", "state", "findings", "promises", "date", "due",
    "overdue", "failure", "report",
)  # fmt: skip


def check_ours(folder: Path) -> None:
    """UsageProblem where the folder holds somebody else's index.html."""
    if (folder / "index.html").exists() and not (folder / MARK).is_file():
        raise UsageProblem("portfolio.not-ours", folder=folder)


def dashboard(standings: Sequence[Standing], folder: Path, *, languages: Sequence[Lang], today: str) -> Path:
    """Write the page in each of the languages, the first as index.html; its path. UsageProblem where it cannot be written."""
    check_ours(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / MARK, json.dumps(document(standings, languages[0], today), ensure_ascii=False, indent=1) + "\n")
        for lang in languages:
            _write(folder / _file("portfolio", lang, languages, "csv"), portfolio_csv(standings, lang))
            _write(folder / _file("index", lang, languages, "html"), _page(standings, lang, languages, today))
    except OSError as error:
        raise UsageProblem("report.cannot-write", folder=folder, reason=error.strerror or error) from error
    return folder / "index.html"


def document(standings: Sequence[Standing], lang: Lang, today: str) -> dict[str, Any]:
    """portfolio.json: the sites in the order of their list, sentences in `lang`."""
    return {"schema_version": 1, "date": today, "sites": [_fields(one, lang) for one in standings]}


def portfolio_csv(standings: Iterable[Standing], lang: Lang) -> str:
    """portfolio.csv: one line a site, as spreadsheets of the reader's country open it."""
    return table(lang, [f"portfolio.csv.{name}" for name in COLUMNS], (_cells(one, lang) for one in standings))


def _page(standings: Sequence[Standing], lang: Lang, languages: Sequence[Lang], today: str) -> str:
    switch = [
        Link(say(other, "report.language"), _file("index", other, languages, "html"), other == lang, other)
        for other in sorted(languages, reverse=True)
    ]
    view = board(standings, lang, today)
    return render("pages/portfolio.html", lang, board=view, switch=switch, csv=_file("portfolio", lang, languages, "csv"))


def _file(name: str, lang: Lang, languages: Sequence[Lang], suffix: str) -> str:
    return f"{name}.{suffix}" if lang == languages[0] else f"{name}.{lang}.{suffix}"


def _fields(one: Standing, lang: Lang) -> dict[str, Any]:
    failed = one.turn if one.turn and one.turn.state == "failed" else None
    return {
        "site": one.site.slug, "client": one.site.client, "name": one.site.name, "sector": one.site.sector, "address": address_of(one),
        "folder": one.site.folder, "needs": list(needs_of(one)), "date": one.date, "due": one.due, "overdue": one.is_overdue,
        "index": asdict(one.index) if one.index else None, "findings": one.findings, "promises_without_proof": one.promises,
        "pages": one.pages, "languages": list(one.languages), "past": [asdict(point) for point in one.past],
        "failure": {"key": failed.key, "reason": reason_of(failed, lang)} if failed else None,
        "rivals": [{"site": slug, "failure": _reason(turn, lang)} for slug, turn in one.rivals],
        "notes": one.site.notes,
    }  # fmt: skip


def _reason(turn: Turn | None, lang: Lang) -> str:
    return reason_of(turn, lang) if turn and turn.state == "failed" else ""


def _cells(one: Standing, lang: Lang) -> Sequence[str]:
    named = (one.site.client, one.site.slug, one.site.name, address_of(one), one.site.sector)
    needs = ", ".join(say(lang, f"portfolio.short.{name}") for name in needs_of(one))
    score = scored(one.index or Score(None, None, None, "not_computed"), lang)
    counts = (str(one.findings), str(one.promises)) if one.date else ("", "")
    why = _reason(one.turn, lang)
    report = f"{one.site.folder}/index.html" if one.has_report else ""
    return (*map(safe, named), needs, *score, *counts, one.date, one.due, yes(one.is_overdue, lang), safe(why), report)


def _write(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(text.encode("utf-8", "replace"))
    os.replace(fresh, path)
