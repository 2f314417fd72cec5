"""Moves that keep every word of a sentence: a blank beside it, for what the reader gains or what would prove it; or a cut in two.

In: a labelled segment, the rule that found it, its tokens. Out: `Draft`s. No word is taken away and no scope changes; what is refused is a
shape that would not read well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.knowledge.recipes import Blank, Grammar, Recipe, RecipeSection, Whole
from auditor.models import LabelledSegment, Lang, Token
from auditor.rewrite import guard
from auditor.rewrite.compose import Draft

BODY = re.compile(r"(?P<text>[^\W\d_].*?)(?P<closing>\s*\.?)$", re.DOTALL)
BREAK = re.compile(r"[:;?!\u2026|\u2022/\n\[\]]|\.\s")
DASH = re.compile(r"\s[\u2013\u2014-]|\u2014")
ITEMS = re.compile(r"\s*,\s*|\s+(?:et|ou|and|or)\s+")
FIRST = re.compile(r"[^\W\d_]+['\u2019]?")
WORDS = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
LEAST_ITEMS = 3
LEAST_HALF = 5  # words: a shorter half reads as a slip
QUOTES = '«»"“”'


def drafts(
    recipe: Recipe, labelled: LabelledSegment, rule: str, tokens: Sequence[Token], grammar: Grammar, names: tuple[str, ...]
) -> Iterator[Draft]:
    """The sentence with its blank, for every whole move of the recipe that suits the sentence and the rule."""
    section = recipe.section(labelled.segment.lang)
    for whole in section.wholes:
        body = BODY.match(labelled.segment.text.strip())
        blank = whole.blanks.get(rule)
        if body and blank and _suits(whole, blank, body["text"], labelled, tokens, names):
            yield _draft(whole, blank.say, body["text"], body["closing"], recipe.id, grammar)


def halves(recipe: Recipe, text: str, tokens: Sequence[Token], lang: str) -> Iterator[Draft]:
    """The sentence cut in two where a second clause with a subject of its own begins; the joiner is dropped."""
    section: RecipeSection = recipe.section("fr" if lang == "fr" else "en")
    for joiner, subjects in section.splits.items():
        ways = "|".join(map(re.escape, subjects))
        for cut in re.finditer(rf",\s+{joiner}\s+(?=(?:{ways})\b)", text, re.IGNORECASE):
            first, second = text[: cut.start()], text[cut.end() :]
            if _stands(first, 0, tokens) and _stands(second, cut.end(), tokens) and not set(text) & set(QUOTES + "(:;"):
                yield Draft(f"{first}. {second[:1].upper()}{second[1:]}", recipe.id, (), keeps_focus=True)


def _stands(half: str, start: int, tokens: Sequence[Token]) -> bool:
    """Whether a half is a sentence: a verb of its own, enough words, and no clause left hanging."""
    own = [t for t in tokens if start <= t.start < start + len(half)]
    return len(half.split()) >= LEAST_HALF and any("VerbForm=Fin" in t.morph for t in own) and own[0].pos != "SCONJ"


def _suits(whole: Whole, blank: Blank, text: str, labelled: LabelledSegment, tokens: Sequence[Token], names: tuple[str, ...]) -> bool:
    words = text.split()
    if len(words) > whole.most or BREAK.search(text) or text.isupper() or any(quote in text for quote in QUOTES):
        return False
    low = {word.lower().replace("\u2019", "'") for word in WORDS.findall(text)}
    about = blank.about and not {*blank.about} & low
    if about or {*whole.spare} & low or not whole.figures and re.search(r"\d", text):
        return False
    if whole.traits and not {*whole.traits} & {*labelled.labels.traits} or whole.opens and not _opens(text, whole.opens, names):
        return False
    return _has_shape(whole.shape, text, tokens) and not (whole.present and _tells(text, tokens, labelled.segment.lang))


def _tells(text: str, tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether the sentence tells of the past, or limits what it says: a gain set before it would seem to escape the limit."""
    past = any("VerbForm=Fin" in t.morph and ("Tense=Past" in t.morph or "Tense=Imp" in t.morph) for t in tokens)
    return past or guard.refused(text, guard.locks()[lang])


def _opens(text: str, openers: Sequence[str], names: Sequence[str]) -> bool:
    low = text.lower().replace("\u2019", "'")
    ways = [way for opener in openers for way in ([opener.replace("{name}", n.lower()) for n in names] if "{name}" in opener else [opener])]
    return any(low.startswith(way) and (way.endswith("'") or not low[len(way) : len(way) + 1].isalnum()) for way in ways)


def _has_shape(shape: str, text: str, tokens: Sequence[Token]) -> bool:
    finite = any("VerbForm=Fin" in t.morph for t in tokens)
    verbal = any(t.pos in ("VERB", "AUX") for t in tokens)
    if shape == "clause":
        return finite
    if shape == "label":
        return not verbal and "," not in text and not DASH.search(text)
    return shape == "any" or not verbal and _is_list(text, tokens)


def _is_list(text: str, tokens: Sequence[Token]) -> bool:
    """Common things in a row, each with a noun: no address, no names, no row of qualities."""
    items, ends = ITEMS.split(text), [0, *(m.end() for m in ITEMS.finditer(text)), len(text) + 1]
    if len(items) < LEAST_ITEMS or text[1:].lower() != text[1:] or re.search(r"[\d()]", text) or any(t.pos == "NUM" for t in tokens):
        return False
    spans = zip(ends, ends[1:], strict=False)
    return all(any(t.pos == "NOUN" for t in tokens if start <= t.start < end) for start, end in spans)


def _draft(whole: Whole, blank: str, text: str, closing: str, recipe: str, grammar: Grammar) -> Draft:
    is_list, first = whole.shape == "list", whole.after.startswith("{text}")
    kept = text if first else text[0].lower() + text[1:] if is_list else _lowered(text, grammar, is_label=whole.shape == "label")
    frame = whole.after.replace("[]", f"[{blank}]").replace("'", "'" if "'" in text else "\u2019")
    made = frame.replace("{text}", kept)
    added = tuple(re.sub(r"\[[^\]]*\]|\{text\}", " ", frame).split())
    at = 1 if made.startswith("[") else 0
    return Draft(
        made[:at] + made[at].upper() + made[at + 1 :] + closing, recipe, added, True, keeps_focus=whole.answers, answers=whole.answers
    )


def _lowered(text: str, grammar: Grammar, *, is_label: bool) -> str:
    """Without the capital that the start of the sentence gave it; a name, "I" and a title in capitals keep theirs."""
    first = FIRST.match(text)
    rest = re.findall(r"[^\W\d_]{4,}", text[first.end() :] if first else "")
    is_title = is_label and bool(rest) and all(word[0].isupper() for word in rest)
    return (
        text
        if not first or first.group().rstrip("'\u2019") == "I" or is_title or not _is_common(first.group(), grammar)
        else text[0].lower() + text[1:]
    )


def _is_common(word: str, grammar: Grammar) -> bool:
    low, known = word.lower().replace("\u2019", "'"), {*grammar.we, *grammar.source_starts, *grammar.openings, *grammar.own}
    return low in known or low.rstrip("'") in known
