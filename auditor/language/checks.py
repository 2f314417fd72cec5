"""What a rule asks for by name because data cannot say it: `check: figure`.

In: a `Reading`. Out: spans, each with the fields that a message may name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from auditor.language import facts
from auditor.language.enumeration import enumeration
from auditor.language.parties import QUOTED, SPOKEN, SUBJECTS, asks_the_company, opens_with_self
from auditor.language.phrases import longest
from auditor.language.reading import Reading, once
from auditor.language.segments import word_count
from auditor.models import Mention, Party

MARKS = '«»“”" \t'
QUOTES = frozenset('«“"')  # one of them opens all that is quoted
SENTENCE_MARKS = frozenset('.!?:…«“"-–—•/|')
LABEL = 5  # words before a colon that still are a label
Found = Iterable[tuple[int, int, tuple[tuple[str, str], ...]]]


def imperative(reading: Reading) -> Found:
    """Each imperative."""
    yield from ((m.start, m.end, ()) for m in reading.mentions if m.how == "imperative")


def question(reading: Reading) -> Found:
    """The whole segment when it is a question."""
    if reading.is_question:
        yield _whole(reading)


def verbless(reading: Reading) -> Found:
    """The whole segment when no verb in it is finite and none is an imperative."""
    if reading.real_words and not reading.finite and not any(m.how == "imperative" for m in reading.mentions):
        yield _whole(reading)


def quoted(reading: Reading) -> Found:
    """The words inside quotation marks, when long enough to be somebody's speech; else the whole of a quote block."""
    text = reading.text.text
    spoken = [m for m in QUOTED.finditer(text) if word_count(m.group()) >= SPOKEN] if not QUOTES.isdisjoint(text) else []
    for match in spoken:
        inside = match.group().strip(MARKS)
        start = match.start() + match.group().index(inside)
        yield start, start + len(inside), ()
    if not spoken and reading.segment.kind == "quote" and reading.real_words:
        yield _whole(reading)


def passive(reading: Reading) -> Found:
    """Verbs in the passive, with their auxiliary."""
    for token in reading.tokens:
        if token.dep in ("auxpass", "aux:pass") and token.i < token.head.i:
            yield token.idx, token.head.end, ()


def infinitive(reading: Reading) -> Found:
    """The verb that opens the segment when it is an infinitive (« Réduire vos coûts ») or an "-ing" form ("Reducing waste")."""
    first = next((token for token in reading.tokens if token.text[0].isalnum()), None)
    if first is not None and first.pos in ("VERB", "AUX") and (first.tag == "VBG" or "Inf" in first.morph.get("VerbForm", ())):
        if reading.segment.lang == "fr" or first.tag == "VBG":
            yield first.idx, first.end, ()


def self_opening(reading: Reading) -> Found:
    """The first mention of the company when the segment opens with it."""
    if opens_with_self(reading):
        yield from _spans([m for m in reading.mentions if m.party == "self"][:1])


def customer_opening(reading: Reading) -> Found:
    """The first word of the segment when it is the customer."""
    first = reading.real_words[:1]
    yield from _spans([m for m in reading.mentions if m.party == "customer" and first and m.start <= first[0].start < m.end][:1])


def self_subject(reading: Reading) -> Found:
    """Pronouns and names of the company that are subjects."""
    yield from _spans(_subjects(reading, "self"))


def customer_subject(reading: Reading) -> Found:
    """Pronouns and nouns of the customer that are subjects."""
    yield from _spans(_subjects(reading, "customer"))


def self_for_customer(reading: Reading) -> Found:
    """From the company as subject to the customer it acts on: « Nous vous formons », "We repair your boiler"."""
    for subject in _subjects(reading, "self"):
        targets = [m for m in reading.mentions if m.party == "customer" and m.start > subject.start and m.role in ("target", "owner")]
        if targets:
            yield subject.start, targets[0].end, ()
            return


def customer_only_owner(reading: Reading) -> Found:
    """The first "your" of a segment whose only mentions of the customer are possessives."""
    theirs = [m for m in reading.mentions if m.party == "customer"]
    if theirs and all(m.role == "owner" for m in theirs):
        yield from _spans(theirs[:1])


def inclusive(reading: Reading) -> Found:
    """A "we" that is the company and the reader together."""
    yield from _spans([m for m in reading.mentions if m.how == "inclusive"])


def impersonal(reading: Reading) -> Found:
    """« on » for people in general."""
    yield from _spans([m for m in reading.mentions if m.how == "impersonal" and m.party == "other"])


