"""Spans of time as people write them in settings and lists: "90 days", "6 mois".

In: a text. Out: days. The words for days, weeks, months and years stand in the catalogues of both languages.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from auditor.words import entry

WRITTEN = re.compile(r"(\d{1,5})\s*([^\W\d_]*)")
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
LANGS = ("fr", "en")  # both are read, whatever the language of the command line


def days_of(text: str) -> int | None:
    """Days of a span, 30 to a month and 365 to a year; a bare number is days; 0 for no text; None for what is no span."""
    if not text.strip():
        return 0
    found = WRITTEN.fullmatch(text.strip().casefold())
    unit = found and next((days for name, days in DAYS.items() if not found[2] or found[2] in _words(name)), None)
    return int(found[1]) * unit if found and unit else None


def _words(unit: str) -> set[str]:
    return {word for lang in LANGS for word in str(entry(lang, f"settings.unit.{unit}")).split()}


def _checked(text: str) -> str:
    if days_of(text) is None:
        raise PydanticCustomError("settings.not-span", "not a span of time")
    return text


Span = Annotated[str, AfterValidator(_checked)]  # a text of settings that `days_of` reads
