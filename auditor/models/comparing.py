"""What one site says beside what its rivals say: sentences to compare, and the rival sentence that comes nearest to each.

In: nothing. Out: the records `Said` and `Match`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.models.labelling import Token
from auditor.models.vocabulary import Lang


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a site, its parse, and what of it only names its company: names and places, which the swap test neutralises."""

    id: str  # of its segment
    page: str  # key of its page
    lang: Lang
    text: str
    tokens: tuple[Token, ...] = ()  # `Engine.parse`; without them words are compared as they are written
    names: tuple[str, ...] = ()  # of the company that says it, as they may stand in a sentence (`Company.names`)
    places: tuple[str, ...] = ()  # its towns and regions


@dataclass(frozen=True, slots=True)
class Match:
    """The rival sentence nearest to one of ours, and whether the rival could print ours unchanged as its own."""

    own: str  # id
    rival: str = ""  # id; "" where no rival says anything like it
    similarity: float = 0.0  # 0-1
    interchangeable: bool = False
    why: str = "swap.none"  # catalogue key
    fields: tuple[tuple[str, str], ...] = ()  # of the catalogue's sentence