def company_name(reading: Reading) -> Found:
    """The company's name."""
    yield from _spans([m for m in reading.mentions if m.how == "name"])


def third_person(reading: Reading) -> Found:
    """The company by its name or as « le cabinet », "the firm", as the subject of the segment's first clause."""
    named = [m for m in reading.mentions if m.how in ("name", "noun") and m.party == "self"]
    yield from _spans([m for m in named if m.role == "actor" or _is_subject(reading, m)][:1])


def reader_voice(reading: Reading) -> Found:
    """The whole segment when it is a question that a reader asks the company."""
    if asks_the_company(reading):
        yield _whole(reading)


def shouted(reading: Reading) -> Found:
    """The whole segment when it is set in capitals."""
    if reading.text.is_shouted:
        yield _whole(reading)


def lead_in(reading: Reading) -> Found:
    """The whole segment when it ends in a colon."""
    if reading.text.text.rstrip().endswith(":"):
        yield _whole(reading)


def label_and_text(reading: Reading) -> Found:
    """The label of « Label : text », at most five words before a colon that is not the end."""
    head, colon, rest = reading.text.text.partition(":")
    if colon and rest.strip() and 0 < word_count(head) <= LABEL and not head[-1:].isdigit():
        yield 0, len(head.rstrip()), ()


def superlative(reading: Reading) -> Found:
    """Claims of rank: words of the list `superlatives`, English -est and "most"."""
    spans = set(reading.spans("superlatives"))
    spans |= {(t.idx, t.end) for t in reading.tokens if t.tag in ("JJS", "RBS") and t.low not in reading.known.no_rank}
    yield from [(start, end, ()) for start, end in longest(spans)]


@once
def named_party(reading: Reading) -> list[tuple[int, int, tuple[tuple[str, str], ...]]]:
    """Proper names inside the segment that are not the company's: a client, a standard, a place; none in titles set in capitals."""
    if reading.text.text[1:].islower():
        return []
    inside = [after for word, after in pairwise(reading.words) if word.low not in SENTENCE_MARKS]
    capitals = [w for w in inside if len(w.text) > 1 and w.text[0].isupper() and w.low not in reading.known.capitalised]
    if not capitals or reading.text.is_shouted or _is_title_case(reading):
        return []
    taken = [(m.start, m.end) for m in reading.mentions]
    return [(w.start, w.end, ()) for w in capitals if not any(start <= w.start < end for start, end in taken)]


def list_without_outcome(reading: Reading) -> Found:
    """An enumeration in a segment that mentions no customer: nobody gets anything from it."""
    if not any(m.party == "customer" for m in reading.mentions):
        yield from enumeration(reading)


def _is_title_case(reading: Reading) -> bool:
    capitals = sum(word.text[0].isupper() for word in reading.real_words)
    return capitals > max(2, len(reading.real_words) // 2)


def _is_subject(reading: Reading, mention: Mention) -> bool:
    tokens = [t for t in reading.tokens if mention.start <= t.idx < mention.end]
    return any(t.dep in SUBJECTS for t in tokens)


def _subjects(reading: Reading, party: Party) -> list[Mention]:
    return [m for m in reading.mentions if m.party == party and m.role != "owner" and m.how != "imperative" and _is_subject(reading, m)]


def _whole(reading: Reading) -> tuple[int, int, tuple[tuple[str, str], ...]]:
    return 0, len(reading.text.text), ()


def _spans(mentions: list[Mention]) -> Found:
    yield from ((m.start, m.end, ()) for m in mentions)


CHECKS: dict[str, Callable[[Reading], Found]] = {
    function.__name__: function
    for function in (
        imperative, question, verbless, quoted, passive, infinitive, self_opening, customer_opening, self_subject, customer_subject,
        self_for_customer, customer_only_owner, inclusive, impersonal, company_name, third_person, reader_voice, shouted, lead_in,
        label_and_text, superlative, named_party, enumeration, list_without_outcome, facts.phone, facts.email, facts.money,
        facts.percent, facts.year, facts.contact, facts.clock, facts.figure, facts.delay, facts.standard, facts.duration,
    )
}  # fmt: skip

# What finds nothing where no party is mentioned, and nothing where no figure stands: most segments lack one of them.
OF_PARTIES = frozenset((
    "imperative", "self_opening", "customer_opening", "self_subject", "customer_subject", "self_for_customer", "customer_only_owner",
    "inclusive", "impersonal", "company_name", "third_person",
))  # fmt: skip
OF_FIGURES = frozenset(("phone", "money", "percent", "year", "clock"))
