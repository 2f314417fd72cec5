"""A long sentence cut in two where a second clause begins that has a subject of its own.

In: a segment's text and tokens, and a recipe's `splits` and `cuts`. Out: `Draft`s with their two sentences; no word goes but the joiner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.knowledge.recipes import Recipe, RecipeSection
from auditor.models import Token
from auditor.rewrite import guard
from auditor.rewrite.compose import Draft
from auditor.rewrite.said import Said, first_runs

LEAST_HALF = 5  # words: a shorter half reads as a slip
NO_CUT = frozenset('«»"“”(:')  # what a cut could tear apart


def drafts(recipe: Recipe, text: str, tokens: Sequence[Token], lang: str) -> Iterator[Draft]:
    """The sentence cut in two where a second clause with a subject of its own begins; the joiner goes, or changes."""
    if not NO_CUT.isdisjoint(text):
        return
    for cut, opening in _cuts(recipe.section("fr" if lang == "fr" else "en"), text):
        first, second = text[: cut.start()].rstrip(" ,"), text[cut.end() :]
        begins = cut.start() if opening else cut.end()  # the words that open it may hold its verb
        if _stands(first, 0, tokens) and _stands(text[begins:], begins, tokens):
            second = f"{opening} {second}" if opening else f"{second[:1].upper()}{second[1:]}"
            added = (*guard.words(opening),)
            yield Draft(f"{first}. {second}", recipe.id, added, keeps_focus=True, halves=(f"{first}.", second))


def may_cut(section: RecipeSection, said: Said) -> bool:
    """Whether the sentence has a place, by its words, where it could be cut."""
    if not section.splits and not section.cuts:
        return False
    text = said.labelled.segment.text
    is_met = any(not _subjects(some).isdisjoint(said.runs) for some in section.splits.values()) or any(way in text for way in section.cuts)
    return is_met and NO_CUT.isdisjoint(text) and next(_cuts(section, text), None) is not None


def _cuts(section: RecipeSection, text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where the text may be cut, with the words that open the second sentence."""
    for joiner, subjects in section.splits.items():
        yield from ((cut, "") for cut in _between(joiner, subjects).finditer(text))
    for way, opening in section.cuts.items():
        if way in text:
            yield from ((cut, opening) for cut in re.finditer(rf"{re.escape(way)}\b\s*", text))


@lru_cache(maxsize=256)
def _subjects(subjects: tuple[str, ...]) -> frozenset[str]:
    return first_runs(subjects)


@lru_cache(maxsize=256)
def _between(joiner: str, subjects: tuple[str, ...]) -> re.Pattern[str]:
    ways = "|".join(map(re.escape, subjects))
    return re.compile(rf"(?:,|(?<=[^\W\d_]))\s*{joiner}\s+(?=(?:{ways})\b)", re.IGNORECASE)


def _stands(half: str, start: int, tokens: Sequence[Token]) -> bool:
    """Whether a half is a sentence: a verb of its own, enough words, and no clause left hanging."""
    own = [t for t in tokens if start <= t.start < start + len(half)]
    return len(half.split()) >= LEAST_HALF and any("VerbForm=Fin" in t.morph for t in own) and own[0].pos != "SCONJ"
