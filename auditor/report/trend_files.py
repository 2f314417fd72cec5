"""The history and the change for other tools.

In: a joined audit. Out: texts of `data/history.jsonl` (one audit a line, the oldest first), `data/change.json` and `data/changes.csv`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from auditor.models import Change, Past, Score, Share
from auditor.report.exports import safe, table
from auditor.report.figures import number
from auditor.report.views.joined import Joined
from auditor.words import say

SCHEMA_VERSION = 1
COLUMNS = (
    "how", "points", "low", "high", "before", "after", "focus-before", "focus-after", "page-before", "page-after", "id-before", "id-after",
)  # fmt: skip


def history_jsonl(joined: Joined, history: Sequence[Past]) -> str:
    """data/history.jsonl: date, rules, index, axes, counts and archive of each audit."""
    return "".join(json.dumps(_past(past, joined), ensure_ascii=False) + "\n" for past in history)


def change_json(joined: Joined, change: Change) -> str:
    """data/change.json: the change with its parts and the share of each sentence and page."""
    document: dict[str, Any] = {"schema_version": SCHEMA_VERSION, **asdict(change)}
    document |= {"before": _past(change.before, joined), "after": _past(change.after, joined)}
    return json.dumps(document, ensure_ascii=False) + "\n"


def changes_csv(joined: Joined, change: Change) -> str:
    """data/changes.csv: one line a sentence that is not as it was, the weightiest first; then pages."""
    return table(joined.lang, [f"trend.csv.{name}" for name in COLUMNS], _rows(joined.lang, change))


def _rows(lang: str, change: Change) -> Iterable[Sequence[str]]:
    for edit in change.edits:
        how = say(lang, f"trend.csv.how.{edit.how}")
        focus = (say(lang, f"trend.focus.{side.focus}") if side else "" for side in (edit.was, edit.now))
        texts = map(safe, (edit.text_before, edit.text_after))
        yield (how, *_share(edit.share, lang), *texts, *focus, *map(safe, (edit.page_before, edit.page_after)), edit.before, edit.after)
    for page in change.pages:
        how = say(lang, f"trend.csv.page.{page.how}")
        keys = (page.before or (page.key if page.how != "added" else ""), page.key if page.how != "lost" else "")
        yield (how, *_share(page.share, lang), "", safe(page.title), "", "", *map(safe, keys), "", "")


def _share(share: Share | None, lang: str) -> tuple[str, ...]:
    if share is None:
        return "", "", ""
    return tuple(number(value, lang, 2) for value in (share.points, share.low, share.high))


def _past(past: Past, joined: Joined) -> dict[str, Any]:
    tool = past.tool if joined.brand.powered_by else joined.brand.agency
    return {
        "date": past.date, "tool": tool, "rules_digest": past.rules_digest, "reference": past.reference,
        "index": _score(past.index), "axes": {id: _score(score) for id, score in past.axes}, "findings": dict(past.findings),
        "sentences": past.sentences, "promises": {"made": past.promises, "proved": past.proved},
        "pages": {"read": past.pages, "in_scope": past.in_scope}, "archive": past.archive,
    }  # fmt: skip


def _score(score: Score) -> dict[str, Any]:
    return asdict(score)
