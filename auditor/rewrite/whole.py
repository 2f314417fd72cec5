"""Moves that keep every word of a sentence: a blank beside it, for what the reader gains or what would prove it.

In: a labelled segment, the rule that found it, its tokens. Out: `Draft`s. No word is taken away and no scope changes; what is refused is a
shape that would not read well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.knowledge.recipes import Blank, Grammar, Recipe, RecipeSection, Whole
from auditor.models import LabelledSegment, Segment, Token
from auditor.rewrite import guard, shapes
from auditor.rewrite.compose import Draft

LETTER_FIRST = re.compile(r"(?P<text>[^\W\d_].*?)(?P<closing>\s*\.?)$", re.DOTALL)
ANY_FIRST = re.compile(r"(?P<text>\S.*?)(?P<closing>\s*\.?)$", re.DOTALL)
ENDED = re.compile(r"(?P<text>\S.*[.!])(?P<closing>)$", re.DOTALL)
BREAK = re.compile(r"[:;?!\u2026|\u2022\u00b7/\n\[\]]|\.\s")
NO_PROSE = re.compile(r"[?|\u2022\u00b7\n\[\]@]|https?:|www\.|\u2026")
FIRST = re.compile(r"[^\W\d_]+['\u2019]?")
WORDS = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
PARTS = re.compile(r"(?<=')|-")
QUOTES = '«»"“”'
SMALL = ("DET", "PRON", "ADP", "ADV", "SCONJ")  # a first word of these kinds has its capital from its place


def drafts(
    recipe: Recipe, labelled: LabelledSegment, rule: str, tokens: Sequence[Token], grammar: Grammar, names: tuple[str, ...]
) -> Iterator[Draft]:
    """The sentence with its blank, for every whole move of the recipe that suits the sentence and the rule."""
    chances = may_suit(recipe.section(labelled.segment.lang), labelled, rule)
    if not chances or not is_claim(labelled, rule, tokens, grammar):
        return
    for whole, blanks in chances:
        for blank, body in blanks:
            if _suits(whole, body["text"], labelled, rule, tokens, grammar, names):
                yield from _draft(whole, blank, body, recipe.id, tokens, grammar, names)
                break


def may_suit(section: RecipeSection, labelled: LabelledSegment, rule: str) -> list[tuple[Whole, list[tuple[Blank, re.Match[str]]]]]:
    """The moves of the recipe that the words of the sentence allow, each with its blanks; what they ask of its grammar is not looked at."""
    written, given = labelled.segment.text.strip(), {*labelled.labels.traits}
    found = []
    for whole in section.wholes:
        is_out = whole.traits and not {*whole.traits} & given or {*whole.without} & given
        blanks = () if is_out else whole.blanks.get(rule, ())
        bodies = ((blank, _body(whole, blank.after or whole.after).match(written)) for blank in blanks)
        suiting = [(blank, body) for blank, body in bodies if body and _may_stand(whole, blank, body["text"], labelled.segment)]
        found += [(whole, suiting)] if suiting else []
    return found


def _may_stand(whole: Whole, blank: Blank, text: str, segment: Segment) -> bool:
    """Whether the blank may stand beside the text, by its words."""
    if whole.blocks and segment.kind and segment.kind not in whole.blocks or not _is_plain(whole, text):
        return False
    low = {word.lower().replace("\u2019", "'") for word in WORDS.findall(text)}
    parts = low | {part for word in low for part in PARTS.split(word)}
    is_about = not blank.about or not parts.isdisjoint(blank.about)
    return is_about and low.isdisjoint((*whole.spare, *blank.spare)) and (whole.figures or not re.search(r"\d", text))


def is_claim(labelled: LabelledSegment, rule: str, tokens: Sequence[Token], grammar: Grammar) -> bool:
    """Whether the rule met more than people: « Particuliers et professionnels » is who is served, and claims nothing."""
    met = [s for s in labelled.analysis.signals if s.rule == rule]
    heads = [t for s in met for t in tokens if t.start == s.start]
    return not heads or len(heads) < len(met) or not all(t.pos == "NOUN" and t.text.lower() in grammar.people for t in heads)


def _body(whole: Whole, after: str) -> re.Pattern[str]:
    if whole.shape == "sentence":
        return ENDED
    return ANY_FIRST if after.startswith("{text}") else LETTER_FIRST


def _suits(
    whole: Whole, text: str, labelled: LabelledSegment, rule: str, tokens: Sequence[Token], grammar: Grammar, names: Sequence[str]
) -> bool:
    """Whether the move suits the grammar of the text."""
    finite = any("VerbForm=Fin" in t.morph for t in tokens)
    general = whole.ours and finite
    ours = is_ours(text, grammar, names) or labelled.labels.focus == "self" and _opens(text, grammar.stands_for, ())
    if general and (not ours or _is_for_us(text, grammar)) and not _tells_gain(text, whole.gains):
        return False
    if sum(t.pos == "PROPN" for t in tokens) > whole.names:
        return False
    if whole.opens and not (finite and _opens(text, whole.opens, names)):
        return False
    lang = labelled.segment.lang
    if whole.shape == "list" and shapes.orders(tokens, lang) or whole.states and not shapes.acts(whole.states, tokens):
        return False
    if whole.acts and not shapes.names_acts(whole.acts, text, tokens, lang):
        return False
    if shapes.hangs(whole.shape, text, tokens, [s.start for s in labelled.analysis.signals if s.rule == rule]):
        return False
    return shapes.has_shape(whole.shape, text, tokens, lang, names) and not (
        whole.present and shapes.tells(whole.shape, text, tokens, lang)
    )


def _is_plain(whole: Whole, text: str) -> bool:
    """Whether the text is prose that a blank can stand beside: no rows of marks, no quotation, no shouting."""
    broken = NO_PROSE if whole.shape == "sentence" else BREAK
    shouted = text.isupper() and whole.shape != "label"
    return len(text.split()) <= whole.most and not broken.search(text) and not shouted and not any(q in text for q in QUOTES)


def is_ours(text: str, grammar: Grammar, names: Sequence[str]) -> bool:
    """Whether the sentence speaks of the company: by a pronoun, a possessive or its name."""
    said = text.replace("\u2019", "'")
    words = {word.lower() for word in re.findall(r"[^\W\d_]+'?", said)}
    whole_words = {word.lower() for word in WORDS.findall(said)}
    first = (FIRST.match(text) or [""])[0].lower()
    ours = {*grammar.we, *grammar.own, *grammar.speaker} & (words | whole_words)
    return bool(ours) or first in grammar.every or any(name in text for name in names)


def _is_for_us(text: str, grammar: Grammar) -> bool:
    """Whether somebody else does it for the company: « il nous conseille »."""
    row = guard.words(text)
    return any(one in grammar.other_subjects and two in grammar.we for one, two in zip(row, row[1:], strict=False))


def _tells_gain(text: str, gains: Sequence[str]) -> bool:
    low = f" {' '.join(WORDS.findall(text.lower().replace(chr(0x2019), chr(0x27))))} "
    return any(f" {way} " in low for way in gains)


def is_addressed(text: str, grammar: Grammar) -> bool:
    """Whether the sentence speaks to the reader."""
    return bool({*grammar.your, *grammar.subject.values()} & {word.lower() for word in WORDS.findall(text)})


def _opens(text: str, openers: Sequence[str], names: Sequence[str]) -> bool:
    low = text.lower().replace("\u2019", "'")
    ways = [way for opener in openers for way in ([opener.replace("{name}", n.lower()) for n in names] if "{name}" in opener else [opener])]
    return any(low.startswith(way) and (way.endswith("'") or not low[len(way) : len(way) + 1].isalnum()) for way in ways)


def _draft(
    whole: Whole, blank: Blank, body: re.Match[str], recipe: str, tokens: Sequence[Token], grammar: Grammar, names: Sequence[str]
) -> Iterator[Draft]:
    text, after = body["text"], blank.after or whole.after
    begins = after.startswith("{text}") or ". {text}" in after
    kept = text if begins else _lowered(text, tokens, grammar, names)
    if not kept:
        return
    frame = after.replace("[]", f"[{blank.say}]").replace("'", "'" if "'" in text else "\u2019")
    made = frame.replace("{text}", kept)
    added = tuple(re.sub(r"\[[^\]]*\]|\{text\}", " ", frame).split())
    at = 1 if made.startswith("[") else 0
    made = made[:at] + made[at].upper() + made[at + 1 :]
    closing = body["closing"] or ("." if after.startswith("{text}. ") else "")  # what follows a full stop of ours ends in one
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
