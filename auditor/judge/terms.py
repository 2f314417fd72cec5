"""From sums to terms: how the sums of an indicator, over a page or a site, give its value.

In: rows of pooled sums, as the formulas of `indicators.py` count them. Out: one term a row, or two side by side; NaN where nothing was
counted.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Sums = npt.NDArray[np.float64]
COVERED = 3  # gains and promises on an expectation that cover it
PROVED = 10  # proofs per page that are enough
INVITED = 3  # invitations per page that are enough
CLASS = 5  # points of reading ease in a class of its histogram
CLASSES = 20
FORMULAIC = 10  # ready-made formulas per 100 segments at which nothing is left of the tone
REACHED = 2  # named people and questions to the reader per page that are enough


def share(sums: Sums) -> Sums:
    """Part over whole; NaN where the whole is nothing."""
    return divided(sums[:, :1], sums[:, 1:2])


def coverage(sums: Sums) -> Sums:
    """How far a page covers the four expectations, 0-1: the mean of min(1, its gains and promises on each ÷ 3)."""
    return np.asarray(np.minimum(1.0, divided(sums[:, :4], sums[:, 4:]) / COVERED).sum(axis=1, keepdims=True) / 4.0)


def backing(sums: Sums) -> Sums:
    """The share of claims with a proof at hand, and proofs per page (ten are enough)."""
    return np.hstack([share(sums), divided(sums[:, 2:3], sums[:, 3:4]) / PROVED])


def plainness(sums: Sums) -> Sums:
    """Median reading ease over 100, and the share of sentences that are not long; NaN without a sentence."""
    reached = np.array(sums.T[:CLASSES])
    for below, here in pairwise(reached):
        here += below  # row by row: four times as fast as cumsum() down the columns
    return np.stack([grouped_median(reached) / 100.0, 1.0 - divided(sums[:, CLASSES], reached[-1])], axis=1)


def grouped_median(reached: Sums) -> Sums:
    """Median of histograms, a column each, given how many lie in each class (a row each) or below, by interpolation in its class:
    L + (n / 2 - F) / f x width; NaN for an empty one.
    """
    half, each = reached[-1] / 2, np.arange(reached.shape[1])
    at = np.add.reduce(reached < half, axis=0, dtype=np.int8)
    below = np.where(at, reached[np.maximum(at - 1, 0), each], 0.0)
    return np.asarray(CLASS * (at + divided(half - below, reached[at, each] - below)))


def tone(sums: Sums) -> Sums:
    """One less ready-made formulas per 100 segments (ten leave nothing); named people and questions per page (two are enough)."""
    scripted, segments, people, pages = (sums[:, n : n + 1] for n in range(4))
    return np.hstack([1.0 - 100.0 / FORMULAIC * divided(scripted, segments), divided(people, pages) / REACHED])


def openness(sums: Sums) -> Sums:
    """Invitations per page (three are enough), and ways to get in touch (two are enough)."""
    ways = (sums[:, 2:] > 0).sum(axis=1, keepdims=True)
    return np.hstack([share(sums) / INVITED, ways / 2.0])


def harmony(sums: Sums) -> Sums:
    """One less faults per page."""
    return 1.0 - share(sums)


def divided(part: Sums, whole: Sums) -> Sums:
    """Part over whole; NaN where the whole is nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):  # dividing all and choosing is faster than dividing where there is something
        shares, some = np.asarray(part / whole), whole > 0
    if not some.all():
        shares[~np.broadcast_to(some, shares.shape)] = np.nan
    return shares
