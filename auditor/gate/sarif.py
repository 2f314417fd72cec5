"""The verdict as SARIF 2.1.0, which editors and code hosts read: rules with their help, results with regions, fingerprints and fixes.

In: verdicts. Out: plain values for JSON. Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from auditor.gate.text import closing
from auditor.gate.verdict import Row, Verdict
from auditor.knowledge import Rule
from auditor.models import Lang, Place, Severity
from auditor.words import say

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: dict[Severity, str] = {"note": "note", "warning": "warning", "error": "error"}
Json = dict[str, Any]


def sarif(verdicts: Sequence[Verdict], *, version: str) -> Json:
    """One run a site; `version` is that of the program."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(found, version) for found in verdicts]}


def _run(found: Verdict, version: str) -> Json:
    rows = [*found.rows, *found.known, *found.muted]
    rules = {row.rule.id: row.rule for row in rows if row.rule}
    ids = sorted(rules)
    driver = {"name": "auditor", "version": version, "semanticVersion": version, "rules": [_rule(rules[id], found.lang) for id in ids]}
    return {
        "tool": {"driver": driver},
        "language": found.lang,
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"auditor/{quote(found.audit.site.slug)}/"},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [_notification(line) for line in closing(found)]}],
        "results": [_result(row, found, ids) for row in rows],
        "properties": {"index": found.score.value, "low": found.score.low, "high": found.score.high, "state": found.score.state},
    }


def _rule(rule: Rule, lang: Lang) -> Json:
    section = rule.section(lang)
    told: Json = {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": section.title},
        "help": {"text": _help(rule, lang), "markdown": _help(rule, lang, markdown=True)},
        "properties": {"tags": [rule.family]},
    }
    if section.why.strip():
        told["fullDescription"] = {"text": section.why.strip()}
    if rule.severity:
        told["defaultConfiguration"] = {"level": LEVELS[rule.severity]}
    return told


def _help(rule: Rule, lang: Lang, *, markdown: bool = False) -> str:
    """Why it matters, what to ask, and an example of each kind."""
    section, ask = rule.section(lang), rule.mending(lang).ask
    bad = next((example.bad for example in section.examples if example.bad), "")
    good = next((example.good for example in section.examples if example.good), "")
    mark = "**" if markdown else ""
    named = [(name, words) for name, words in (("ask", ask), ("bad", bad), ("good", good)) if words]
    parts = [section.why.strip(), *(f"{mark}{say(lang, f'gate.sarif.{name}')}{mark} {words}" for name, words in named)]
    return "\n\n".join(part for part in parts if part) or section.title


def _notification(line: str) -> Json:
    return {"level": "note", "message": {"text": line}}


def _result(row: Row, found: Verdict, ids: Sequence[str]) -> Json:
    told: Json = {
        "ruleId": row.finding.rule,
        "level": LEVELS[row.finding.severity],
        "message": {"text": row.message or row.finding.rule},
        "locations": [{"physicalLocation": _location(row, row.place)}],
        "partialFingerprints": {"auditorFindingId/v1": row.finding.id},
    }
    if row.finding.rule in ids:
        told["ruleIndex"] = list(ids).index(row.finding.rule)
    if found.asked.baseline is not None:
        told["baselineState"] = "new" if row.is_new else "unchanged"
    if row.mute:
        kind = "inSource" if row.mute.blocks else "external"
        told["suppressions"] = [{"kind": kind, "justification": row.reason}]
    if fixes := _fixes(row):
        told["fixes"] = fixes
    return told


def _location(row: Row, place: Place | None) -> Json:
    uri = row.file if "://" in row.file else quote(row.file)
    return {"artifactLocation": {"uri": uri}, **({"region": _region(place, row.text)} if place else {})}


def _region(place: Place, text: str) -> Json:
    borders = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return borders | ({"snippet": {"text": text}} if place.is_exact else {})


def _fixes(row: Row) -> list[Json]:
    """A fix for each rewrite that can be pasted, where what stands in the source is the sentence and nothing else."""
    place = row.sentence
    if place is None or not place.is_exact:
        return []
    borders = {"startLine": place.line, "startColumn": place.column, "endLine": place.end_line, "endColumn": place.end_column}
    return [
        {
            "description": {"text": suggestion.text},
            "artifactChanges": [
                {
                    "artifactLocation": {"uri": quote(row.file)},
                    "replacements": [{"deletedRegion": borders, "insertedContent": {"text": suggestion.text}}],
                }
            ],
        }
        for suggestion in row.ready
    ]
