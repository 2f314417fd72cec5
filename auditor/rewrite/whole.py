"""Moves that keep every word of a sentence: a blank beside it, for what the reader gains or what would prove it.

In: a labelled segment, the rule that found it, its tokens. Out: `Draft`s. No word is taken away and no scope changes; what is refused is a
shape that would not read well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.knowledge.recipes import Blank, Grammar, Recipe, RecipeSection, Whole
from auditor.models import LabelledSegment, Token
from auditor.rewrite import shapes
from auditor.rewrite.compose import Draft
from auditor.rewrite.said import FIRST, Body, Said

BREAK = re.compile(r"[:;?!\u2026|\u2022\u00b7/\n\[\]]|\.[\s.]|\s,")
NO_PROSE = re.compile(r"[?|\u2022\u00b7\n\[\]@]|https?:|www\.|\u2026|\.\.|\s,")
QUOTES = frozenset('«»"“”')
SMALL = ("DET", "PRON", "ADP", "ADV", "SCONJ")  # a first word of these kinds has its capital from its place
Suiting = tuple[Whole, list[tuple[Blank, Body]]]


def drafts(
    recipe: Recipe, said: Said, chances: Sequence[Suiting], rule: str, tokens: Sequence[Token], names: tuple[str, ...]
) -> Iterator[Draft]:
    """The sentence with its blank, for every whole move that suits its words (`may_suit`) and its grammar."""
    if not chances or not is_claim(said.labelled, rule, tokens, said.grammar):
        return
    for whole, blanks in chances:
        for blank, body in blanks:
            if _suits(whole, body, said.labelled, rule, tokens):
                yield from _draft(whole, blank, body, recipe.id, tokens, said.grammar, names)
                break


def may_suit(section: RecipeSection, said: Said, rule: str) -> list[Suiting]:
    """The moves of the recipe that the words of the sentence allow, each with its blanks; what they ask of its grammar is not looked at."""
    found = []
    for whole in section.wholes:
        blanks = whole.blanks.get(rule, ())
        if blanks and _may_be(whole, said):
            bodies = ((blank, _body(whole, blank.after or whole.after, said)) for blank in blanks if _may_stand(blank, said))
            suiting = [(blank, body) for blank, body in bodies if body and _is_open(whole, body, said)]
            found += [(whole, suiting)] if suiting else []
    return found


def _may_be(whole: Whole, said: Said) -> bool:
    """Whether the sentence is of a kind that the move is for."""
    segment, traits = said.labelled.segment, said.labelled.labels.traits
    if whole.traits and not any(trait in whole.traits for trait in traits) or any(trait in whole.without for trait in traits):
        return False
    if whole.blocks and segment.kind and segment.kind not in whole.blocks or said.has_figure and not whole.figures:
        return False
    return said.words.isdisjoint(whole.spare) and not (whole.present and whole.shape != "sentence" and said.is_limited)


def _may_stand(blank: Blank, said: Said) -> bool:
    """Whether the blank is for what the sentence names."""
    return (not blank.about or not said.parts.isdisjoint(blank.about)) and said.words.isdisjoint(blank.spare)


def _is_open(whole: Whole, body: Body, said: Said) -> bool:
    """Whether the sentence is prose of the move's shape, as far as its words tell, and opens and speaks of the company as it asks."""
    if not _is_plain(whole, body) or not shapes.may_have(whole.shape, body.text, said.lang, said.names):
        return False
    if whole.opens and not body.opens(whole.opens, said.names):
        return False
    return not (whole.ours and whole.shape == "clause") or _is_told(whole, body, said.labelled)


def _is_told(whole: Whole, body: Body, labelled: LabelledSegment) -> bool:
    """Whether a sentence with a verb speaks of the company, or tells what the reader gains."""
    ours = body.is_ours or labelled.labels.focus == "self" and body.opens(body.grammar.stands_for)
    return ours and not body.is_for_us or body.holds(whole.gains)


