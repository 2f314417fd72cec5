"""Moves that leave empty words out: "our professional cleaning services" are cleaning services.

In: a labelled segment, the rule that found it, its tokens. Out: `Draft`s whose words are the sentence's own.

A word is left out only where the grammar around it stays as it is: beside its noun, never as what the sentence asserts, never where the
noun would say nothing alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.knowledge.recipes import Drops, Recipe
from auditor.models import LabelledSegment, Lang, Token
from auditor.rewrite import guard, plainer_fr
from auditor.rewrite.compose import Draft
from auditor.rewrite.row import COMMA, NAMING, Row, Span, adverb, end_of, way_of
from auditor.rewrite.said import Said

QUALIFYING = ("ADJ", "VERB", "NOUN", "ADV", "PROPN")  # what a model may take an adjective for
DETERMINING = ("DET", "PRON", "NUM")  # "the", "our" (a pronoun to some models), "three"
HYPHENED = (1, 3, 5, 7)  # tokens of "skilled", "world-class", "best-in-class", "state-of-the-art"
LEAST_LEFT = 2  # words of more than two letters that a sentence must keep
HARD_ARTICLE = re.compile(r"(?:u|eu|one|once|ho|x|\d)", re.IGNORECASE)  # "a use", "an hour": sound and letter may differ
MARKS = frozenset('«»"“”·|•')  # of what is no prose


def drops(recipe: Recipe, labelled: LabelledSegment, rule: str, tokens: Sequence[Token], *, ours: bool) -> Iterator[Draft]:
    """The sentence without the empty words that the rule met; nothing when one of them cannot go. `ours`: the company says it of itself;
    a sentence with a verb that is somebody else's, or a general truth, keeps its words.
    """
    segment, found = labelled.segment, recipe.section(labelled.segment.lang).drops
    if found is None or any("VerbForm=Fin" in t.morph for t in tokens) and not ours:
        return
    text, left = segment.text, list[str]()
    spans = () if segment.lang == "fr" else (*_spans(found, rule, tokens), *_manner(found, rule, tokens, text))
    cuts = plainer_fr.cuts(found, rule, tokens, text) if segment.lang == "fr" else [(*span, "") for span in spans]
    for start, end, new in reversed(cuts):
        left.insert(0, _left(text[start:end], new))
        text = text[:start] + new + text[end:] if new else _without(text, start, end, segment.lang)
        if not text:
            return
    if found.most and len(segment.text.split()) > found.most * sum(len(words.split()) for words in left):
        return
    if found.clears and (_keeps_empty(found, text) or tokens[0].text.lower() in found.aims):
        return
    if left and sum(len(word) > 2 for word in re.findall(r"[^\W\d_]+", text)) >= LEAST_LEFT:
        yield Draft(text, recipe.id, found.articles, keeps_focus=True, drops=", ".join(left))


def may_drop(found: Drops, rule: str, said: Said) -> bool:
    """Whether the sentence holds, by its letters, a word or a phrase that goes for this rule, and is prose without limits."""
    ways, text = goes(found, rule), said.labelled.segment.text
    if not ways or not _beginning(ways).search(text) or not MARKS.isdisjoint(text) or said.is_limited:
        return False
    return said.lang == "fr" or not any(f" {pair} " in f" {text.lower()} " for pair in found.pairs)


def goes(found: Drops, rule: str) -> tuple[str, ...]:
    """The words and the phrases that go for this rule."""
    rows = (found.words, found.adverbs, found.manners, found.fore)
    return (*(way for row in rows for way in row.get(rule, ())), *(found.phrases if rule in found.words else ()))


@lru_cache(maxsize=256)
def _beginning(ways: tuple[str, ...]) -> re.Pattern[str]:
    """How one of the words begins: what a model or a hyphen makes of its end is not looked at."""
    return re.compile(
        r"(?<![^\W\d_])(?:" + "|".join({re.escape(way.split()[0].partition("-")[0].rstrip("*'")) for way in ways}) + ")", re.IGNORECASE
    )


def _keeps_empty(found: Drops, text: str) -> bool:
    """Whether an empty word stays, of whichever rule, or one that the reader may want."""
    rows = (found.kept, *(row for group in (found.words, found.adverbs) for row in group.values()))
    ways = "|".join(re.escape(way).replace(r"\*", r"\w*") for row in rows for way in row)
    return re.search(rf"(?<![\w-])(?:{ways})(?![\w-])", text, re.IGNORECASE) is not None


def _left(old: str, new: str) -> str:
    """The words that go, without those that stay among them."""
    kept = {*guard.words(new)}
    return " ".join(word for word in guard.words(old) if word not in kept) if new else old.strip(" ,")


def _spans(drops: Drops, rule: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Places that can go, start and end in the text."""
    row = Row(tokens, [t.text.lower().replace("\u2019", "'") for t in tokens], drops)
    way, phrases = way_of(drops.words.get(rule, ())), [phrase.split() for phrase in drops.phrases]
    at = 0
    while at < len(tokens):
        size, found = _found_at(at, row, way, phrases, rule)
        if found:
            yield found
        at += size


