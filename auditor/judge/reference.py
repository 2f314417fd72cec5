"""Control points of the curves, from a set of audits: what scores 50 and what scores 90.

In: audits of the reference set. Out: `Curves`, to be written by `knowledge.index.write_curves`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.knowledge.index import Curves
from auditor.models import LANGS, Audit, Lang

ENOUGH = 5  # audits of a language under which its curve is drawn over both languages
APART = 0.15  # least distance of the two points: nearer than that, one sentence of twenty would move its indicator by over 18 points
DECIMALS = 4


def reference_points(audits: Iterable[Audit], *, name: str, provisional: bool = True) -> Curves:
    """Median and 90th percentile of each indicator and language over the audits that have a number, each in its main language.

    ValueError when not one of them has.
    """
    known = [audit for audit in audits if audit.index.value is not None]
    if not known:
        raise ValueError("no audit of the reference set has a number")
    by_lang: dict[Lang, list[Audit]] = {lang: [audit for audit in known if audit.languages[0] == lang] for lang in LANGS}
    ids = [indicator.id for axis in known[0].axes for indicator in axis.indicators]
    points = {id: {lang: _points(_ratios(id, by_lang[lang]), _ratios(id, known)) for lang in LANGS} for id in ids}
    return Curves(name=name, provisional=provisional, audits={lang: len(by_lang[lang]) for lang in LANGS}, points=points)


def _ratios(id: str, audits: Sequence[Audit]) -> list[float]:
    indicators = [indicator for audit in audits for axis in audit.axes for indicator in axis.indicators if indicator.id == id]
    return sorted(indicator.value for indicator in indicators if indicator.value is not None)


def _points(own: list[float], all_: list[float]) -> tuple[float, float]:
    values = own if len(own) >= ENOUGH else all_
    median, high = (round(_quantile(values, share), DECIMALS) for share in (0.5, 0.9))
    return (median, high) if high - median >= APART else (median, round(median + APART, DECIMALS))


def _quantile(values: list[float], share: float) -> float:
    """Value at `share` of a sorted list, between two values in proportion; 0 for an empty list."""
    if not values:
        return 0.0
    place = share * (len(values) - 1)
    low = int(place)
    return values[low] + (place - low) * (values[min(low + 1, len(values) - 1)] - values[low])
