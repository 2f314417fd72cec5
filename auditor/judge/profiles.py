"""Severities by page and audience: what weighs more for whom. The index stays the method's: it never asks how grave a finding is.

In: findings, pages, profiles. Out: the same findings, some a step graver or less grave, in the order that this gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.house import ProfileSettings
from auditor.judge.findings import SEVERITIES
from auditor.judge.muting import holds_on
from auditor.judge.pooling import JudgedPage
from auditor.models import Finding, PageText


def weigh(findings: Sequence[Finding], pages: Sequence[JudgedPage], profiles: Sequence[ProfileSettings]) -> tuple[Finding, ...]:
    """The findings by the profiles that hold on their pages: each moves a severity by one step at most, never beyond the ends."""
    if not profiles:
        return tuple(findings)
    texts = {text.key: text for text, _ in pages}
    weighed = [_weighed(finding, texts, profiles) for finding in findings]
    return tuple(sorted(weighed, key=_rank))  # stable: what is alike stays as it stood


def _weighed(finding: Finding, texts: Mapping[str, PageText], profiles: Sequence[ProfileSettings]) -> Finding:
    step = sum(_step(finding, profile) for profile in profiles if _holds(profile, texts[finding.page]))
    at = SEVERITIES.index(finding.severity) + max(-1, min(1, step))
    return replace(finding, severity=SEVERITIES[max(0, min(at, len(SEVERITIES) - 1))])


def _holds(profile: ProfileSettings, text: PageText) -> bool:
    return holds_on(profile.pages, (text.key, text.url)) and (not profile.kinds or text.kind in profile.kinds)


def _step(finding: Finding, profile: ProfileSettings) -> int:
    names = (finding.rule, f"{finding.family}/{finding.rule}")
    heavier, lighter = (bool(rules) and holds_on(rules, names) for rules in (profile.heavier, profile.lighter))
    return int(heavier) - int(lighter)


def _rank(finding: Finding) -> tuple[bool, float, int]:
    return finding.points is None, -(finding.points or 0.0), -SEVERITIES.index(finding.severity)
