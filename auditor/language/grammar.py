"""What the grammar of a segment says of who it is about: who is the subject, where the reader stands, whether there is a verb.

In: a `Reading` whose mentions are known. Out: names of facts, the same in both languages (`verb:present`, `reader:owns-object`,
`scene:self-subject/reader-object/present`), and the words that carry the meaning (`word:<lemma>`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from auditor.language import guide
from auditor.language.enumeration import enumeration
from auditor.language.nodes import Node
from auditor.language.parties import SUBJECTS
from auditor.language.reading import Reading
from auditor.language.text import fold
from auditor.models import Mention, Party

OBJECTS = frozenset(("obj", "dobj", "iobj", "dative", "obl:arg", "expl:comp"))
RELATIVES = frozenset(("acl:relcl", "relcl"))
COMPLEMENTS = frozenset(("ccomp", "xcomp", "pcomp"))
MEANING = frozenset(("NOUN", "VERB", "ADJ", "ADV", "PROPN", "AUX"))
# Where a party may stand, the most telling place first: one place speaks for a party that stands in several.
PLACES = (
    "subject", "order", "subject-below", "object", "owns-subject", "owns-object", "in-phrase", "owns-in-phrase",
    "subject-relative",
)  # fmt: skip
FEW_QUALITIES, MANY_QUALITIES = 0.12, 0.4  # share of adjectives and adverbs in a row of things
MOST = 0.6  # share of a segment from which it is nothing but its row
MADE_OF = {"names": ("PROPN",), "deeds": ("VERB", "AUX"), "figures": ("NUM",), "articles": ("DET",)}
TELLING = 0.2  # share of the words of a row from which it is made of them
LONG_ROW = 6  # things from which a row is simply long


def facts(reading: Reading) -> frozenset[str]:
    """Names of the facts that hold."""
    root = _root(reading)
    if root is None:
        return frozenset()
    verb = _verb(root, reading)
    subject = _subject(root, reading)
    places = {party: _places(reading, root, party) for party in ("self", "customer")}
    own, theirs = places["self"][:1], places["customer"][:1]
    found = {
        f"verb:{verb}",
        f"subject:{subject}",
        f"subject:{subject}/{verb}",
        f"scene:{_told(own)}/{_told(theirs)}",
        f"scene:{subject}/{_told(theirs)}",
        *(f"self:{place}" for place in places["self"]),
        *(f"reader:{place}" for place in places["customer"]),
        *_reader_only(places["customer"]),
        *guide.facts(reading, verb, set(places["self"]), set(places["customer"])),
        *_row(reading),
        *_words(reading),
    }
    return frozenset(found)


def _told(places: list[str]) -> str:
    return places[0] if places else "none"


def _reader_only(places: list[str]) -> Iterator[str]:
    """The deletion test of the labelling guide: a reader met only as an owner, in a phrase or in a set phrase."""
    if places and all(place.startswith("owns") or place in ("in-phrase", "subject-relative") for place in places):
        yield "reader:only-aside"


def _root(reading: Reading) -> Node | None:
    roots = [token for token in reading.tokens if token.dep == "ROOT" and token.text[0].isalnum()]
    finite = [token for token in roots if token.is_finite or any(c.is_finite for c in token.children if c.pos == "AUX")]
    return next(iter(finite or roots), None)


def _verb(root: Node, reading: Reading) -> str:
    """Form of the main verb: order, tense, infinitive, participle, or none."""
    if any(m.how == "imperative" and m.start <= root.idx < m.end for m in reading.mentions):
        return "order"
    carriers = [c for c in root.children if c.pos == "AUX" or c.dep == "cop"] + [root]
    if any(c.lemma in ("will", "shall") for c in carriers):
        return "future"
    for token in carriers:
        if token.is_finite:
            tense = (token.morph.get("Tense") or ("Pres",))[0]
            linked = "be-" if root.pos not in ("VERB",) or (token is root and root.lemma in ("be", "être")) else ""
            composed = "past" if root.pos == "VERB" and token is not root and root.tag in ("VBN",) and token.lemma == "have" else ""
            return linked + (composed or {"Pres": "present", "Past": "past", "Imp": "past", "Fut": "future"}.get(tense, "present"))
    if root.pos in ("VERB", "AUX"):
        form = (root.morph.get("VerbForm") or ("Fin",))[0]
        return {"Inf": "infinitive", "Part": "participle", "Ger": "gerund"}.get(form, "present")
    return "none"


def _subject(root: Node, reading: Reading) -> str:
    """Who or what the main verb's subject is."""
    subject = next((child for child in root.children if child.dep in SUBJECTS), None)
    if subject is None:
        return "nobody"
    for token in (subject, *(c for c in subject.children if c.dep in ("det", "poss", "nmod:poss"))):
        party = _party_at(reading, token.idx)
        if party:
            return f"{party}{'' if token is subject else '-thing'}"
    low = subject.low.replace("’", "'")
    if low in reading.known.people or low in reading.known.pointers:
        return "people" if low in reading.known.people else "pointer"
    if subject.pos == "PROPN":
        return "name"
    return f"thing-{_definiteness(subject)}"


