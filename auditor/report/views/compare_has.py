"""What rivals have and the site has not: sentences to learn from, promises that they prove, matters that they speak of.

In: a joined audit and its comparison. Out: `LessonView`, `KindView`, `LackView`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models import Comparison, Lacking, Lesson, Shown
from auditor.report.figures import number
from auditor.report.views.compare_names import name
from auditor.report.views.compare_swap import QuoteView, quote_view
from auditor.report.views.joined import Joined
from auditor.report.views.lenses import SentenceView, sentence_view
from auditor.words import say

EXPECTATIONS = "expectations"  # the lens that names the dimensions


@dataclass(frozen=True, slots=True)
class LessonView:
    """A sentence to learn from."""

    title: str
    quote: QuoteView
    proof: QuoteView | None
    own: str


@dataclass(frozen=True, slots=True)
class KindView:
    """A promise that a rival proves."""

    title: str
    quote: QuoteView
    strength: str
    proof: QuoteView | None
    own: SentenceView | None


@dataclass(frozen=True, slots=True)
class MatterView:
    """What a rival says of one matter."""

    title: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class LackView:
    """What one rival says and the site does not."""

    name: str
    matters: tuple[MatterView, ...]


def matter_name(joined: Joined, matter: str) -> str:
    """What a dimension is called: as in the reading of expectations, where the rules have it."""
    rule = joined.knowledge.lenses.lens(EXPECTATIONS) if joined.knowledge.lenses else None
    return str(rule.entries[matter].words(joined.lang).name) if rule and matter in rule.entries else matter


def learned(joined: Joined, found: Comparison) -> tuple[LessonView, ...]:
    """The sentences to learn from."""
    return tuple(_lesson(joined, found, lesson) for lesson in found.lessons)


def _lesson(joined: Joined, found: Comparison, lesson: Lesson) -> LessonView:
    lang, quote = joined.lang, quote_view(joined, found, lesson.quote)
    own = say(lang, "compare.lessons.own", count=lesson.own, n=number(lesson.own, lang)) if lesson.own else ""
    return LessonView(
        title=say(lang, "compare.lessons.from", matter=matter_name(joined, lesson.about), name=quote.site),
        quote=quote,
        proof=quote_view(joined, found, lesson.proof) if lesson.proof else None,
        own=own or say(lang, "compare.lessons.own.none"),
    )


def proved(joined: Joined, found: Comparison) -> tuple[KindView, ...]:
    """The promises that rivals prove and the site does not."""
    return tuple(_proved(joined, found, shown) for shown in found.shown)


def _proved(joined: Joined, found: Comparison, shown: Shown) -> KindView:
    lang, quote = joined.lang, quote_view(joined, found, shown.promise)
    return KindView(
        title=say(lang, "compare.shown.kind", kind=say(lang, f"ledger.kind.{shown.kind}"), name=quote.site),
        quote=quote,
        strength=say(lang, "ledger.strength.text", word=say(lang, f"ledger.strength.{shown.strength}"), n=shown.strength),
        proof=quote_view(joined, found, shown.proof) if shown.proof else None,
        own=sentence_view(joined, shown.own) if shown.own in joined.sentence_of else None,
    )


def lacks(joined: Joined, found: Comparison) -> tuple[LackView, ...]:
    """What each rival whose sentences were compared says and the site does not; the rivals in their order."""
    return tuple(
        LackView(
            name(found, rival.slug, joined.lang), tuple(_matter(joined, found, one) for one in found.lacking if one.rival == rival.slug)
        )
        for rival in found.rivals
        if rival.is_read
    )


def _matter(joined: Joined, found: Comparison, lacking: Lacking) -> MatterView:
    lang = joined.lang
    fields = {"n": number(lacking.count, lang)}
    if lacking.what == "promise":
        fields["kind"] = say(lang, f"ledger.kind.{lacking.about}")
    elif lacking.what == "benefit":
        fields["matter"] = matter_name(joined, lacking.about)
    title = say(lang, f"compare.lacking.{lacking.what}", count=lacking.count, **fields)
    return MatterView(title, tuple(quote_view(joined, found, quote) for quote in lacking.quotes))
