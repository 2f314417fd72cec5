"""Which sentences of the rivals are worth a look beside one of ours: the few nearest by TF-IDF, found with one product of matrices.

In: bags of features of both sides. Out: for each of ours the numbers of the nearest rivals, and how near. Written on numpy, which the
program has: scikit-learn would bring 100 MB for these few lines, and nothing else here needs it at run time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
WIDTH = 4096  # columns that features are hashed into: 10 000 rows are 160 MB
BLOCK = 500  # rows counted or multiplied at a time


def nearest(own: Sequence[Iterable[str]], rivals: Sequence[Iterable[str]], most: int) -> list[list[tuple[int, float]]]:
    """For each bag of `own` at most `most` (number of the rival, cosine of TF-IDF 0-1), the nearest first; none that shares nothing.

    A feature weighs log((1 + n) / (1 + rows that hold it)) + 1 (Salton), counted over both sides.
    """
    if not own or not rivals:
        return [[] for _ in own]
    left, right = _counts(own), _counts(rivals)
    held = (left > 0).sum(axis=0) + (right > 0).sum(axis=0)
    weights = (np.log((1 + len(left) + len(right)) / (1 + held)) + 1).astype(np.float32)
    left, right = _normal(left * weights), _normal(right * weights)
    return [row for start in range(0, len(own), BLOCK) for row in _best(left[start : start + BLOCK] @ right.T, most)]


def _counts(bags: Sequence[Iterable[str]]) -> Matrix:
    counted = np.zeros((len(bags), WIDTH), dtype=np.float32)
    for start in range(0, len(bags), BLOCK):
        block = bags[start : start + BLOCK]
        places = [row * WIDTH + crc32(feature.encode()) % WIDTH for row, bag in enumerate(block) for feature in bag]
        counted[start : start + BLOCK] = np.bincount(places, minlength=len(block) * WIDTH).reshape(len(block), WIDTH)
    return counted


def _normal(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _best(cosines: Matrix, most: int) -> list[list[tuple[int, float]]]:
    """Columns of the highest values of each row; of equal ones the first."""
    kept = np.sort(np.argpartition(-cosines, min(most, cosines.shape[1]) - 1, axis=1)[:, :most], axis=1)
    return [
        sorted(((int(n), round(float(row[n]), 4)) for n in numbers if row[n] > 0), key=lambda found: -found[1])
        for row, numbers in zip(cosines, kept, strict=True)
    ]
