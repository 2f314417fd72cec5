"""Which sentences of a site are held against those of its rivals, and what comes of it.

In: judged pages, a parser, the swap model. Out: `Lines`, matches, and which segments are no site's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from auditor.identity import normalise
from auditor.judge.evidence import HEAD, SIGNS
from auditor.judge.in_scope import in_scope
from auditor.judge.pooling import JudgedPage
from auditor.knowledge.index import Scope
from auditor.knowledge.patterns import WORD, fold
from auditor.models import LANGS, LabelledSegment, Lang, Match, Said, Site, Token

TESTED = frozenset(("generic_claim", "benefit", "promise", "know_how_list"))
HEADING = 4  # words of a heading from which it may claim something
SURE = 0.6  # similarity, and share of words, from which a match found among all lines of a site is believed
LIKE = 1 / 3  # share of words from which a line is worth showing beside another
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"))
SHORT = 3  # letters of a word that carries little
LEAST = 5  # sentences of a language from which a site is read in it: a slogan left in English makes no English site
Parse = Callable[[Sequence[str], Lang], Iterable[tuple[Token, ...]]]


class Swapping(Protocol):
    """What the swap test offers (`SwapModel`)."""

    def compare(self, own: Sequence[Said], rivals: Sequence[Said]) -> list[Match]:
        """One match for each of `own`, in order."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The sentences of a site's pages in scope, each text once; home page first."""

    slug: str
    printed: tuple[Said, ...]
    tested: frozenset[str]  # ids of those that claim, promise, tell a benefit or list know-how
    same: Mapping[str, tuple[str, ...]]  # ids of all segments with the words of a line, by its id

    def of(self, lang: Lang) -> tuple[Said, ...]:
        """What the site prints in a language; nothing where that is too little to say that it writes in it."""
        found = tuple(said for said in self.printed if said.lang == lang)
        return found if len(found) >= LEAST else ()


def lines_of(site: Site, pages: Sequence[JudgedPage], scope: Scope, parse: Parse) -> Lines:
    """The sentences of a site, parsed; titles, buttons, images and pages out of scope say nothing here."""
    found: dict[tuple[Lang, str], list[LabelledSegment]] = {}
    for labelled in _prose(pages, scope):
        found.setdefault((labelled.segment.lang, normalise(labelled.segment.text)), []).append(labelled)
    firsts = [group[0] for group in found.values()]
    tokens = {lang: iter(parse([one.segment.text for one in firsts if one.segment.lang == lang], lang)) for lang in LANGS}
    return Lines(
        site.slug,
        tuple(_said(one, next(tokens[one.segment.lang]), site.company.names) for one in firsts),
        frozenset(group[0].segment.id for group in found.values() if any(map(is_tested, group))),
        {group[0].segment.id: tuple(one.segment.id for one in group) for group in found.values()},
    )


def _prose(pages: Sequence[JudgedPage], scope: Scope) -> Iterator[LabelledSegment]:
    weights = in_scope(pages, scope)
    for text, segments in sorted(pages, key=lambda page: (-weights[page[0].key], page[0].key)):
        if weights[text.key] > 0:
            yield from (labelled for labelled in segments if is_prose(labelled))


def is_prose(labelled: LabelledSegment) -> bool:
    """Whether a segment is read as the company's own text: in the body of its page, no sign, no words of a customer."""
    return labelled.segment.kind not in (*HEAD, *SIGNS, "quote") and "testimonial" not in labelled.labels.traits


def is_tested(labelled: LabelledSegment) -> bool:
    """Whether a segment says something that only this company should be able to say; a short heading names a chapter."""
    if labelled.segment.kind == "heading" and labelled.segment.words < HEADING:
        return False
    return not TESTED.isdisjoint(labelled.labels.traits)


def _said(labelled: LabelledSegment, tokens: tuple[Token, ...], names: tuple[str, ...]) -> Said:
    segment = labelled.segment
    return Said(segment.id, segment.page, segment.lang, segment.text, tokens, names)


def hold_against(own: Lines, other: Lines, model: Swapping) -> tuple[Match, ...]:
    """The nearest line of `other` for each tested line of `own`, language by language; none in a language that `other` does not write."""
    found: list[Match] = []
    for lang in LANGS:
        tested = [said for said in own.printed if said.lang == lang and said.id in own.tested]
        if tested and (printed := other.of(lang)):
            by_id = {said.id: said for said in printed}
            matches = model.compare(tested, printed)
            found += [_believed(match, said, by_id.get(match.rival)) for match, said in zip(matches, tested, strict=True)]
    return tuple(found)


def _believed(match: Match, own: Said, rival: Said | None) -> Match:
    """The match as far as it can be believed. The model was fitted on pairs put side by side; the best of hundreds of lines may have won by
    a synonym alone. A line is shown where it shares words, and held for the same where it shares most of them.
    """
    shared = _shared(own, rival) if rival else 0.0
    if shared < LIKE:
        return Match(match.own)
    if match.interchangeable and min(match.similarity, shared) < SURE:
        return replace(match, interchangeable=False, why="swap.other", fields=())
    return match


def _shared(own: Said, rival: Said) -> float:
    """Share of what a line speaks of that the other one names too, 0-1."""
    mine, theirs = _content(own), _content(rival)
    return len(mine & theirs) / len(mine) if mine else float(normalise(own.text) == normalise(rival.text))


def _content(said: Said) -> frozenset[str]:
    """Lemmas of a line's words that carry its meaning; its longer words where it was not parsed. Names say nothing."""
    names = {word for name in said.names for word in fold(name).split()}
    lemmas = {fold(token.lemma) for token in said.tokens if token.pos in CONTENT and fold(token.text) not in names}
    return frozenset(lemmas if said.tokens else {word for word in WORD.findall(fold(said.text)) if len(word) > SHORT} - names)


def common(lines: Lines, against: Mapping[str, Sequence[Match]]) -> dict[str, bool] | None:
    """By the id of each segment that was held against another site: whether one could print it too; None where none was."""
    printed: dict[str, bool] = {}
    for match in (match for matches in against.values() for match in matches):
        for id in lines.same[match.own]:
            printed[id] = printed.get(id, False) or match.interchangeable
    return printed or None
