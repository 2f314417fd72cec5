"""What a segment is judged by: its signals, who is in it, its shape and what stands before it.

In: a segment, its analysis and the party words. Out: names of features that hold. Signals go by their rule's id, and by the words met when
the rule is a list of phrases (`rule=words`); the facts of the parse come as `language/grammar.py` names them; the rest is `family:`,
`claim:`, `party:`, `shape:`, `context:` or `prev:`. What is not known (block kind, heading) adds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auditor.knowledge import Knowledge, PartyWords
from auditor.models import Analysis, Party, Segment, Signal

WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w))?")
LENGTHS = (2, 4, 8, 14, 22, 30)  # upper bounds of the length buckets, in words
SHORT = 6  # words up to which a segment without a full stop reads as a label
LABEL_KINDS = ("heading", "button", "title", "list-item")
MARKS = {
    "colon": ":",
    "dash": "—",
    "comma": ",",
    "bar": "|",
    "exclamation": "!",
    "dots": "…",
    "tick": "✓",
    "plus": "+",
    "amp": "&",
    "arrow": "→",
}
OPEN, CLOSE = '«“"', '»”"'
TEXT_KINDS = ("paragraph", "list-item", "quote", "")
SPOKEN = 4  # words from which a line under « Avis clients » is speech; fewer are a name, a place or a mark, as is a line with figures
SENTENCE_END = ".!?…:;"
SHARES = {"most": 0.5, "whole": 0.95}  # of a segment that a signal covers: « Nos tarifs » as a title or in passing
WHOLE = ("verbless", "question")  # checks whose span is the segment in any case
BEARING = frozenset((
    "verbless", "imperative", "shape:label", "shape:question", "shape:ends-with-colon", "enumeration:most", "service-name",
    "label-and-text", "structural:whole", "definition", "prev:label", "prev:colon", "prev:question", "prev:self", "prev:customer",
    "prev:singular", "prev:testimonials", "prev:nothing",
))  # fmt: skip
PAIRED = ("verbless", "question", "shape:label", "shape:half-quote", "shape:opens-quote")
TRAIT_FAMILIES = ("proof", "promise", "benefit", "generic")  # how the names of their families begin
COUNTED = 2  # counts above this are "many"


def features(segment: Segment, analysis: Analysis, knowledge: Knowledge) -> frozenset[str]:
    """Names of the features that hold for a segment."""
    families: dict[str, set[str]] = {}
    words = knowledge.parties[segment.lang]
    own = {
        *_signals(segment, analysis, knowledge, families),
        *_shape(segment),
        *_context(segment, words),
        *_place(segment, analysis, words),
    }
    own.update(f"family:{family}-{_count(len(rules))}" for family, rules in families.items())
    sides = _sides(analysis)
    return frozenset((
        sides, *own, *_claims(analysis, knowledge), *analysis.grammar, *_parties(analysis), *_order(analysis),
        *_pairs(own, sides, analysis.grammar), *_lacking(families),
    ))  # fmt: skip


def _signals(segment: Segment, analysis: Analysis, knowledge: Knowledge, families: dict[str, set[str]]) -> Iterator[str]:
    """Rule ids, how much of the segment they cover and whether they open it; `families` takes the distinct rules of each family."""
    whole = _letters(segment.text) or 1
    for signal in analysis.signals:
        rule = knowledge.rules.get(signal.rule)
        if rule is None or not rule.signals:  # what speaks for no label is read by the lenses alone
            continue
        families.setdefault(rule.family, set()).add(signal.rule)
        yield signal.rule
        met, matching = segment.text[signal.start : signal.end], rule.matching(segment.lang)
        if matching.phrases:
            yield f"{signal.rule}={met.replace('’', chr(39)).lower()}"
        if _opens(segment, signal):
            yield f"{signal.rule}:opening"
        if matching.check not in WHOLE:
            share = _letters(met) / whole
            yield from (f"{signal.rule}:{name}" for name, least in SHARES.items() if share > least)


def _claims(analysis: Analysis, knowledge: Knowledge) -> Iterator[str]:
    """The expectations that the segment's signals speak to, the first named apart: the labelling guide takes it on a tie."""
    spoken = [
        label.removeprefix("dimension.")
        for signal in sorted(analysis.signals, key=lambda s: (s.start, s.rule))
        if signal.rule in knowledge.rules
        for label in knowledge.rules[signal.rule].signals
        if label.startswith("dimension.")
    ]
    yield from (f"claim:first-{name}" for name in spoken[:1])
    yield from (f"claim:{name}-{_count(spoken.count(name))}" for name in set(spoken))


