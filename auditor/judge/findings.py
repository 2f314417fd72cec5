"""Findings: the signals that a user should act on, and what each is worth.

In: the pool of a site and its numbers. Out: `Finding`s, the most valuable first; `points` is what the index gains by exact recomputation
with that one segment mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, get_args

import numpy as np

from auditor.garbage import undisturbed
from auditor.identity import finding_id
from auditor.judge.pooling import Pool
from auditor.judge.pricing import change
from auditor.judge.resampling import Numbers
from auditor.judge.scoring import DECIMALS, score
from auditor.knowledge.rules import Rule, Target
from auditor.models import TRAITS, Advice, Finding, Focus, LabelledSegment, Labels, Mention, Parties, Severity

Priced = tuple[Advice, LabelledSegment | None]  # what rewriting says, and its first ready suggestion as it would be judged
Advise = Callable[[Finding, LabelledSegment], Priced]
LIST = "know_how_list"  # the trait
PROSE = ("", "paragraph", "list-item", "quote", "description")  # blocks in which a list is a sentence
LATER = 10  # an offset at which no sentence begins: in a sentence about both, the customer need not come first
SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # the mildest first


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands."""

    finding: Finding
    page: int  # position in the pool
    row: int  # position in the page


class Told(NamedTuple):
    """What is said of a finding, and its segment once mended, when that is known."""

    advice: Advice
    up_to: bool
    mended: LabelledSegment | None


def findings(pool: Pool, numbers: Numbers, rules: Mapping[str, Rule], advise: Advise | None, *, has_index: bool) -> tuple[Finding, ...]:
    """All findings of the pages in scope, by points, then by severity, then as they stand; without an index none has points."""
    places = _places(pool, rules)
    told = [_advised(place, pool, rules, advise) for place in places]
    points = _points(pool, numbers, places, told) if has_index else [None] * len(places)
    priced = [
        Place(replace(place.finding, points=gain, advice=one.advice, up_to=one.up_to), place.page, place.row)
        for place, one, gain in zip(places, told, points, strict=True)
    ]
    return tuple(place.finding for place in sorted(priced, key=_rank))


def mended(labelled: LabelledSegment, target: Target) -> LabelledSegment:
    """The segment with the labels that a rule declares as its target, and parties that fit the target's focus."""
    old = labelled.labels
    traits = old.traits if target.traits is None else target.traits
    labels = Labels(target.focus or old.focus, traits, target.dimension or old.dimension, old.confidence)
    parties = _parties_for(target.focus, labelled.analysis.parties)
    return LabelledSegment(labelled.segment, replace(labelled.analysis, parties=parties), labels)


def _parties_for(focus: Focus | None, parties: Parties) -> Parties:
    """About the customer: the customer acts and the company is not named. Shared: the customer is named too. Neutral: nobody is.

    Labels alone would leave actors, openings and mentions as they were, and a mended sentence would gain in `voice` only.
    """
    others = tuple(mention for mention in parties.mentions if mention.party != "self")
    if focus == "customer":
        clauses = max(1, parties.actors_self + parties.actors_customer)
        return Parties(_with_customer(others, 0), 0, clauses, opens_with_self=False)
    if focus == "shared":
        return replace(parties, mentions=_with_customer(parties.mentions, LATER), opens_with_self=False)
    return Parties() if focus == "neutral" else parties


def _with_customer(mentions: tuple[Mention, ...], start: int) -> tuple[Mention, ...]:
    has_customer = any(mention.party == "customer" for mention in mentions)
    return mentions if has_customer else (*mentions, Mention(start, start, "customer", "pronoun"))


@undisturbed()
def _places(pool: Pool, rules: Mapping[str, Rule]) -> list[Place]:
    """One place for each rule that a segment breaks, at its first match."""
    return list(_broken(pool, rules))


