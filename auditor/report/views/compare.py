"""The site beside its rivals, as a page: what the comparison says in a sentence, the scores, the swap test, what rivals have.

In: a joined audit. Out: one `CompareView`. No rank where likely ranges overlap; the headline is composed from figures and says no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models import Comparison, Contender
from auditor.report.figures import day, number
from auditor.report.links import safe_href
from auditor.report.views.compare_has import KindView, LackView, LessonView, lacks, learned, proved
from auditor.report.views.compare_names import listed, name
from auditor.report.views.compare_scores import ThemeView, lines, relation, themes
from auditor.report.views.compare_swap import SwapView, swap_view
from auditor.report.views.crossings import LineView
from auditor.report.views.joined import Joined
from auditor.report.views.scores import ScoreView, score_view
from auditor.words import has, say

FEW = 5  # claims under which a share of them is no headline


@dataclass(frozen=True, slots=True)
class SiteView:
    """One of the sites."""

    name: str
    is_own: bool
    href: str
    languages: str
    pages: str
    read: str
    score: ScoreView
    note: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page."""

    title: str
    position: str
    notes: tuple[str, ...]
    sites: tuple[SiteView, ...]
    unread: tuple[tuple[str, str], ...]  # source, reason
    themes: tuple[ThemeView, ...]
    names: tuple[str, ...]
    lines: tuple[LineView, ...]
    swap: SwapView | None
    lessons: tuple[LessonView, ...]
    shown: tuple[KindView, ...]
    lacks: tuple[LackView, ...]
    has_held: bool  # whether any rival's sentences were compared


def compare_view(joined: Joined) -> CompareView | None:
    """The comparison; None without one."""
    found = joined.audit.comparison
    if found is None:
        return None
    lang = joined.lang
    has_held = any(rival.is_read for rival in found.rivals)
    return CompareView(
        title=headline(joined, found),
        position=_position(found, lang) if found.rivals else "",
        notes=_notes(found, lang),
        sites=tuple(_site(site, n == 0, lang) for n, site in enumerate(found.sites)),
        unread=tuple((one.source, _reason(one.reason, dict(one.fields), lang)) for one in found.unread),
        themes=themes(joined, found) if found.rivals else (),
        names=tuple(name(found, site.slug, lang) for site in found.sites),
        lines=lines(joined, found) if found.rivals else (),
        swap=swap_view(joined, found) if found.swaps else None,
        lessons=learned(joined, found),
        shown=proved(joined, found),
        lacks=lacks(joined, found),
        has_held=has_held,
    )


def headline(joined: Joined, found: Comparison) -> str:
    """What the comparison says in a sentence; of few claims it says nothing but whose scores are shown."""
    lang, total, count = joined.lang, len(found.swaps), len(found.printable)
    if not found.rivals:
        return say(lang, "compare.title.unread")
    if total < FEW:
        return say(lang, "compare.title.scores", count=len(found.rivals), n=number(len(found.rivals), lang))
    key = "compare.title.printable" if count else "compare.title.distinct"
    return say(lang, key, count=count, n=number(count, lang), total=number(total, lang))


def _position(found: Comparison, lang: str) -> str:
    """Where the score lies among those of the rivals: only what lies apart beyond chance is called above or below."""
    own = found.sites[0]
    if own.index.value is None:
        return say(lang, "compare.position.none")
    groups: dict[str, list[str]] = {"above": [], "below": [], "close": [], "unscored": []}
    for rival in found.rivals:
        where = "unscored" if rival.index.value is None else relation(rival.index, own.index) or "close"
        groups[where].append(_scored(found, rival, lang))
    said = [say(lang, "compare.position.score", score=number(own.index.value, lang))]
    said += [say(lang, f"compare.position.{where}", names=listed(names, lang)) for where, names in groups.items() if names]
    return " ".join(said)


def _scored(found: Comparison, rival: Contender, lang: str) -> str:
    called = name(found, rival.slug, lang)
    if rival.index.value is None:
        return called
    return say(lang, "compare.named", name=called, score=number(rival.index.value, lang))


def _notes(found: Comparison, lang: str) -> tuple[str, ...]:
    """What a reader must know before the figures: whose sentences are not compared."""
    aside = [name(found, rival.slug, lang) for rival in found.rivals if not rival.is_read]
    return (say(lang, "compare.not-held", names=listed(aside, lang)),) if aside else ()


def _site(site: Contender, is_own: bool, lang: str) -> SiteView:
    return SiteView(
        name=site.name,
        is_own=is_own,
        href=safe_href(site.address),
        languages=", ".join(say(lang, f"lenses.language.{one}") for one in site.languages),
        pages=number(site.pages, lang),
        read=day(site.date, lang),
        score=score_view(site.index, lang),
        note="" if site.is_read else say(lang, "compare.only-scores"),
    )


def _reason(key: str, fields: dict[str, str], lang: str) -> str:
    """Why a rival was not compared; the sentence of its error, in the report's language."""
    return say(lang, key, **fields) if has(lang, key) else key
