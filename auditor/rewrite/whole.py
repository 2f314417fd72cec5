"""Moves that keep every word of a sentence: a blank beside it, for what the reader gains or what would prove it.

In: a labelled segment, the rule that found it, its tokens. Out: `Draft`s. No word is taken away and no scope changes; what is refused is a
shape that would not read well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.knowledge.recipes import Blank, Grammar, Recipe, RecipeSection, Whole
from auditor.models import LabelledSegment, Lang, Segment, Token
from auditor.rewrite import guard, realise
from auditor.rewrite.compose import Draft

LETTER_FIRST = re.compile(r"(?P<text>[^\W\d_].*?)(?P<closing>\s*\.?)$", re.DOTALL)
ANY_FIRST = re.compile(r"(?P<text>\S.*?)(?P<closing>\s*\.?)$", re.DOTALL)
ENDED = re.compile(r"(?P<text>\S.*[.!])(?P<closing>)$", re.DOTALL)
BREAK = re.compile(r"[:;?!\u2026|\u2022\u00b7/\n\[\]]|\.\s")
NO_PROSE = re.compile(r"[?|\u2022\u00b7\n\[\]@]|https?:|www\.|\u2026")
DASH = re.compile(r"\s[\u2013\u2014-]|\u2014")
ITEMS = re.compile(r"\s*,\s*|\s+(?:et|ou|and|or|&)\s+")
FIRST = re.compile(r"[^\W\d_]+['\u2019]?")
WORDS = re.compile(r"[^\W\d_]+(?:[-'\u2019][^\W\d_]+)*")
PARTS = re.compile(r"(?<=')|-")
LEAST_ITEMS = 3
MOST_COMMAS = 1  # in a label: two make a row, which one blank cannot follow
MOST_DASHES = {"fr": 0, "en": 1}  # in a label: "Fair pricing – agreed before we start" is one thing and its gloss
LEAST_SENTENCE = 4  # words: « Tout sur mesure. » asks for a label's colon, not for a second sentence
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
            if _suits(whole, body["text"], labelled, tokens, grammar, names):
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


def _suits(whole: Whole, text: str, labelled: LabelledSegment, tokens: Sequence[Token], grammar: Grammar, names: Sequence[str]) -> bool:
    """Whether the move suits the grammar of the text."""
    finite = any("VerbForm=Fin" in t.morph for t in tokens)
    general = whole.ours and finite
    ours = is_ours(text, grammar, names) or labelled.labels.focus == "self" and _opens(text, grammar.stands_for, ())
    if general and not ours and not _tells_gain(text, whole.gains):
        return False
    if sum(t.pos == "PROPN" for t in tokens) > whole.names:
        return False
    if whole.opens and not (finite and _opens(text, whole.opens, names)):
        return False
    lang = labelled.segment.lang
    if whole.shape == "list" and _orders(tokens, lang) or whole.states and not _acts(whole.states, tokens):
        return False
    return _has_shape(whole.shape, text, tokens, lang) and not (whole.present and _tells(whole.shape, text, tokens, lang))


def _is_plain(whole: Whole, text: str) -> bool:
    """Whether the text is prose that a blank can stand beside: no rows of marks, no quotation, no shouting."""
    broken = NO_PROSE if whole.shape == "sentence" else BREAK
    shouted = text.isupper() and whole.shape != "label"
    return len(text.split()) <= whole.most and not broken.search(text) and not shouted and not any(q in text for q in QUOTES)


def is_ours(text: str, grammar: Grammar, names: Sequence[str]) -> bool:
    """Whether the sentence speaks of the company: by a pronoun, a possessive or its name."""
    words = {word.lower() for word in re.findall(r"[^\W\d_]+'?", text.replace("\u2019", "'"))}
    whole_words = {word.lower() for word in WORDS.findall(text.replace("\u2019", "'"))}
    first = (FIRST.match(text) or [""])[0].lower()
    ours = {*grammar.we, *grammar.own, *grammar.speaker} & (words | whole_words)
    return bool(ours) or first in grammar.every or any(name in text for name in names)


def _tells_gain(text: str, gains: Sequence[str]) -> bool:
    low = f" {' '.join(WORDS.findall(text.lower().replace(chr(0x2019), chr(0x27))))} "
    return any(f" {way} " in low for way in gains)


def is_addressed(text: str, grammar: Grammar) -> bool:
    """Whether the sentence speaks to the reader."""
    return bool({*grammar.your, *grammar.subject.values()} & {word.lower() for word in WORDS.findall(text)})


def _is_past(tokens: Sequence[Token], lang: Lang) -> bool:
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


def _tells(shape: str, text: str, tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether the sentence tells of the past, or limits what it says: a gain before it would seem to escape the limit."""
    return _is_past(tokens, lang) or shape != "sentence" and guard.refused(text, guard.locks()[lang])


