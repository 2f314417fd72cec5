"""A sentence as the swap test reads it: words by stem and group, commonplaces, and the marks that may carry its claim.

In: a `Said` and what `rules/swap/` knows of its language. Out: `Read`. Names that only identify are left out; figures, lengths of time and
named proofs stand apart, because they may carry the claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from auditor.judge.parity_words import Figure
from auditor.judge.parity_words import Reader as FigureReader
from auditor.judge.swap_names import LISTS, Word, names_of
from auditor.judge.swap_phrases import Found, PhraseTable
from auditor.knowledge.patterns import WORD, fold
from auditor.knowledge.swap import AND, Carriers, Synonyms
from auditor.knowledge.terms import Terms
from auditor.models import Lang, Said

LIGHT = 0.4  # weight of a word that nearly every company uses
DENIALS = ("negation", "conditions", "weak", "some")  # that an idiom may hold without meaning them
MARKS = ("negation", "restriction", "conditions", "weak", "strong", "all", "some", "audiences")
HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0}
ENDS = re.compile(r"[.?!:;•|–—\u2022]\s*$")
OPEN_ALWAYS = "round-the-clock"  # 24/7 counts no hours


@dataclass(frozen=True, slots=True)
class Unit:
    """A word that says something: its stem, the groups it is of, and how much it weighs."""

    word: str  # lemma, folded
    stem: str
    groups: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence ready to be compared."""

    said: Said
    units: tuple[Unit, ...]
    ideas: frozenset[str]
    figures: frozenset[tuple[float, str]]
    bounds: frozenset[str]  # "at least", "at most" of these figures
    spans: frozenset[float]  # lengths of time, hours
    proofs: frozenset[str]  # folded words of the names that prove
    named: frozenset[str]  # the same names as they are written
    marks: Mapping[str, frozenset[str]]
    poles: frozenset[tuple[int, int]]  # number of a pair of opposites, and the side that is said
    plain: str  # folded words, without names
    stems: frozenset[str]
    groups: frozenset[str]


