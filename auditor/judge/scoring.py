"""From sums to scores: values, curves, axes, the index.

In: pooled sums. Out: numbers from 0 to 100. Everything works on many rows at once, so that a resample, a mended segment and the text as it
stands go through the very same formulas. Not applicable is NaN inside this module, and None outside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import erf, log, sqrt
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from auditor.judge.indicators import FORMULAS
from auditor.judge.pooling import Pool
from auditor.judge.terms import Sums, divided
from auditor.models import Lang

DECIMALS = 4  # of a score; what differs beyond is the last digit of somebody's exp()


@dataclass(frozen=True)
class Scored:
    """Scores of each row of sums; NaN where nothing was counted."""

    terms: dict[str, Sums]  # the term or the two terms of each indicator that has not failed
    values: Sums  # a column an indicator: its term, or the mean of its two terms
    all: Sums  # indicators, axes and index side by side, 0-100

    @property
    def indicators(self) -> Sums:
        """A column an indicator."""
        return self.all[:, : self.values.shape[1]]

    @property
    def axes(self) -> Sums:
        """A column an axis."""
        return self.all[:, self.values.shape[1] : -1]

    @property
    def index(self) -> Sums:
        """One column."""
        return self.all[:, -1:]

    def rows(self, chosen: slice) -> Scored:
        """The scores of some rows."""
        return Scored({id: found[chosen] for id, found in self.terms.items()}, self.values[chosen], self.all[chosen])


def score(totals: Sums, pool: Pool, languages: Mapping[Lang, float] | None = None) -> Scored:
    """Values, indicator scores, axis scores and index of each row of pooled sums; `languages` are their shares, if not the pool's."""
    index, totals = pool.index, np.asfortranarray(totals)  # its columns are read one by one
    found = _terms(totals, pool)
    values = np.array([value(found[id]) if id in found else np.full(len(totals), np.nan) for id in pool.places])
    scored = np.zeros((len(values) + len(index.axes) + 1, len(totals)))  # a row each, in one piece of memory: they are read one by one
    indicators, axes = scored[: len(values)], scored[len(values) : -1]
    _curve(indicators, values, totals, pool, pool.languages if languages is None else languages)
    _weigh(axes, indicators, pool)
    scored[-1] = _mean(axes, np.array([axis.weight for axis in index.axes]))
    return Scored(found, values.T, scored.T)


def _terms(totals: Sums, pool: Pool) -> dict[str, Sums]:
    """The term or the two terms of each indicator that has not failed, a column each, for each row of pooled sums; those that are a plain
    share are divided at once: a call is dearer than a column.
    """
    columns, starts = totals.T, np.array(list(pool.known.shares.values()))
    found = dict(zip(pool.known.shares, divided(columns[starts], columns[starts + 1])[:, :, None], strict=True))
    for id, place in pool.places.items():
        if id not in found and id not in pool.failed:
            found[id] = FORMULAS[id].value(totals[:, place])
    return found


def value(found: Sums) -> Sums:
    """The value of an indicator: its term as it is, or the mean of its two terms, each cut to 0-1."""
    if found.shape[1] == 1:
        return found[:, 0]
    one, other = np.minimum(np.maximum(found.T, 0.0), 1.0)
    return np.asarray(np.add(one, other, out=one) / 2.0)


def _curve(scored: Sums, values: Sums, totals: Sums, pool: Pool, languages: Mapping[Lang, float]) -> None:
    """Add the scores of `values`, a row an indicator, to `scored`. A text in two languages is scored on both curves, each by the language's
    share of the text. All rows of a curve are worked out at once: a call is dearer than a row.
    """
    told, priors, high = values.copy(), pool.known.priors, pool.index.scope.high
    few, prior, observed = list(priors), np.array(list(priors.values())), _observed(totals, pool)
    for lang, part in languages.items():
        median, top = pool.known.points[lang].T
        if few:
            told[few] = shrunk(values[few].T, observed, median[few], prior).T
        for curve, chosen in pool.known.curves.items():
            curved = CURVES[curve](told[chosen].T, median[chosen], top[chosen], high).T
            scored[chosen] = part * curved if len(languages) == 1 else scored[chosen] + part * curved