def _broken(pool: Pool, rules: Mapping[str, Rule]) -> Iterator[Place]:
    grading = frozenset(id for id, rule in rules.items() if rule.severity)
    for n, page in enumerate(pool.pages):
        for row, labelled in enumerate(page.segments):
            graded = [signal for signal in labelled.analysis.signals if signal.rule in grading]
            met: set[str] = set()
            for signal in sorted(graded, key=lambda s: (s.start, s.end, s.rule)) if len(graded) > 1 else graded:
                rule, segment = rules[signal.rule], labelled.segment
                if rule.severity and rule.id not in met and bears_out(labelled, rule):
                    met.add(rule.id)
                    where = (segment.id, page.key, rule.severity, signal.start, signal.end, signal.fields)
                    yield Place(Finding(finding_id(segment.id, rule.id), rule.id, rule.family, *where), n, row)


def bears_out(labelled: LabelledSegment, rule: Rule) -> bool:
    """Whether the labels agree with what the rule speaks for: a word that hints at a claim is no finding where no claim was made.

    A customer's words (testimonials) are not the company's to change, and a page's title is a name.
    """
    labels, (traits, focuses) = labelled.labels, _spoken_for(rule.signals)
    agrees = not traits.isdisjoint(labels.traits) if traits else not focuses or labels.focus in focuses
    if not agrees or "testimonial" in labels.traits or labelled.segment.kind == "title" or _is_name(labelled):
        return False
    return LIST not in traits or _lists_work(labelled, rule)


@cache
def _spoken_for(signals: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The traits and the focuses among the labels that a rule speaks for."""
    focuses = (label.removeprefix("focus.") for label in signals if label.startswith("focus."))
    return frozenset(label for label in signals if label in TRAITS), frozenset(focuses)


def _is_name(labelled: LabelledSegment) -> bool:
    """Whether a segment is the company's name and nothing else: there is no sentence to change."""
    text = labelled.segment.text
    names = [text[one.start : one.end] for one in labelled.analysis.parties.mentions if one.party == "self" and one.how == "name"]
    return any(not any(map(str.isalnum, text.replace(name, "", 1))) for name in names)


def _lists_work(labelled: LabelledSegment, rule: Rule) -> bool:
    """Whether a list is one of work offered: a cell and a picture's text are no sentences, and what has capitals throughout its rest is
    a list of names (towns, offices, the lines of an address).
    """
    segment = labelled.segment
    if segment.kind not in PROSE:
        return False
    spans = [segment.text[one.start : one.end] for one in labelled.analysis.signals if one.rule == rule.id]
    rest = [item.strip() for item in spans[0].split(",")[1:]] if spans and not spans[0].isupper() else []
    return 2 * sum(item[:1].isupper() or item[:1].isdigit() for item in rest) <= len(rest)


def _advised(place: Place, pool: Pool, rules: Mapping[str, Rule], advise: Advise | None) -> Told:
    labelled = pool.pages[place.page].segments[place.row]
    advice, suggested = advise(place.finding, labelled) if advise else (Advice(), None)
    target = rules[place.finding.rule].target
    by_target = mended(labelled, target) if target and not advice.leaves_alone else None  # what nobody is to touch has no price
    return Told(advice, suggested is None, suggested or by_target)


def _points(pool: Pool, numbers: Numbers, places: Sequence[Place], told: Sequence[Told]) -> list[float | None]:
    """What the index gains by each mended segment; None for a finding that nothing says how to mend."""
    both = enumerate(zip(places, told, strict=True))
    rows = {n: pool.totals[0] + change(pool, place.page, place.row, one.mended) for n, (place, one) in both if one.mended}
    points: list[float | None] = [None] * len(places)
    if rows:
        gains = score(np.array(list(rows.values())), pool).index[:, 0] - numbers.now.index[0, 0]
        for n, gain in zip(rows, gains, strict=True):
            points[n] = round(float(gain), DECIMALS) + 0.0  # no minus zero
    return points


def _rank(place: Place) -> tuple[bool, float, int, int, int, int, str]:
    finding = place.finding
    worth = (finding.points is None, -(finding.points or 0.0), -SEVERITIES.index(finding.severity))
    return (*worth, place.page, place.row, finding.start, finding.id)