def _manner(drops: Drops, rule: str, tokens: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
    """ "… in Hull with passion and precision": a phrase at the end that praises how it is done; the act must have its object before."""
    if rule not in drops.manners:
        return
    praise = [noun for nouns in drops.manners.values() for noun in nouns]
    nouns, means = "|".join(map(re.escape, praise)), "|".join(drops.means)
    row = rf"(?:{nouns})(?:,\s+(?:{nouns}))*(?:,?\s+and\s+(?:{nouns}))?"
    phrase = rf",?\s+(?:{means})\s+(?:(?:great|real|utmost)\s+)?{row}(?=[.!]?$)"
    found = re.search(phrase, text, re.IGNORECASE)
    before = [t for t in tokens if found and t.start < found.start()]
    if found and {*guard.words(found.group())} & {*drops.manners.get(rule, ())} and before and before[-1].pos in NAMING:
        yield found.start(), found.end()


def _found_at(at: int, row: Row, way: re.Pattern[str], phrases: Sequence[list[str]], rule: str) -> tuple[int, Span]:
    """How many words to go on by, and the span that can go."""
    phrase = next((p for p in phrases if p[0] == row.low(at) and list(row.lows[at : at + len(p)]) == p), None)
    if phrase and row.drops.words.get(rule):
        return len(phrase), _phrase(row.of(at, at + len(phrase)))
    if row.low(at) in row.drops.adverbs.get(rule, ()):
        return 1, adverb(row.of(at, at + 1))
    sizes = HYPHENED if row.low(at + 1) == "-" else HYPHENED[:1]
    size = next((n for n in sizes if way.match("".join(row.lows[at : at + n]))), 0)
    if not size or row.pos(at) not in QUALIFYING:
        return size or 1, None
    first = at - 1 if row.low(at - 1) in row.drops.intensifiers else at
    return size, _word(row.of(first, at + size))


def _phrase(row: Row) -> Span:
    """« de qualité », « de pointe »: after a noun that something else describes, before no second phrase of the kind."""
    if row.pos(row.first - 1) not in (*NAMING, "ADJ") or row.after in (*row.drops.joins, *row.drops.others, *row.drops.describes, COMMA):
        return row.after_before() if row.after in row.drops.reaches and row.pos(row.first - 1) in NAMING and not _empties(row) else None
    return None if _empties(row) else row.after_before()


def _word(row: Row) -> Span:
    if {t.lemma.lower() for t in row.tokens} & {*row.drops.makes}:
        return None
    if COMMA in (row.before, row.after):
        return _in_english_row(row)
    if row.before in row.drops.joins or row.before == COMMA:
        return _second(row)
    return _english(row)


def _in_english_row(row: Row) -> Span:
    """ "thorough, reliable cleaning" → "reliable cleaning"; out of three before their noun, the one in the middle."""
    first, end = row.pos(row.first - 2) == "ADJ" and row.before == COMMA, row.pos(row.end + 1) == "ADJ" and row.after == COMMA
    inside = row.low(row.end + 1 if row.after == COMMA else row.end) in row.drops.joins and row.pos(_past(row)) == "ADJ"
    if inside and first and row.low(row.first - 3) != COMMA and _can_stand(row, _past(row) + 1):
        return end_of(row.tokens[row.first - 2]), end_of(row.tokens[_past(row) - 2])
    if end and _can_stand(row, row.end + 2) and row.before != COMMA:
        return row.tokens[row.first].start, row.tokens[row.end + 1].start
    alone = first and row.low(row.first - 3) != COMMA and _can_stand(row, row.end)
    return (end_of(row.tokens[row.first - 2]), end_of(row.tokens[row.end - 1])) if alone else None


def _can_stand(row: Row, noun: int) -> bool:
    """Whether a noun follows that the word tells apart from no others."""
    return row.pos(noun) in NAMING and not row.is_one(noun, row.drops.kinds)


def _past(row: Row) -> int:
    """The word after the joiner that follows, with its comma or without."""
    return row.end + 1 + (row.after == COMMA)


def _english(row: Row) -> Span:
    """An adjective right before its noun: "our professional cleaning services"."""
    if row.pos(row.first - 1) == "ADV" or row.pos(row.end) not in (*NAMING, "ADJ", "VERB", "CCONJ"):
        return None
    if row.after in row.drops.joins:
        return _first_of_two(row)
    if row.after in row.drops.others or row.before in (*row.drops.others, *row.drops.degrees):
        return None
    head = row.end
    while row.pos(head + 1) in (*NAMING, "ADJ"):
        head += 1
    if row.is_one(head, row.drops.kinds) or row.is_one(row.end, (*row.drops.kinds, *row.drops.beside)):
        return None
    described = head > row.end or row.low(head + 1) in row.drops.describes
    is_bare = row.pos(row.first - 1) not in DETERMINING or row.before in row.drops.indefinite
    if not described and (is_bare or row.is_one(head, row.drops.bare)):
        return None  # "a professional service", "with cutting-edge technologies"
    if row.before in row.drops.definite and row.pos(row.first - 2) == "AUX" or row.low(row.first - 2) in row.drops.relative:
        return None  # "we are the trusted choice for …", "hospitals that give exceptional care": it is what the words say
    return row.tokens[row.first].start, row.tokens[row.end].start


def _second(row: Row) -> Span:
    """« rapide et fiable » → « rapide »: the last of two, with its joiner; never out of a longer row."""
    if row.before == COMMA or row.pos(row.first - 2) != "ADJ" or row.low(row.first - 3) == COMMA:
        return None
    if row.after in (*row.drops.joins, COMMA, *row.drops.completes[:1]):
        return None
    return end_of(row.tokens[row.first - 2]), end_of(row.tokens[row.end - 1])


def _first_of_two(row: Row) -> Span:
    """« fiable et rapide » → « rapide »: the first of two, with the joiner."""
    two = row.pos(row.end + 1) == "ADJ" and row.low(row.end + 2) != COMMA and row.before != COMMA
    return (row.tokens[row.first].start, row.tokens[row.end + 1].start) if two else None


def _empties(row: Row) -> bool:
    """Whether « un service fiable » would be left as « un service »: a noun that nothing else describes."""
    noun = row.first - 1
    while noun > 0 and row.pos(noun) == "ADJ":
        noun -= 1
    described = noun < row.first - 1 or row.after in row.drops.describes
    return row.is_one(noun, row.drops.bare) or not described and row.low(noun - 1) in row.drops.indefinite


def _without(text: str, start: int, end: int, lang: Lang) -> str:
    """The text without a span, its capital and its "a" or "an" mended; "" when the article's sound cannot be told."""
    before, after = text[:start], text[end:]
    if not re.search(r"[^\W_]", before):
        after = _capital(after.lstrip(), text)
    article = re.search(r"\b([Aa]n?)\s+$", before) if lang == "en" else None
    if article and HARD_ARTICLE.match(after) or lang == "fr" and re.search(r"['\u2019]\s*$", before):
        return ""
    if article:
        right = "an" if after[:1].lower() in "aeio" else "a"
        before = before[: article.start()] + (right.capitalize() if article.group(1)[0] == "A" else right) + before[article.end(1) :]
    return before + after


def _capital(text: str, source: str) -> str:
    at, first = next((n for n, c in enumerate(text) if c.isalpha()), 0), next((c for c in source if c.isalpha()), "")
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :] if first.isupper() else text
