"""Scorecards: how signals and party features add up to a label, as weights anyone can read.

In: `rules/labels/{focus,traits,dimension}.yml`, written by `auditor rules calibrate --write`. Out: `Scorecards`; a mistake is a
`RuleProblem` with file and line. Weights are log-odds; a label's score is its intercept plus the weights of the segment's features.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import fsum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from auditor.knowledge import yaml_file
from auditor.models import Lang

LABELS = ("focus", "traits", "dimension")


class Record(BaseModel):
    """A part of a scorecard file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Card(Record):
    """One label: where it starts, what each feature adds, and the score from which a trait is given."""

    intercept: float
    threshold: float = 0.0
    weights: dict[str, float] = {}

    def shares(self, features: Iterable[str]) -> list[tuple[str, float]]:
        """What each feature of a segment adds, by name; features without a weight are left out."""
        return [(name, self.weights[name]) for name in sorted(features) if name in self.weights]


class Sheet(Record):
    """The cards of one language; `temperature` divides scores before they become probabilities."""

    temperature: float = 1.0
    cards: dict[str, Card] = {}

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Log-odds of each label: the same sums in any order."""
        rows = self._rows
        added = [row for name in features if (row := rows.get(name)) is not None]
        return dict(zip(self.cards, map(fsum, zip(self._intercepts, *added, strict=True)), strict=True))

    @cached_property
    def _intercepts(self) -> tuple[float, ...]:
        return tuple(card.intercept for card in self.cards.values())

    @cached_property
    def _rows(self) -> dict[str, tuple[float, ...]]:
        """What each feature adds to each label, in the order of the cards."""
        names = {name: None for card in self.cards.values() for name in card.weights}
        return {name: tuple(card.weights.get(name, 0.0) for card in self.cards.values()) for name in names}


class Scorecard(Record):
    """The sheets of focus, traits or dimension."""

    fr: Sheet = Sheet()
    en: Sheet = Sheet()

    def sheet(self, lang: Lang) -> Sheet:
        """The sheet of a language."""
        return self.fr if lang == "fr" else self.en


class Scorecards(Record):
    """All scorecards; a file that does not exist yet is an empty one, so that a first calibration can start."""

    focus: Scorecard = Scorecard()
    traits: Scorecard = Scorecard()
    dimension: Scorecard = Scorecard()


def load(folder: Path) -> Scorecards:
    """The scorecards under `folder`/labels."""
    paths = {label: folder / "labels" / f"{label}.yml" for label in LABELS}
    return Scorecards(**{label: yaml_file.read(path, Scorecard) for label, path in paths.items() if path.exists()})
