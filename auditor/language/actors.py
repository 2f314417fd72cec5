"""Who acts in each clause: the subject of its finite verb, the agent of its passive, the reader of an imperative.

In: a `Reading` whose mentions are known. Out: how many clauses the company and the customer act in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.language.endings import is_we, is_you
from auditor.language.nodes import Node
from auditor.language.parties import SUBJECTS
from auditor.language.reading import Reading
from auditor.models import Mention, Party

HELPERS = frozenset(("aux", "aux:pass", "aux:tense", "aux:caus", "auxpass", "cop"))
AGENTS = frozenset(("obl:agent", "agent"))
RELATIVES = frozenset(("acl:relcl", "relcl", "acl"))
OBJECTS = frozenset(("obj", "iobj", "dobj", "dative", "obl:arg", "nsubj"))


def count(reading: Reading) -> tuple[int, int]:
    """Clauses whose actor is the company, and clauses whose actor is the customer."""
    acting = _acting(reading)
    return sum(p == "self" for p in acting), sum(p == "customer" for p in acting)


def _acting(reading: Reading) -> list[Party]:
    by_verb: dict[int, Party] = {}
    for verb in reading.finite:
        head = verb.head if verb.dep in HELPERS else verb
        party = _actor(head, reading)
        if party:
            by_verb[head.i] = party
    for index, party in _by_surface(reading):
        by_verb.setdefault(index, party)
    for index, party in _enabled(reading, by_verb):
        by_verb.setdefault(index, party)
    for mention in reading.mentions:
        token = reading.token(mention.start)
        if mention.how == "imperative" and token is not None:
            by_verb[token.i] = "customer"
        elif mention.how == "inclusive":
            by_verb[-1 - 2 * mention.start - (mention.party == "self")] = mention.party
    for token in reading.tokens:
        if token.dep == "conj" and token.i not in by_verb and token.head.i in by_verb and _is_joined_verb(token, reading):
            by_verb[token.i] = by_verb[token.head.i]
    return list(by_verb.values())


def _is_joined_verb(token: Node, reading: Reading) -> bool:
    """A verb joined to one whose actor is known: small models tag the second of "choose and receive" in many ways."""
    if any(child.dep in SUBJECTS for child in token.children):
        return False
    ends = is_we(token.low, reading.known) or is_you(token.low, reading.known)
    return token.pos == "VERB" or (ends and token.head.pos == "VERB")


def _actor(verb: Node, reading: Reading) -> Party | None:
    """Party of the agent, else of the subject; a joined verb without one shares its neighbour's."""
    agent = next((child for child in verb.children if child.dep in AGENTS), None)
    if agent is not None:
        named = _party_below(agent, reading)
        if named:
            return named
    subject = _subject(verb)
    return _party_of(subject, reading) if subject is not None else None


def _subject(verb: Node) -> Node | None:
    while True:
        subject = next((child for child in verb.children if child.dep in SUBJECTS), None)
        if subject is not None:
            is_relative = verb.dep in RELATIVES and ("Rel" in subject.morph.get("PronType", ()) or subject.tag in ("WDT", "WP"))
            return verb.head if is_relative else subject
        if verb.head is verb or verb.dep != "conj" or verb.head.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
        verb = verb.head


def _party_of(token: Node, reading: Reading) -> Party | None:
    """Party of a subject: its own mention, its possessive, else the one that its complement names."""
    mention = _mention(token.idx, reading.mentions)
    if mention is not None:
        return mention.party
    owners = [child for child in token.children if child.dep in ("det", "poss", "nmod:poss")]
    for owner in owners:
        mention = _mention(owner.idx, reading.mentions)
        if mention is not None:
            return mention.party
    return _party_below(token, reading)


def _party_below(token: Node, reading: Reading) -> Party | None:
    """Party named in a phrase outside its relative clauses: nouns and names before possessives."""
    inside = [m for word in _phrase(token) if (m := _mention(word.idx, reading.mentions)) is not None and m.how != "imperative"]
    by_worth = sorted(inside, key=lambda m: (m.how not in ("name", "noun"), m.start))
    return by_worth[0].party if by_worth else None


def _phrase(token: Node) -> Iterator[Node]:
    stack = [token]
    while stack:
        word = stack.pop()
        yield word
        stack += [child for child in word.children if child.dep not in RELATIVES]


def _mention(start: int, mentions: Iterable[Mention]) -> Mention | None:
    return next((m for m in mentions if m.start <= start < m.end), None)


def _by_surface(reading: Reading) -> Iterator[tuple[int, Party]]:
    """« nous … -ons » and « vous … -ez »: the verb that a French pronoun governs, whatever the parser made of it."""
    if reading.segment.lang != "fr":
        return
    for mention in reading.mentions:
        n = reading.word_at.get(mention.start)
        if n is None or reading.words[n].low not in ("nous", "vous"):
            continue
        agrees = is_we if reading.words[n].low == "nous" else is_you
        for word in reading.words[n + 1 : n + 4]:
            token = reading.token(word.start)
            if agrees(word.low, reading.known) and token is not None and token.pos != "ADV":
                yield (token.head.i if token.dep in HELPERS else token.i), mention.party
                break


def _enabled(reading: Reading, by_verb: dict[int, Party]) -> Iterator[tuple[int, Party]]:
    """« nous vous aidons à réduire », "we help you cut": the reader acts in what help makes possible."""
    for verb in reading.tokens:
        if verb.pos not in ("VERB", "AUX") or verb.lemma.lower() not in reading.known.enablers:
            continue
        deeds = [c for c in verb.children if c.dep in ("xcomp", "ccomp", "obl:arg", "advcl", "obj") and c.pos == "VERB" and c.i > verb.i]
        helped = [_mention(c.idx, reading.mentions) for c in (*verb.children, *(g for d in deeds for g in d.children)) if c.dep in OBJECTS]
        if deeds and any(m is not None and m.party == "customer" for m in helped):
            yield deeds[0].i, "customer"
