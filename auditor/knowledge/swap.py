"""What the swap test knows of a language: words used for one another, commonplaces, marks that carry a claim, and the model's weights.

In: `rules/swap/{synonyms,carriers}/<lang>.yml` and `rules/swap/weights.yml`. Out: `Swap`; every mistake a `RuleProblem` with file and
line. A phrase is matched word by word, without regard to case and accents; a word that ends in `*` stands for any ending.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from auditor.errors import RuleProblem
from auditor.knowledge import yaml_file
from auditor.models import LANGS, Lang

Phrases = tuple[str, ...]
AND = " + "  # between the groups that must meet


class Record(BaseModel):
    """A part of a file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Synonyms(Record):
    """Groups of words that count as one, and commonplaces: phrases, names of groups, or groups that meet."""

    words: dict[str, Phrases]
    ideas: dict[str, Phrases]


class Carriers(Record):
    """Marks that may carry a claim, words that carry none, and what tells a name that proves from one that only identifies."""

    stemmer: str  # of the Snowball family
    stop: Phrases
    light: Phrases  # words that nearly every company uses
    negation: Phrases
    restriction: Phrases
    conditions: Phrases
    idioms: Phrases  # hold such a word and mean none
    weak: Phrases
    strong: Phrases
    all: Phrases
    some: Phrases
    opposites: tuple[tuple[Phrases, Phrases], ...]
    audiences: Phrases
    spans: dict[int, Phrases]  # hours
    days: dict[int, int]  # lengths of time that are said otherwise than counted
    articles: Phrases  # before a unit of time: one of it
    per: Phrases  # before that article or unit: a rate, not a length
    places: Phrases
    links: Phrases
    lands: Phrases  # places that say how far a service goes
    capitals: Phrases  # words in capitals that are no names
    greets: Phrases
    proofs: Phrases


class Weights(Record):
    """Log-odds of a pair being interchangeable: an intercept and a weight for each feature."""

    intercept: float
    weights: dict[str, float]


class WeightsFile(Record):
    """`rules/swap/weights.yml`."""

    weights: dict[Lang, Weights] = Field(alias="languages")


class Swap:
    """All of `rules/swap/`, read when it is first asked for: most commands compare nothing."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def synonyms(self) -> Mapping[Lang, Synonyms]:
        """Words used for one another, and commonplaces; RuleProblem for the first mistake."""
        return {lang: _synonyms(self._root / "synonyms" / f"{lang}.yml") for lang in LANGS}

    @cached_property
    def carriers(self) -> Mapping[Lang, Carriers]:
        """Marks that may carry a claim; RuleProblem for the first mistake."""
        return {lang: yaml_file.read(self._root / "carriers" / f"{lang}.yml", Carriers) for lang in LANGS}

    @cached_property
    def weights(self) -> Mapping[Lang, Weights]:
        """The model; RuleProblem for the first mistake."""
        return yaml_file.read(self._root / "weights.yml", WeightsFile).weights


def load(folder: Path) -> Swap:
    """What is in `folder`/swap."""
    return Swap(folder / "swap")


def _synonyms(path: Path) -> Synonyms:
    known = yaml_file.read(path, Synonyms)
    _check(known, path)
    return known


def _check(known: Synonyms, path: Path) -> None:
    """Groups that meet in an idea must exist."""
    for idea, ways in known.ideas.items():
        for number, way in enumerate(ways):
            missing = [name for name in way.split(AND) if AND in way and name not in known.words]
            if missing:
                line = yaml_file.lines(path).get(("ideas", idea, number), 1)
                raise RuleProblem("knowledge.unknown-group", file=path, line=line, name=missing[0])
