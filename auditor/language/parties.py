"""Who is in a segment: every mention of the company and of the customer.

In: a `Reading`. Out: `Mention`s in order. Names and imperatives come first, then closed-class words, then nouns; then what turns
them round: a testimonial's "we", an FAQ's "I", the impersonal « on », an inclusive "together".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

from auditor.knowledge.parties import PartyWords
from auditor.language import imperatives
from auditor.language.endings import is_we, is_you
from auditor.language.phrases import Span
from auditor.language.reading import Reading, once
from auditor.language.segments import word_count
from auditor.language.text import fold
from auditor.models import Mention, Party

QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
OPENING_MARKS, CLOSING_MARKS = frozenset('«“"'), frozenset('»”"')
SPOKEN = 4  # words from which quoted words are somebody's speech and no title or slogan
SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "csubj", "expl:subj", "nsubj:caus", "expl"))
AGREES: dict[str, Callable[[str, PartyWords], bool]] = {"nous": is_we, "vous": is_you}
CLITICS = 5  # words after the pronoun among which its verb is looked for
OTHER_SIDE: dict[Party, Party] = {"self": "customer", "customer": "self", "other": "other"}
DETERMINERS = ("self_possessives", "customer_possessives", "definite")


def mentions(reading: Reading, names: Iterable[Span]) -> list[Mention]:
    """Mentions of the segment in order; `names` are the spans of the company's names."""
    found: list[Mention] = []
    taken = bytearray(len(reading.text.text))  # characters that stand for a party already
    for source in (_names(names), _imperatives(reading), _closed(reading), _nouns(reading)):
        for mention in source:
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                found.append(mention)
    wish = _is_readers_wish(reading, found)
    found = [_turned(mention, reading, wish) for mention in found]
    return sorted([*_included(found, reading), *_together(found, reading)], key=lambda m: (m.start, m.end))


def _names(names: Iterable[Span]) -> Iterator[Mention]:
    for start, end in names:
        yield Mention(start, end, "self", "name")


def _imperatives(reading: Reading) -> Iterator[Mention]:
    for start, end in imperatives.find(reading):
        yield Mention(start, end, "customer", "imperative", "actor")


def _closed(reading: Reading) -> Iterator[Mention]:
    """Pronouns and possessives."""
    for party in ("self", "customer"):
        for start, end in reading.spans(f"{party}_pronouns"):
            if _stands_for_someone(reading, start):
                yield Mention(start, end, _party(party), "pronoun", _role(reading, start))
        for start, end in reading.spans(f"{party}_possessives"):
            if not _is_noun(reading, start):
                yield Mention(start, end, _party(party), "possessive", "owner")
    impersonal = reading.spans("impersonal")
    party = "other" if any(_is_everyone(reading, start) for start, _ in impersonal) else "self"
    for start, end in impersonal:
        yield Mention(start, end, _party(party), "impersonal", "actor")


def _party(name: str) -> Party:
    return "self" if name == "self" else "customer" if name == "customer" else "other"


def _stands_for_someone(reading: Reading, start: int) -> bool:
    """Whether a pronoun is one: not the US, a roman I, a rendez-vous."""
    n = reading.word_at[start]
    word = reading.words[n]
    if reading.segment.lang == "en":
        if word.low == "us":
            return word.text != "US" or reading.text.is_shouted
        return word.low != "i" or (word.text == "I" and not _is_numeral(reading, n))
    if word.low == "vous" and reading.next_low(n, -1) == "-" and reading.next_low(n, -2) == "rendez":
        return imperatives.is_rendezvous_order(reading, n - 2)
    return True


def _is_numeral(reading: Reading, n: int) -> bool:
    """« Phase I », "World War I": after a name, or after a noun and before no verb."""
    if n > 1 and reading.words[n - 1].text[0].isupper() and not reading.text.is_shouted:
        return True
    token, after = reading.token(reading.words[n].start), reading.next_low(n)
    return n > 0 and after != "'" and token is not None and token.dep not in SUBJECTS and token.head.pos not in ("VERB", "AUX")


def _is_noun(reading: Reading, start: int) -> bool:
    """Whether a possessive is the noun: « le ton », "the mine", « la tienne »."""
    n = reading.word_at[start]
    if reading.words[n].low != "ton":
        return False
    return reading.next_low(n, -1) in reading.known.before_noun or n + 1 == len(reading.words)


