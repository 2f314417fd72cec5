"""The shapes of a sentence that keeps every word: what is a clause, a sentence, a label or a list, and would read well beside a blank.

In: a text with its tokens. Out: answers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.models import Lang, Token
from auditor.rewrite import realise

DASH = re.compile(r"\s[\u2013\u2014-]|\u2014")
ITEMS = re.compile(r"\s*,\s*|\s+(?:et|ou|and|or|&)\s+")
JOINERS = ("et", "and", "&")
ALONG = ("avec", "with")  # open what comes along, which would take the blank to itself: "Cutting-edge saws with free delivery"
THING = ("NOUN", "PROPN", "DET")  # what opens another thing, not another quality of the same
LEAST_ITEMS = 3
MOST_COMMAS = 1  # in a label: two make a row, which one blank cannot follow
MOST_DASHES = {"fr": 0, "en": 1}  # in a label: "Fair pricing – agreed before we start" is one thing and its gloss
LEAST_SENTENCE = 4  # words: « Tout sur mesure. » asks for a label's colon, not for a second sentence


def may_have(shape: str, text: str, lang: Lang, names: Sequence[str] = ()) -> bool:
    """Whether the text could have the shape that a whole move asks for, by its words; its grammar is for `has_shape`."""
    if shape == "label":
        return text.count(",") <= MOST_COMMAS and len(DASH.findall(text)) <= MOST_DASHES[lang]
    if shape == "sentence":
        return len(text.split()) >= LEAST_SENTENCE and not re.search(r":\s*[.!]*$", text)
    return shape != "list" or not _is_signed(text, names) and _is_row(text)


def has_shape(shape: str, text: str, tokens: Sequence[Token], lang: Lang, names: Sequence[str] = ()) -> bool:
    """Whether a text that `may_have` the shape has it: any, clause, sentence, label or list."""
    finite = any("VerbForm=Fin" in t.morph for t in tokens)
    verbal = any(t.pos in ("VERB", "AUX") and "VerbForm=Part" not in t.morph for t in tokens)
    if shape == "clause":
        return finite
    if shape == "label":
        return not finite and not verbal and not (lang == "en" and _is_gerund(tokens[:1]))
    if shape == "sentence":
        is_spoken = finite or bool(tokens) and tokens[0].pos == "PRON"  # whose verb a model may take for a noun: « nous privilégions »
        return (is_spoken or ":" not in text and not _is_signed(text, names)) and not _is_aim(tokens, lang)
    return shape == "any" or not verbal and _is_list(text, tokens)


def _is_signed(text: str, names: Sequence[str]) -> bool:
    """Whether it ends with the company's name, as rows of words written for search engines do."""
    return text.rstrip(" .!").endswith(tuple(filter(None, names)))


def hangs(shape: str, text: str, tokens: Sequence[Token], met: Sequence[int]) -> bool:
    """Whether a blank after a label would be read with something else than what the rule met (its places in the text): a gloss after a
    dash, what comes along after "with", or the second of two things, the first of which has words before the one met.
    """
    if shape != "label" or not met:
        return False
    dash, at = DASH.search(text), max(met)
    if dash and at < dash.start():
        return True
    if any(t.start > at and t.text.lower() in ALONG for t in tokens):
        return True
    n = next((n for n, t in enumerate(tokens) if t.start <= at < t.start + len(t.text)), 0)
    return n > 0 and n + 2 < len(tokens) and tokens[n + 1].text.lower() in JOINERS and tokens[n + 2].pos in THING


def acts(states: Sequence[str], tokens: Sequence[Token]) -> bool:
    """Whether the first verb tells what is done: of "are", "are insured" and "are building" do; "have been named" tells what was."""
    verbal = [t for t in tokens if t.pos not in ("ADV", "PART")]
    at = next((n for n, t in enumerate(verbal) if t.pos in ("VERB", "AUX")), len(verbal))
    if at + 1 >= len(verbal) or ":" in (t.text for t in tokens):
        return False
    first, second = verbal[at], verbal[at + 1]
    if first.pos == "VERB":
        return "VerbForm=Fin" in first.morph and first.lemma.lower() not in states
    done = second.pos == "VERB" or second.text.endswith("ed")
    return done and first.lemma.lower() not in ("have", "avoir") and second.lemma.lower() not in states


