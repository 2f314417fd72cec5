"""Can I trust the number? In one sentence, and how sure the judgements behind it are.

In: a joined audit. Out: the sentence, the `Level`s of sureness, and what was measured of the score on the reference set.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.knowledge.index import Index, Trust
from auditor.models import Lang
from auditor.report.figures import number, percent
from auditor.report.views.joined import Joined
from auditor.report.views.scores import score_view
from auditor.words import say

SURE, LIKELY = 0.90, 0.70  # calibrated probability of a judgement (DESIGN: sure, likely, to check)


@dataclass(frozen=True, slots=True)
class Level:
    """How sure the judgements are, and on how many sentences."""

    name: str
    meaning: str
    count: str
    share: str
    width: float


def trust(joined: Joined) -> str:
    """How far the score can be relied on: its range, how many sentences are behind it, how often a judgement is right (the mean of the
    calibrated chances), how many are to be checked; "" without a score.
    """
    lang, sure = joined.lang, [s.labels.confidence for s in joined.sentences]
    score = score_view(joined.audit.index, lang)
    if not score.known or not sure:
        return ""
    fields = {"count": len(sure), "n": number(len(sure), lang), "right": number(10 * sum(sure) / len(sure), lang)}
    share = percent(sum(chance < LIKELY for chance in sure) / len(sure), lang)
    return say(lang, "report.trust", interval=score.interval or score.text, share=share, **fields)


def levels(joined: Joined) -> tuple[Level, ...]:
    """Sentences by how sure their judgement is."""
    sure = [s.labels.confidence for s in joined.sentences]
    counts = {"sure": sum(c >= SURE for c in sure), "likely": sum(LIKELY <= c < SURE for c in sure), "check": sum(c < LIKELY for c in sure)}
    return tuple(_level(joined.lang, name, count, len(sure)) for name, count in counts.items())


def _level(lang: str, name: str, count: int, total: int) -> Level:
    share = count / total if total else 0.0
    meaning = say(lang, f"report.confidence.{name}.about")
    return Level(say(lang, f"report.confidence.{name}"), meaning, number(count, lang), percent(share, lang), round(100 * share, 1))


def reference_sites(joined: Joined) -> int:
    """How many sites the scale was drawn from, for the languages of the audit; 0 when it is a first guess."""
    curves = joined.knowledge.index.curves
    return sum(curves.audits.get(one, 0) for one in joined.audit.languages) if curves.name == joined.audit.reference else 0


def scale(joined: Joined) -> tuple[str, str]:
    """Where the scale comes from, in plain words and in full: a reference set, or a first guess when no site is behind it yet."""
    lang, sites = joined.lang, reference_sites(joined)
    key = "report.method.reference" if sites else "report.method.reference-guess"
    fields = {"name": joined.audit.reference, "count": sites, "n": number(sites, lang)}
    high = number(joined.knowledge.index.scope.high, lang)
    return say(lang, f"{key}.plain", **fields), say(lang, key, high=high, **fields)


def reliance(joined: Joined) -> tuple[str, ...]:
    """What was measured of the score on the reference set, a sentence each."""
    lang, index = joined.lang, joined.knowledge.index
    found = index.trust
    if found is None:
        return (say(lang, "judge.trust.none"),)
    told = []
    if (halves := found.halves.get("index")) is not None:
        told.append(say(lang, "judge.trust.halves", n=number(found.audits, lang), value=number(halves, lang, 2)))
    if found.largest is not None:
        told.append(say(lang, "judge.trust.largest", value=number(found.largest, lang, 1)))
    if found.same:
        told.append(say(lang, "judge.trust.same"))
    return (*told, *_readers(found, index, lang))


def _readers(found: Trust, index: Index, lang: Lang) -> tuple[str, ...]:
    """How far readers agree with the score and its themes; nothing where they were not asked."""
    agreed = {id: by_lang["all"] for id, by_lang in found.readers.items() if "all" in by_lang}
    if "index" not in agreed:
        return ()
    names = {axis.id: axis.words(lang).name for axis in index.axes}
    themes = [say(lang, "judge.trust.theme", name=names[id], value=number(agreed[id].value, lang, 2)) for id in names if id in agreed]
    whole = agreed["index"]
    fields = {name: number(getattr(whole, name), lang, 2) for name in ("value", "low", "high")}
    return (say(lang, "judge.trust.readers", n=number(whole.pages, lang), themes=", ".join(themes), **fields),)