class SentenceReader:
    """Reads sentences of one language; all lists are looked up in one pass."""

    def __init__(self, lang: Lang, synonyms: Synonyms, carriers: Carriers, terms: Terms) -> None:
        self._lang, self._carriers, self._terms = lang, carriers, terms
        ideas = [_Idea(name, ways, synonyms.words) for name, ways in synonyms.ideas.items()]
        self._ideas: dict[str, list[_Idea]] = defaultdict(list)  # by the groups that make them
        for idea in ideas:
            for group in idea.groups:
                self._ideas[group].append(idea)
        self._table = PhraseTable(_lists(synonyms, carriers, ideas))
        self._stems: dict[str, str] = {}

    @cached_property
    def _figures(self) -> FigureReader:
        return FigureReader(self._terms)

    def read(self, said: Said) -> Read:
        """What the sentence says."""
        words = _words(said)
        met = _Met(self._table.find([word.folded for word in words]))
        names = names_of(words, said, met.places)
        met = met.without(names.neutral)
        folded = ["" if n in names.neutral else word.folded for n, word in enumerate(words)]
        units, held = self._units(words, folded, met, names.proofs)
        figures, bounds, spans = self._counted(said, words, names.neutral, folded, met)
        return Read(
            said=said,
            units=units,
            ideas=frozenset(self._met_ideas(met, held)),
            figures=figures,
            bounds=bounds,
            spans=spans,
            proofs=frozenset(words[n].folded for n in names.proofs),
            named=frozenset(_runs_of(words, names.proofs)),
            marks=self._marked(folded, met),
            poles=frozenset(_pole(name) for name, _, _ in met.of("pole")),
            plain=" ".join(word for word in folded if word),
            stems=frozenset(unit.stem for unit in units),
            groups=frozenset(group for unit in units for group in unit.groups),
        )

    def stem(self, word: str) -> str:
        """The stem of a folded word (Snowball)."""
        found = self._stems.get(word)
        if found is None:
            import snowballstemmer  # only when a sentence is read: the command line starts without it

            found = self._stems[word] = fold(snowballstemmer.stemmer(self._carriers.stemmer).stemWord(word))
        return found

    def _units(
        self, words: list[Word], folded: list[str], met: _Met, proofs: frozenset[int]
    ) -> tuple[tuple[Unit, ...], dict[str, set[int]]]:
        """The units, and for each group the words that it is met at."""
        stop, light = met.places["stop"], met.places["light"]
        groups: dict[int, set[str]] = defaultdict(set)
        held: dict[str, set[int]] = defaultdict(set)
        for name, start, end in met.of("group"):
            place = next((n for n in range(start, end) if n not in stop), start)
            groups[place].add(name)
            held[name].add(place)
        kept = [
            n
            for n, word in enumerate(folded)
            if word and n not in proofs and not self._counts(folded, n) and (n in groups or n not in stop and _says(word))
        ]
        return tuple(self._unit(words[n], frozenset(groups.get(n, ())), LIGHT if n in light else 1.0) for n in kept), held

    def _unit(self, word: Word, groups: frozenset[str], weight: float) -> Unit:
        lemma = fold(word.lemma)
        return Unit(lemma, self.stem(lemma), groups, weight)

    def _met_ideas(self, met: _Met, held: Mapping[str, set[int]]) -> Iterator[str]:
        yield from (name for name, _, _ in met.of("idea"))
        asked = {idea.name: idea for group in held for idea in self._ideas.get(group, ())}
        yield from (name for name, idea in asked.items() if idea.is_met(held))

    def _marked(self, folded: list[str], met: _Met) -> dict[str, frozenset[str]]:
        """Marks by list; « sans frais » is a way of saying free, no denial."""
        found: dict[str, set[str]] = {name: set() for name in MARKS}
        fixed = {n for _, start, end in met.of("group") if end - start > 1 for n in range(start, end)} | met.places["idioms"]
        for name in MARKS:
            for _, start, end in met.of(name):
                if not (name in DENIALS and fixed.issuperset(range(start, end))):
                    found[name].add(" ".join(map(self.stem, folded[start:end])))
        return {name: frozenset(said) for name, said in found.items()}

    def _counted(
        self, said: Said, words: list[Word], neutral: frozenset[int], folded: list[str], met: _Met
    ) -> tuple[frozenset[tuple[float, str]], frozenset[str], frozenset[float]]:
        """Figures, their bounds, and lengths of time in hours."""
        left_out = neutral | {n for name, start, end in met.of("group") if name == OPEN_ALWAYS for n in range(start, end)}
        text = _without(said.text, [words[n] for n in sorted(left_out)])
        figures = self._figures.figures(text, said.lang)
        spans = {self._hours(figure) for figure in figures if figure.unit in HOURS}
        spans |= {float(name) for name, _, _ in met.of("span")} | set(self._single(folded))
        counted = [figure for figure in figures if figure.unit not in HOURS]
        bounds = frozenset(figure.bound for figure in counted if figure.bound)
        return frozenset((figure.value, figure.unit) for figure in counted), bounds, frozenset(spans)

    def _hours(self, figure: Figure) -> float:
        value = self._carriers.days.get(int(figure.value), figure.value) if figure.unit == "day" else figure.value
        return value * HOURS[figure.unit]

    def _single(self, folded: list[str]) -> Iterator[float]:
        """« un mois », "a week": one of a unit, where no rate is meant."""
        for n, word in enumerate(folded):
            if self._counts(folded, n) and folded[n - 1] in self._carriers.articles and not (n > 1 and folded[n - 2] in self._carriers.per):
                yield HOURS[self._units_of_time[word]]

    def _counts(self, folded: list[str], n: int) -> bool:
        """Whether a word is the unit of a length of time: what it says is read as a figure."""
        return n > 0 and folded[n] in self._units_of_time and (folded[n - 1][:1].isdigit() or folded[n - 1] in self._numbers)

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return frozenset(map(fold, (*self._terms.numbers[self._lang], *self._carriers.articles)))

    @cached_property
    def _units_of_time(self) -> dict[str, str]:
        return {fold(word): unit for unit in HOURS for word in self._terms.units[unit].phrases(self._lang) if len(word) > 1}