def orders(tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether an English list opens with a bare verb and its object: a line of a checklist says what is done, and offers nothing."""
    if lang != "en" or len(tokens) < 2 or not realise.is_verb("en", tokens[0].text.lower()):
        return False
    return tokens[1].pos == "DET" or tokens[1].pos == "NOUN" and "Number=Plur" in tokens[1].morph


def is_past(tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether a verb is in the past; « nous posions » is, by its ending, where the model takes it for something else."""
    joined = {b.start for a, b in zip(tokens, tokens[1:], strict=False) if a.text == "-"}  # "a Hull-based firm": no verb
    finite = [t.morph for t in tokens if "VerbForm=Fin" in t.morph and t.start not in joined]
    tense = any("Tense=Past" in morph or "Tense=Imp" in morph for morph in finite)
    done = [t for t in tokens if t.pos not in ("ADV", "PRON")]
    tense = tense or lang == "fr" and any(_has_done(a, b) for a, b in zip(done, done[1:], strict=False))
    after_we = (b.text.lower() for a, b in zip(tokens, tokens[1:], strict=False) if lang == "fr" and a.text.lower() == "nous")
    return tense or any(low.endswith("ions") and not realise.is_verb("fr", low.removesuffix("ons") + "er") for low in after_we)


def _has_done(helper: Token, verb: Token) -> bool:
    """« nous avons posé »: the helper is in the present, what it tells is past."""
    return helper.pos == "AUX" and helper.lemma.lower() == "avoir" and "VerbForm=Part" in verb.morph


def _is_aim(tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether it opens with a verb that nobody does yet: « Rendre … », "To be …", "Reducing …". What is only meant proves nothing."""
    opening = tokens[1:] if tokens and lang == "fr" and tokens[0].lemma.lower() == "pour" else tokens
    if not opening or lang == "en" and opening[0].text.lower() == "to":
        return bool(opening)
    first = opening[0]
    if first.pos not in ("VERB", "AUX"):
        return False
    return "VerbForm=Inf" in first.morph if lang == "fr" else first.text.lower().endswith("ing")


def _is_gerund(opening: Sequence[Token]) -> bool:
    """Whether a label opens with what is to be done: "keeping your roof safe", not "leading expertise" or "uncompromising quality"."""
    ing = [t for t in opening if t.text.lower().endswith("ing") and t.pos == "VERB" and t.dep != "amod"]
    return bool(ing) and realise.is_verb("en", ing[0].lemma.lower())


def names_acts(acts: Sequence[str], text: str, tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether each thing in a row is something that is done, « élagage, taille de haies »: lorries and gardens answer no need."""
    heads = [_head([t for t in tokens if start <= t.start < end and t.text[0].isalpha()], lang) for start, end in _spans(text)]
    return all(any(_is_named(head, act) for act in acts) for head in heads)


def _head(words: Sequence[Token], lang: Lang) -> str:
    """The noun that a thing is named by: in French the first, in English the last before a preposition."""
    named = [t for t in words if t.pos not in ("DET", "CCONJ")]
    if lang == "fr":
        return next((t.text.lower() for t in named if t.pos not in ("ADJ", "ADP", "NUM", "ADV")), "")
    end = next((n for n, t in enumerate(named) if n and t.pos == "ADP"), len(named))
    return named[end - 1].text.lower() if named else ""


def _is_named(head: str, act: str) -> bool:
    """Whether a noun, or its singular, is the word or has the ending."""
    ways = (head, head.removesuffix("s"))
    return any(way.endswith(act[1:]) for way in ways) if act.startswith("*") else act in ways


def _spans(text: str) -> list[tuple[int, int]]:
    """Where each thing of a row stands."""
    ends = [0, *(m.end() for m in ITEMS.finditer(text)), len(text) + 1]
    return list(zip(ends, ends[1:], strict=False))


def _is_row(text: str) -> bool:
    """Whether there are things in a row, none with a figure."""
    return not re.search(r"\d", text) and text.count("(") == text.count(")") and len(_spans(text)) >= LEAST_ITEMS


def _is_list(text: str, tokens: Sequence[Token]) -> bool:
    """Common things in a row, each with a noun of its own: no address, no row of names or of qualities."""
    return all(t.pos != "NUM" for t in tokens) and all(
        any(_is_thing(t) for t in tokens if start <= t.start < end) for start, end in _spans(text)
    )


def _is_thing(token: Token) -> bool:
    return token.pos == "NOUN" and token.text[1:].islower()
