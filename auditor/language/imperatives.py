"""Imperatives by their surface: small models take « Découvrez » for a noun, and "Book" too.

In: a `Reading`. Out: spans of the verbs that ask the reader to do something.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from auditor.knowledge.parties import PartyWords
from auditor.language.endings import is_we, is_you
from auditor.language.phrases import Span, pattern
from auditor.language.reading import Reading
from auditor.language.text import Word

BORDERS = frozenset(",;:–—-.!?…|•·/()[]«»“”\"'*>→➜►▶✓✔✅&+")
LABEL = 4  # words of a label
OBJECTS = ("dobj", "obj", "ccomp", "xcomp")
SUBJECTS = ("nsubj", "nsubj:pass", "nsubjpass", "expl", "expl:subj", "csubj")


def find(reading: Reading) -> list[Span]:
    """Spans of the imperatives of a segment, in order."""
    return list(_french(reading) if reading.segment.lang == "fr" else _english(reading))


def is_rendezvous_order(reading: Reading, n: int) -> bool:
    """Whether « rendez-vous » at word `n` says where to go: first in its clause and before a place."""
    return _opens_clause(reading, n) and reading.next_low(n, 3) in reading.known.before_place


def ends_order(word: str, known: PartyWords) -> bool:
    """Whether a word before « -nous » or « -vous » ends as an order does."""
    return is_we(word, known) or is_you(word, known)


# ---------------------------------------------------------------- French


def _french(reading: Reading) -> Iterator[Span]:
    listed = {start for start, _ in reading.spans("imperatives")}
    ended: str | None = None  # what the last verb in -ez was, for those that « et » joins to it
    for n, word in enumerate(reading.words):
        if _is_ez(word, reading) and not (word.low == "rendez" and not _moves(reading, n)):
            ended = _kind_of_ez(reading, n, ended)
            if ended == "imperative":
                yield word.start, word.end
        elif word.start in listed and _opens_clause(reading, n) and _is_listed_order(reading, n):
            yield word.start, word.end


def _is_ez(word: Word, reading: Reading) -> bool:
    return word.low.endswith("ez") and word.low.isalpha() and is_you(word.low, reading.known)


def _moves(reading: Reading, n: int) -> bool:
    return not (reading.next_low(n) == "-" and reading.next_low(n, 2) == "vous") or is_rendezvous_order(reading, n)


def _kind_of_ez(reading: Reading, n: int, ended: str | None) -> str:
    """« vous cherchez » statement, « cherchez-vous ? » question, else an order; « et » carries the last one on."""
    if _has_vous(reading, n):
        return "statement"
    if reading.next_low(n) == "-" and reading.next_low(n, 2) == "vous":
        return "question" if reading.is_question else "imperative"
    if reading.next_low(n, -1) in reading.known.joins and ended and reading.next_low(n) != "-":
        return ended
    return "statement" if _joined_to_statement(reading, n, ended) else "imperative"


def _has_vous(reading: Reading, n: int) -> bool:
    """Whether « vous » (or « qui », whose « vous » is further off) is its subject: only clitics and adverbs between."""
    for step, word in enumerate(reading.before(n)):
        if word.low in ("vous", "qui"):
            return True
        if word.low not in reading.known.clitics and word.low != "'" and not (step < 2 and word.low.endswith("ment")):
            return False
    return False


def _joined_to_statement(reading: Reading, n: int, ended: str | None) -> bool:
    """« Vous choisissez, commandez… »: joined by a comma, and the parser sees the same verb phrase."""
    token = reading.token(reading.words[n].start)
    if ended != "statement" or reading.next_low(n) == "-" or token is None or token.dep != "conj":
        return False
    return token.head.text.lower().endswith("ez")


def _is_listed_order(reading: Reading, n: int) -> bool:
    """A listed form that may be a noun or an indicative is an order before a determiner or a clitic only."""
    if reading.words[n].low not in reading.known.maybe_imperatives:
        return True
    following = reading.next_low(n)
    if following in ("-", "'"):
        following = "-" + reading.next_low(n, 2)
    if reading.next_low(n, 2) == "'":
        following += "'"
    return following in reading.known.after_imperative


# ---------------------------------------------------------------- English


def _english(reading: Reading) -> Iterator[Span]:
    listed = {start for start, _ in reading.spans("imperatives")}
    found, allowed = False, _before(reading.known.before_imperative)
    for n, word in enumerate(reading.words):
        if not word.text[0].isalpha() or word.low in allowed or not _opens_clause(reading, n, allowed):
            continue
        if (
            n
            and reading.next_low(n, -1) in reading.known.joins
            and not _sentence_start(reading, n)
            and not found
            and not _is_after_if(reading)
        ):
            continue  # "we plan, build and run": joined to what is no order
        if (word.start in listed or _is_bare_verb(reading, n, word)) and _is_order(reading, n, word):
            found = True
            yield word.start, word.end


def _is_after_if(reading: Reading) -> bool:
    """Whether the segment opens with "if", "when" or the like: its main clause may be an order after a comma."""
    return bool(reading.words) and reading.words[0].low in reading.known.subordinators


def _is_bare_verb(reading: Reading, n: int, word: Word) -> bool:
    token = reading.token(word.start)
    if token is None or token.tag != "VB" or word.low in reading.known.not_imperatives:
        return False
    if len(reading.real_words) == 1 and reading.segment.kind != "button":
        return False  # "Ingest": the name of a step
    return token.dep in ("ROOT", "conj", "ccomp", "parataxis") or _sentence_start(reading, n)


def _is_order(reading: Reading, n: int, word: Word) -> bool:
    token, following = reading.token(word.start), reading.next_low(n)
    if token is not None and any(child.dep in SUBJECTS and child.i < token.i for child in token.children):
        return False
    if n and not _sentence_start(reading, n) and (token is None or token.tag not in ("VB", "VBP")):
        return False
    if word.low not in reading.known.maybe_imperatives:
        return n == 0 or token is None or token.pos != "NOUN" or following in reading.known.after_imperative
    if following in reading.known.after_imperative or (reading.segment.kind == "button" and _sentence_start(reading, n)):
        return True
    if n == 0 and _is_label_order(reading, word):
        return True
    return token is not None and token.pos == "VERB" and any(c.dep in OBJECTS and c.i > token.i for c in token.children)


def _is_label_order(reading: Reading, word: Word) -> bool:
    """ "Request protection" on a button whose kind nobody told; "Request form" is the name of a page."""
    following = reading.token(reading.words[1].start) if len(reading.words) > 1 else None
    is_short = len(reading.words) == len(reading.real_words) <= LABEL
    is_thing = following is not None and following.pos in ("NOUN", "PROPN", "ADJ") and following.low not in reading.known.pages
    return word.low in reading.known.label_orders and is_short and is_thing


def _sentence_start(reading: Reading, n: int) -> bool:
    """Whether nothing but signs and what may stand before an order precedes word `n`."""
    allowed = _before(reading.known.before_imperative)
    return all(not word.text[0].isalnum() or word.low in allowed for word in reading.before(n))


def _opens_clause(reading: Reading, n: int, allowed: frozenset[str] | None = None) -> bool:
    """Whether word `n` comes first in its clause, but for « et », "please" and the like, which are `allowed` to stand before it."""
    allowed = _before(reading.known.before_imperative) if allowed is None else allowed
    words, at = reading.words, n - 1
    while at >= 0 and words[at].low in allowed:
        at -= 1
    return at < 0 or words[at].low in BORDERS or not words[at].text[0].isalnum()


@cache
def _before(phrases: tuple[str, ...]) -> frozenset[str]:
    """The words of what may stand before an order: "don't" gives its three."""
    return frozenset(word for phrase in phrases for word in pattern(phrase))