class _Idea:
    """A commonplace: its phrases, and the groups whose meeting makes it."""

    def __init__(self, name: str, ways: Iterable[str], words: Mapping[str, object]) -> None:
        self.name = name
        grouped = [way for way in ways if AND in way or way in words]
        self._meetings = [way.split(AND) for way in grouped]
        self.groups = {group for meeting in self._meetings for group in meeting}
        self.phrases = [way for way in ways if way not in grouped]

    def is_met(self, held: Mapping[str, set[int]]) -> bool:
        """Whether all groups of one way stand in the sentence, each at a word of its own."""
        return any(
            all(group in held for group in meeting) and len(set().union(*(held[group] for group in meeting))) >= len(meeting)
            for meeting in self._meetings
        )


class _Met:
    """What the lists met in a sentence: by kind of list, and the numbers of the words."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._by_kind: dict[str, list[Found]] = defaultdict(list)
        self.places: dict[str, set[int]] = defaultdict(set)
        for name, start, end in found:
            kind, _, of = name.partition(":")
            self._by_kind[kind].append((of, start, end))
            self.places[kind].update(range(start, end))

    def of(self, kind: str) -> list[Found]:
        """What the lists of a kind met."""
        return self._by_kind.get(kind, [])

    def without(self, left_out: frozenset[int]) -> _Met:
        """The same without what holds one of these words."""
        if not left_out:
            return self
        kept = ((kind, of, start, end) for kind, found in self._by_kind.items() for of, start, end in found)
        return _Met((f"{kind}:{of}", start, end) for kind, of, start, end in kept if left_out.isdisjoint(range(start, end)))


def _lists(synonyms: Synonyms, carriers: Carriers, ideas: Iterable[_Idea]) -> dict[str, Iterable[str]]:
    """Every list under its kind and name."""
    lists: dict[str, Iterable[str]] = {f"group:{name}": phrases for name, phrases in synonyms.words.items()}
    lists |= {f"idea:{idea.name}": idea.phrases for idea in ideas}
    lists |= {f"{name}:": getattr(carriers, name) for name in dict.fromkeys((*MARKS, *LISTS, "light", "idioms"))}
    lists |= {f"pole:{n} {side}": poles for n, pair in enumerate(carriers.opposites) for side, poles in enumerate(pair)}
    return lists | {f"span:{hours}": phrases for hours, phrases in carriers.spans.items()}


def _says(word: str) -> bool:
    """Whether a word that no list leaves out counts: single letters and figures do not."""
    return len(word) > 1 and not word[0].isdigit()


def _words(said: Said) -> list[Word]:
    tokens = {token.start: token for token in said.tokens}
    folded = fold(said.text)
    words: list[Word] = []
    for match in WORD.finditer(folded):
        start, token = match.start(), tokens.get(match.start())
        is_whole = token is not None and fold(token.text) == match.group()
        opens = not words or bool(ENDS.search(said.text[:start]))
        lemma = token.lemma if token is not None and is_whole else match.group()
        words.append(Word(said.text[start : match.end()], match.group(), start, lemma, token.pos if token is not None else "", opens))
    return words


def _runs_of(words: list[Word], numbers: frozenset[int]) -> Iterator[str]:
    """Words that stand together, as one name."""
    run: list[str] = []
    for n, word in enumerate(words):
        if n in numbers:
            run.append(word.text)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _without(text: str, words: Iterable[Word]) -> str:
    for word in words:
        text = text[: word.start] + " " * len(word.text) + text[word.start + len(word.text) :]
    return text


def _pole(name: str) -> tuple[int, int]:
    number, _, side = name.partition(" ")
    return int(number), int(side)
