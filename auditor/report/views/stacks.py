"""Bars made of parts.

In: counts with their colours and names. Out: `Stack`: where each part lies on a bar of 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.report.figures import number


@dataclass(frozen=True, slots=True)
class StackPart:
    """A part of a bar: its colour (a class of the style sheet), name, count and place."""

    css: str
    name: str
    count: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar; `total` is what its parts add up to."""

    parts: tuple[StackPart, ...]
    total: int


def stack(counts: Sequence[tuple[str, str, int]], lang: str) -> Stack:
    """A bar of (colour, name, count), parts of no count with no width."""
    total, parts, x = sum(count for _, _, count in counts), [], 0.0
    for css, name, count in counts:
        width = round(100 * count / total, 2) if total else 0.0
        parts.append(StackPart(css, name, number(count, lang), round(x, 2), width))
        x += width
    return Stack(tuple(parts), total)
