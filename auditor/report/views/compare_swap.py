"""The swap test on the page: what a rival could print unchanged, beside the rival's own line; what comes close; what nobody else says.

In: a joined audit and its comparison. Out: one `SwapView`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.models import Comparison, Quote, Swap
from auditor.report.figures import number, percent
from auditor.report.links import live_href
from auditor.report.views.compare_names import listed, name
from auditor.report.views.joined import Joined
from auditor.report.views.lenses import SentenceView, sentence_view
from auditor.report.views.stacks import Stack, stack
from auditor.words import has, say

PAIRS = 8  # of each list at once; as many again are folded away, the file has them all
ONLY = 6
CLOSE = 0.6  # similarity from which a line that is no match is worth a look


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A rival's words in short, and where they stand."""

    text: str
    lang: str
    page: str
    href: str  # "" where the page is not on the web
    site: str


@dataclass(frozen=True, slots=True)
class PairView:
    """A sentence of the site beside the nearest of a rival."""

    own: SentenceView
    rival: QuoteView | None
    why: str
    also: str


@dataclass(frozen=True, slots=True)
class SwapView:
    """The swap test."""

    summary: str
    picture: Stack
    by_rival: tuple[tuple[str, str, Stack], ...]  # name, "could print 3 of 12", bar
    pairs: tuple[PairView, ...]
    folded: tuple[PairView, ...]
    folded_title: str
    rest: str
    close: tuple[PairView, ...]
    only: tuple[SentenceView, ...]
    only_intro: str


def quote_view(joined: Joined, found: Comparison, quote: Quote) -> QuoteView:
    """A rival's words as the page shows them."""
    words = quote.text.removesuffix(" \u2026")
    return QuoteView(quote.text, quote.lang, quote.page, live_href(quote.url, words), name(found, quote.site, joined.lang))


def swap_view(joined: Joined, found: Comparison) -> SwapView:
    """The swap test of an audit."""
    lang, total = joined.lang, len(found.swaps)
    swaps = [swap for swap in found.swaps if swap.segment in joined.sentence_of]
    printable = sorted((swap for swap in swaps if swap.printed_by), key=lambda swap: (-len(swap.printed_by), -swap.similarity))
    close = sorted((s for s in swaps if not s.printed_by and s.similarity >= CLOSE), key=lambda swap: -swap.similarity)
    only = [swap for swap in swaps if not swap.printed_by and swap.similarity < CLOSE and _is_specific(joined, swap)]
    rest = len(printable) - 2 * PAIRS
    folded = printable[PAIRS : 2 * PAIRS]
    is_told = len({(swap.why, swap.fields) for swap in printable}) > 1  # one reason for all is what the heading says
    return SwapView(
        summary=_summary(found, lang),
        picture=_picture(len(found.printable), total, lang),
        by_rival=tuple(_by_rival(joined, found)),
        pairs=tuple(_pair(joined, found, swap, told=is_told) for swap in printable[:PAIRS]),
        folded=tuple(_pair(joined, found, swap, told=is_told) for swap in folded),
        folded_title=say(lang, "compare.swap.more", count=len(folded), n=number(len(folded), lang)) if folded else "",
        rest=say(lang, "compare.swap.rest", count=rest, n=number(rest, lang)) if rest > 0 else "",
        close=tuple(_pair(joined, found, swap) for swap in close[:ONLY]),
        only=tuple(sentence_view(joined, swap.segment) for swap in _best(joined, only)),
        only_intro=say(lang, "compare.swap.only.intro", count=len(only), n=number(len(only), lang)) if only else "",
    )


def share_of_words(found: Comparison) -> float:
    """The part of the words of the claims that stands in claims which a rival could print."""
    words = sum(swap.words for swap in found.swaps)
    return sum(swap.words for swap in found.printable) / words if words else 0.0


def _summary(found: Comparison, lang: str) -> str:
    count = len(found.printable)
    if not count:
        return say(lang, "compare.swap.summary.none")
    fields = {"n": number(count, lang), "total": number(len(found.swaps), lang), "share": percent(share_of_words(found), lang)}
    return say(lang, "compare.swap.summary", count=count, **fields)


def _picture(count: int, total: int, lang: str) -> Stack:
    return stack([("c", say(lang, "compare.swap.part.printable"), count), ("b", say(lang, "compare.swap.part.own"), total - count)], lang)


def _by_rival(joined: Joined, found: Comparison) -> list[tuple[str, str, Stack]]:
    lang, rows = joined.lang, []
    for rival in (rival for rival in found.rivals if rival.is_read):
        held = sum(rival.slug in swap.held_against for swap in found.swaps)
        said = say(lang, "compare.swap.rival", n=number(rival.printable, lang), total=number(held, lang))
        rows.append((name(found, rival.slug, lang), said, _picture(rival.printable, held, lang)))
    return rows


def _pair(joined: Joined, found: Comparison, swap: Swap, *, told: bool = True) -> PairView:
    quote = quote_view(joined, found, swap.nearest) if swap.nearest else None
    own = sentence_view(joined, swap.segment, 1 + len(swap.also))
    return PairView(own, quote, _why(swap, joined.lang) if told else "", _also(joined, found, swap))


def _why(swap: Swap, lang: str) -> str:
    return say(lang, swap.why, **dict(swap.fields)) if has(lang, swap.why) else ""


def _also(joined: Joined, found: Comparison, swap: Swap) -> str:
    """Who else could print it."""
    lang, others = joined.lang, [slug for slug in swap.printed_by if swap.nearest is None or slug != swap.nearest.site]
    if not others:
        return ""
    if len(swap.printed_by) == sum(rival.is_read for rival in found.rivals):
        return say(lang, "compare.swap.all")
    return say(lang, "compare.swap.also", names=listed([name(found, slug, lang) for slug in others], lang))


def _best(joined: Joined, swaps: Sequence[Swap]) -> list[Swap]:
    """Those about the customer first, with proof, and with the most facts: what is worth putting first."""

    def worth(swap: Swap) -> tuple[bool, bool, int]:
        labelled = joined.sentence_of[swap.segment]
        labels = labelled.labels
        return labels.focus not in ("customer", "shared"), "proof" not in labels.traits, -len(labelled.analysis.facts)

    return sorted(swaps, key=worth)[:ONLY]


def _is_specific(joined: Joined, swap: Swap) -> bool:
    """Whether a claim is more than general words or a list: those are nobody's own, whoever prints them."""
    return not {"generic_claim", "know_how_list"} & {*joined.sentence_of[swap.segment].labels.traits}