def _letters(text: str) -> int:
    """Letters and figures of a text."""
    return sum(map(str.isalnum, text))


def _opens(segment: Segment, signal: Signal) -> bool:
    """Whether nothing but marks stands before a signal that is not the whole segment."""
    return signal.end < len(segment.text) and not any(map(str.isalnum, segment.text[: signal.start]))


def _count(number: int) -> str:
    return str(number) if number <= COUNTED else "many"


def _sides(analysis: Analysis) -> str:
    """How many of each party stand side by side."""
    return f"party:self-{_count(analysis.parties.count('self'))}-customer-{_count(analysis.parties.count('customer'))}"


def _parties(analysis: Analysis) -> Iterator[str]:
    """How many of each party, how they are named, and who acts."""
    parties = analysis.parties
    yield f"party:self-{_count(parties.count('self'))}"
    yield f"party:customer-{_count(parties.count('customer'))}"
    yield f"party:actors-self-{_count(parties.actors_self)}"
    yield f"party:actors-customer-{_count(parties.actors_customer)}"
    yield f"party:actors-{min(parties.actors_self, 1)}-{min(parties.actors_customer, 1)}"
    if parties.opens_with_self:
        yield "party:opens-with-self"
    for mention in parties.mentions:
        yield f"party:{mention.party}-{mention.how}"
        if mention.role:
            yield f"party:{mention.party}-{mention.how}-{mention.role}"


def _order(analysis: Analysis) -> Iterator[str]:
    """Who comes first, and whether the customer is there only as an owner."""
    mentions = [m for m in analysis.parties.mentions if m.party != "other"]
    if not mentions:
        return
    yield f"party:first-{mentions[0].party}-{mentions[0].how}"
    if {m.party for m in mentions} == {"self", "customer"}:
        yield f"party:first-{mentions[0].party}-of-both"
    for party in ("self", "customer"):
        hows = {m.how for m in mentions if m.party == party}
        if len(hows) == 1:
            yield f"party:{party}-only-{hows.pop()}"
    if _acts_on(analysis, "self", "customer"):
        yield "party:self-acts-on-customer"


def _acts_on(analysis: Analysis, actor: Party, target: Party) -> bool:
    roles = {(m.party, m.role) for m in analysis.parties.mentions}
    return (actor, "actor") in roles and ((target, "target") in roles or (target, "owner") in roles)


def _shape(segment: Segment) -> Iterator[str]:
    """Length, marks and whether it reads as a label, a question or quoted speech."""
    text, count = segment.text.strip(), len(WORD.findall(segment.text))
    yield f"shape:words-{next((n for n in LENGTHS if count <= n), 'more')}"
    yield from (f"shape:{name}" for name, mark in MARKS.items() if mark in text)
    if _is_label(segment, text, count):
        yield "shape:label"
    if text.endswith("?"):
        yield "shape:question"
    if text.endswith(":"):
        yield "shape:ends-with-colon"
    if any(map(str.isdigit, text)):
        yield "shape:digits"
    if text[:1].islower():
        yield "shape:lower-start"
    if text.isupper():
        yield "shape:capitals"
    if text.count(",") >= 2:
        yield "shape:commas"
    yield from _quotes(text)


def _is_label(segment: Segment, text: str, count: int) -> bool:
    """A heading, button or item by its kind when known, else by its look."""
    if segment.kind:
        return segment.kind in LABEL_KINDS and count <= 2 * SHORT
    return count <= SHORT and text[-1:] not in SENTENCE_END


def _quotes(text: str) -> Iterator[str]:
    if text[:1] and text[0] in OPEN:
        yield "shape:opens-quote"
    if text.rstrip(".!")[-1:] and text.rstrip(".!")[-1] in CLOSE:
        yield "shape:closes-quote"
    if sum(text.count(c) for c in "«“") != sum(text.count(c) for c in "»”") or text.count('"') % 2:
        yield "shape:half-quote"


