"""Where a frame meets a clause: which words each of its slots takes.

In: a recipe's frame and a `Clause`. Out: every `Match`, the widest reading last; a match covers the clause to its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.recipes import Frame
from auditor.rewrite import acts
from auditor.rewrite.clause import Word
from auditor.rewrite.compose import PLACE
from auditor.rewrite.reading import Match, Reading
from auditor.rewrite.slots import SLOT

HEAD_WITHIN_ENGLISH = 8
PARTICIPLES = ("é", "ée", "és", "ées")  # « nos sites dédiés »: in French beside a noun these describe it
PHRASE_STOPS = ("ADP", "SCONJ", "VERB", "AUX")
HEAD_WITHIN = 3  # « un nouveau diagnostic »: words after the first among which a frame's heads are sought


def matches(frame: Frame, reading: Reading) -> Iterator[Match]:
    """Every way in which the frame covers the clause."""
    if not any(ways.isdisjoint(reading.lows) for ways in frame.needs) and all(acts.may_stand(name, reading) for name in frame.acts):
        yield from _from(frame, frame.pattern, 0, Match(), reading)


def _from(frame: Frame, pattern: tuple[str, ...], at: int, match: Match, reading: Reading) -> Iterator[Match]:
    if not pattern:
        if at == len(reading.words) and _suits(frame, match, reading):
            yield match
        return
    element, rest = pattern[0], pattern[1:]
    if element.endswith("?"):
        element = element[:-1]
        yield from _from(frame, rest, at, match, reading)
    if at < len(reading.words):
        for end, found in _one(element, at, match, reading):
            yield from _from(frame, rest, end, found, reading)


def _suits(frame: Frame, match: Match, reading: Reading) -> bool:
    """Whether the thing is one that the frame's verb suits."""
    if ":" in reading.clause.closing and not _ends_alike(frame):
        return False
    if frame.addressed and not _addresses(reading) or frame.label and _has_verb(reading):
        return False
    if frame.starts and reading.words[match.spans["thing"][0]].low not in frame.starts or frame.by and not _is_by(frame, match, reading):
        return False
    if frame.places and not any(w.pos == "PROPN" for w in reading.words[slice(*match.spans["rest"])]):
        return False
    if frame.verbless and _has_act(reading.words[slice(*match.spans["thing"])]):
        return False
    start, _ = match.spans.get("yours", match.spans.get("thing", (0, 0)))
    if "kind" in match.spans and frame.heads:
        start = match.spans["kind"][0] - 1
    near = reading.words[slice(*match.spans["when"])] if start == 0 and "when" in match.spans else _near(reading, start)
    return not frame.heads or any(w.low in frame.heads or w.low.removesuffix("s") in frame.heads for w in near)


def _has_act(words: tuple[Word, ...]) -> bool:
    """Whether the words say what is done; "trust-based services" and "cleaning services" name a thing, after its first word."""
    verbs = (n for n, w in enumerate(words) if w.pos in ("VERB", "AUX"))
    return any(not n or not words[n].low.endswith(("ed", "ing")) for n in verbs)


def _ends_alike(frame: Frame) -> bool:
    """Whether the sentence still ends with the words that a list after it tells more of."""
    before, after = (PLACE.findall(side)[-1:] for side in (frame.before, frame.after))
    return frame.after.endswith("}") and [name.split()[-1].rstrip("?") for name in before] == [name.split()[-1] for name in after]


def _is_by(frame: Frame, match: Match, reading: Reading) -> bool:
    subject = reading.words[slice(*match.spans["source"])]
    named = "{name}" in frame.by and tuple(word.low for word in subject) in reading.names
    return named or subject[0].low in frame.by


def _has_verb(reading: Reading) -> bool:
    return any(word.pos in ("VERB", "AUX") and not word.low.endswith(PARTICIPLES) for word in reading.words)


def _near(reading: Reading, start: int) -> tuple[Word, ...]:
    """Words among which the head stands; English sets it after all that describes it: "a third-generation boat repair firm"."""
    if reading.clause.lang == "fr":
        return reading.words[start + 1 : start + 1 + HEAD_WITHIN]
    words, relatives = reading.words[start:], reading.grammar.relatives
    stops = (n for n, w in enumerate(words) if n and (w.text == "," or w.pos in PHRASE_STOPS or w.low in relatives))
    return words[: min(HEAD_WITHIN_ENGLISH, max(HEAD_WITHIN + 1, next(stops, len(words))))]


def _addresses(reading: Reading) -> bool:
    """ "that suits you", "for your garden": what is provided is for the reader, not for somebody of theirs."""
    lows, grammar = [w.low for w in reading.words], reading.grammar
    pairs = zip(lows, lows[1:], strict=False)
    return bool({*lows} & {*grammar.subject.values()}) or any(one in grammar.serves and two in grammar.your for one, two in pairs)


def _one(element: str, at: int, match: Match, reading: Reading) -> Iterator[tuple[int, Match]]:
    if not element.startswith("{"):
        low = reading.words[at].low
        if low == element or "|" in element and low in element.split("|"):
            yield at + 1, match
        return
    name = element.strip("{}")
    slot = SLOT.get(name)
    yield from slot(at, match, reading) if slot else acts.act(name, at, match, reading)
