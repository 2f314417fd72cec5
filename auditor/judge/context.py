"""What stands around a segment: its place, and the persons and marks of what stands before it and above it.

In: a segment, its analysis and the party words. Out: names of features. What is not known (block kind, heading) adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from auditor.judge.shape import SENTENCE_END, SHORT, TEXTS, WORD, quotes, words_in
from auditor.knowledge import PartyWords
from auditor.knowledge.parties import Persons
from auditor.models import Analysis, Segment

TEXT_KINDS = ("paragraph", "list-item", "quote", "")
SPEECH = frozenset('"“”„‟«»❝❞〝〞★☆⭐\ufe0f\u00a0 ')  # of a mark that stands alone before a quotation, or of its stars
BYLINE = 8  # words of the line that says where and when a review was left
SPOKEN = 4  # words from which a line under « Avis clients » is speech; fewer are a name, a place or a mark, as is a line with figures


def context(segment: Segment, words: PartyWords) -> Iterator[str]:
    """What is known of the place, and the persons and marks of the segment before it and of the lead-in."""
    if segment.kind in ("quote", "button"):
        yield f"context:{segment.kind}"
    for heading in segment.heading[-1:]:
        yield from [f"context:heading-{name}" for name in _persons(heading, words.persons)]
    if lead := segment.lead_in or (segment.prev if segment.prev.rstrip().endswith(":") else ""):
        yield from [f"context:lead-in-{name}" for name in _persons(lead, words.persons)]
    if segment.prev:
        yield from [f"prev:{name}" for name in _persons(segment.prev, words.persons)]
    yield from (f"prev:{name.removeprefix('shape:')}" for name in _before(segment.prev.strip()))


def place(segment: Segment, analysis: Analysis, words: PartyWords) -> Iterator[str]:
    """What block, heading and page tell of the speaker and of who is spoken to; their weights are given (rules/labels/context.yml)."""
    parties = analysis.parties.mentions
    if (_is_review(segment, words) or _is_set_as_speech(segment, words) or _is_signed(segment, words)) and not any(
        m.how == "imperative" for m in parties
    ):
        yield "context:review"
    if segment.kind == "quote" and any(m.how == "quoted" and m.party == "self" for m in parties):
        yield "context:quote-to-you"
    if segment.page_kind == "careers" and any(m.party == "customer" for m in parties):
        yield "context:candidate"


def _is_review(segment: Segment, words: PartyWords) -> bool:
    """Whether a sentence stands right under a heading that announces customers' words."""
    if segment.kind not in TEXT_KINDS or segment.words < SPOKEN or not segment.heading:
        return False
    above = segment.heading[-1].strip(" :!?.…").replace("’", "'").lower()
    return above in words.testimonial_headings and not any(map(str.isdigit, segment.text))


def _is_set_as_speech(segment: Segment, words: PartyWords) -> bool:
    """Whether only a drawn quotation mark or a row of stars stands before a sentence that does not say "we": a founder may be quoted."""
    if segment.kind not in TEXT_KINDS or segment.words < SPOKEN or not segment.prev or not SPEECH.issuperset(segment.prev):
        return False
    return "self" not in _persons(segment.text, words.persons) and not any(map(str.isdigit, segment.text))


def _is_signed(segment: Segment, words: PartyWords) -> bool:
    """Whether a sentence stands right under the line of a review site: "8 months ago · Google"."""
    if segment.kind not in TEXT_KINDS or segment.words < SPOKEN or words_in(segment.prev) > BYLINE:
        return False
    above = _words(segment.prev)
    return any(map(above.__contains__, _all_words(words.review_sites))) and any(map(above.__contains__, _all_words(words.review_times)))


@cache
def _all_words(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_words, texts))


def _words(text: str) -> str:
    """The words of a text with a space on either side of each: "ago" does not stand in "Chicago"."""
    words = WORD.findall(text.replace("’", "'").lower())
    return f" {' '.join(words)} "


def _before(prev: str) -> Iterator[str]:
    if not prev:
        yield "nothing"
        return
    if prev.endswith("?"):
        yield "question"
    if prev.endswith(":"):
        yield "colon"
    if words_in(prev) <= SHORT and prev[-1] not in SENTENCE_END:
        yield "label"
    yield from quotes(prev)


@lru_cache(TEXTS)
def _persons(text: str, known: Persons) -> tuple[str, ...]:
    """Which closed-class words and announcing headings a text holds."""
    return tuple(_shown(text.replace("’", "'"), known))


def _shown(text: str, known: Persons) -> Iterator[str]:
    words, folded = frozenset(map(str.lower, WORD.findall(text))), " ".join(text.lower().split())
    for name, some in (("self", known.own), ("customer", known.theirs), ("singular", known.singular)):
        if not words.isdisjoint(some):
            yield name
    if known.announcing.search(folded):  # most texts hold none of them
        for name, phrases in (("testimonials", known.headings), ("testimonial-cue", known.cues), ("questions", known.questions)):
            if any(map(folded.__contains__, phrases)):
                yield name
