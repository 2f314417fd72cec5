"""A sentence as recipes see it: a phrase set before, the words of the clause, the closing mark, and what forbids a rewrite outright.

In: a segment and its tokens. Out: a `Clause`, or the reason why its kind of sentence is never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.knowledge.recipes import Grammar, Lock
from auditor.models import LabelledSegment, Lang, Token
from auditor.rewrite import guard, realise

CLOSING = re.compile(r"[\s\u00a0\u202f]*[.!…]*[\s\u00a0\u202f]*$")
QUOTING = frozenset('«“"„”»')
QUOTES = re.compile(r"^\W*[«“\"„]|[”\"»]\W*$")
BREAKS = re.compile(r"[;:?]|[.!…][)\s]|\s[–—|•/]\s|\n")
LISTED = re.compile(r"[\s\u00a0\u202f]*:\s+(?=\S)")  # before a list that says what the last words are, and stays where it is
MOST_OPENING_WORDS = 10  # a longer phrase before the comma is a clause of its own


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the clause: its text, its lower-case form with a straight apostrophe, and its place in the segment."""

    text: str
    low: str
    pos: str
    lemma: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """Words between the opening phrase and the closing mark."""

    lang: Lang
    text: str
    opening: str  # "Chaque mois, " or nothing
    words: tuple[Word, ...]
    closing: str

    def span(self, start: int, end: int) -> str:
        """The source text of words `start` to `end`, untouched."""
        return self.text[self.words[start].start : self.words[end - 1].end] if end > start else ""

    @property
    def apostrophe(self) -> str:
        """The kind of apostrophe that the sentence uses; the typographic one when it uses none."""
        return "'" if "'" in self.text else "\u2019"


def refusal(labelled: LabelledSegment, lock: Lock) -> str:
    """Why no recipe may touch this segment, or "" when one may: its kind, its page, its scope."""
    segment = labelled.segment
    text = segment.text.strip()
    if segment.page_kind == "legal":
        return "legal"
    if segment.page_kind == "careers":
        return "careers"
    if segment.kind == "image":
        return "picture"
    is_quoted = not QUOTING.isdisjoint(text) and bool(QUOTES.search(text))
    if segment.kind == "quote" or "testimonial" in labelled.labels.traits or is_quoted or _is_spoken(labelled):
        return "quoted"
    if "?" in text:
        return "question"
    if guard.refused(text, lock):
        return "negation"
    told = text.rstrip(".!…").rstrip()
    return "too-complex" if text.isupper() or BREAKS.search(LISTED.sub(" ", told, count=1) if ":" in told else told) else ""


def _is_spoken(labelled: LabelledSegment) -> bool:
    """Whether a customer says "we" or "I" in it, as under « Avis clients »: their words are theirs."""
    return any(mention.how == "quoted" for mention in labelled.analysis.parties.mentions)


def clauses(text: str, tokens: Sequence[Token], lang: Lang, grammar: Grammar) -> tuple[Clause, ...]:
    """The clause of the whole sentence and, when a phrase of time or place is set before it, the clause after that phrase.

    A verbless list after a colon is part of what closes the sentence; before anything else a colon leaves no clause.
    """
    listed = LISTED.search(CLOSING.sub("", text))
    if listed and any(t.pos in ("VERB", "AUX", "PRON") and "VerbForm=Part" not in t.morph for t in tokens if t.start >= listed.end()):
        return ()
    closing = listed or CLOSING.search(text)
    end = closing.start() if closing else len(text)
    words = tuple(_word(t, end) for t in tokens if t.start < end and t.text.strip())
    whole = Clause(lang, text, text[: words[0].start] if words else "", words, text[end:])
    comma = next((n for n, w in enumerate(words) if w.text == ","), 0)
    if 0 < comma <= MOST_OPENING_WORDS and comma + 1 < len(words) and _can_open(words[:comma], lang, grammar):
        return whole, Clause(lang, text, text[: words[comma + 1].start], words[comma + 1 :], whole.closing)
    return (whole,)


def _word(token: Token, end: int) -> Word:
    text = token.text[: end - token.start]
    return Word(text, text.lower().replace("\u2019", "'"), token.pos, token.lemma, token.start, token.start + len(text))


def _can_open(words: Sequence[Word], lang: Lang, grammar: Grammar) -> bool:
    """Whether a phrase says when or where, and leans on no subject: no verb, no participle, no apposition."""
    return words[0].low in grammar.openings and not any(w.pos in ("VERB", "AUX") or _leans(w, lang) for w in words)


def _leans(word: Word, lang: Lang) -> bool:
    if lang == "en":
        return word.low.endswith(("ing", "ed")) and len(word.low) > 4 and word.text.islower()  # "At Hull Roofing": a name
    return word.low.endswith("ant") and len(word.low) > 5 or word.low in ("que", "qu'") or is_infinitive(word)


def is_infinitive(word: Word) -> bool:
    """Whether a French word has the shape of an infinitive, and the lexicon or the parse takes it for a verb."""
    if not word.low.endswith(("er", "ir", "re")) or word.pos in ("PROPN", "DET", "ADP"):
        return False
    return word.pos == "VERB" or realise.is_verb("fr", word.low)
