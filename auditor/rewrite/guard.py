"""The fact lock: what a rewrite must not add, drop or widen; it trusts nobody, least of all the recipes.

In: a sentence before and after, and the words that the recipe declares to add. Out: the reasons why the rewrite is not safe, as short
names ("figure-added", "limit-dropped", "name-added", "new-word"); none when nothing speaks against it.

It sees words and not grammar, on purpose: a parser's mistake cannot open it. Figures, units, dates, names, negations, quantifiers,
modality and limits ("up to", « environ ») are counted on both sides and must agree; only words of modality can be declared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from auditor.knowledge import recipes
from auditor.knowledge.recipes import Lock
from auditor.models import Lang
from auditor.resources import folder

BLANK = re.compile(r"(?:\b([^\W\d_]+)\s)?\[[^\]]*\]")  # with the word before: an open limit promises nothing
FIGURE = re.compile(r"\d+(?:[\s.,:/-]?\d+)*")
# l', qu', jusqu'; a word; a sign of money; a figure
WORD = re.compile(r"\b(?:[^\W\d_]{1,2}|[^\W\d_]*qu)'|[^\W\d_]+(?:-[^\W\d_]+)*|[%€$£]|\d+(?:[\s.,:/-]?\d+)*")
SENTENCE_START = re.compile(r"(?:^|[.!?:…]\s+)\W*$")
KINDS = ("negation", "quantifier", "limit", "unit", "date", "number")
CLASSES = ("help", "commitment")  # any word of the class stands for the others: « aidons » and « avec notre aide »


def check(before: str, after: str, *, lang: Lang, allowed: Sequence[str] = (), lock: Lock | None = None) -> tuple[str, ...]:
    """Reasons why `after` is not a safe rewrite of `before`; `allowed` are the words that the recipe declares to add."""
    lock = lock or locks()[lang]
    old, new = _plain(before), _plain(BLANK.sub(lambda m: " " if m.group(1) in allowed else f"{m.group(1) or ''} ", after))
    return tuple(
        dict.fromkeys(
            (
                *_compare("figure", Counter(_figures(old)), Counter(_figures(new))),
                *_listed(old, new, lock, " ".join(allowed)),
                *_named(old, new),
                *_new_words(old, new, {*_function(lock.function), *words(" ".join(allowed))}),
            )
        )
    )


@cache
def locks() -> dict[Lang, Lock]:
    """The word lists that travel with the program."""
    return recipes.locks(folder("rules"))


def _plain(text: str) -> str:
    text = text.replace("\u2019", "'").replace("\u202f", " ").replace("\u00a0", " ")
    return re.sub(r"'ll\b", " will", re.sub(r"n't\b", " not", text))


def words(text: str) -> list[str]:
    """The words, figures and signs of money of a text, in lower case, with straight apostrophes."""
    return [*_row(text)]


@lru_cache(maxsize=4096)  # the lock counts ten lists in the same two texts, and recipes ask for the same words again
def _row(text: str) -> tuple[str, ...]:
    return tuple([w.lower() for w in WORD.findall(_plain(text))])


@cache
def _function(function: tuple[str, ...]) -> frozenset[str]:
    """The words without content of their own, as words of a text."""
    return frozenset(words(" ".join(function)))


def folded(text: str) -> str:
    """The text in lower case, its apostrophes straight and its spaces plain."""
    return _plain(text).lower()


def figures(text: str) -> tuple[str, ...]:
    """The figures of a text, without the spaces inside them, in order; those of its blanks are none."""
    return tuple(_figures(_plain(BLANK.sub(" ", text))))


def has_blank(text: str) -> bool:
    """Whether a text has a blank to fill."""
    return BLANK.search(text) is not None


def _figures(text: str) -> Iterator[str]:
    yield from (re.sub(r"\s", "", figure) for figure in FIGURE.findall(text))


def _compare(kind: str, old: Counter[str], new: Counter[str]) -> Iterator[str]:
    if new - old:
        yield f"{kind}-added"
    if old - new:
        yield f"{kind}-dropped"


def _listed(old: str, new: str, lock: Lock, declared: str) -> Iterator[str]:
    for kind in KINDS:
        phrases: tuple[str, ...] = getattr(lock, kind)
        yield from _compare(kind, _count(old, phrases), _count(new, phrases))
    for forms in lock.modality.values():
        had, has, free = (_count(text, forms).total() for text in (old, new, declared))
        if not had <= has <= had + free:
            yield "modality-dropped" if has < had else "modality-added"
    for kind in CLASSES:
        had, has = (_count(text, getattr(lock, kind)).total() for text in (old, new))
        if bool(had) != bool(has):
            yield f"{kind}-dropped" if had else f"{kind}-added"


def _count(text: str, phrases: tuple[str, ...]) -> Counter[str]:
    """How often each phrase stands in the text, as words, longest first, none inside another."""
    row, counts, at = _row(text), Counter[str](), 0
    longest, firsts = _split(phrases), _firsts(phrases)
    if firsts.isdisjoint(row):
        return counts
    while at < len(row):
        size = next((n for n in range(longest[1], 0, -1) if row[at : at + n] in longest[0]), 0) if row[at] in firsts else 0
        if size:
            counts[" ".join(row[at : at + size])] += 1
        at += size or 1
    return counts


@cache
def _split(phrases: tuple[str, ...]) -> tuple[frozenset[tuple[str, ...]], int]:
    split = frozenset(tuple(words(phrase)) for phrase in phrases)
    return split, max(map(len, split))


@cache
def _firsts(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _split(phrases)[0] if phrase)


def _names(text: str, *, openers: bool) -> Counter[str]:
    """Words with a capital; `openers` also counts those that only open a sentence."""
    found = (m for m in WORD.finditer(text) if not m.group().islower() and m.group()[0].isalpha())
    return Counter(m.group().rstrip("'") for m in found if openers or m.group()[1:] != m.group()[1:].lower() or not _opens(text, m.start()))


def _opens(text: str, start: int) -> bool:
    return SENTENCE_START.search(text[:start]) is not None


def _named(old: str, new: str) -> Iterator[str]:
    if _names(new, openers=False) - _names(old, openers=True):
        yield "name-added"
    if _names(old, openers=False) - _names(new, openers=True):
        yield "name-dropped"


def _new_words(old: str, new: str, known: set[str]) -> Iterator[str]:
    fresh = Counter(words(new)) - Counter(words(old))
    if any(word not in known and not word[0].isdigit() for word in fresh):
        yield "new-word"


def refused(text: str, lock: Lock) -> bool:
    """Whether the text holds a word whose scope a rewrite could change: a condition, an exception, a negation."""
    return bool(_count(_plain(text), lock.refused))