def _observed(totals: Sums, pool: Pool) -> Sums:
    """How much was counted of the indicators that have a prior, in observations of the weightiest page."""
    starts = [place.start for place in pool.places.values()]
    return np.asarray(totals[:, [starts[n] + 1 for n in pool.known.priors]] / pool.heaviest)


def shrunk(values: Sums, observed: Sums, median: Sums | float, prior: Sums | float) -> Sums:
    """The share that `prior` more observations at the reference's median would leave: the fewer were counted, the nearer to the median.

    The posterior mean of a share under a beta prior (Bayes; Laplace's rule of succession is the prior of two at one half).
    """
    return np.asarray((observed * values + prior * median) / (observed + prior))


def rising(values: Sums, median: Sums | float, high: Sums | float, at: float) -> Sums:
    """The logistic for shares: 50 at the median, `at` at `high`; of a column, or of many with a median and a `high` each."""
    scored = np.asarray(values - median)  # one piece of memory for all steps: a new one for each took longer than the sums
    scored *= -log(at / (100.0 - at))
    scored /= high - median
    np.exp(scored, out=scored)
    scored += 1.0
    return np.divide(100.0, scored, out=scored)


def log_normal(values: Sums, median: Sums | float, high: Sums | float, at: float) -> Sums:
    """The log-normal for rates: 50 at the median, `at` at `high`; of a column, or of many with a median and a `high` each.

    Lighthouse's, but over one more than the rate: over the rate itself the first gain that a page states would be worth as much as all
    that follow, and one sentence would decide.
    """
    points, deviations = list(zip(np.ravel(median).tolist(), np.ravel(high).tolist(), strict=True)), NormalDist().inv_cdf(at / 100.0)
    columns = values.T if values.ndim > 1 else values[None, :]
    scored = [_log_normal(column, mid, top, deviations) for column, (mid, top) in zip(columns, points, strict=True)]
    return np.array(scored).T.reshape(values.shape)


def _log_normal(column: Sums, median: float, high: float, deviations: float) -> Sums:
    """The log-normal of one column; each erf() is a call, and resampled counts repeat."""
    distinct, places = _distinct(column)
    middle = log(1.0 + median)
    scale = deviations / (log((1.0 + high) / (1.0 + median)) * sqrt(2.0))
    reached = scale * (np.log1p(distinct) - middle)
    return np.asarray((50.0 * (1.0 + np.array(list(map(erf, reached.tolist())))))[places])


def _distinct(column: Sums) -> tuple[Sums, npt.NDArray[np.int64]]:
    """Numbers among which are all of a column, and where each of it stands among them; small whole numbers are their own places."""
    if len(column) and 0.0 <= column.min() and column.max() < len(column):  # neither holds where a NaN is
        whole = column.astype(np.int64)
        if (whole == column).all():
            return np.arange(whole.max() + 1, dtype=np.float64), whole
    return np.unique(column, return_inverse=True)


CURVES = {"share": rising, "rate": log_normal}


def _weigh(axes: Sums, indicators: Sums, pool: Pool) -> None:
    """Fill in the axes, a row each: the weighted mean of the axis's indicators; NaN where one of them failed, or where it has none."""
    start = 0
    for n, axis in enumerate(pool.index.axes):
        own, start = indicators[start : start + len(axis.indicators)], start + len(axis.indicators)
        is_computed = axis.indicators and not pool.failed.intersection(axis.indicators)
        axes[n] = _mean(own, np.array([rule.weight for rule in axis.indicators.values()])) if is_computed else np.nan


def _mean(values: Sums, weights: Sums) -> Sums:
    """Weighted mean of each column, over what is not NaN; NaN where nothing is left. Added up row by row: the order of a sum is part of its
    last digit.
    """
    weighed = values * weights[:, None]
    total = np.add.reduce(weighed, axis=0)
    if not np.isnan(total).any():
        return np.asarray(total / weights.cumsum()[-1])
    gone = np.isnan(values)
    weighed[gone] = 0.0
    return divided(np.add.reduce(weighed, axis=0), np.add.reduce(weights[:, None] * ~gone, axis=0))
