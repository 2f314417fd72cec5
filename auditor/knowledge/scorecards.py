"""Scorecards: how signals and party features add up to a label, as weights anyone can read.

In: `rules/labels/{focus,traits,dimension}.yml`, written by `auditor rules calibrate --write`. Out: `Scorecards`; a mistake is a
`RuleProblem` with file and line. Weights are log-odds; a label's score is its intercept plus the weights of the segment's features.
"""

from __future__ import annotations

from collections.abc import Iterable
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

    def score(self, features: Iterable[str]) -> float:
        """Log-odds of the label: the same sum in any order."""
        return fsum((self.intercept, *(self.weights[name] for name in features if name in self.weights)))


class Sheet(Record):
    """The cards of one language; `temperature` divides scores before they become probabilities."""

    temperature: float = 1.0
    cards: dict[str, Card] = {}


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
