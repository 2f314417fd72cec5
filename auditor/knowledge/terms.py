"""What lets two languages be compared without translating: terms that mean the same, and names of pages and languages.

In: `rules/lenses/terms.yml`. Out: `Terms`. A phrase is matched word by word, without regard to case and accents; a word that ends in `*`
stands for any ending.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from auditor.models import Lang

Phrases = tuple[str, ...]


class Record(BaseModel):
    """A part of the file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InBoth(Record):
    """Phrases of the two languages that mean the same."""

    fr: Phrases
    en: Phrases

    def phrases(self, lang: Lang) -> Phrases:
        """Those of `lang`."""
        return self.fr if lang == "fr" else self.en


class Term(InBoth):
    """A term; `what` it makes of a sentence that holds it, where it commits or claims."""

    what: Literal["promise", "claim", ""] = ""
    over: tuple[str, ...] = ()  # weaker terms: in place of one of them it is more ("the leader" over "one of the leaders")
    also: InBoth | None = None  # words that may stand for it and need not: where one is, the term is not missing


class Terms(Record):
    """All of the file."""

    languages: dict[Lang, Phrases]  # how a link names a language: "English", "EN"
    pages: dict[str, InBoth]  # names of pages in addresses
    units: dict[str, InBoth]  # units of figures; a figure without one has none
    numbers: dict[Lang, dict[str, int]]  # figures written out
    bounds: dict[Literal["at-least", "at-most"], InBoth]
    terms: dict[str, Term]