def _role(reading: Reading, start: int) -> str:
    token = reading.token(start)
    if token is None:
        return ""
    if reading.segment.lang == "fr" and (governs := _governs(reading, start)) is not None:
        return "actor" if governs else "target"
    return "actor" if token.dep in SUBJECTS and not _is_object(reading, start) else "target"


def _governs(reading: Reading, start: int) -> bool | None:
    """Whether « nous » or « vous » agrees with the verb after its clitics; None where no such verb stands."""
    n = reading.word_at.get(start)
    if n is None or reading.words[n].low not in AGREES or reading.next_low(n, -1) == "-":
        return None
    own, other = AGREES[reading.words[n].low], next(p for low, p in AGREES.items() if low != reading.words[n].low)
    if reading.next_low(n, -1) == reading.words[n].low:
        return False  # « nous nous engageons »: the second is the object
    for word in reading.words[n + 1 : n + CLITICS]:
        if own(word.low, reading.known):
            return True
        if other(word.low, reading.known):
            return False
        if word.low not in reading.known.clitics and word.low != "'":
            return None
    return None


def _is_object(reading: Reading, start: int) -> bool:
    """« appelez-nous », « nous contacter »: an object by its place, whatever the parser says."""
    n = reading.word_at.get(start)
    if n is None or reading.segment.lang != "fr" or reading.words[n].low not in ("nous", "vous"):
        return False
    if reading.next_low(n, -1) == "-":
        return imperatives.ends_order(reading.next_low(n, -2), reading.known) and not reading.is_question
    following = reading.token(reading.words[n + 1].start) if n + 1 < len(reading.words) else None
    return following is not None and "Inf" in following.morph.get("VerbForm", ())


def _is_everyone(reading: Reading, start: int) -> bool:
    """Whether « on » is people in general: a cue beside it, and neither « nous » nor « vous » in the segment."""
    n = reading.word_at[start]
    if reading.spans("self_pronouns") or reading.spans("self_possessives"):
        return False
    if reading.spans("customer_pronouns") or reading.spans("customer_possessives"):
        return False
    near = {reading.next_low(n, step) for step in (-3, -2, -1, 1, 2, 3)}
    near |= {word + "'" for step in (-2, 1) if (word := reading.next_low(n, step)) and reading.next_low(n, step + 1) == "'"}
    return bool(near & set(reading.known.impersonal_cues))


def _nouns(reading: Reading) -> Iterator[Mention]:
    for start, end in reading.spans("customer_nouns"):
        token = reading.token(start)
        if _is_ours(reading, start, end):
            continue
        if token is None or token.pos != "ADJ":  # « un usage professionnel » names nobody
            yield Mention(start, end, "customer", "noun", _role(reading, start))
    for start, end in reading.spans("company_nouns"):
        n = reading.word_at[start]
        determiner = reading.next_low(n, -1) + ("'" if reading.next_low(n, -1) == "'" else "")
        determiner = reading.next_low(n, -2) + "'" if determiner == "''" else determiner
        if _is_the_company(reading, start, determiner):
            yield Mention(start, end, "self", "noun", "actor")


def _is_ours(reading: Reading, start: int, end: int) -> bool:
    """Whether people are the company's own: "our engineers", "our own drivers", where "our clients" stay customers."""
    if (start, end) not in reading.spans("staff"):
        return False
    n, owners = reading.word_at[start], {at for at, _ in reading.spans("self_possessives")}
    return any(word.start in owners for word in reading.words[max(0, n - 2) : n])


def _is_the_company(reading: Reading, start: int, determiner: str) -> bool:
    """A definite company noun that is a subject: « le cabinet vous conseille », "the firm advises"."""
    token = reading.token(start)
    if token is None or determiner not in reading.known.definite or token.dep not in SUBJECTS | {"ROOT"}:
        return False
    return not any(m in reading.spans("customer_possessives") for m in _inside(reading, token.first.idx, start))


def _inside(reading: Reading, start: int, end: int) -> Iterator[Span]:
    yield from ((word.start, word.end) for word in reading.words if start <= word.start < end)


def _turned(mention: Mention, reading: Reading, wish: bool) -> Mention:
    """The mention as its speaker means it: in a customer's mouth "we" is the customer and "you" the company."""
    if mention.how not in ("pronoun", "possessive", "impersonal", "imperative"):
        return mention
    if mention.how != "imperative" and _is_spoken(reading, mention):
        return replace(mention, party=OTHER_SIDE[mention.party], how="quoted")
    if wish and mention.how == "possessive" and mention.party == "self" and (mention.start, mention.end) in reading.spans("singular_self"):
        return replace(mention, party="customer")
    if asks_the_company(reading) and mention.how != "imperative":
        return replace(mention, party=OTHER_SIDE[mention.party])
    return mention


