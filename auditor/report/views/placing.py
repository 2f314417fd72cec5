"""Where a site stands in a benchmark, in words: the set and its size are always named.

In: an audit that was placed. Out: sentences; none where no benchmark was given.
"""

from __future__ import annotations

from auditor.models import Audit, Indicator, Lang
from auditor.report.figures import day, number
from auditor.words import say


def placing_sentences(audit: Audit, lang: Lang) -> tuple[str, ...]:
    """Where the index stands, or why nothing is compared; and that the set was judged by other rules, where it was."""
    placing = audit.placing
    if placing is None:
        return ()
    fields = {"count": placing.companies, "n": number(placing.companies, lang), "lang": say(lang, f"benchmark.lang.{placing.lang}")}
    if placing.index is not None:
        place = number(placing.index, lang)
        found = say(lang, "benchmark.place", place=place, name=placing.name, date=day(placing.date, lang), **fields)
        return (found,) if placing.same_rules else (found, say(lang, "benchmark.other-rules"))
    if placing.companies >= placing.needed:
        return (say(lang, "benchmark.no-number", name=placing.name),)
    return (say(lang, "benchmark.too-few", name=placing.name, needed=placing.needed, **fields),)


def place_of(indicator: Indicator, lang: Lang) -> str:
    """Where one indicator stands, "" where nothing is compared."""
    return "" if indicator.percentile is None else say(lang, "benchmark.place.short", place=number(indicator.percentile, lang))
