"""`data/audit.json`, the machine face of an audit: all that its numbers can be recounted from.

In: an audit, the rules behind it, the language of its messages. Out: plain values for JSON, as `site_templates/data/audit.schema.json`
describes them (`docs/audit-json.md` explains them).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from auditor.identity import page_id
from auditor.judge.audit_comparison import comparison_part
from auditor.judge.audit_gating import gating
from auditor.judge.audit_ledger import ledger_parts
from auditor.judge.audit_readings import readings
from auditor.judge.rows import addressed, opens_with_customer
from auditor.knowledge import Knowledge
from auditor.knowledge.rules import Rule
from auditor.models import Audit, AuditedPage, Axis, Finding, Indicator, LabelledSegment, Lang, Score
from auditor.words import has, say

SCHEMA_VERSION = 1
PERCENTILE = "percentile"  # computed only where a benchmark of twenty companies was given
Json = dict[str, Any]


def to_document(audit: Audit, knowledge: Knowledge, lang: Lang, *, with_pages: bool = True) -> Json:
    """The audit as plain values, its messages in `lang`; the same audit gives the same values in the same order. Without its pages for who
    takes them one by one from `page_part`.
    """
    segments = {labelled.segment.id: labelled for page in audit.pages for labelled in page.segments}
    return {
        "schema_version": SCHEMA_VERSION,
        **_origin(audit, lang),
        "index": _score(audit.index),
        **_axes(audit.axes),
        "classic": asdict(audit.classic),
        "pages": [page_part(one) for one in audit.pages] if with_pages else [],
        "findings": [_finding(f, segments[f.segment], knowledge.rules.get(f.rule), lang) for f in audit.findings],
        **ledger_parts(audit, lang),
        **readings(audit, knowledge.lenses, lang),
        **comparison_part(audit, lang),
        **gating(audit, lang, lambda f: _finding(f, segments[f.segment], knowledge.rules.get(f.rule), lang)),
        "not_read": [asdict(row) for row in audit.not_read],
        "not_computed": [*(f"axes.{axis.id}" for axis in audit.axes if axis.score.state == "not_computed"), *_unplaced(audit)],
        "notes": list(audit.notes),
        **({"benchmark": asdict(audit.placing) | {"axes": dict(audit.placing.axes)}} if audit.placing else {}),
    }


def message(finding: Finding, labelled: LabelledSegment, rule: Rule | None, lang: Lang) -> str:
    """What the rule says of this finding in `lang`, its fields filled in; "" when the rule has gone since the audit."""
    if rule is None:
        return ""
    fields = defaultdict(str, finding.fields, match=labelled.segment.text[finding.start : finding.end])
    return rule.section(lang).message.format_map(fields)


def _unplaced(audit: Audit) -> list[str]:
    return [] if audit.placing and audit.placing.index is not None else [PERCENTILE]


def _origin(audit: Audit, lang: Lang) -> Json:
    company = audit.site.company
    site = {"name": company.name, "aliases": list(company.aliases)}
    return {
        "tool": audit.tool,
        "date": audit.date,
        "rules_digest": audit.rules_digest,
        "reference": audit.reference,
        "site": {**site, "slug": audit.site.slug, "source": audit.site.source, "address": audit.site.address},
        "languages": list(audit.languages),
        "lang": lang,
    }


def _score(score: Score) -> Json:
    return {"value": score.value, "low": score.low, "high": score.high, "state": score.state, "rough": score.rough}


def _renamed(score: Score) -> Json:
    """Axes and indicators call it "score": an indicator's `value` is its ratio."""
    return {"score": score.value, "low": score.low, "high": score.high, "state": score.state, "rough": score.rough}


def _axes(axes: Sequence[Axis]) -> Json:
    return {
        "axes": [{"id": a.id, **_renamed(a.score), "weight": a.weight, "indicators": [i.id for i in a.indicators]} for a in axes],
        "indicators": [_indicator(indicator) for axis in axes for indicator in axis.indicators],
    }


def _indicator(indicator: Indicator) -> Json:
    return {
        "id": indicator.id,
        "axis": indicator.axis,
        "value": indicator.value,
        **_renamed(indicator.score),
        "counted": list(indicator.counted),
        "percentile": indicator.percentile,
        "terms": list(indicator.terms),
    }


def page_part(page: AuditedPage) -> Json:
    """A page as plain values, with its sentences."""
    return {
        "id": page.id, "key": page.key, "url": page.url, "title": page.title, "description": page.description,
        "lang": page.lang, "kind": page.kind, "in_scope": page.weight > 0, "weight": page.weight,
        "index": _score(page.index), **_axes(page.axes), "links": list(page.links), "canonical": page.canonical,
        "alternates": [{"lang": lang, "url": url} for lang, url in page.alternates],
        "skipped": dict(page.skipped), "segments": [_segment(labelled) for labelled in page.segments],
    }  # fmt: skip


def _segment(labelled: LabelledSegment) -> Json:
    segment, parties, labels = labelled.segment, labelled.analysis.parties, labelled.labels
    return {
        "id": segment.id, "block": segment.block, "kind": segment.kind, "level": segment.level, "heading": list(segment.heading),
        "lang": segment.lang, "text": segment.text, "words": segment.words, "prominence": segment.prominence,
        "first_screen": segment.first_screen, "focus": labels.focus, "traits": list(labels.traits), "dimension": labels.dimension,
        "confidence": labels.confidence, "mentions": {"self": parties.count("self"), "customer": parties.count("customer")},
        "actors": {"self": parties.actors_self, "customer": parties.actors_customer}, "opens_with_self": parties.opens_with_self,
        "opens_with_customer": opens_with_customer(parties), "addressed": dict(zip(("customer", "self"), addressed(parties), strict=True)),
        "ease": labelled.analysis.ease,
        "signals": [{"rule": s.rule, "start": s.start, "end": s.end} for s in labelled.analysis.signals],
    }  # fmt: skip


def _finding(finding: Finding, labelled: LabelledSegment, rule: Rule | None, lang: Lang) -> Json:
    advice = finding.advice
    return {
        "id": finding.id, "rule": finding.rule, "family": finding.family, "segment": finding.segment, "page": page_id(finding.page),
        "severity": finding.severity, "start": finding.start, "end": finding.end, "message": message(finding, labelled, rule, lang),
        "points": finding.points, "up_to": finding.up_to,
        "suggestions": [
            {
                "text": s.text, "status": s.status, "why": _say(lang, s.why), "questions": [_say(lang, q) for q in s.questions],
                "drops": s.drops, "source": s.source, "origin": s.origin,
            }
            for s in advice.suggestions
        ],
        "questions": [_say(lang, question) for question in advice.questions],
        "refusal": _say(lang, advice.refusal) if advice.refusal else "",
    }  # fmt: skip


def _say(lang: Lang, key: str) -> str:
    """The sentence of a catalogue key; a question that a rule asks in its own words stands as it is."""
    return say(lang, key) if has(lang, key) else key
