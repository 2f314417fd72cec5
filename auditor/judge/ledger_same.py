"""One promise in many wordings is one line of the ledger: shown in its clearest words, with the other places beside it.

In: lines, one for each clause that promises, and the words that change nothing of a promise (`rules/promises/`). Out: each promise once.
Two lines are one where kind, words and figures are the same once words of asking, articles and the like are left aside; a call to act is
one with the promise that it repeats. What differs in a figure, a condition or a place stays two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.judge.ledger_clauses import VERBLESS
from auditor.judge.ledger_parts import plain
from auditor.judge.ledger_proof import NEAREST
from auditor.knowledge.patterns import fold, whole
from auditor.knowledge.promises import PromiseRules
from auditor.models import LabelledSegment, Lang, Promise

WORD = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,]\d+)?")
STEM = 6  # letters by which a word is compared: endings differ, stems hardly
NAMING = frozenset(("button", "heading", "title", "table-cell"))  # kinds of blocks that name a promise rather than make it
HELD = ("segment", *NEAREST, "none")  # where a proof stands, the best first


@dataclass(frozen=True, slots=True)
class Said:
    """A line and what it says; `rank` is lower the better its wording serves as the line's."""

    line: Promise
    core: frozenset[str]
    is_call: bool
    rank: tuple[bool, bool, bool, bool, int]


class Sameness:
    """What is left of a promise in one language once the words are gone that change nothing of it."""

    def __init__(self, rules: PromiseRules) -> None:
        self._alike = [(fold(words[0]).rstrip("*"), whole(words)) for words in rules.alike]
        self._light = whole(rules.light)

    def core(self, what: str) -> frozenset[str]:
        """Stems and figures, whatever their order."""
        text = fold(what)
        for name, pattern in self._alike:
            text = pattern.sub(name, text)
        return frozenset(_stem(word) for word in WORD.findall(self._light.sub(" ", text)))


def _stem(word: str) -> str:
    return word if word[0].isdigit() else word[:STEM].removesuffix("s").removesuffix("e")


def merged(lines: Sequence[Promise], shown: Mapping[str, LabelledSegment], sameness: Mapping[Lang, Sameness]) -> list[Promise]:
    """Each promise once, in the order of the first place that makes it; `shown` are the segments by id."""
    groups: dict[tuple[str, ...], list[Said]] = {}
    for n, line in enumerate(lines):
        said = _said(n, line, shown[line.segment], sameness)
        key = (shown[line.segment].segment.lang, line.kind, str(line.declared), *(sorted(said.core) or [line.what]))
        groups.setdefault(key, []).append(said)
    return [_one(group) for group in _with_calls(list(groups.values()))]


def _said(n: int, line: Promise, labelled: LabelledSegment, sameness: Mapping[Lang, Sameness]) -> Said:
    segment = labelled.segment
    is_call = segment.kind == "button" or "invitation" in labelled.labels.traits
    is_whole = plain(line.what) == plain(segment.text) and segment.kind not in NAMING
    is_sentence = is_whole and labelled.analysis.ease is not None and VERBLESS not in labelled.analysis.grammar
    return Said(line, sameness[segment.lang].core(line.what), is_call, (is_call, not is_sentence, not is_whole, line.what.isupper(), n))


def _with_calls(groups: Sequence[list[Said]]) -> list[list[Said]]:
    """The groups, those of calls to act put to the promise that the call repeats: « Demander un devis gratuit pour votre toit »."""
    kept = sorted(groups, key=lambda group: (_is_call(group), len(group[0].core), group[0].rank))
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
    return is_kind and bool(other.core) and other.core <= one.core and is_bound[0] == is_bound[1]


def _folded(line: Promise) -> frozenset[str]:
    return frozenset(fold(term.text) for term in line.terms)


def _one(group: Sequence[Said]) -> Promise:
    """The line in its clearest wording, with the best proof that any of its places has, and the other places."""
    first = min(group, key=lambda said: said.rank).line
    best = min(group, key=lambda said: (HELD.index(said.line.where), said.line is not first, said.rank)).line
    also = dict.fromkeys(_others(group, first))
    return replace(first, where=best.where, proofs=best.proofs, also=tuple(also))


def _others(group: Sequence[Said], first: Promise) -> Iterator[str]:
    for said in sorted(group, key=lambda said: said.rank[-1]):
        if said.line.segment != first.segment:
            yield said.line.segment
