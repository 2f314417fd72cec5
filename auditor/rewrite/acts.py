"""The company's verb: where it stands, in which tense, with which modal verb and adverbs.

In: a recipe's infinitives and a place in the clause. Out: the match with its `Act`; whether a clause holds any such verb at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from auditor.knowledge.recipes import Grammar
from auditor.models import Lang
from auditor.rewrite import realise
from auditor.rewrite.reading import Act, Match, Reading

MOST_ADVERB_WORDS = 4


def act(name: str, at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """The match with the verb of the list `name` that stands at `at`, once with its adverbs and once without."""
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


def may_stand(name: str, reading: Reading) -> bool:
    """Whether the clause holds any form of the verbs of the list `name`."""
    return not any_form(reading.clause.lang, reading.section.verbs[name], reading.grammar).isdisjoint(reading.lows)


def any_form(lang: Lang, lemmas: tuple[str, ...], grammar: Grammar) -> frozenset[str]:
    """The verbs and their forms that agree with the company: without one of them no frame of theirs can fit."""
    return _any_form(lang, lemmas, tuple(grammar.models.items()))


@cache
def _any_form(lang: Lang, lemmas: tuple[str, ...], models: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset((*lemmas, *_forms(lang, lemmas, True, models), *_forms(lang, lemmas, False, models)))
