"""What two sentences have in common and where they differ, as the numbers that the model weighs.

In: two sentences read. Out: features by name, each 0-1 (shares) or 0/1 (marks). A mark that differs weighs by how near the wording is:
« jamais facturé » beside « facturé » is a denial, "no jargon" beside "plain words" is none.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from auditor.judge.swap_reading import Read, Unit

GROUP = 0.8  # what a word counts that only its group has in common
CALENDAR = 0.03  # by which lengths of time may differ and be the same: a month is 30 or 31 days


def features(own: Read, rival: Read) -> dict[str, float]:
    """The features of a pair; the same whichever side is asked."""
    covers = _cover(own, rival), _cover(rival, own)
    stems = _stems(own, rival), _stems(rival, own)
    left = _left(own, rival), _left(rival, own)
    surface = max(_chars(own.plain, rival.plain), min(stems)), max(_chars(own.plain, rival.plain), *stems)
    found = {
        "meaning.least": min(covers),
        "meaning.most": max(covers),
        "words.least": min(stems),
        "words.most": max(stems),
        "letters": _chars(own.plain, rival.plain),
        "ideas.shared": float(bool(own.ideas & rival.ideas)),
        "ideas.share": _share(own.ideas, rival.ideas),
        "groups.share": _share(own.groups, rival.groups),
        "slot": max(stems) * float(min(left) > 0),
        "slot.share": max(stems) * min(1.0, min(left) / 2),
        "extra": max(stems) - min(stems),
    }
    return found | _carriers(own, rival, surface)


def _carriers(own: Read, rival: Read, surface: tuple[float, float]) -> dict[str, float]:
    """Marks that differ; those that wording alone may change weigh by how near the wording is: that of both sentences, or for what turns a
    sentence round ("we never …" beside "we … with care") that of the shorter one.
    """
    near, part = surface
    found = {
        "figure.other": float(_clash(own.figures, rival.figures)),
        "figure.alone": float(bool(own.figures) != bool(rival.figures)),
        "figure.same": float(bool(own.figures) and own.figures == rival.figures),
        "time.other": float(bool(own.spans) and bool(rival.spans) and not _same_spans(own, rival)),
        "time.alone": float(bool(own.spans) != bool(rival.spans)),
        "time.same": float(bool(own.spans) and bool(rival.spans) and _same_spans(own, rival)),
        "proof.other": float(_clash(own.proofs, rival.proofs)),
        "proof.alone": float(bool(own.proofs) != bool(rival.proofs)),
        "opposite": near * float(_opposed(own, rival)),
        "audience": near * float(_audiences(own, rival)),
    }
    found |= {f"{mark}.near": part * found[f"{mark}.alone"] for mark in ("figure", "time", "proof")}
    for mark in ("negation", "conditions", "weak", "strong", "some"):
        differs = float(_differ(own, rival, mark))
        found |= {f"{mark}.alone": differs, f"{mark}.near": (part if mark == "negation" else near) * differs}
    found["bound.other"] = float(own.figures == rival.figures and own.bounds != rival.bounds)
    more = len(own.marks["conditions"]) != len(rival.marks["conditions"])
    return found | {"conditions.more": near * float(more), "restriction.near": near * float(_differ(own, rival, "restriction"))}


def _differ(own: Read, rival: Read, mark: str) -> bool:
    return bool(own.marks[mark]) != bool(rival.marks[mark])


def _clash(one: AbstractSet[object], other: AbstractSet[object]) -> bool:
    return bool(one) and bool(other) and one != other


def _same_spans(own: Read, rival: Read) -> bool:
    """Each length of time of either side is one of the other's."""
    return _spans_in(own.spans, rival.spans) and _spans_in(rival.spans, own.spans)


def _spans_in(ours: AbstractSet[float], theirs: AbstractSet[float]) -> bool:
    return all(any(abs(a - b) <= CALENDAR * max(a, b) for b in theirs) for a in ours)


def _opposed(own: Read, rival: Read) -> bool:
    return any((n, 1 - side) in rival.poles and (n, side) not in rival.poles and (n, 1 - side) not in own.poles for n, side in own.poles)


def _audiences(own: Read, rival: Read) -> bool:
    one, other = own.marks["audiences"], rival.marks["audiences"]
    return bool(one) and bool(other) and bool(one - other) and bool(other - one)


def _cover(own: Read, rival: Read) -> float:
    """Share of own's units, by weight, that the rival's sentence has too."""
    weight = sum(unit.weight for unit in own.units)
    return sum(unit.weight * _met(unit, rival) for unit in own.units) / weight if weight else 0.0


def _met(unit: Unit, rival: Read) -> float:
    if unit.stem in rival.stems:
        return 1.0
    return 0.0 if unit.groups.isdisjoint(rival.groups) else GROUP


def _stems(own: Read, rival: Read) -> float:
    weight = sum(unit.weight for unit in own.units)
    return sum(unit.weight for unit in own.units if unit.stem in rival.stems) / weight if weight else 0.0


def _left(own: Read, rival: Read) -> float:
    """Weight of own's units that nothing in the rival's sentence answers."""
    return sum(unit.weight for unit in own.units if not _met(unit, rival))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _chars(one: str, other: str) -> float:
    """Cosine of the two sets of runs of three letters (Salton)."""
    left, right = _runs(one), _runs(other)
    return len(left & right) / (len(left) * len(right)) ** 0.5 if left and right else 0.0


def _runs(plain: str) -> set[str]:
    text = f" {plain} "
    return {text[n : n + 3] for n in range(len(text) - 2)}
