"""Where a site stands in a benchmark, in words: the set and its size are always named.

In: an audit that was placed. Out: sentences; none where no benchmark was given.
"""

from __future__ import annotations

from auditor.models import Audit, Indicator, Lang, Placing
from auditor.report.figures import day, number
from auditor.words import say


def placing_sentences(audit: Audit, lang: Lang) -> tuple[str, ...]:
    """Where the index and the kinds of page stand, or why nothing is compared; and that the set was judged by other rules, where it was."""
    placing = audit.placing
    if placing is None:
        return ()
    if placing.index is None and placing.companies >= placing.needed:
        return (say(lang, "benchmark.no-number", name=placing.name),)
    if placing.index is None:
        return (say(lang, "benchmark.too-few", name=placing.name, needed=placing.needed, **_size(placing, placing.companies, lang)),)
    return (
        _overall(placing, placing.index, lang),
        *([_few_in_sector(placing, lang)] if placing.sector and not placing.within_sector else ()),
        *([_kinds(placing, lang)] if placing.kinds else ()),
        *([] if placing.same_rules else [say(lang, "benchmark.other-rules")]),
    )


def _size(placing: Placing, count: int, lang: Lang) -> dict[str, object]:
    return {"count": count, "n": number(count, lang), "lang": say(lang, f"benchmark.lang.{placing.lang}")}


def _overall(placing: Placing, index: float, lang: Lang) -> str:
    key = "benchmark.place.sector" if placing.within_sector else "benchmark.place"
    fields = {"place": number(index, lang), "name": placing.name, "date": day(placing.date, lang), "sector": placing.sector}
    return say(lang, key, **fields, **_size(placing, placing.companies, lang))


def _few_in_sector(placing: Placing, lang: Lang) -> str:
    return say(lang, "benchmark.few-in-sector", sector=placing.sector, needed=placing.needed, **_size(placing, placing.in_sector, lang))


def _kinds(placing: Placing, lang: Lang) -> str:
    """Each kind of page with the number of companies that have it: of the sector or of all, as many as there are."""
    told = []
    for one in placing.kinds:
        kind = say(lang, f"report.page-kind.{one.kind}")
        key = "benchmark.place.kind-sector" if one.within_sector else "benchmark.place.kind"
        told.append(say(lang, key, kind=kind, place=number(one.index, lang), **_size(placing, one.companies, lang)))
    return say(lang, "benchmark.place.kinds", kinds=say(lang, "benchmark.place.between").join(told))


def place_of(indicator: Indicator, lang: Lang) -> str:
    """Where one indicator stands, "" where nothing is compared."""
    return "" if indicator.percentile is None else say(lang, "benchmark.place.short", place=number(indicator.percentile, lang))
