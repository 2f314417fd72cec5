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
REFUSED = "refused"
CLASSES = ("help", "commitment")  # any word of the class stands for the others: « aidons » and « avec notre aide »

Counts = dict[str, Counter[str]]  # by list
NONE = Counter[str]()


def check(before: str, after: str, *, lang: Lang, allowed: Sequence[str] = (), lock: Lock | None = None) -> tuple[str, ...]:
    """Reasons why `after` is not a safe rewrite of `before`; `allowed` are the words that the recipe declares to add."""
    lists, declared = _lists_of(lock or locks()[lang]), " ".join(allowed)
    old, new = _plain(before), _plain(BLANK.sub(lambda m: " " if m.group(1) in allowed else f"{m.group(1) or ''} ", after))
    return tuple(
        dict.fromkeys(
            (
                *_compare("figure", Counter(_figures(old)), Counter(_figures(new))),
                *_listed(lists.counts(old), lists.counts(new), lists.counts(declared), lists),
                *_named(old, new),
                *_new_words(_row(old), _row(new), lists.function, _row(declared)),
            )
        )
    )


@cache
def locks() -> dict[Lang, Lock]:
    """The word lists that travel with the program."""
    return recipes.locks(folder("rules"))


def _plain(text: str) -> str:
    text = text.replace("\u2019", "'").replace("\u202f", " ").replace("\u00a0", " ")
    return text if "'" not in text else re.sub(r"'ll\b", " will", re.sub(r"n't\b", " not", text))


def words(text: str) -> list[str]:
    """The words, figures and signs of money of a text, in lower case, with straight apostrophes."""
    return [*_row(text)]


@lru_cache(maxsize=4096)  # the lock counts ten lists in the same two texts, and recipes ask for the same words again
def _row(text: str) -> tuple[str, ...]:
    return tuple([w.lower() for w in WORD.findall(_plain(text))])


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


def _listed(old: Counts, new: Counts, declared: Counts, lists: _Lists) -> Iterator[str]:
    for kind in KINDS:
        if kind in old or kind in new:
            yield from _compare(kind, old.get(kind, NONE), new.get(kind, NONE))
    for form in lists.modality:
        if form in old or form in new:
            had, has, free = (counts.get(form, NONE).total() for counts in (old, new, declared))
            if not had <= has <= had + free:
                yield "modality-dropped" if has < had else "modality-added"
    for kind in CLASSES:
        if (kind in old) != (kind in new):
            yield f"{kind}-dropped" if kind in old else f"{kind}-added"


class _Lists:
    """The word lists of a lock, made ready to be counted in a text all at once."""

    def __init__(self, lock: Lock) -> None:
        self.lock = lock  # held, so that no other takes its id
        self.modality = [f"modality {name}" for name in lock.modality]
        self.function = frozenset(words(" ".join(lock.function)))
        named = {kind: getattr(lock, kind) for kind in (*KINDS, *CLASSES, REFUSED)}
        self._phrases = {
            name: frozenset(tuple(words(phrase)) for phrase in phrases)
            for name, phrases in (*named.items(), *zip(self.modality, lock.modality.values(), strict=True))
        }
        self._longest = {name: max(map(len, phrases), default=0) for name, phrases in self._phrases.items()}
        self._firsts: dict[str, set[str]] = {}
        for name, phrases in self._phrases.items():
            for phrase in filter(None, phrases):
                self._firsts.setdefault(phrase[0], set()).add(name)
        self.counts = lru_cache(maxsize=4096)(self._counts)

    def _counts(self, text: str) -> Counts:
        """How often each phrase of each list stands in the text; a list of which none does is left out."""
        row, places = _row(text), dict[str, list[int]]()
        for at, word in enumerate(row):
            for name in self._firsts.get(word, ()):
                places.setdefault(name, []).append(at)
        counts = ((name, self._count(row, name, begins)) for name, begins in places.items())
        return {name: found for name, found in counts if found}

    def holds(self, text: str, name: str) -> bool:
        """Whether a phrase of the list stands in the text."""
        row = _row(text)
        begins = [at for at, word in enumerate(row) if name in self._firsts.get(word, ())]
        return bool(begins and self._count(row, name, begins))

    def _count(self, row: tuple[str, ...], name: str, begins: Sequence[int]) -> Counter[str]:
        """How often each phrase stands in the row, as words, longest first, none inside another; it may begin at one of these places."""
        phrases, counts, end = self._phrases[name], Counter[str](), 0
        for at in begins:
            size = next((n for n in range(self._longest[name], 0, -1) if row[at : at + n] in phrases), 0) if at >= end else 0
            if size:
                counts[" ".join(row[at : at + size])] += 1
                end = at + size
        return counts


_made: dict[int, _Lists] = {}


def _lists_of(lock: Lock) -> _Lists:
    if id(lock) not in _made:
        _made[id(lock)] = _Lists(lock)
    return _made[id(lock)]


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[Counter[str], Counter[str]]:
    """Words with a capital, and those among them that do more than open a sentence."""
    found = [(m.group(), m.start()) for m in WORD.finditer(text) if not m.group().islower() and m.group()[0].isalpha()]
    sure = [word for word, start in found if word[1:] != word[1:].lower() or not _opens(text, start)]
    return Counter(word.rstrip("'") for word, _ in found), Counter(word.rstrip("'") for word in sure)


def _opens(text: str, start: int) -> bool:
    return SENTENCE_START.search(text[:start]) is not None


def _named(old: str, new: str) -> Iterator[str]:
    (had, surely_had), (has, surely_has) = _names(old), _names(new)
    if surely_has - had:
        yield "name-added"
    if surely_had - has:
        yield "name-dropped"


def _new_words(old: tuple[str, ...], new: tuple[str, ...], function: frozenset[str], declared: tuple[str, ...]) -> Iterator[str]:
    asked = (word for word in new if word not in function and word not in declared and not word[0].isdigit())
    if any(new.count(word) > old.count(word) for word in asked):
        yield "new-word"


def refused(text: str, lock: Lock) -> bool:
    """Whether the text holds a word whose scope a rewrite could change: a condition, an exception, a negation."""
    return _lists_of(lock).holds(text, REFUSED)
