"""What a segment is judged by: its signals, who is in it, its shape and what stands before it.

In: a segment, its analysis and the party words. Out: names of features that hold. Signals go by their rule's id, and by the words met when
the rule is a list of phrases (`rule=words`); the facts of the parse come as `language/grammar.py` names them; the rest is `family:`,
`claim:`, `party:`, `shape:`, `context:` or `prev:`. What is not known (block kind, heading) adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from auditor.judge.context import context, place
from auditor.judge.shape import shape
from auditor.knowledge import Knowledge
from auditor.models import Analysis, Party, Segment

SHARES = {"most": 0.5, "whole": 0.95}  # of a segment that a signal covers: « Nos tarifs » as a title or in passing
WHOLE = ("verbless", "question")  # checks whose span is the segment in any case
BEARING = frozenset((
    "verbless", "imperative", "shape:label", "shape:question", "shape:ends-with-colon", "enumeration:most", "service-name",
    "label-and-text", "structural:whole", "definition", "prev:label", "prev:colon", "prev:question", "prev:self", "prev:customer",
    "prev:singular", "prev:testimonials", "prev:nothing",
))  # fmt: skip
PAIRED = ("verbless", "question", "shape:label", "shape:half-quote", "shape:opens-quote")
TRAIT_FAMILIES = ("proof", "promise", "benefit", "generic")  # how the names of their families begin
REMEMBERED = 20_000  # names of facts
COUNTED = 2  # counts above this are "many"


def features(segment: Segment, analysis: Analysis, knowledge: Knowledge) -> frozenset[str]:
    """Names of the features that hold for a segment."""
    families: dict[str, set[str]] = {}
    words, sides = knowledge.parties[segment.lang], _sides(analysis)
    own = set(_signals(segment, analysis, knowledge, families))
    own.update(shape(segment), context(segment, words), place(segment, analysis, words))
    own.update([f"family:{family}-{_count(len(rules))}" for family, rules in families.items()])
    pairs = _pairs(own, sides, analysis.grammar)
    own.update(pairs, analysis.grammar, _parties(analysis), _order(analysis), _lacking(families))
    own.add(sides)
    return frozenset(own)


def _signals(segment: Segment, analysis: Analysis, knowledge: Knowledge, families: dict[str, set[str]]) -> Iterator[str]:
    """Rule ids, how much of the segment they cover, whether they open it, and the expectations that they speak to, the first named apart:
    the labelling guide takes it on a tie. `families` takes the distinct rules of each family.
    """
    text = segment.text
    whole, starts = _letters(text) or 1, _first_letter(text)
    spoken: list[tuple[int, str, tuple[str, ...]]] = []
    for signal in analysis.signals:
        rule = knowledge.rules.get(signal.rule)
        if rule is None or not rule.signals:  # what speaks for no label is read by the lenses alone
            continue
        name, matching = signal.rule, rule.matching(segment.lang)
        met = text[signal.start : signal.end]
        families.setdefault(rule.family, set()).add(name)
        if claims := _dimensions(rule.signals):
            spoken.append((signal.start, name, claims))
        yield name
        if matching.phrases:
            yield f"{name}={met.replace('’', chr(39)).lower()}"
        if signal.start <= starts and signal.end < len(text):  # nothing but marks stands before it, and it is not all
            yield f"{name}:opening"
        if matching.check not in WHOLE:
            share = _letters(met) / whole
            yield from [f"{name}:{how}" for how, least in SHARES.items() if share > least]
    if spoken:
        claimed = [claim for _, _, claims in sorted(spoken) for claim in claims]
        yield f"claim:first-{claimed[0]}"
        yield from [f"claim:{claim}-{_count(claimed.count(claim))}" for claim in set(claimed)]


@lru_cache
def _dimensions(labels: tuple[str, ...]) -> tuple[str, ...]:
    """The expectations among the labels that a rule speaks for."""
    return tuple(label.removeprefix("dimension.") for label in labels if label.startswith("dimension."))


def _letters(text: str) -> int:
    """Letters and figures of a text."""
    return sum(map(str.isalnum, text))


def _first_letter(text: str) -> int:
    """Where its first letter or figure stands; its length when it has none."""
    return next((n for n, char in enumerate(text) if char.isalnum()), len(text))


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


@lru_cache(REMEMBERED)
def _bears_on_who(name: str) -> bool:
    """Whether a fact may change what the guide's first answer means: who is spoken of where nobody is named depends on what is said."""
    return name in BEARING or (name.startswith(("family:", "shape:words")) and not name.startswith("family:neutral"))


def _pairs(own: set[str], sides: str, grammar: Iterable[str]) -> list[str]:
    """Two facts that mean more together than apart."""
    pairs = [f"{fact}&{sides}" for fact in PAIRED if fact in own]
    bearing = [*filter(_bears_on_who, own)]
    for verdict in grammar:
        if verdict.startswith("guide:") and "/" not in verdict:
            pairs += [f"{verdict}&{name}" for name in bearing]
    if "shape:label" in own:
        pairs += [f"shape:label&{name}" for name in own if name.startswith("family:")]
    return pairs


def _lacking(families: Iterable[str]) -> list[str]:
    """The families of traits of which no rule is met."""
    return [f"family:{trait}-0" for trait in TRAIT_FAMILIES if not any(family.startswith(trait) for family in families)]
