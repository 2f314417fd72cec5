"""Where a frame meets a clause: which words each of its slots takes.

In: a recipe's frame and a `Clause`. Out: every `Match`, the widest reading last; a match covers the clause to its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from auditor.knowledge.recipes import Frame, Grammar, RecipeSection
from auditor.models import Lang
from auditor.rewrite import realise
from auditor.rewrite.clause import Clause, Word, is_infinitive

MOST_SOURCE_WORDS = 8  # « notre service de livraison à domicile »; a longer subject carries clauses of its own
WORD = re.compile(r"[^\W\d_]+")
NO_OBJECT = ("ADV", "SCONJ", "ADP", "CCONJ", "PART", "AUX")  # "we ship you anywhere": no English object opens with one
MOST_ADVERB_WORDS = 4
MOST_GROUP_WORDS = 5
HEAD_WITHIN = 3  # « un nouveau diagnostic »: words after the first among which a frame's heads are sought


@dataclass(frozen=True, slots=True)
class Act:
    """The verb that the company was the subject of."""

    lemma: str
    tense: str = "present"
    modal: str = ""  # "pouvons", "can", "'ll"
    adverbs: tuple[int, ...] = ()  # words of the clause


@dataclass(frozen=True, slots=True)
class Match:
    """A frame laid over a clause: first and last-but-one word of each slot, the act, and who the reader is."""

    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    act: Act | None = None
    modal: str = ""
    reader: str = "plural"
    by_we: bool = True  # the subject is « nous », not a noun

    def bind(self, name: str, start: int, end: int) -> Match:
        """The match with one more slot filled."""
        return replace(self, spans={**self.spans, name: (start, end)})


@dataclass(frozen=True, slots=True)
class Reading:
    """What matching needs at every step."""

    clause: Clause
    section: RecipeSection
    grammar: Grammar
    names: frozenset[tuple[str, ...]]  # words of the company's names

    @property
    def words(self) -> tuple[Word, ...]:
        """Words of the clause."""
        return self.clause.words


def matches(frame: Frame, reading: Reading) -> Iterator[Match]:
    """Every way in which the frame covers the clause."""
    yield from _from(frame, frame.pattern, 0, Match(), reading)


def _from(frame: Frame, pattern: tuple[str, ...], at: int, match: Match, reading: Reading) -> Iterator[Match]:
    if not pattern:
        if at == len(reading.words) and _suits(frame, match, reading):
            yield match
        return
    element, rest = pattern[0], pattern[1:]
    if element.endswith("?"):
        element = element[:-1]
        yield from _from(frame, rest, at, match, reading)
    if at < len(reading.words):
        for end, found in _one(element, at, match, reading):
            yield from _from(frame, rest, end, found, reading)


def _suits(frame: Frame, match: Match, reading: Reading) -> bool:
    """Whether the thing is one that the frame's verb suits."""
    if frame.addressed and not _addresses(reading):
        return False
    start, _ = match.spans.get("yours", match.spans.get("thing", (0, 0)))
    near = reading.words[slice(*match.spans["when"])] if start == 0 and "when" in match.spans else _near(reading, start)
    return not frame.heads or any(w.low in frame.heads or w.low.removesuffix("s") in frame.heads for w in near)


def _near(reading: Reading, start: int) -> tuple[Word, ...]:
    return reading.words[start + 1 : start + 1 + HEAD_WITHIN]


def _addresses(reading: Reading) -> bool:
    """ "that suits you", "for your garden": what is provided is for the reader, not for somebody of theirs."""
    lows, grammar = [w.low for w in reading.words], reading.grammar
    pairs = zip(lows, lows[1:], strict=False)
    return bool({*lows} & {*grammar.subject.values()}) or any(one in grammar.serves and two in grammar.your for one, two in pairs)


