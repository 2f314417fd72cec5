"""What French asks for when words move: contraction, elision, infinitives that become finite; and the head of a noun phrase.

In: words of a clause. Out: text; `realise.UnknownWord` when the lexicon cannot tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from auditor.knowledge.recipes import Grammar
from auditor.rewrite import realise
from auditor.rewrite.clause import Word, is_infinitive
from auditor.rewrite.reading import Reading

CONTRACTED = {"de": {"le": "du", "les": "des", "des": "de", "du": "de"}, "à": {"le": "au", "les": "aux"}}
FIRST_WORD = re.compile(r"[^\s'\u2019]+['\u2019]?")


def after(preposition: str, words: str, *, apostrophe: str) -> str:
    """The words after « de » or « à »: "du rapport", "d'un rapport", "aux outils"; UnknownWord before an h that nobody knows."""
    first = FIRST_WORD.match(words)
    head = first.group() if first else ""
    low = head.lower()
    if low in CONTRACTED[preposition]:
        rest = words[len(head) :].lstrip()
        contracted = CONTRACTED[preposition][low]
        return after("de", rest, apostrophe=apostrophe) if contracted == "de" else f"{contracted} {rest}"
    if preposition == "de" and low == "de":  # the partitive: « de la documentation » stays one « de »
        raise realise.UnknownWord(words)
    return f"d{apostrophe}{words}" if preposition == "de" and elides(low) else f"{preposition} {words}"


def refuse_row(words: Sequence[Word], grammar: Grammar) -> None:
    """UnknownWord for two things in a row: « d'un devis et une visite » would lack its second « d' »."""
    for before, word in zip(words, words[1:], strict=False):
        if before.low in (*grammar.joiners, ",") and word.low in grammar.thing_starts:
            raise realise.UnknownWord(word.text)


def elides(word: str) -> bool:
    """Whether « le » and « de » lose their vowel before the word."""
    first = unicodedata.normalize("NFD", word)[:1]
    return first in "aeiou" if first != "h" else realise.has_mute_h(word)


def finite_group(reading: Reading, start: int, end: int, finite: Callable[[str], str], adverbs: tuple[int, ...], *, for_group: bool) -> str:
    """« à réduire vos coûts et à mieux suivre vos stocks » with its infinitives finite, adverbs after them, pronouns before.

    UnknownWord when one infinitive may depend on another: « à apprendre à lire et à écrire ».
    """
    groups = _groups(reading, start, end)
    within = [n for n in range(start, end) if is_infinitive(reading.words[n]) and not _is_noun(reading, n)]
    leads = {reading.words[n].low for first, verb in groups for n in range(first, verb)}
    in_row = len(groups) > 1 or any(word.text == "," for word in reading.words[start:end])
    if in_row and len(within) > len(groups) or leads & {*reading.grammar.reflexive} and not for_group:
        raise realise.UnknownWord(reading.clause.span(start, end))
    pieces, done = [], 0
    for number, (first, verb) in enumerate(groups):
        lead = reading.words[first:verb]
        moved = [reading.words[n].text for n in adverbs] if number == 0 else []
        moved += [w.text for w in lead if w.low in reading.grammar.adverbs]
        kept = _join([w.text for w in lead if w.low not in reading.grammar.adverbs])
        pieces.append(_between(reading, done, first) if number else "")
        pieces.append(" ".join((kept + finite(reading.words[verb].low), *moved)))
        done = verb + 1
    return "".join(pieces) + _between(reading, done, end, last=True)


def _between(reading: Reading, done: int, first: int, *, last: bool = False) -> str:
    """Source text between two verbs, spaces included, without the « à » or « de » before the second."""
    words, text = reading.words, reading.clause.text
    stop = words[first - 1].end if last else words[first].start
    kept = text[words[done - 1].end : stop]
    return kept if last else re.sub(r"\s(?:à|de|d['\u2019])\s*$", " ", kept)


def _groups(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """(first word, infinitive) of each infinitive on the level of the first: pronouns and adverbs stand between."""
    groups, words = [(start, _verb_from(reading, start, end))], reading.words
    for n in range(groups[0][1] + 1, end - 1):
        if words[n].low not in (*reading.grammar.joiners, ","):
            continue
        first = n + 1 + (words[n + 1].low in ("à", "de", "d'"))
        verb = _verb_from(reading, first, end)
        if verb and not _is_noun(reading, verb):
            groups.append((first, verb))
    return groups


def _verb_from(reading: Reading, at: int, end: int) -> int:
    while at < end and (reading.words[at].low in reading.grammar.clitics or reading.words[at].low in reading.grammar.adverbs):
        at += 1
    return at if at < end and is_infinitive(reading.words[at]) else 0


def _is_noun(reading: Reading, n: int) -> bool:
    return n > 0 and reading.words[n - 1].low in (*reading.grammar.source_starts, *reading.grammar.your)


def _join(words: Sequence[str]) -> str:
    return "".join(word if word.endswith(("'", "\u2019")) else f"{word} " for word in words)


def head_noun(words: Sequence[Word]) -> str:
    """Lemma of the noun that the others lean on, after the possessive; UnknownWord when the lexicon has none."""
    for word in words[1:]:
        for lemma in (word.lemma.lower(), word.low, word.low.removesuffix("s"), word.low.removesuffix("x")):
            if word.pos == "NOUN" and realise.is_noun("fr", lemma):
                return lemma
    raise realise.UnknownWord(" ".join(w.text for w in words))


def english_plural(words: Sequence[Word]) -> bool:
    """Whether an English noun phrase is plural, by its last noun before "of"."""
    heads = [w for w in words[: next((n for n, w in enumerate(words) if w.low == "of"), len(words))] if w.pos in ("NOUN", "PROPN")]
    if not heads:
        raise realise.UnknownWord(" ".join(w.text for w in words))
    return heads[-1].low != heads[-1].lemma.lower()
