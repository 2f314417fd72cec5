"""The comparison with rivals in `data/audit.json`.

In: an audit, the language of its messages. Out: plain values for JSON; nothing for an audit without rivals.
"""

from __future__ import annotations

from typing import Any

from auditor.identity import page_id
from auditor.models import Audit, Axis, Comparison, Contender, Lang, Quote, Score, Swap
from auditor.words import has, say

Json = dict[str, Any]


def comparison_part(audit: Audit, lang: Lang) -> Json:
    """`comparison`, where rivals were named."""
    found = audit.comparison
    return {"comparison": _comparison(found, audit, lang)} if found else {}


def _comparison(found: Comparison, audit: Audit, lang: Lang) -> Json:
    pages = {labelled.segment.id: page_id(page.key) for page in audit.pages for labelled in page.segments}
    return {
        "sites": [_site(site) for site in found.sites],
        "unread": [{"source": one.source, "reason": _say(lang, one.reason, dict(one.fields))} for one in found.unread],
        "swaps": [_swap(swap, pages, lang) for swap in found.swaps],
        "lacking": [
            {"rival": one.rival, "what": one.what, "about": one.about, "count": one.count, "quotes": [_quote(q) for q in one.quotes]}
            for one in found.lacking
        ],
        "shown": [
            {
                "kind": one.kind, "promise": _quote(one.promise), "strength": one.strength,
                "proof": _quote(one.proof) if one.proof else None, "own": one.own or None,
            }
            for one in found.shown
        ],
        "lessons": [
            {"about": one.about, "quote": _quote(one.quote), "proof": _quote(one.proof) if one.proof else None, "own": one.own}
            for one in found.lessons
        ],
    }  # fmt: skip


def _site(site: Contender) -> Json:
    return {
        "slug": site.slug, "name": site.name, "address": site.address, "date": site.date, "languages": list(site.languages),
        "pages": site.pages, "is_read": site.is_read, "lines": site.lines, "printable": site.printable, "index": _value(site.index),
        "axes": [_axis(axis) for axis in site.axes],
    }  # fmt: skip


def _value(score: Score) -> Json:
    return {"value": score.value, "low": score.low, "high": score.high, "state": score.state, "rough": score.rough}


def _renamed(score: Score) -> Json:
    return {"score": score.value, "low": score.low, "high": score.high, "state": score.state, "rough": score.rough}


def _axis(axis: Axis) -> Json:
    return {
        "id": axis.id, **_renamed(axis.score),
        "indicators": [{"id": one.id, "value": one.value, **_renamed(one.score)} for one in axis.indicators],
    }  # fmt: skip


def _swap(swap: Swap, pages: dict[str, str], lang: Lang) -> Json:
    return {
        "segment": swap.segment, "page": pages[swap.segment], "words": swap.words, "also": list(swap.also),
        "interchangeable": bool(swap.printed_by), "similarity": swap.similarity, "why": _say(lang, swap.why, dict(swap.fields)),
        "nearest": _quote(swap.nearest) if swap.nearest else None, "printed_by": list(swap.printed_by),
        "held_against": list(swap.held_against),
    }  # fmt: skip


def _quote(quote: Quote) -> Json:
    return {"site": quote.site, "id": quote.id, "page": quote.page, "url": quote.url, "lang": quote.lang, "text": quote.text}


def _say(lang: Lang, key: str, fields: dict[str, str]) -> str:
    return say(lang, key, **fields) if has(lang, key) else key
