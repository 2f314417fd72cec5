"""Drafts held against a site: what `auditor audit DRAFT --against SITE` does and says.

In: drafts and a site. Out: the path of the report on stdout (or one JSON document), which page each draft replaces and what it changes on
stderr.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.cli import closing
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show, show_json
from auditor.models import Change, Lang

if TYPE_CHECKING:
    from auditor.pipeline import Outcome
    from auditor.settings import Settings


def audit(session: Session, drafts: tuple[str, ...], against: str, settings: Settings, output: str | None, langs: tuple[Lang, ...]) -> None:
    """Write the report of the site with the drafts in place, and say what they would change."""
    from auditor import pipeline

    folder = Path(output) if output else None
    with watching(session) as watch:
        outcome = pipeline.audit_drafts(
            drafts, against, settings, output=folder, report_langs=langs, store=settings.store, watch=watch
        )  # fmt: skip
    for draft in outcome.change.drafts if outcome.change else ():
        say(session, f"trend.draft.{draft.how}", source=draft.source, page=draft.title or f"/{draft.key}")
    closing.tell(session, outcome)
    if session.as_json:
        show_json({"schema_version": 1, "audits": [_summary(outcome)]})
    else:
        show(str(outcome.index_html))


def _summary(outcome: Outcome) -> dict[str, Any]:
    return closing.summary(outcome) | ({"draft": _change(outcome.change)} if outcome.change else {})


def _change(change: Change) -> dict[str, Any]:
    return {
        "drafts": [{"source": one.source, "page": one.key, "by": one.how} for one in change.drafts],
        "before": closing.score_fields(change.before.index),
        "points": change.points,
        "parts": [{"id": part.id, "points": part.points, "count": part.count} for part in change.parts],
        "fixed": len(change.fixed),
        "new": len(change.arisen),
    }
