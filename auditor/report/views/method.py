"""Can I trust this score? What was read, how it was counted, what it does not know.

In: a joined audit. Out: `Method`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.knowledge.index import Index, Trust
from auditor.models import Lang
from auditor.report.figures import number, percent
from auditor.report.views.decided import Decided, decided
from auditor.report.views.joined import Joined
from auditor.report.views.measures import AxisView, axes
from auditor.report.views.overview import Group, basis, not_read_groups, not_read_sentence, reference_sites, trust
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


@dataclass(frozen=True, slots=True)
class Method:
    """The page on how the score is made."""

    basis: str
    axes: tuple[AxisView, ...]
    trust: str
    reliance: tuple[str, ...]
    levels: tuple[Level, ...]
    classic: str
    classic_counts: tuple[str, str, str]
    reference: str
    scale: str
    rules: str
    rules_digest: str
    names: tuple[str, ...]
    pages_read: str
    not_read: str
    groups: tuple[Group, ...]
    out_of_scope: str
    decided: Decided | None


def method(joined: Joined) -> Method:
    """The page on method."""
    audit, lang = joined.audit, joined.lang
    outside = sum(page.weight <= 0 for page in joined.pages)
    classic = audit.classic
    return Method(
        basis=basis(joined),
        axes=axes(audit.axes, joined.knowledge.index, lang),
        trust=trust(joined),
        reliance=reliance(joined),
        levels=_levels(joined),
        classic="–" if classic.value is None else percent(classic.value / 100, lang),
        classic_counts=(number(classic.customer, lang), number(classic.own, lang), number(classic.names, lang)),
        reference=audit.reference,
        scale=_scale(joined),
        rules=number(len(joined.knowledge.rules), lang),
        rules_digest=audit.rules_digest,
        names=audit.site.company.names,
        pages_read=say(lang, "report.pages-read", count=len(joined.pages), n=number(len(joined.pages), lang)),
        not_read=not_read_sentence(audit.not_read, lang),
        groups=not_read_groups(audit.not_read, lang),
        out_of_scope=say(lang, "report.method.out-of-scope", count=outside, n=number(outside, lang)) if outside else "",
        decided=decided(joined),
    )


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


def _scale(joined: Joined) -> str:
    """Where the scale comes from: a reference set, or a first guess when no site is behind it yet."""
    lang, sites = joined.lang, reference_sites(joined)
    key = "report.method.reference" if sites else "report.method.reference-guess"
    high = number(joined.knowledge.index.scope.high, lang)
    return say(lang, key, name=joined.audit.reference, count=sites, n=number(sites, lang), high=high)


def _levels(joined: Joined) -> tuple[Level, ...]:
    """Sentences by how sure their judgement is."""
    sure = [s.labels.confidence for s in joined.sentences]
    counts = {"sure": sum(c >= SURE for c in sure), "likely": sum(LIKELY <= c < SURE for c in sure), "check": sum(c < LIKELY for c in sure)}
    return tuple(_level(joined.lang, name, count, len(sure)) for name, count in counts.items())


def _level(lang: str, name: str, count: int, total: int) -> Level:
    share = count / total if total else 0.0
    meaning = say(lang, f"report.confidence.{name}.about")
    return Level(say(lang, f"report.confidence.{name}"), meaning, number(count, lang), percent(share, lang), round(100 * share, 1))
