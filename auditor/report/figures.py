"""Figures as a reader of French or English writes them.

In: numbers and ISO dates. Out: text: decimal comma and narrow no-break spaces in French; scores without decimals, but beside points.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from auditor.words import say

NARROW = "\u202f"


@cache
def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number with at most `decimals` decimals, grouped by thousands."""
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return str(format_decimal(round(value, decimals) + 0.0, format=pattern, locale=lang))


@cache
def percent(share: float, lang: str) -> str:
    """A share (0-1) in whole per cent."""
    return format_percent(round(share, 2), locale=lang).replace("\u00a0%", f"{NARROW}%")


@cache
def tenth(score: float, lang: str) -> str:
    """A score with one decimal, where it stands beside points: "44.7"."""
    return str(format_decimal(round(score, 1) + 0.0, format="0.0", locale=lang))


@cache
def gain(points: float, lang: str) -> str:
    """Points with their sign and one decimal: "+2.4"."""
    return ("\u2212" if points < 0 else "+") + str(format_decimal(abs(round(points, 1)), format="0.0", locale=lang))


@cache
def day(iso: str, lang: str) -> str:
    """An ISO date in words; the first day of a month is "1er" in French."""
    when = date.fromisoformat(iso[:10])
    words = format_date(when, "long", locale=lang)
    return say(lang, "report.date.first", rest=words.removeprefix("1 ")) if when.day == 1 else words
