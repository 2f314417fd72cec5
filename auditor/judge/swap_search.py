"""Which sentences of the rivals are worth a look beside one of ours: the few nearest by weighed runs of characters.

In: bags of features of both sides. Out: for each of ours the numbers of the nearest rivals, and how near.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
WIDTH = 4096  # columns that features are hashed into: 10 000 rows are 160 MB
BLOCK = 2000  # rows multiplied at a time


def grams(text: str) -> list[str]:
    """Runs of three to five characters inside the words of a text, borders included."""
    words = [f" {word} " for word in text.split()]
    return [word[start : start + n] for word in words for n in (3, 4, 5) for start in range(max(1, len(word) - n + 1))]


def nearest(own: Sequence[Iterable[str]], rivals: Sequence[Iterable[str]], most: int) -> list[list[tuple[int, float]]]:
    """For each bag of `own` at most `most` (number of the rival, cosine of TF-IDF 0-1), the nearest first; none that shares nothing.

    A feature weighs log((1 + n) / (1 + rows that hold it)) + 1 (Salton), counted over both sides.
    """
    if not own or not rivals:
        return [[] for _ in own]
    left, right = _counts(own), _counts(rivals)
    weights = _weights(left, right)
    left, right = _normal(left * weights), _normal(right * weights)
    return [row for start in range(0, len(own), BLOCK) for row in _best(left[start : start + BLOCK] @ right.T, most)]


def _counts(bags: Sequence[Iterable[str]]) -> Matrix:
    counted = np.zeros((len(bags), WIDTH), dtype=np.float32)
    for row, bag in enumerate(bags):
        columns = [crc32(feature.encode()) % WIDTH for feature in bag]
        np.add.at(counted[row], columns, 1)
    return counted


def _weights(left: Matrix, right: Matrix) -> Matrix:
    held = (left > 0).sum(axis=0) + (right > 0).sum(axis=0)
    weights: Matrix = (np.log((1 + len(left) + len(right)) / (1 + held)) + 1).astype(np.float32)
    return weights


def _normal(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _best(cosines: Matrix, most: int) -> list[list[tuple[int, float]]]:
    kept = np.argsort(-cosines, axis=1, kind="stable")[:, :most]
    return [[(int(n), float(row[n])) for n in numbers if row[n] > 0] for row, numbers in zip(cosines, kept, strict=True)]
