"""How sure a score is: the scores of a text drawn again and again from its own pages, or from the blocks of its one page.

In: pools. Out: `Numbers`, the scores of the text as it stands and of its resamples, and the interval that holds 95 % of these.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

import numpy as np

from auditor.judge.pooling import Pool
from auditor.judge.scoring import DECIMALS, Scored, score
from auditor.judge.terms import Sums

TAIL = 0.025  # of a 95 % interval, on either side
PIECE = 2**18  # multiplications up to which OpenBLAS starts no threads (interface/gemm.c)
AT_ONCE = 2  # pools that are scored together: the sums of more take memory that the system hands out anew each time


@dataclass(frozen=True)
class Numbers:
    """The scores of a pool, and those of its resamples."""

    pool: Pool

    @cached_property
    def now(self) -> Scored:
        """Scores of the text as it stands: one row."""
        return self._scored.rows(slice(0, 1))

    @cached_property
    def resampled(self) -> Scored:
        """Scores of its resamples: cluster bootstrap over pages, over blocks when there is one page."""
        return self._scored.rows(slice(1, None))

    @cached_property
    def intervals(self) -> tuple[Sums, Sums]:
        """Lower and upper ends of the 95 % intervals of indicators, axes and index, in that order."""
        return intervals(self.resampled.all)

    @cached_property
    def _scored(self) -> Scored:
        """The text as it stands, which takes each cluster once, then its resamples: scored together, a call costs more than a row."""
        return score(sums_of([self.pool]), self.pool)


def numbers_of(pools: Iterable[Pool]) -> Iterator[Numbers]:
    """The numbers of each pool. Some at a time are scored in one go where they share what scoring asks of a pool beside its sums."""
    waiting = map(Numbers, pools)
    while some := list(islice(waiting, AT_ONCE)):
        alike: dict[Hashable, list[Numbers]] = {}
        for numbers in some:
            if numbers.pool.is_conclusive:
                alike.setdefault((numbers.pool.heaviest, *numbers.pool.languages.items()), []).append(numbers)
        for group in alike.values():
            _score_together(group)
        yield from some


def _score_together(group: Sequence[Numbers]) -> None:
    """Let each of them have its own rows of what they are scored to."""
    pools = [numbers.pool for numbers in group]
    scored, rows = score(sums_of(pools), pools[0]), 1 + pools[0].index.scope.resamples
    for n, numbers in enumerate(group):
        vars(numbers)["_scored"] = scored.rows(slice(n * rows, (n + 1) * rows))


def sums_of(pools: Sequence[Pool]) -> Sums:
    """The sums of each pool as it stands, then those of its resamples: one row each, one pool after the other."""
    rows = 1 + pools[0].index.scope.resamples
    sums = np.zeros((pools[0].known.width, rows * len(pools)))  # column by column, as they are read
    for n, pool in enumerate(pools):
        _draw(pool, sums[:, n * rows : (n + 1) * rows])
    return sums.T


def _draw(pool: Pool, drawn: Sums) -> None:
    """Fill in the sums of a pool and of its resamples, a column each."""
    pages, scope = pool.pages, pool.index.scope
    clusters = len(pages[0].block_sums) if len(pages) == 1 else len(pages)
    counts = drawn_once_and_again(clusters, scope.resamples, scope.seed)
    if len(pages) != 1:
        drawn[:] = pool.weighed(counts).T
        return
    _drawn(counts, pages[0].block_sums, drawn)
    own = np.flatnonzero(pages[0].own)
    drawn[own] += pages[0].own[own, None]
    if pages[0].weight != 1.0:
        drawn *= pages[0].weight


def resamples(clusters: int, number: int, seed: int) -> Sums:
    """How often each cluster is drawn in each resample: `number` rows, the same on every machine.

    RandomState's stream is frozen for good (NEP 19); the newer generators' is not.
    """
    drawn = (np.random.RandomState(seed).random_sample((number, clusters)) * clusters).astype(np.int64)
    flat = drawn + clusters * np.arange(number)[:, None]
    return np.bincount(flat.ravel(), minlength=number * clusters).reshape(number, clusters).astype(np.float64)


@lru_cache(maxsize=64)
def drawn_once_and_again(clusters: int, number: int, seed: int) -> Sums:
    """A row in which each cluster is drawn once, then the rows of the resamples."""
    return np.vstack([np.ones((1, clusters)), resamples(clusters, number, seed)])


def _drawn(counts: Sums, sums: Sums, drawn: Sums) -> None:
    """Fill in the sums of the clusters as often as each row of `counts` draws them, a row each; a page has nothing in half of its columns.

    In pieces that BLAS multiplies on the thread that asks: the threads that it starts for more stay awake from one page to the next, and
    took more of the processor than judging did.
    """
    filled = np.flatnonzero(sums.any(axis=0))
    some = sums.T[filled]
    step = max(1, PIECE // max(1, some.size))
    for at in range(0, len(counts), step):
        drawn[filled, at : at + step] = some @ counts[at : at + step].T


def intervals(values: Sums) -> tuple[Sums, Sums]:
    """The 95 % interval of each column of resampled scores: percentiles of those that exist; NaN where none does."""
    known = np.sort(values, axis=0)  # NaN stand last
    gone, number = np.isnan(known[-1]), np.full(values.shape[1], len(values))
    number[gone] = np.maximum(1, (~np.isnan(values[:, gone])).sum(axis=0))
    low, high = (TAIL * number).astype(int), np.ceil((1 - TAIL) * number).astype(int) - 1
    at = np.arange(values.shape[1])
    return np.round(known[low, at], DECIMALS), np.round(known[high, at], DECIMALS)