def _is_spoken(reading: Reading, mention: Mention) -> bool:
    """Whether a customer speaks here: a quote block, long quoted words, or the phrases of a testimonial."""
    return _is_testimony(reading) or any(start < mention.start < end for start, end in _speeches(reading))


@once
def _is_testimony(reading: Reading) -> bool:
    """Whether all of the segment is a customer's speech."""
    if reading.segment.kind == "quote" or reading.spans("testimonial_cues") or _under(reading, "testimonial_headings"):
        return True
    return _is_part_of_a_quote(reading.text.text)


@once
def _speeches(reading: Reading) -> list[Span]:
    return [m.span() for m in QUOTED.finditer(reading.text.text) if word_count(m.group()) >= SPOKEN]


def _is_part_of_a_quote(text: str) -> bool:
    """Whether a quotation opens the segment and ends in a later one, or ends it and opened in an earlier one."""
    opens, closes = text[:1] in OPENING_MARKS, text[-1:] in CLOSING_MARKS
    marks = sum(c in OPENING_MARKS | CLOSING_MARKS for c in text)
    return opens != closes and marks == 1 and word_count(text) >= SPOKEN


def _under(reading: Reading, which: str) -> bool:
    if not reading.segment.heading:
        return False
    headings = {fold(heading.strip(" :!?.")) for heading in reading.segment.heading[-2:]}
    return not headings.isdisjoint(_folded(getattr(reading.known, which)))


@cache
def _folded(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, phrases))


def _is_readers_wish(reading: Reading, found: list[Mention]) -> bool:
    """ "Get my quote", « Obtenir ma soumission »: an order or an infinitive first, and "my" in the reader's mouth."""
    first = next((token for token in reading.tokens if token.text[0].isalnum()), None)
    if first is None or any(m.how == "pronoun" and m.party == "self" for m in found):
        return False
    is_infinitive = reading.segment.lang == "fr" and "Inf" in first.morph.get("VerbForm", ())
    return is_infinitive or reading.segment.kind == "button" or any(m.how == "imperative" and m.start == first.idx for m in found)


@once
def asks_the_company(reading: Reading) -> bool:
    """Whether it is a question in the reader's voice: with "I", or asking what a company does (« Livrez-vous… ? », "Do you deliver…?")."""
    if not reading.is_question:
        return False
    if reading.spans("singular_self"):
        return True
    asked = {reading.word_at[start] for start, _ in reading.spans("asked_of_company")}
    if reading.segment.lang == "fr":
        return any(reading.next_low(n) == "-" and reading.next_low(n, 2) == "vous" for n in asked)
    subjects = reading.known.customer_pronouns
    return any(reading.next_low(n, -1) in subjects and reading.next_low(n, -2) in reading.known.asked_with for n in asked)


def _included(found: list[Mention], reading: Reading) -> list[Mention]:
    """With "together", a "we" is the company and the reader at once: it counts for both when no reader is named."""
    if not reading.spans("inclusive") or any(m.party == "customer" for m in found):
        return found
    ours = [m for m in found if m.party == "self" and m.how == "pronoun"]
    return found + [replace(m, party="customer", how="inclusive") for m in ours[:1]]


def _together(found: list[Mention], reading: Reading) -> Iterator[Mention]:
    """The company's share in "let's meet" and « parlons-en »: an order to both."""
    for mention in found:
        n = reading.word_at.get(mention.start)
        if mention.how != "imperative" or n is None:
            continue
        is_lets = reading.words[n].low == "let" and reading.next_low(n) == "'" and reading.next_low(n, 2) == "s"
        if is_lets or (reading.segment.lang == "fr" and reading.words[n].low.endswith("ons")):
            yield replace(mention, party="self", how="inclusive")


@once
def opens_with_self(reading: Reading) -> bool:
    """Whether the first words are the company: « Nous… », "Our…", its name, « L'agence… », "At Acme…"."""
    allowed = {start for start, _ in reading.spans("opening_words")}
    for word in reading.real_words:
        first = next((m for m in reading.mentions if m.start <= word.start < m.end), None)
        if first is not None:
            return first.party == "self" and not (first.how == "pronoun" and _is_object(reading, first.start))
        if word.start not in allowed and not any(start <= word.start < end for start, end in reading.spans("opening_words")):
            return False
    return False
