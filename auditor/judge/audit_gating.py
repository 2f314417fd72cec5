"""What the user decided, as `audit.json` has it: findings that are muted, labels that were corrected, and what came of neither.

In: an audit. Out: plain values; no part at all where nothing was decided.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from auditor.identity import page_id
from auditor.models import Audit, Corrected, Finding, Idle, Mute
from auditor.words import has, say

Json = dict[str, Any]


def gating(audit: Audit, lang: str, finding: Callable[[Finding], Json]) -> Json:
    """`muted`, `corrected` and `idle`; `finding` writes a finding as the document writes all of them."""
    parts: Json = {
        "muted": [{"finding": finding(one.finding), **_mute(one.mute, lang)} for one in audit.muted],
        "corrected": [_corrected(one) for one in audit.corrected],
        "idle": [_idle(one) for one in audit.idle],
    }
    return parts if any(parts.values()) else {}


def _mute(mute: Mute, lang: str) -> Json:
    reason = say(lang, mute.reason) if has(lang, mute.reason) else mute.reason
    return {"reason": reason, "origin": mute.origin, "until": mute.until}


def _corrected(one: Corrected) -> Json:
    given = one.correction
    return {
        "segment": one.segment, "page": page_id(one.page), "focus": one.focus, "traits": list(one.traits),
        "reason": given.reason, "origin": given.origin,
    }  # fmt: skip


def _idle(one: Idle) -> Json:
    given = one.given
    kind, rule = ("mute", given.rule) if isinstance(given, Mute) else ("correction", "")
    return {"kind": kind, "why": one.why, "rule": rule, "text": given.text, "origin": given.origin}
