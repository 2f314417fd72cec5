"""The labelling guide's questions in their order: who is asked, who speaks, who is told what to do, who acts on whom.

In: a `Reading`, the form of its main verb and where the company and the reader stand in it (`grammar.PLACES`). Out: the name of the first
answer (`guide:we-reader-object`: the company acts on the reader), alone and with the length, and whose story a first person tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.language.endings import has_form
from auditor.language.nodes import Node
from auditor.language.parties import asks_the_company
from auditor.language.reading import Reading

MAIN = frozenset(("subject", "subject-below"))


def facts(reading: Reading, verb: str, own: set[str], theirs: set[str]) -> Iterator[str]:
    """Names of the facts that hold."""
    verdict = _verdict(reading, verb, own, theirs)
    yield from (f"guide:{verdict}", f"guide:{verdict}/{_length(reading)}", *_voice(reading))


def _verdict(reading: Reading, verb: str, own: set[str], theirs: set[str]) -> str:
    """What the first question of the labelling guide that holds would say, by who stands where."""
    if asks_the_company(reading):
        return "asked-of-us"
    if any(m.how == "quoted" for m in reading.mentions):
        return f"spoken-{'reader' if theirs & MAIN else 'us'}"
    if reading.is_question:
        return f"question-{_who(own, theirs)}"
    if "order" in theirs:
        return _order(reading, own, theirs)
    if verb in ("none", "infinitive", "participle", "gerund"):
        return f"{verb}-{_aside(own, theirs)}"
    return _clause(own, theirs)


def _who(own: set[str], theirs: set[str]) -> str:
    return "both" if own and theirs else "us" if own else "reader" if theirs else "nobody"


def _order(reading: Reading, own: set[str], theirs: set[str]) -> str:
    if any(m.how == "inclusive" for m in reading.mentions):
        return "order-together"
    if own & MAIN:
        return "order-and-we"
    if "owns-object" in own and theirs == {"order"}:
        return "order-ours"
    return "order" if theirs == {"order"} else "order-yours"


def _aside(own: set[str], theirs: set[str]) -> str:
    for place in ("subject", "subject-below", "object", "owns-subject", "owns-object"):
        if place in theirs:
            return f"reader-{place}"
    return f"aside-{_who(own, theirs)}" if theirs else _who(own, theirs)


def _clause(own: set[str], theirs: set[str]) -> str:
    """A finite clause: who is its subject, and where the reader stands in it."""
    if "subject" in theirs:
        return f"reader-{'with-us' if own else 'alone'}"
    actor = "we" if "subject" in own else "ours" if "owns-subject" in own else "thing"
    for place in ("object", "owns-object", "subject-below", "owns-subject"):
        if place in theirs:
            return f"{actor}-reader-{place}"
    return f"{actor}-{'aside' if theirs else 'alone'}"


def _length(reading: Reading) -> str:
    count = len(reading.real_words)
    return next((name for name, most in (("label", 3), ("short", 8), ("middle", 16)) if count <= most), "long")


def _voice(reading: Reading) -> Iterator[str]:
    """A speaker's own story: "I" or "we" in the past without a reader is how testimonials go on."""
    readers = any(m.party == "customer" and m.how != "quoted" for m in reading.mentions)
    speaks = any(m.party == "self" and m.how == "pronoun" for m in reading.mentions) and not readers
    if not speaks and not reading.spans("singular_self"):
        return
    past = any(_is_past(token, reading) for token in reading.tokens if token.pos in ("VERB", "AUX"))
    tense = "past" if past else "present"
    if reading.spans("singular_self"):
        yield from (f"voice:i-{tense}", f"voice:i-{'with' if readers else 'without'}-reader", f"voice:i-{tense}-{readers}")
        if any(m.how in ("name", "noun") and m.party == "self" for m in reading.mentions):
            yield "voice:i-and-company"
    else:
        yield f"voice:we-{tense}"


def _is_past(verb: Node, reading: Reading) -> bool:
    """Small French models take « je dormais » for a present: its ending says what it is."""
    return has_form(verb.low, reading.known.past_verbs) or bool({"Past", "Imp"} & set(verb.morph.get("Tense", ())))
