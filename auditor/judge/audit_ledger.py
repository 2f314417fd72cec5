"""The parts of `data/audit.json` that hold sentences against each other: promises, contradictions, voice.

In: an audit, the language of its messages. Out: plain values for JSON, as `site_templates/data/audit.schema.json` describes them.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from auditor.identity import page_id
from auditor.models import Audit, Contradiction, Lang, Promise, Stated, Usage
from auditor.words import say

Json = dict[str, Any]


def ledger_parts(audit: Audit, lang: Lang) -> Json:
    """`promises`, `contradictions` and `voice` of the document; pages by their ids."""
    return {
        "promises": [_promise(line, lang) for line in audit.promises],
        "contradictions": [_contradiction(found) for found in audit.contradictions],
        "voice": [_usage(usage) for usage in audit.voice],
    }


def _promise(line: Promise, lang: Lang) -> Json:
    found = {**asdict(line), "page": page_id(line.page), "terms": [asdict(term) for term in line.terms]}
    return {
        **found,
        "why": say(lang, line.why),
        "ask": [say(lang, key) for key in line.ask],
        "proofs": list(line.proofs),
        "also": list(line.also),
    }


def _contradiction(found: Contradiction) -> Json:
    return {"id": found.id, "kind": found.kind, "sides": [_side(side) for side in found.sides]}


def _side(side: Stated) -> Json:
    return {"segment": side.segment, "page": page_id(side.page), "fact": asdict(side.fact)}


def _usage(usage: Usage) -> Json:
    pages = [page_id(page) for page in usage.pages]
    return {"matter": usage.matter, "said": usage.said, "pages": pages, "segments": list(usage.segments)}