def _opens(text: str, openers: Sequence[str], names: Sequence[str]) -> bool:
    low = text.lower().replace("\u2019", "'")
    ways = [way for opener in openers for way in ([opener.replace("{name}", n.lower()) for n in names] if "{name}" in opener else [opener])]
    return any(low.startswith(way) and (way.endswith("'") or not low[len(way) : len(way) + 1].isalnum()) for way in ways)


def _acts(states: Sequence[str], tokens: Sequence[Token]) -> bool:
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


def _has_shape(shape: str, text: str, tokens: Sequence[Token], lang: Lang) -> bool:
    finite = any("VerbForm=Fin" in t.morph for t in tokens)
    verbal = any(t.pos in ("VERB", "AUX") and "VerbForm=Part" not in t.morph for t in tokens)
    if shape == "clause":
        return finite
    if shape == "label":
        return not finite and not verbal and text.count(",") <= MOST_COMMAS and len(DASH.findall(text)) <= MOST_DASHES[lang]
    if shape == "sentence":
        return len(text.split()) >= LEAST_SENTENCE and not re.search(r":\s*[.!]*$", text) and not _is_aim(tokens, lang)
    return shape == "any" or not verbal and _is_list(text, tokens)


def _is_aim(tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether it opens with a verb that nobody does yet: « Rendre … », "To be …", "Reducing …". What is only meant proves nothing."""
    opening = tokens[1:] if tokens and lang == "fr" and tokens[0].lemma.lower() == "pour" else tokens
    if not opening or lang == "en" and opening[0].text.lower() == "to":
        return bool(opening)
    first = opening[0]
    if first.pos not in ("VERB", "AUX"):
        return False
    return "VerbForm=Inf" in first.morph if lang == "fr" else first.text.lower().endswith("ing")


def _is_list(text: str, tokens: Sequence[Token]) -> bool:
    """Common things in a row, each with a noun of its own: no address, no row of names or of qualities."""
    items, ends = ITEMS.split(text), [0, *(m.end() for m in ITEMS.finditer(text)), len(text) + 1]
    if len(items) < LEAST_ITEMS or re.search(r"\d", text) or text.count("(") != text.count(")") or any(t.pos == "NUM" for t in tokens):
        return False
    spans = list(zip(ends, ends[1:], strict=False))
    return all(any(_is_thing(t) for t in tokens if start <= t.start < end) for start, end in spans)


def _orders(tokens: Sequence[Token], lang: Lang) -> bool:
    """Whether an English list opens with a bare verb and its object: a line of a checklist says what is done, and offers nothing."""
    if lang != "en" or len(tokens) < 2 or not realise.is_verb("en", tokens[0].text.lower()):
        return False
    return tokens[1].pos == "DET" or tokens[1].pos == "NOUN" and "Number=Plur" in tokens[1].morph


def _is_thing(token: Token) -> bool:
    return token.pos == "NOUN" and token.text[1:].islower()


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
