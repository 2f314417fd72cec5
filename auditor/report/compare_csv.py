"""The comparison as the spreadsheet of the reader's country opens it; of rivals' text it holds short quotes.

In: a joined audit with a comparison. Out: texts of CSV files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.models import Comparison, Contender, Score, Swap
from auditor.report.exports import safe, table, yes
from auditor.report.figures import number
from auditor.report.views.compare_names import name
from auditor.report.views.joined import Joined
from auditor.words import has, say

SCORES = ("site", "address", "part", "name", "value", "score", "low", "high", "state")
SWAPS = (
    "sentence", "page", "address", "link", "words", "printable", "by", "similarity", "why", "rival", "quote", "rival-page", "rival-address",
)  # fmt: skip
PARTS = " / "


def compare_csv(joined: Joined, found: Comparison) -> str:
    """data/compare.csv: score, themes and indicators of each site, the site itself first."""
    rows = (row for site in found.sites for row in _scores(joined, found, site))
    return table(joined.lang, [f"compare.csv.{column}" for column in SCORES], rows)


def swap_csv(joined: Joined, found: Comparison) -> str:
    """data/swap.csv: one line a claim, in the order of the pages."""
    rows = (_swap(joined, found, swap) for swap in found.swaps if swap.segment in joined.sentence_of)
    return table(joined.lang, [f"compare.csv.{column}" for column in SWAPS], rows)


def _scores(joined: Joined, found: Comparison, site: Contender) -> Iterator[Sequence[str]]:
    lang = joined.lang
    rules = {rule.id: rule for rule in joined.knowledge.index.axes}
    called = site.name if site is found.sites[0] else name(found, site.slug, lang)

    def row(part: str, named: str, value: float | None, score: Score) -> Sequence[str]:
        where = (safe(called), safe(site.address), say(lang, f"compare.csv.part.{part}"), named)
        return (*where, _figure(value, lang, 3), *_scored(score, lang))

    yield row("index", say(lang, "report.score"), None, site.index)
    for axis in site.axes:
        rule = rules.get(axis.id)
        yield row("axis", rule.words(lang).name if rule else axis.id, None, axis.score)
        for one in axis.indicators:
            known = rule.indicators.get(one.id) if rule else None
            yield row("indicator", known.words(lang).name if known else one.id, one.value, one.score)


def _swap(joined: Joined, found: Comparison, swap: Swap) -> Sequence[str]:
    lang, segment = joined.lang, joined.sentence_of[swap.segment].segment
    page, near = joined.page_of[segment.page], swap.nearest
    why = say(lang, swap.why, **dict(swap.fields)) if has(lang, swap.why) else ""
    by = PARTS.join(name(found, slug, lang) for slug in swap.printed_by)
    rival = (name(found, near.site, lang), near.text, near.page, near.url) if near else ("", "", "", "")
    where = (*map(safe, (segment.text, page.title or page.key, page.url)), f"{joined.page_file(page.key)}#s-{segment.id}")
    judged = (str(swap.words), yes(bool(swap.printed_by), lang), safe(by), _figure(swap.similarity, lang, 2), safe(why))
    return (*where, *judged, *map(safe, rival))


def _scored(score: Score, lang: str) -> Sequence[str]:
    figures = (_figure(value, lang, 1) for value in (score.value, score.low, score.high))
    return (*figures, say(lang, f"report.state.{score.state}"))


def _figure(value: float | None, lang: str, decimals: int) -> str:
    return "" if value is None else number(value, lang, decimals)
