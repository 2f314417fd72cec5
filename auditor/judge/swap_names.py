"""Which capitalised words of a sentence only name its company or its place, and which prove something.

In: the words of a sentence, its parse, what the caller knows of names and places. Out: places of words to neutralise and of named proofs.
A name that the caller does not give is its company's where it opens the sentence or follows « chez », "with" and the like, its place's
after a word that only precedes places; another is a proof where the sentence speaks of one (certified, awarded, trained at …).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from auditor.judge.swap_phrases import PhraseTable
from auditor.models import Said

LISTS = ("stop", "places", "links", "lands", "capitals", "greets", "proofs")
SHOUTED = 0.6  # share of capitalised words from which capitals say nothing: a heading in title case
SHORT = 2  # letters of a capital alone, an article
FEW = 4  # words under which that share says nothing
SUBJECT = 5  # words that may stand before the name in a subject
NOUNS = ("", "NOUN", "PROPN", "ADJ", "X")
VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the sentence: as it is written, folded, its place in the text and what the parse says."""

    text: str
    folded: str
    start: int
    lemma: str
    pos: str
    opens: bool  # first of the sentence, or after a sign that ends one


@dataclass(frozen=True, slots=True)
class Names:
    """Numbers of the words to leave out, and of those that name a proof."""

    neutral: frozenset[int]
    proofs: frozenset[int]


Met = Mapping[str, AbstractSet[int]]  # numbers of the words that each list is met at


def names_of(words: Sequence[Word], said: Said, met: Met) -> Names:
    """The names among `words`, by the `LISTS` that they meet; words of "group" are those that companies use."""
    given = _given([word.folded for word in words], (*said.names, *said.places))
    spans = [span for span in _spans(words, met) if not given.issuperset(span)]
    proofs = {n for span in spans if _proves(span, words, met) for n in span}
    return Names(frozenset(given | {n for span in spans for n in span} - proofs), frozenset(proofs - given))


def _proves(span: Sequence[int], words: Sequence[Word], met: Met) -> bool:
    first = span[0]
    if any(words[n].text.isupper() and len(words[n].text) > 1 for n in span):
        return True
    if _opens(first, words, met):
        return False
    before = first - 1
    while before > 0 and before in met["links"] and before not in met["places"]:
        before -= 1
    if before in met["places"]:
        return not met["proofs"].isdisjoint(range(before - 2, before))
    return bool(met["proofs"]) or before == first - 1


def _opens(first: int, words: Sequence[Word], met: Met) -> bool:
    """Whether the name is the subject: no verb, and nothing that proves, between the beginning of its sentence and the name."""
    for n in range(first - 1, max(first - SUBJECT, 0) - 1, -1):
        if words[n].pos in VERBS and n not in met["greets"] or n in met["proofs"] or words[n + 1].opens:
            return words[n + 1].opens
    return first <= SUBJECT


def _given(folded: Sequence[str], names: tuple[str, ...]) -> set[int]:
    return {n for _, start, end in _table(names).find(folded) for n in range(start, end)}


@lru_cache(maxsize=64)
def _table(names: tuple[str, ...]) -> PhraseTable:
    return PhraseTable({"": names})


def _spans(words: Sequence[Word], met: Met) -> list[list[int]]:
    """Runs of words that are names by their capitals."""
    capital = [n for n, word in enumerate(words) if word.text[:1].isupper()]
    is_shouted = len(words) >= FEW and len(capital) > SHOUTED * len(words)
    plain = met["capitals"] | met["lands"]
    named = {n for n in capital if n not in plain and _is_name(words[n], is_shouted, n in met["stop"] | met["greets"] | met["group"])}
    named |= {n for n in capital if words[n].opens and n + 1 in named and n not in met["stop"] | met["greets"] and words[n].pos in NOUNS}
    named |= {n + 1 for n in named if n + 1 < len(words) and (n + 1 in capital and n + 1 in met["capitals"] or _is_number(words, n))}
    named |= {n for n in range(1, len(words) - 1) if n - 1 in named and n + 1 in named and (n in met["links"] or len(words[n].text) == 1)}
    return _runs(sorted(named))


def _is_number(words: Sequence[Word], n: int) -> bool:
    """Of a standard: « ISO 9001 »."""
    return words[n].text.isupper() and words[n + 1].text.isdigit()


def _is_name(word: Word, is_shouted: bool, is_plain: bool) -> bool:
    inner = any(char.isupper() for char in word.text[1:])
    if is_plain and not inner and (word.opens or is_shouted or len(word.text) <= SHORT):
        return False
    if word.opens or is_shouted:
        return word.pos == "PROPN" or (inner and not word.text.isupper())
    return True


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n - runs[-1][-1] == 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs
