"""The verdict as JSON, for programs.

In: verdicts. Out: plain values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from auditor.gate.verdict import Row, Verdict, idle

Json = dict[str, Any]


def document(verdicts: Sequence[Verdict]) -> Json:
    """One entry a site, and whether all gates hold."""
    return {"schema_version": 1, "holds": all(found.holds for found in verdicts), "sites": [_site(found) for found in verdicts]}


def _site(found: Verdict) -> Json:
    score = found.score
    return {
        "site": found.audit.site.slug,
        "name": found.name,
        "date": found.audit.date,
        "rules_digest": found.audit.rules_digest,
        "index": {"value": score.value, "low": score.low, "high": score.high, "state": score.state, "rough": score.rough},
        "holds": found.holds,
        "reasons": list(found.reasons),
        "findings": [_row(row) for row in found.rows],
        "known": [_row(row) for row in found.known],
        "resolved": [asdict(entry) for entry in found.resolved],
        "muted": [_row(row) | {"reason": row.reason, "origin": row.mute.origin if row.mute else ""} for row in found.muted],
        "idle": [{"why": one.why, "origin": one.given.origin, "message": idle(one, found.lang)} for one in found.idle],
        "not_read": [{"url": row.url, "reason": row.reason} for row in found.audit.not_read],
    }


def _row(row: Row) -> Json:
    finding = row.finding
    return {
        "id": finding.id, "rule": finding.rule, "family": finding.family, "severity": finding.severity, "message": row.message,
        "text": row.text, "page": row.page, "file": row.file, "place": asdict(row.place) if row.place else None,
        "new": row.is_new, "fails": row.fails, "points": finding.points, "up_to": finding.up_to,
        "suggestions": [{"text": s.text, "status": s.status} for s in finding.advice.suggestions],
    }  # fmt: skip