def is_claim(labelled: LabelledSegment, rule: str, tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether the rule met more than people: « Particuliers et professionnels » is who is served, and claims nothing."""
    met = [s for s in labelled.analysis.signals if s.rule == rule]
    heads = [t for s in met for t in tokens if t.start == s.start]
    return not heads or len(heads) < len(met) or not all(t.pos == "NOUN" and t.text.lower() in grammar.people for t in heads)


def _body(whole: Whole, after: str, said: Said) -> Body | None:
    if whole.shape == "sentence":
        return said.ended
    return said.whole if after.startswith("{text}") else said.from_letter


def _suits(whole: Whole, body: Body, labelled: LabelledSegment, rule: str, tokens: Sequence[Token]) -> bool:
    """Whether the move suits the grammar of the text."""
    text, lang = body.text, labelled.segment.lang
    finite = any("VerbForm=Fin" in t.morph for t in tokens)
    if whole.ours and finite and not _is_told(whole, body, labelled):
        return False
    if sum(t.pos == "PROPN" for t in tokens) > whole.names or whole.opens and not finite:
        return False
    if whole.shape == "list" and shapes.orders(tokens, lang) or whole.states and not shapes.acts(whole.states, tokens):
        return False
    if whole.acts and not shapes.names_acts(whole.acts, text, tokens, lang):
        return False
    if shapes.hangs(whole.shape, text, tokens, [s.start for s in labelled.analysis.signals if s.rule == rule]):
        return False
    return shapes.has_shape(whole.shape, text, tokens, lang, body.names) and not (whole.present and shapes.is_past(tokens, lang))


def _is_plain(whole: Whole, body: Body) -> bool:
    """Whether the text is prose that a blank can stand beside: no rows of marks, no quotation, no shouting."""
    if body.size > whole.most or (NO_PROSE if whole.shape == "sentence" else BREAK).search(body.text):
        return False
    return QUOTES.isdisjoint(body.text) and not (body.text.isupper() and whole.shape != "label")


def _draft(
    whole: Whole, blank: Blank, body: Body, recipe: str, tokens: Sequence[Token], grammar: Grammar, names: Sequence[str]
) -> Iterator[Draft]:
    text, after = body.text, blank.after or whole.after
    begins = after.startswith("{text}") or ". {text}" in after
    kept = text if begins else _lowered(text, tokens, grammar, names)
    if not kept:
        return
    frame = after.replace("[]", f"[{blank.say}]").replace("'", "'" if "'" in text else "\u2019")
    made = frame.replace("{text}", kept)
    added = tuple(re.sub(r"\[[^\]]*\]|\{text\}", " ", frame).split())
    at = 1 if made.startswith("[") else 0
    made = made[:at] + made[at].upper() + made[at + 1 :]
    closing = body.closing or ("." if after.startswith("{text}. ") else "")  # what follows a full stop of ours ends in one
    yield Draft(made + closing, recipe, added, True, keeps_focus=whole.answers, answers=whole.answers)


def _lowered(text: str, tokens: Sequence[Token], grammar: Grammar, names: Sequence[str]) -> str:
    """Without the capital that the start of the sentence gave it, "" when nobody can tell; a name, "I" and an acronym keep theirs."""
    found = FIRST.match(text)
    first, rest = (found.group() if found else ""), re.findall(r"[^\W\d_]{4,}", text[len(found.group()) :] if found else "")
    word = first.rstrip("'\u2019")
    if not first or word == "I" or any(text.startswith(name) for name in names) or word.isupper() and len(word) > 1:
        return text
    if rest and all(word[0].isupper() for word in rest) and not _is_common(first, grammar):
        return ""  # a title in capitals
    kind = tokens[0].pos if tokens else ""
    return text[0].lower() + text[1:] if _is_common(first, grammar) or kind in SMALL or kind == "NOUN" and rest else ""


def _is_common(word: str, grammar: Grammar) -> bool:
    low = word.lower().replace("\u2019", "'")
    known = {*grammar.we, *grammar.source_starts, *grammar.openings, *grammar.own, *grammar.speaker}
    return low in known or low.rstrip("'") in known
