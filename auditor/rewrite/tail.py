"""What stays of a sentence when its subject changes: whether those words still mean the same.

In: the words after the verb. Out: the reason why they would not ("coordinated", "attitude", "too-complex"), or "".

They are kept as they stand, so only what leans on the old subject can go wrong: a second verb, a gerund, an infinitive of purpose, a word
of the company's feelings. The parse only ever adds a refusal: what it overlooks, the surface must catch.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.knowledge.recipes import Grammar
from auditor.models import Lang
from auditor.rewrite import realise
from auditor.rewrite.clause import Word, is_infinitive

MOST_WORDS = 40
SHORT_WORDS = 12  # longer, and a phrase added at the end is read with the wrong word


def unsafe(words: Sequence[Word], lang: Lang, grammar: Grammar, *, is_act: bool) -> str:
    """Why the words cannot stay under another subject; `is_act`: they are what the reader does, and the reader did it before too."""
    lows = [w.low for w in words]
    if set(lows) & set(grammar.attitudes):
        return "attitude"
    if len(words) > MOST_WORDS:
        return "too-complex"
    return _french(words, grammar, is_act) if lang == "fr" else _english(words, grammar, is_act)


def is_short(words: Sequence[Word], grammar: Grammar) -> bool:
    """Whether a phrase can follow the words without being read with the wrong one."""
    return len(words) <= SHORT_WORDS and not any(w.text == "," or w.low in grammar.clauses for w in words)


def _french(words: Sequence[Word], grammar: Grammar, is_act: bool) -> str:
    inside = False  # a relative clause, which has verbs of its own
    for n, word in enumerate(words):
        inside = inside or word.low in grammar.relatives
        before = words[n - 1].low if n else ""
        if _first_plural(word, before) or before in (*grammar.joiners, ",") and word.low in ("nous", "vous", "te", "ne"):
            return "coordinated"
        if _is_finite(word, grammar) and not inside:
            return "coordinated"
        if before in grammar.gerund and word.low.endswith("ant"):
            return "too-complex"
        if before in ("", ",") and n and word.low.endswith("ant") and word.pos == "VERB":
            return "too-complex"
        if not is_act and is_infinitive(word) and any(w.low in grammar.hands_over for w in words[max(0, n - 4) : n]):
            return "too-complex"
    return ""


def _next(words: Sequence[Word], n: int) -> str:
    return words[n + 1].low if n + 1 < len(words) else ""


def _first_plural(word: Word, before: str) -> bool:
    """« et répondons »: a verb in -ons without its own « nous », which is no noun in -on."""
    if not word.low.endswith("ons") or before in ("nous", "que", "vous") or len(word.low) < 5:
        return False
    return word.pos in ("VERB", "AUX") or not realise.is_noun("fr", word.low.removesuffix("s")) and before in ("et", "ou", ",", "puis")


def _is_finite(word: Word, grammar: Grammar) -> bool:
    return word.low in grammar.finite or word.pos == "VERB" and word.low.endswith(("ent", "ez", "era", "eront"))


def _english(words: Sequence[Word], grammar: Grammar, is_act: bool) -> str:
    inside = False
    for n, word in enumerate(words):
        before = words[n - 1].low if n else ""
        inside = inside or word.low in grammar.relatives or n > 0 and word.low in ("you", "we") and before not in grammar.thing_stops
        if before in (*grammar.joiners, ",") and _acts(word, _next(words, n), grammar, is_act):
            return "coordinated"
        if word.low.endswith("ing") and before in (",", *grammar.gerund):
            return "too-complex"
        if not is_act and word.low in grammar.subject.values() and n > 1 and words[n - 2].low == "to":  # "a form to know you better"
            return "too-complex"
        if word.low in grammar.finite and not inside and word.low != "'s":
            return "too-complex"
    return ""


def _acts(word: Word, following: str, grammar: Grammar, is_act: bool) -> bool:
    """Whether a word after "and" may be a second act of the company's; of the reader's own acts only the company's usual ones are."""
    if word.low in ("we", "our", "you") and following != "":
        return word.low == "we"
    lemma = word.lemma.lower()
    if is_act:  # "then delivers it": only the old subject was in the third person
        return {word.low, lemma} & {*grammar.company_verbs} != set() or word.pos == "VERB" and word.low == lemma + "s"
    is_verb = realise.is_verb("en", word.low) or realise.is_verb("en", lemma)
    return is_verb and (word.pos in ("VERB", "AUX") or following in grammar.determiners)
