"""`auditor import FILE.xlsx`: read back what a writer decided in the workbook of a report, and score the site anew.

In: the workbook. Out: what was kept, what the new texts gain and the best of them on stdout (or one JSON document); on stderr a sentence
for each row that was refused. Exit code 2 when no row could be kept though some were decided.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show, show_json
from auditor.words import say as words

if TYPE_CHECKING:
    from auditor.models import Imported, Kept, Remark

BEST = 5  # rows told by what they gain
SHOWN = 70  # characters of a sentence in a line of the terminal


@as_command("import", click.argument("workbook", required=True), click.option("--site"))
def command(session: Session, workbook: str, site: str | None) -> int:
    """Keep the decisions of a workbook and say what they gain."""
    settings = settings_for(session, {})
    from auditor import pipeline

    with watching(session) as watch:
        imported = pipeline.import_file(Path(workbook), settings, store=settings.store, site=site or "", watch=watch)
    for key in imported.notes:
        say(session, key)
    for refused in imported.refused:
        say(session, "workbook.row-refused", always=True, row=refused.row, why=_said(refused.why, session.lang))
    if session.as_json:
        show_json(_document(imported, session.lang))
    else:
        _tell(session, imported)
    if imported.kept:
        say(session, "workbook.next", site=imported.site)
    return 2 if imported.refused and not imported.kept else 0


def _tell(session: Session, imported: Imported) -> None:
    """What was kept, what it gains, the best rows, and what a writer should look at again."""
    lang, tally = session.lang, Counter(row.decision for row in imported.kept)
    parts = [words(lang, f"workbook.kept.{name}", count=n) for name, n in tally.items()]
    show(words(lang, "workbook.kept", site=imported.site, parts=", ".join(parts) or words(lang, "workbook.kept.none")))
    if imported.undecided:
        show(words(lang, "workbook.undecided", count=imported.undecided))
    show(_index(imported, lang))
    for row in _best(imported):
        show(words(lang, "workbook.best", gain=_signed(row.points or 0.0, lang), row=row.row, text=_short(row.text)))
    for row in imported.kept:
        for remark in row.remarks:
            show(words(lang, "workbook.row-remark", row=row.row, remark=_said(remark, lang)))


def _index(imported: Imported, lang: str) -> str:
    if imported.now is None or imported.then is None:
        return words(lang, "workbook.no-index")
    won = _signed(imported.then - imported.now, lang)
    return words(lang, "workbook.index", now=_number(imported.now, lang), then=_number(imported.then, lang), won=won)


def _best(imported: Imported) -> list[Kept]:
    """The rows that gain most, those that gain nothing left out."""
    gaining = [row for row in imported.kept if row.points and round(row.points, 1) > 0]
    return sorted(gaining, key=lambda row: -(row.points or 0.0))[:BEST]


def _document(imported: Imported, lang: str) -> dict[str, Any]:
    is_scored = imported.now is not None and imported.then is not None
    return {
        "schema_version": 1,
        "site": imported.site,
        "index": {"now": imported.now, "then": imported.then},
        "won": round((imported.then or 0.0) - (imported.now or 0.0), 4) if is_scored else None,
        "kept": [{**asdict(row), "remarks": [_told(remark, lang) for remark in row.remarks]} for row in imported.kept],
        "refused": [{"row": refused.row, **_told(refused.why, lang)} for refused in imported.refused],
        "undecided": imported.undecided,
        "news": imported.news,
        "best": [row.row for row in _best(imported)],
    }


def _told(remark: Remark, lang: str) -> dict[str, str]:
    return {"reason": remark.key.rpartition(".")[2], "sentence": _said(remark, lang)}


def _said(remark: Remark, lang: str) -> str:
    return words(lang, remark.key, **dict(remark.fields))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def _number(value: float, lang: str) -> str:
    from auditor.report.figures import number

    return number(value, lang, 1)


def _signed(value: float, lang: str) -> str:
    from auditor.report.figures import gain

    return gain(value, lang)
