"""Figures that a script counts up from zero: read as a visitor sees them, a second later.

In: a text and the attributes of its element. Out: the text, its zero replaced by the figure that an attribute tells.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from auditor.extract.lists import word_lists

PREFIX = "data-"
ZERO = re.compile(r"(\s*[^\w\s]?\s?)0+(?:[.,]0+)?(\s?[^\w\s]?\s*)")  # a sign of what is counted may stand beside it
FIGURE = re.compile(r"\d[\d \u00a0\u202f.,]{0,14}[+%]?")
SOMETHING = re.compile(r"[1-9]")


def counted(text: str, attrib: dict[str, str]) -> str:
    """The text with the figure that it comes to; as it is where it says more than zero, or no attribute tells a figure."""
    zero = ZERO.fullmatch(text)
    figure = _figure(attrib) if zero else ""
    if not zero or not figure:
        return text
    before, after = zero.groups()
    return f"{before}{figure}{after if figure[-1] not in after else after.replace(figure[-1], '')}"


def _figure(attrib: dict[str, str]) -> str:
    """The figure of the attribute whose name tells best where counting ends."""
    told = [(rank, value.strip()) for name, value in attrib.items() if (rank := _rank(name)) >= 0 and FIGURE.fullmatch(value.strip())]
    figure = min(told, default=(0, ""), key=lambda one: one[0])[1]
    return figure if SOMETHING.search(figure) else ""


@lru_cache(maxsize=1_000)
def _rank(name: str) -> int:
    """Place of an attribute's name in the list, -1 for one that tells no figure."""
    parts = name.removeprefix(PREFIX).lower().split("-") if name.startswith(PREFIX) else [""]
    return _ends().get(parts[-1], -1) if _never().isdisjoint(parts) else -1


@cache
def _ends() -> dict[str, int]:
    return {word: rank for rank, word in enumerate(word_lists("counters")["ends"])}


@cache
def _never() -> frozenset[str]:
    return frozenset(word_lists("counters")["never"])
