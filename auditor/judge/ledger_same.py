"""One promise in many wordings is one line of the ledger: shown in its clearest words, with the other places beside it.

In: lines, one for each clause that promises, and what they say (`ledger_said.py`). Out: each promise once.
Two lines are one where kind, terms and what they are about are the same once words of asking, articles and the like are left aside, or
where one only adds words that promise nothing more; a call to act is one with the promise that it repeats. What differs in a figure, a
condition or an object stays two.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.judge.ledger_clauses import VERBLESS
from auditor.judge.ledger_parts import plain
from auditor.judge.ledger_proof import NEAREST
from auditor.judge.ledger_said import Meaning, Sameness
from auditor.knowledge.patterns import fold
from auditor.models import LabelledSegment, Lang, Promise

NAMING = frozenset(("button", "heading", "title", "table-cell"))  # kinds of blocks that name a promise rather than make it
ENOUGH = 2  # words that say what a promise is about where no term does
HELD = ("segment", *NEAREST, "none")  # where a proof stands, the best first


@dataclass(frozen=True, slots=True)
class Said:
    """A line and what it says; `rank` is lower the better its wording serves as the line's."""

    line: Promise
    lang: Lang
    meaning: Meaning
    is_call: bool
    rank: tuple[bool, bool, bool, bool, int]


def merged(lines: Sequence[Promise], shown: Mapping[str, LabelledSegment], sameness: Mapping[Lang, Sameness]) -> list[Promise]:
    """Each promise once, in the order of the first place that makes it; `shown` are the segments by id."""
    groups: dict[tuple[str, ...], list[Said]] = {}
    for n, line in enumerate(lines):
        said = _said(n, line, shown[line.segment], sameness)
        key = (said.lang, line.kind, str(line.declared), *(sorted(said.meaning.core) or [line.what]))
        groups.setdefault(key, []).append(said)
    return [_one(group) for group in _with_calls(_reworded(list(groups.values()), sameness))]


def _said(n: int, line: Promise, labelled: LabelledSegment, sameness: Mapping[Lang, Sameness]) -> Said:
    segment = labelled.segment
    is_call = segment.kind == "button" or "invitation" in labelled.labels.traits
    is_whole = plain(line.what) == plain(segment.text) and segment.kind not in NAMING
    is_sentence = is_whole and labelled.analysis.ease is not None and VERBLESS not in labelled.analysis.grammar
    meaning = sameness[segment.lang].of(line, labelled)
    return Said(line, segment.lang, meaning, is_call, (is_call, not is_sentence, not is_whole, line.what.isupper(), n))


def _reworded(groups: Sequence[list[Said]], sameness: Mapping[Lang, Sameness]) -> list[list[Said]]:
    """The groups, those put together that say the same in other words. What is about nothing by itself (« 10 ans de garantie ») joins only
    where nothing else in the line is about another thing.
    """
    homes: dict[Hashable, list[list[Said]]] = {}  # by the terms that their lines share: a large site promises thousands of times
    for group in sorted(groups, key=lambda group: (len(group[0].meaning.about), group[0].rank)):
        one, there = group[0], homes.setdefault(_terms(group[0]), [])
        alike = (home for home in there if home[0].meaning.about <= one.meaning.about)
        home = next((home for home in alike if _is_same(one, home, sameness[one.lang])), None)
        if home is None:
            there.append(list(group))
        else:
            home += group
    return [home for there in homes.values() for home in there]


def _terms(said: Said) -> Hashable:
    """What two wordings of one promise share in any case."""
    return said.lang, said.line.kind, said.line.declared, said.meaning.bounds, said.meaning.figures


def _is_same(one: Said, home: Sequence[Said], sameness: Sameness) -> bool:
    """Whether a line says what the line of a home says on the same terms; a declared value is its own."""
    others = home if not home[0].meaning.about else home[:1]
    return not one.line.declared and all(_is_part(said.meaning, one.meaning, sameness) for said in others)


def _is_part(less: Meaning, more: Meaning, sameness: Sameness) -> bool:
    """Whether what one says is all that the other promises: one word alone is enough only where terms are the same too."""
    if less.about == more.about:
        return bool(less.about or less.bounds)
    is_enough = bool(less.bounds) or (len(less.about) >= ENOUGH and sameness.has_object(less.about))
    return is_enough and less.about < more.about and not sameness.promises_more(more.about - less.about)


def _with_calls(groups: Sequence[list[Said]]) -> list[list[Said]]:
    """The groups, those of calls to act put to the promise that the call repeats: « Demander un devis gratuit pour votre toit »."""
    kept = sorted(groups, key=lambda group: (_is_call(group), len(group[0].meaning.core), group[0].rank))
    homes: list[list[Said]] = []
    for group in kept:
        home = next((home for home in homes if _repeats(group, home)), None) if _is_call(group) else None
        if home is None:
            homes.append(list(group))
        else:
            home += group
    return sorted(homes, key=lambda home: min(said.rank[-1] for said in home))


def _is_call(group: Sequence[Said]) -> bool:
    return all(said.is_call for said in group)


def _repeats(call: Sequence[Said], home: Sequence[Said]) -> bool:
    """Whether a call says all that the other line says, of the same kind and on the same terms."""
    one, other = call[0], home[0]
    is_kind = (one.line.kind, one.line.declared) == (other.line.kind, other.line.declared)
    is_bound = [_folded(said.line) for said in (one, other)]
    return is_kind and bool(other.meaning.core) and other.meaning.core <= one.meaning.core and is_bound[0] == is_bound[1]


def _folded(line: Promise) -> frozenset[str]:
    return frozenset(fold(term.text) for term in line.terms)


def _one(group: Sequence[Said]) -> Promise:
    """The line in the clearest wording of those that say no more than it, with the best proof of any of its places, and the others."""
    told = _least([said for said in group if not said.is_call])
    first = min(told or group, key=lambda said: said.rank).line
    best = min(group, key=lambda said: (HELD.index(said.line.where), said.line is not first, said.rank)).line
    also = dict.fromkeys(_others(group, first))
    return replace(first, where=best.where, proofs=best.proofs, also=tuple(also))


def _least(group: Sequence[Said]) -> list[Said]:
    fewest = min((len(said.meaning.about) for said in group), default=0)
    return [said for said in group if len(said.meaning.about) == fewest]


def _others(group: Sequence[Said], first: Promise) -> Iterator[str]:
    for said in sorted(group, key=lambda said: said.rank[-1]):
        if said.line.segment != first.segment:
            yield said.line.segment
