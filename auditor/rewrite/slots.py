"""What each slot of a frame may take: the company, the reader, the thing, the complement.

In: a place in the clause. Out: where the slot may end, with the match so far; `SLOT` names them as recipes do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from auditor.knowledge.recipes import Grammar
from auditor.rewrite.clause import Word, is_infinitive
from auditor.rewrite.reading import Match, Reading

MOST_SOURCE_WORDS = 8  # « notre service de livraison à domicile »; a longer subject carries clauses of its own
NO_OBJECT = ("ADV", "SCONJ", "ADP", "CCONJ", "PART", "AUX")  # "we ship you anywhere": no English object opens with one
MOST_GROUP_WORDS = 5
MOST_PART_WORDS = 14


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
        if (starts and end - at > 1) or reading.names and tuple([w.low for w in words[at:end]]) in reading.names:
            yield end, replace(match.bind("source", at, end), by_we=False)


def _you(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    words, grammar = reading.words, reading.grammar
    modal = words[at].low if reading.clause.lang == "fr" and words[at].low in grammar.modals.get("pouvoir", ()) else ""
    at += bool(modal)
    for reader, forms in grammar.you.items():
        if at < len(words) and words[at].low in forms:
            yield at + 1, replace(match, reader=reader, modal=modal)


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


def _part(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """An object, or objects in a row, up to the word that the frame goes on with."""
    if reading.words[at].low in reading.grammar.your:
        return
    for _, found in _thing(at, match, reading):
        for end in range(at + 1, min(at + MOST_PART_WORDS, len(reading.words) - 1)):
            yield end, replace(found, spans={**match.spans, "part": (at, end)})


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
    fits = is_infinitive(words[verb]) if reading.clause.lang == "fr" else _is_base(words[verb]) and not _may_be_ours(verb, match, reading)
    if fits:
        yield len(words), match.bind("do", at, len(words))


def _may_be_ours(at: int, match: Match, reading: Reading) -> bool:
    """Whether a later verb of the row may be the company's: nobody can tell who files in "We help you choose, draw it and file it"."""
    words = reading.words
    after_comma = (n + 1 + (words[n + 1].low in reading.grammar.joiners) for n in range(at, len(words) - 2) if words[n].text == ",")
    in_a_row = at + 1 < len(words) and words[at + 1].text == ","  # "buy, sell or let your home": all of them are the reader's
    return match.by_we and not in_a_row and any(_is_base(words[n]) for n in after_comma)


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


def _one(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """The article before what somebody is: « un », "an"."""
    if reading.words[at].low in reading.grammar.one:
        yield at + 1, match.bind("one", at, at + 1)


def _kind(at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    """What something is, without its article, and all that follows: "family bakery in Leeds"."""
    if reading.words[at].pos in ("NOUN", "ADJ") and any(word.pos == "NOUN" for word in reading.words[at : at + 5]):
        yield len(reading.words), match.bind("kind", at, len(reading.words))


def _inside(words: tuple[Word, ...], n: int, at: int, grammar: Grammar) -> bool:
    low, before = words[n].low, words[n - 1].low
    if low in grammar.links:
        return n - at > 1
    if low in grammar.adjuncts:
        return False
    return words[n].pos in ("NOUN", "ADJ", "PROPN") or before in grammar.links


SLOT: dict[str, Callable[[int, Match, Reading], Iterator[tuple[int, Match]]]] = {
    "we": _we, "source": _source, "you": _you, "thing": _thing, "rest": _rest, "do": _do, "yours": _yours, "when": _when, "group": _group,
    "one": _one, "kind": _kind, "part": _part,
}  # fmt: skip
