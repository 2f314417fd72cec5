"""What a sentence states that can be checked, as data: kinds of facts, the turns that tell them, the words of numbers, times and days.

In: `rules/facts/<lang>.yml`. Out: one `FactRules` a language; every mistake is a `RuleProblem` with file and line. How the turns are
matched is in `auditor/language/facts_frames.py`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from auditor.knowledge import yaml_file
from auditor.models import LANGS, Lang

Words = tuple[str, ...]
Groups = dict[str, Words]
Bound = Literal["", "at-least", "at-most", "about"]
Form = Literal["year", "count", "duration", "percent", "money", "rating", "quantity"]
FORMS: tuple[Form, ...] = ("year", "count", "duration", "percent", "money", "rating", "quantity")
FIELD = re.compile(r"\{(\w+)\}")


class Record(BaseModel):
    """A part of a file of facts: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FactExample(Record):
    """A sentence and the fact that it states; without a value it is a near miss and states none of this kind."""

    text: str
    kind: str = ""  # when it is another kind than the one that it stands under
    value: str = ""
    unit: str = ""
    bound: Bound = ""
    subject: str = ""


class FactKind(Record):
    """A kind of fact: the frames that tell it, or the form whose values are left over for it."""

    frames: Words = ()
    form: Form | None = None
    unless: Words = ()  # words beside the value that make it something else
    unless_before: Words = ()  # the same, but only before it
    bounds: tuple[Bound, ...] = ("", "at-least", "at-most", "about")
    units: Words = ()  # units of time, before they are normalised; none: all
    subjects: Groups = {}
    examples: tuple[FactExample, ...] = ()


class Scopes(Record):
    """Words that narrow what a fact holds for: two facts of different scope do not contradict each other."""

    person: Words  # somebody's own years, not the company's
    founds: Words  # what a company that acts must do, or do it to, for the year to be its founding year
    at_service: Words  # beside years: the company's own, though nothing names it
    narrower: Words  # open what a fact is limited to: "for", « pour »
    only_one: Words  # what claims that there is no other: "a single number"
    lifetime: Words  # beside years: how long the company has been there, as `at_service` says too
    career: Words  # in the sentence of a founding: its founder worked before, experience may be older
    goes_on: Words  # in the sentence of a founding: the business was there before
    raters: Groups  # who rates companies, or what is measured of them: two ratings by one of them can be compared
    reviews: Words  # what a number of reviews is a number of
    reach: Words  # beside a distance: within it the company works
    reach_other: Words  # and what makes it the distance of something else: a free delivery
    distances: Groups  # units of distance


class FactRules(Record):
    """All that reading facts needs to know of one language."""

    numbers: dict[str, int]
    scales: dict[str, int]
    scales_alone: Words
    round: Words  # numbers that are rough by nature
    unit_alone: Words  # articles that count one unit of time
    partitives: Words  # may stand between a number and what it counts
    joins: Words
    ranges: Words
    decimal: Literal[",", "."]
    thousands: Words
    bounds: dict[Bound, Words]
    bounds_after: dict[Bound, Words]
    time: Groups
    money: Groups
    per: Groups
    out_of: Words
    stars: Words
    days: Groups = Field(min_length=7, max_length=7)
    day_ranges: Words
    hour_ranges: Words
    months: dict[str, int]
    not_phone: Words
    scopes: Scopes
    words: Groups
    kinds: dict[str, FactKind]

    @model_validator(mode="after")
    def _frames(self) -> Self:
        """Each frame holds one slot, and names no list that is not there."""
        known = {*self.words, *FORMS, "subject"}
        for kind in self.kinds.values():
            for frame in kind.frames:
                names = FIELD.findall(frame)
                if sum(name in FORMS for name in names) != 1 or not known.issuperset(names):
                    raise PydanticCustomError("knowledge.fact-frame", "one slot", {"frame": frame, "expected": ", ".join(FORMS)})
        return self


def load(folder: Path) -> dict[Lang, FactRules]:
    """The facts of both languages under `folder`/facts."""
    return {lang: yaml_file.read(folder / "facts" / f"{lang}.yml", FactRules) for lang in LANGS}