def _definiteness(noun: Node) -> str:
    for child in noun.children:
        if child.dep in ("det", "nummod", "predet"):
            kind = (child.morph.get("Definite") or child.morph.get("PronType") or ("other",))[0]
            return {"Def": "definite", "Ind": "indefinite", "Art": "definite"}.get(kind, kind.lower())
    return "bare"


def _party_at(reading: Reading, at: int) -> Party | None:
    return next((m.party for m in reading.mentions if m.start <= at < m.end and m.party != "other"), None)


# ---------------------------------------------------------------- places


def _places(reading: Reading, root: Node, party: Party) -> list[str]:
    """Where a party stands, the most telling place first."""
    found = {_place(reading, root, m) for m in reading.mentions if m.party == party}
    return [place for place in PLACES if place in found]


def _place(reading: Reading, root: Node, mention: Mention) -> str:
    if mention.how == "imperative":
        return "order"
    token = reading.token(mention.start)
    if token is None:
        return "in-phrase"
    if mention.role == "owner":
        return f"owns-{_thing(token.head)}"
    token = _head_of(reading, mention, token)
    if mention.role == "actor" or token.dep in SUBJECTS:
        return _below(token.head, root)
    if token.dep in OBJECTS or (mention.how == "pronoun" and mention.role == "target" and token.i < token.head.i):
        return "object"
    return "in-phrase"


def _head_of(reading: Reading, mention: Mention, token: Node) -> Node:
    inside = [t for t in reading.tokens if mention.start <= t.idx < mention.end]
    return next((t for t in inside if not mention.start <= t.head.idx < mention.end), token)


def _below(verb: Node, root: Node) -> str:
    """A subject of the main verb, of a relative clause, or of another clause."""
    while verb is not root and verb.head is not verb:
        if verb.dep in RELATIVES:
            return "subject-relative"
        if verb.dep in COMPLEMENTS or verb.dep == "advcl":
            return "subject-below"
        verb = verb.head
    return "subject"


def _thing(noun: Node) -> str:
    if noun.dep in SUBJECTS:
        return "subject"
    return "object" if noun.dep in OBJECTS else "in-phrase"


# ---------------------------------------------------------------- words


def _row(reading: Reading) -> Iterator[str]:
    """What a row of things is made of: things, praised things or qualities; and how much of the segment it is."""
    for start, end, told in enumeration(reading):
        tokens = [token for token in reading.tokens if start <= token.idx < end and token.pos not in ("PUNCT", "CCONJ")]
        praised = sum(token.pos in ("ADJ", "ADV") for token in tokens) / max(1, len(tokens))
        kind = "things" if praised < FEW_QUALITIES else "praised" if praised < MANY_QUALITIES else "qualities"
        share = (end - start) / len(reading.text.text)
        part = "most" if share > MOST else "part"
        yield from (f"row:{kind}", f"row:{part}", f"row:{kind}-{part}", f"row:{min(int(dict(told)['count']), LONG_ROW)}-{part}")
        yield from (f"row:{name}" for name in _made_of(tokens))


def _made_of(tokens: Sequence[Node]) -> Iterator[str]:
    """Names, deeds, figures, or things each with its article: what is told of, rather than listed as a service."""
    count = max(1, len(tokens))
    shares = {kind: sum(token.pos in tags for token in tokens) / count for kind, tags in MADE_OF.items()}
    yield from (f"of-{kind}" for kind, share in shares.items() if share >= TELLING)


def _words(reading: Reading) -> Iterator[str]:
    """Lemmas of the words that carry meaning, without accents."""
    for token in reading.tokens:
        if token.pos in MEANING and token.text[0].isalpha() and len(token.text) > 1:
            yield _meaning(token.lemma)


@lru_cache(20_000)
def _meaning(lemma: str) -> str:
    return f"word:{fold(lemma)}"