def _one(element: str, at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    if not element.startswith("{"):
        if reading.words[at].low in element.split("|"):
            yield at + 1, match
        return
    name = element.strip("{}")
    slot = SLOT.get(name)
    yield from slot(at, match, reading) if slot else _act(name, at, match, reading)


def _we(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    if reading.words[at].low in reading.grammar.we:
        yield at + 1, replace(match, by_we=True)


def _source(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """« notre équipe », "our online portal", or the company's name."""
    words, grammar = reading.words, reading.grammar
    starts = words[at].low in grammar.source_starts
    for end in range(at + 1, min(at + MOST_SOURCE_WORDS, len(words)) + 1):
        word = words[end - 1]
        if word.text == "," or (end - at > 1 and (word.low in grammar.source_stops or word.low in grammar.finite)):
            return
        if (starts and end - at > 1) or tuple(w.low for w in words[at:end]) in reading.names:
            yield end, replace(match.bind("source", at, end), by_we=False)


def _you(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    words, grammar = reading.words, reading.grammar
    modal = words[at].low if reading.clause.lang == "fr" and words[at].low in grammar.modals.get("pouvoir", ()) else ""
    at += bool(modal)
    for reader, forms in grammar.you.items():
        if at < len(words) and words[at].low in forms:
            yield at + 1, replace(match, reader=reader, modal=modal)


def _act(name: str, at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    finder = _french_act if reading.clause.lang == "fr" else _english_act
    yield from finder(reading.section.verbs[name], at, match, reading)


def _french_act(lemmas: tuple[str, ...], at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    words = reading.words
    low = words[at].low
    found = (low, "present") if match.modal and low in lemmas else _forms("fr", lemmas, match.by_we, _models(reading)).get(low)
    if found is None or bool(match.modal) != (low in lemmas):
        return
    lemma, tense = found
    end = at + 1
    while end < len(words) and (size := _adverb(end, reading)) and end - at <= MOST_ADVERB_WORDS:
        end += size
    for last in dict.fromkeys((end, at + 1)):  # with its adverbs, and without: a frame may name one
        yield last, replace(match, act=Act(lemma, tense, match.modal, tuple(range(at + 1, last))))


def _adverb(at: int, reading: Reading) -> int:
    """Words of the adverb that stands at `at`: « rapidement », « chaque mois », « tous les ans »; 0 when none does."""
    low, grammar = reading.words[at].low, reading.grammar
    size = grammar.adverb_rows.get(low, 1 if low in grammar.adverbs else 0)
    return size if at + size <= len(reading.words) else 0


def _english_act(lemmas: tuple[str, ...], at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    words, modals = reading.words, reading.grammar.modals
    modal = words[at].low if any(words[at].low in forms for forms in modals.values()) else ""
    verb = at + bool(modal)
    while verb < len(words) and words[verb].low in reading.grammar.adverbs:
        verb += 1
    if verb == len(words):
        return
    low, adverbs = words[verb].low, tuple(range(at + bool(modal), verb))
    lemma = (low if low in lemmas else "") if modal else _forms("en", lemmas, match.by_we, _models(reading)).get(low, ("",))[0]
    if lemma:
        yield verb + 1, replace(match, act=Act(lemma, "present", modal, adverbs))


def _models(reading: Reading) -> tuple[tuple[str, str], ...]:
    return tuple(reading.grammar.models.items())


@cache
def _forms(lang: Lang, lemmas: tuple[str, ...], by_we: bool, models: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, str]]:
    """Forms of the verbs that agree with the subject -> lemma and tense."""
    persons = ((1, True),) if by_we else ((3, False), (3, True))
    tenses = ("present", "future") if lang == "fr" else ("present",)
    return {
        realise.verb(lang, lemma, person=person, plural=plural, tense=tense, models=dict(models)): (lemma, tense)
        for tense in tenses
        for lemma in lemmas
        for person, plural in persons
    }


def may_fit(text: str, sections: Sequence[RecipeSection], grammar: Grammar, lang: Lang) -> bool:
    """Whether any recipe could fit, by its words alone: parsing what none can fit would be most of the work."""
    lemmas = tuple(lemma for section in sections for verbs in section.verbs.values() for lemma in verbs)
    models = tuple(grammar.models.items())
    forms = {*lemmas, *_forms(lang, lemmas, True, models), *_forms(lang, lemmas, False, models)}
    return not forms.isdisjoint(WORD.findall(text.lower()))


def _thing(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """An object and all that follows it."""
    words, grammar = reading.words, reading.grammar
    low = words[at].low
    if low in grammar.thing_stops and (low != "de" or at + 1 < len(words) and words[at + 1].low not in ("la", "l'")):
        return
    if words[at].pos in NO_OBJECT and reading.clause.lang == "en":
        return
    if grammar.thing_starts and low not in grammar.thing_starts and not low[0].isdigit():
        return
    yield len(words), match.bind("thing", at, len(words))


def _rest(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """Whatever complements follow, or nothing."""
    words = reading.words
    if words[at].low in reading.grammar.complements and not (at + 1 < len(words) and _is_act(words[at + 1], reading)):
        yield len(words), match.bind("rest", at, len(words))


def _is_act(word: Word, reading: Reading) -> bool:
    return reading.clause.lang == "fr" and is_infinitive(word) and word.pos == "VERB"


def _when(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """A complement of time or means."""
    if reading.words[at].low in reading.grammar.times:
        yield len(reading.words), match.bind("when", at, len(reading.words))


def _do(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """What the reader does, an infinitive and all that follows it."""
    words, grammar = reading.words, reading.grammar
    verb = at
    while reading.clause.lang == "fr" and verb < len(words) and (words[verb].low in grammar.clitics or words[verb].low in grammar.adverbs):
        verb += 1
    if verb == len(words):
        return
    fits = is_infinitive(words[verb]) if reading.clause.lang == "fr" else _is_base(words[verb])
    if fits:
        yield len(words), match.bind("do", at, len(words))


def _is_base(word: Word) -> bool:
    return word.pos in ("VERB", "AUX") and word.low == word.lemma.lower() and not word.low.endswith("ing")


def _yours(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """A thing of the reader's, up to a complement of time, place or manner: what can become the subject."""
    words, grammar = reading.words, reading.grammar
    if words[at].low not in grammar.your:
        return
    end = at + 1
    while end < len(words) and _inside(words, end, at, grammar):
        end += 1
    if end - at > 1 and (end == len(words) or words[end].low in grammar.adjuncts and not _is_matter(words, end, grammar)):
        yield end, match.bind("yours", at, end)


def _is_matter(words: tuple[Word, ...], at: int, grammar: Grammar) -> bool:
    """« votre toit en tuiles » and not « en deux jours »: the words belong to the thing."""
    following = words[at + 1].low if at + 1 < len(words) else ""
    return words[at].low in grammar.matter and not (following[:1].isdigit() or following in grammar.thing_starts)


def _group(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """Customers in the third person and the plural: « les artisans », "small firms"."""
    words, grammar = reading.words, reading.grammar
    if grammar.group_starts and words[at].low not in grammar.group_starts:
        return
    for end in range(at + 1, min(at + MOST_GROUP_WORDS, len(words)) + 1):
        word = words[end - 1]
        if word.pos not in ("NOUN", "ADJ", "PROPN", "DET", "PRON") or word.low in (*grammar.thing_stops, *grammar.your):
            return
        if word.pos == "NOUN" and word.low.endswith(("s", "x")) and word.low != word.lemma.lower():
            yield end, match.bind("group", at, end)


def _inside(words: tuple[Word, ...], n: int, at: int, grammar: Grammar) -> bool:
    low, before = words[n].low, words[n - 1].low
    if low in grammar.links:
        return n - at > 1
    if low in grammar.adjuncts:
        return False
    return words[n].pos in ("NOUN", "ADJ", "PROPN") or before in grammar.links


SLOT: dict[str, Callable[[int, Match, Reading], Iterator[tuple[int, Match]]]] = {
    "we": _we, "source": _source, "you": _you, "thing": _thing, "rest": _rest, "do": _do, "yours": _yours, "when": _when, "group": _group,
}  # fmt: skip
