"""The parts of `data/audit.json` that stand beside the numbers: lenses, parity, crossings.

In: an audit, the lenses of the rules, the language of its messages. Out: plain values for JSON, as `site_templates/data/audit.schema.json`
describes them.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from auditor.identity import page_id
from auditor.judge.lenses import pages_read
from auditor.knowledge.lenses import Lenses
from auditor.models import Audit, Crossing, Lang, Lens, LensEntry, Parity
from auditor.words import say

Json = dict[str, Any]


def readings(audit: Audit, lenses: Lenses | None, lang: Lang) -> Json:
    """`lenses`, `parity` and `crossings` of the document; a lens that the rules no longer know keeps its entries, and counts no page."""
    return {
        "lenses": {lens.id: _lens(lens, audit, lenses, lang) for lens in audit.lenses},
        "parity": [_parity(pair) for pair in audit.parity],
        "crossings": [_crossing(crossing) for crossing in audit.crossings],
    }


def _lens(lens: Lens, audit: Audit, lenses: Lenses | None, lang: Lang) -> Json:
    rule = lenses.lens(lens.id) if lenses else None
    read = pages_read([page.kind for page in audit.pages], rule) if rule else 0
    return {"pages_read": read, "entries": [_entry(entry, lang) for entry in lens.entries]}


def _entry(entry: LensEntry, lang: Lang) -> Json:
    return {"id": entry.id, "state": entry.state, "segments": list(entry.segments), "notes": [say(lang, note) for note in entry.notes]}


def _parity(pair: Parity) -> Json:
    rows = [asdict(row) for row in pair.rows]
    compared = [list(ids) for ids in pair.compared]
    return {"left": page_id(pair.left), "right": page_id(pair.right), "how": pair.how, "compared": compared, "rows": rows}


def _crossing(crossing: Crossing) -> Json:
    score = asdict(crossing.score)
    found = {"score": score.pop("value"), **score, "pages": crossing.pages, "segments": crossing.segments}
    return {"indicator": crossing.indicator, "by": crossing.by, "part": crossing.part, "value": crossing.value, **found}