def _context(segment: Segment, words: PartyWords) -> Iterator[str]:
    """What is known of the place, and the persons and marks of the segment before it and of the lead-in."""
    if segment.kind in ("quote", "button"):
        yield f"context:{segment.kind}"
    for heading in segment.heading[-1:]:
        yield from (f"context:heading-{name}" for name in _persons(heading, words))
    lead = segment.lead_in or (segment.prev if segment.prev.rstrip().endswith(":") else "")
    yield from (f"context:lead-in-{name}" for name in _persons(lead, words))
    yield from (f"prev:{name}" for name in _persons(segment.prev, words))
    yield from (f"prev:{name.removeprefix('shape:')}" for name in _before(segment.prev.strip()))


def _place(segment: Segment, analysis: Analysis, words: PartyWords) -> Iterator[str]:
    """What block, heading and page tell of the speaker and of who is spoken to; their weights are given (rules/labels/context.yml)."""
    parties = analysis.parties.mentions
    if _is_review(segment, words) and not any(m.how == "imperative" for m in parties):
        yield "context:review"
    if segment.kind == "quote" and any(m.how == "quoted" and m.party == "self" for m in parties):
        yield "context:quote-to-you"
    if segment.page_kind == "careers" and any(m.party == "customer" for m in parties):
        yield "context:candidate"


def _is_review(segment: Segment, words: PartyWords) -> bool:
    """Whether a sentence stands right under a heading that announces customers' words."""
    if segment.kind not in TEXT_KINDS or segment.words < SPOKEN or any(c.isdigit() for c in segment.text):
        return False
    above = segment.heading[-1].strip(" :!?.…").replace("’", "'").lower() if segment.heading else ""
    return above in words.testimonial_headings


def _before(prev: str) -> Iterator[str]:
    if not prev:
        yield "nothing"
        return
    if prev.endswith("?"):
        yield "question"
    if prev.endswith(":"):
        yield "colon"
    if len(WORD.findall(prev)) <= SHORT and prev[-1] not in SENTENCE_END:
        yield "label"
    yield from _quotes(prev)


def _persons(text: str, words: PartyWords) -> Iterator[str]:
    """Which closed-class words and announcing headings a text holds."""
    if not text:
        return
    straight = text.replace("’", "'")
    low, folded = {word.lower() for word in WORD.findall(straight)}, " ".join(straight.lower().split())
    if not low.isdisjoint(words.self_pronouns) or not low.isdisjoint(words.self_possessives):
        yield "self"
    if not low.isdisjoint(words.customer_pronouns) or not low.isdisjoint(words.customer_possessives):
        yield "customer"
    if not low.isdisjoint(words.singular_self):
        yield "singular"
    if any(cue in folded for cue in words.testimonial_headings):
        yield "testimonials"
    if any(cue in folded for cue in words.testimonial_cues):
        yield "testimonial-cue"
    if any(heading in folded for heading in words.question_headings):
        yield "questions"


def _bears_on_who(name: str) -> bool:
    """Whether a fact may change what the guide's first answer means: who is spoken of where nobody is named depends on what is said."""
    return name in BEARING or (name.startswith(("family:", "shape:words")) and not name.startswith("family:neutral"))


def _pairs(own: set[str], sides: str, grammar: Iterable[str]) -> Iterator[str]:
    """Two facts that mean more together than apart."""
    yield from (f"{fact}&{sides}" for fact in PAIRED if fact in own)
    bearing = [name for name in own if _bears_on_who(name)]
    for verdict in (name for name in grammar if name.startswith("guide:") and "/" not in name):
        yield from (f"{verdict}&{name}" for name in bearing)
    if "shape:label" in own:
        yield from (f"shape:label&{name}" for name in own if name.startswith("family:"))


def _lacking(families: Iterable[str]) -> Iterator[str]:
    """The families of traits of which no rule is met."""
    yield from (f"family:{trait}-0" for trait in TRAIT_FAMILIES if not any(family.startswith(trait) for family in families))
