"""Three facts that a reader can recount by hand: words, openings, actors.

In: a joined audit. Out: `Fact` records, each with its figure, its sentence and the two bars that it compares.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.report.figures import number, percent
from auditor.report.views.joined import Joined
from auditor.words import say

TWICE = 1.05  # a ratio nearer to one than this is "as often"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a fact: its name, its number, its length in per cent of the longest."""

    css: str
    name: str
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure, what it says, and the bars that show it."""

    figure: str
    sentence: str
    bars: tuple[Bar, ...]


def facts(joined: Joined) -> tuple[Fact, ...]:
    """The facts that the text allows: one that counts nothing is left out."""
    made = (_words(joined), _openings(joined), _actors(joined))
    return tuple(fact for fact in made if fact)


def _bars(lang: str, *counts: tuple[str, str, int]) -> tuple[Bar, ...]:
    longest = max(count for _, _, count in counts) or 1
    return tuple(Bar(css, name, number(count, lang), round(100 * count / longest, 1)) for css, name, count in counts)


def _words(joined: Joined) -> Fact | None:
    """How often the company's pronouns come for one of the client's."""
    lang, classic = joined.lang, joined.audit.classic
    own, yours = classic.own, classic.customer
    if not own + yours:
        return None
    bars = _bars(lang, ("self", _pronouns(joined, "own"), own), ("customer", _pronouns(joined, "client"), yours))
    names = {"own": _pronouns(joined, "own"), "client": _pronouns(joined, "client")}
    if not own or not yours:
        return Fact(number(own or yours, lang), say(lang, f"report.fact.words-only-{'own' if own else 'client'}", **names), bars)
    ratio = max(own, yours) / min(own, yours)
    if ratio < TWICE:
        return Fact(f"{number(own, lang)} / {number(yours, lang)}", say(lang, "report.fact.words-even", **names), bars)
    side = "own" if own > yours else "client"
    return Fact(say(lang, "report.times", n=number(ratio, lang, 1)), say(lang, f"report.fact.words-{side}", **names), bars)


def _pronouns(joined: Joined, side: str) -> str:
    quoted = [say(joined.lang, f"report.pronouns.{side}-{lang}") for lang in joined.audit.languages]
    return " / ".join(quoted)


def _openings(joined: Joined) -> Fact | None:
    lang, sentences = joined.lang, joined.sentences
    if not sentences:
        return None
    opening = sum([s.analysis.parties.opens_with_self for s in sentences])
    own, rest = say(lang, "report.fact.opening-own"), say(lang, "report.fact.opening-rest")
    bars = _bars(lang, ("self", own, opening), ("neutral", rest, len(sentences) - opening))
    fields = {"n": number(opening, lang), "total": number(len(sentences), lang)}
    return Fact(percent(opening / len(sentences), lang), say(lang, "report.fact.openings", count=opening, **fields), bars)


def _actors(joined: Joined) -> Fact | None:
    lang = joined.lang
    parties = [s.analysis.parties for s in joined.sentences]
    own, yours = sum([p.actors_self for p in parties]), sum([p.actors_customer for p in parties])
    if not own + yours:
        return None
    bars = _bars(lang, ("self", say(lang, "report.fact.actor-own"), own), ("customer", say(lang, "report.fact.actor-client"), yours))
    fields = {"n": number(own, lang), "total": number(own + yours, lang)}
    return Fact(percent(own / (own + yours), lang), say(lang, "report.fact.actors", count=own, **fields), bars)
