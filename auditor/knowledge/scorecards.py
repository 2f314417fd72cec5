"""Scorecards: how signals and party features add up to a label, as weights anyone can read.

In: `rules/labels/{focus,traits,dimension}.yml`, written by `auditor rules calibrate --write`, and `context.yml`, written by hand. Out:
`Scorecards`; a mistake is a `RuleProblem` with file and line. Weights are log-odds; a label's score is its intercept plus the weights of
the segment's features.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from auditor.knowledge import yaml_file
from auditor.models import LANGS, Lang

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRID = 30  # bits
UNIT = 1 << 2 * GRID  # weights are added up in parts of it
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
        return dict(zip(self.cards, self._sums.of(features), strict=True))

    @cached_property
    def _sums(self) -> Sums:
        return Sums([*self.cards.values()])


class Sums:
    """What each feature adds to each of some cards, in whole numbers, which add up exactly: multiples of 2**-30, and of 2**-60."""

    def __init__(self, cards: Sequence[Card]) -> None:
        import numpy as np  # here: much that reads rules labels nothing

        names = {name: None for card in cards for name in card.weights}
        self._rows = {name: n for n, name in enumerate(names, start=1)}  # the intercepts come first
        self._table: NDArray[np.int64] = np.zeros((len(names) + 1, 2, len(cards)), dtype=np.int64)
        for n, card in enumerate(cards):
            rows = [0, *map(self._rows.__getitem__, card.weights)]
            self._table[rows, :, n] = [divmod(int(weight * UNIT), 1 << GRID) for weight in (card.intercept, *card.weights.values())]

    def of(self, features: Iterable[str]) -> list[float]:
        """The score of each card."""
        met = filter(None, map(self._rows.get, features))
        coarse, fine = self._table.take([0, *met], axis=0).sum(axis=0).tolist()
        return [((high << GRID) + low) / UNIT for high, low in zip(coarse, fine, strict=True)]


class Scorecard(Record):
    """The sheets of focus, traits or dimension."""

    fr: Sheet = Sheet()
    en: Sheet = Sheet()

    def sheet(self, lang: Lang) -> Sheet:
        """The sheet of a language."""
        return self.fr if lang == "fr" else self.en


class Given(Record):
    """Weights that are given, not fitted: by label, what a feature adds in either language."""

    focus: dict[str, dict[str, float]] = {}
    traits: dict[str, dict[str, float]] = {}
    dimension: dict[str, dict[str, float]] = {}


class Scorecards(Record):
    """All scorecards; a file that does not exist yet is an empty one, so that a first calibration can start."""

    focus: Scorecard = Scorecard()
    traits: Scorecard = Scorecard()
    dimension: Scorecard = Scorecard()

    def sheets(self, lang: Lang) -> tuple[Sheet, Sheet, Sheet]:
        """The sheets of focus, traits and dimension."""
        return self.focus.sheet(lang), self.traits.sheet(lang), self.dimension.sheet(lang)

    def scores(self, lang: Lang, features: Iterable[str]) -> list[dict[str, float]]:
        """Log-odds of each label of each of the `sheets`, added up at once: what each sheet says by itself."""
        if lang not in self._sums:
            self._sums[lang] = Sums([card for sheet in self.sheets(lang) for card in sheet.cards.values()])
        added = iter(self._sums[lang].of(features))
        return [dict(zip(sheet.cards, added, strict=False)) for sheet in self.sheets(lang)]

    @cached_property
    def _sums(self) -> dict[Lang, Sums]:
        return {}  # filled language by language, as they are met


def load(folder: Path) -> Scorecards:
    """The scorecards under `folder`/labels, each with the weights that `context.yml` adds."""
    context = folder / "labels" / "context.yml"
    return with_context(fitted(folder), yaml_file.read(context, Given)) if context.exists() else fitted(folder)


def fitted(folder: Path) -> Scorecards:
    """The scorecards under `folder`/labels as they were fitted."""
    paths = {label: folder / "labels" / f"{label}.yml" for label in LABELS}
    return Scorecards(**{label: yaml_file.read(path, Scorecard) for label, path in paths.items() if path.exists()})


def with_context(cards: Scorecards, given: Given) -> Scorecards:
    """Fitted scorecards with the given weights among theirs; a label that nothing was fitted for has no card to add to."""
    return Scorecards(**{
        label: Scorecard(**{lang: _with(getattr(cards, label).sheet(lang), getattr(given, label)) for lang in LANGS}) for label in LABELS
    })  # fmt: skip


def _with(sheet: Sheet, given: Mapping[str, Mapping[str, float]]) -> Sheet:
    cards = {name: card.model_copy(update={"weights": {**card.weights, **given.get(name, {})}}) for name, card in sheet.cards.items()}
    return Sheet(temperature=sheet.temperature, cards=cards)
