"""Figures as a reader of French or English writes them.

In: numbers and ISO dates. Out: text: decimal comma and narrow no-break spaces in French; scores without decimals, but beside points.
What is kept is the text of rounded numbers, of which there are few: a site has a score and an interval for each of its pages.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from auditor.words import say

NARROW = "\u202f"


def number(value: float, lang: str, decimals: int = 0) -> str:
    """A number with at most `decimals` decimals, grouped by thousands."""
    return _decimal(round(value, decimals) + 0.0, "#,##0" + ("." + "#" * decimals if decimals else ""), lang)


def percent(share: float, lang: str) -> str:
    """A share (0-1) in whole per cent."""
    return _percent(round(share, 2), lang)


def tenth(score: float, lang: str) -> str:
    """A score with one decimal, where it stands beside points: "44.7"."""
    return _decimal(round(score, 1) + 0.0, "0.0", lang)


def gain(points: float, lang: str) -> str:
    """Points with their sign and one decimal: "+2.4"."""
    return ("\u2212" if points < 0 else "+") + _decimal(abs(round(points, 1)), "0.0", lang)


@cache
def _decimal(rounded: float, pattern: str, lang: str) -> str:
    return str(format_decimal(rounded, format=pattern, locale=lang))


@cache
def _percent(rounded: float, lang: str) -> str:
    return format_percent(rounded, locale=lang).replace("\u00a0%", f"{NARROW}%")


@cache
def day(iso: str, lang: str) -> str:
    """An ISO date in words; the first day of a month is "1er" in French."""
    when = date.fromisoformat(iso[:10])
    words = format_date(when, "long", locale=lang)
    return say(lang, "report.date.first", rest=words.removeprefix("1 ")) if when.day == 1 else words
