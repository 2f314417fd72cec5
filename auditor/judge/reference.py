"""Control points of the curves, from a set of audits: what scores 50 and what scores 90.

In: audits of the reference set. Out: `Curves`, to be written by `knowledge.index.write_curves`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.knowledge.index import Curves, Index, IndicatorRule
from auditor.models import LANGS, Audit, Lang

ENOUGH = 5  # audits of a language under which its curve is drawn over both languages
APART = 0.25  # least distance of the two points: nearer than that, one sentence of twenty would move its indicator by over 8 points
STEEPEST = 2.0  # least ratio of the two points of a rate, each with one more, as the curve has it
UNKNOWN = {"share": (0.5, 0.9), "rate": (1.0, 3.0)}  # of an indicator that applied to no audit of the set
DECIMALS = 4


def reference_points(audits: Iterable[Audit], index: Index, *, name: str, provisional: bool = True) -> Curves:
    """Median and 90th percentile of each indicator and language over the audits that have a number, each in its main language.

    ValueError when not one of them has.
    """
    known = [audit for audit in audits if audit.index.value is not None]
    if not known:
        raise ValueError("no audit of the reference set has a number")
    by_lang: dict[Lang, list[Audit]] = {lang: [audit for audit in known if audit.languages[0] == lang] for lang in LANGS}
    rules = {id: rule for axis in index.axes for id, rule in axis.indicators.items()}
    points = {
        id: {lang: _points(_values(id, by_lang[lang]), _values(id, known), rule) for lang in LANGS} for id, rule in rules.items()
    }  # fmt: skip
    return Curves(name=name, provisional=provisional, audits={lang: len(by_lang[lang]) for lang in LANGS}, points=points)


def _values(id: str, audits: Sequence[Audit]) -> list[float]:
    indicators = [indicator for audit in audits for axis in audit.axes for indicator in axis.indicators if indicator.id == id]
    return sorted(indicator.value for indicator in indicators if indicator.value is not None)


def _points(own: list[float], all_: list[float], rule: IndicatorRule) -> tuple[float, float]:
    """The two points, kept apart where the set does not tell them apart."""
    values = own if len(own) >= ENOUGH else all_
    median, high = (round(_quantile(values, share), DECIMALS) for share in (0.5, 0.9))
    if not values:
        return UNKNOWN[rule.curve]
    if rule.curve == "rate":
        return median, max(high, round(STEEPEST * (1.0 + median) - 1.0, DECIMALS))
    return (median, high) if high - median >= APART else (median, round(median + APART, DECIMALS))


def _quantile(values: list[float], share: float) -> float:
    """Value at `share` of a sorted list, between two values in proportion; 0 for an empty list."""
    if not values:
        return 0.0
    place = share * (len(values) - 1)
    low = int(place)
    return values[low] + (place - low) * (values[min(low + 1, len(values) - 1)] - values[low])
