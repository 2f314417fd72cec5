"""The index as data: axes and their indicators, what is in scope, the curves from values to scores, the words of Classic We-We.

In: `rules/index/{axes/*,scope,curves,classic,evidence,trust}.yml`. Out: one `Index`; every mistake a `RuleProblem` with file and line. The
formulas of the indicators are in `auditor/judge/indicators.py`, under the same ids.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from auditor.errors import RuleProblem
from auditor.knowledge import yaml_file
from auditor.models import LANGS, Lang, PageKind

# In the order of the report; a file that is not among them is refused, so that no axis is lost by a slip of the pen.
AXES = ("focus", "value", "proof", "relationship")
Points = Annotated[tuple[float, float], Field(min_length=2, max_length=2)]  # median -> 50, 90th percentile -> `Scope.high`
HEADER = "# Written by `make calibrate`: the median of the reference set scores 50, its 90th percentile `high` of scope.yml.\n"

TRUST_HEADER = "# Written by `make calibrate`: how far the score can be relied on, measured on the reference set.\n"


class Record(BaseModel):
    """A part of an index file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AxisWords(Record):
    """An axis in one language."""

    name: str
    question: str


class IndicatorWords(Record):
    """An indicator in one language: its name, what it counts, and why."""

    name: str
    counts: str
    why: str


class IndicatorRule(Record):
    """An indicator of an axis; its weight is within the axis, its curve a logistic for shares and a log-normal for rates.

    `prior` is for shares of what is counted one by one: so many observations at the reference's median are added before the curve.
    """

    weight: float = Field(default=1.0, ge=0)
    curve: Literal["share", "rate"] = "share"
    prior: float = Field(default=0.0, ge=0)
    fr: IndicatorWords
    en: IndicatorWords

    def words(self, lang: Lang) -> IndicatorWords:
        """The indicator in `lang`."""
        return self.fr if lang == "fr" else self.en


class AxisRule(Record):
    """An axis; without indicators it is not computed by this version."""

    id: str = ""
    weight: float = Field(gt=0)
    fr: AxisWords
    en: AxisWords
    indicators: dict[str, IndicatorRule]

    def words(self, lang: Lang) -> AxisWords:
        """The axis in `lang`."""
        return self.fr if lang == "fr" else self.en


class Minimum(Record):
    """Under either of these, no number is shown."""

    segments: int
    words: int


class Scope(Record):
    """What counts, how much, and from when a number is shown."""

    pages: dict[PageKind, float]
    words: int = Field(ge=1)
    minimum: Minimum
    rough: float
    high: float = Field(gt=50, lt=100)  # score of the 90th percentile of the reference set
    resamples: int = Field(ge=100)
    seed: int


class Curves(Record):
    """Control points of each indicator and language, and the reference set that they come from."""

    name: str
    provisional: bool
    audits: dict[Lang, int]
    points: dict[str, dict[Lang, Points]]

    @model_validator(mode="after")
    def _rising(self) -> Self:
        for id, by_lang in self.points.items():
            for lang in LANGS:
                median, high = by_lang.get(lang, (0.0, 0.0))
                if median >= high:
                    raise PydanticCustomError("knowledge.curve", "not rising", {"id": id, "lang": lang})
        return self


class ClassicWords(Record):
    """The closed-class words that Classic We-We counts in one language."""

    customer: tuple[str, ...]
    own: tuple[str, ...]
    not_in_capitals: tuple[str, ...] = ()


class Classic(Record):
    """Classic We-We's words in both languages."""

    fr: ClassicWords
    en: ClassicWords

    def words(self, lang: Lang) -> ClassicWords:
        """The words of `lang`."""
        return self.fr if lang == "fr" else self.en


class Agreement(Record):
    """How far the score agrees with readers: a rank correlation (Spearman) with its 95 % interval over the pages, and those pages."""

    value: float
    low: float
    high: float
    pages: int


class Trust(Record):
    """What was measured of the score on the reference set; None where there was too little to measure."""

    reference: str
    audits: int
    halves: dict[str, float | None]  # index and axes: odd against even blocks, stepped up (Spearman-Brown)
    large: int  # sites of a hundred segments or more
    largest: float | None  # points by which leaving out one segment moves the index of such a site at most
    same: bool  # every audit judged twice, its pages in another order, gave the same number
    readers: dict[str, dict[str, Agreement]] = {}  # index and axes: with readers' ratings, by "all" and language


class Kinds(RootModel[dict[str, tuple[str, ...]]]):
    """Which rules are evidence of what."""


class Index(Record):
    """All of `rules/index/`."""

    axes: tuple[AxisRule, ...]
    scope: Scope
    curves: Curves
    classic: Classic
    evidence: dict[str, tuple[str, ...]]  # kind of evidence -> its rules, as `family/id` or `family/*`
    trust: Trust | None = None  # not measured yet


def load(folder: Path) -> Index:
    """The index of `folder`/index; RuleProblem for the first mistake, also for an indicator without a curve."""
    index = folder / "index"
    axes = tuple(_axis(index / "axes" / f"{name}.yml") for name in AXES)
    for path in sorted((index / "axes").glob("*.yml")):
        if path.stem not in AXES:
            raise RuleProblem("knowledge.axis", file=path, line=1, known=", ".join(AXES))
    curves = yaml_file.read(index / "curves.yml", Curves)
    for id in (id for axis in axes for id in axis.indicators):
        if id not in curves.points:
            raise RuleProblem("knowledge.no-curve", file=index / "curves.yml", line=1, id=id)
    scope, classic = yaml_file.read(index / "scope.yml", Scope), yaml_file.read(index / "classic.yml", Classic)
    evidence = yaml_file.read(index / "evidence.yml", Kinds).root
    trust = yaml_file.read(index / "trust.yml", Trust) if (index / "trust.yml").exists() else None
    return Index(axes=axes, scope=scope, curves=curves, classic=classic, evidence=evidence, trust=trust)


def write_curves(curves: Curves, folder: Path) -> Path:
    """Path of `folder`/index/curves.yml, which now holds `curves`."""
    return _write(curves, folder / "index" / "curves.yml", HEADER)


def write_trust(trust: Trust, folder: Path) -> Path:
    """Path of `folder`/index/trust.yml, which now holds `trust`."""
    return _write(trust, folder / "index" / "trust.yml", TRUST_HEADER)


def _write(record: Record, path: Path, header: str) -> Path:
    text = yaml.safe_dump(record.model_dump(mode="json"), sort_keys=False, allow_unicode=True, default_flow_style=None)
    path.write_text(header + text, encoding="utf-8", newline="\n")
    return path


def _axis(path: Path) -> AxisRule:
    return yaml_file.read(path, AxisRule).model_copy(update={"id": path.stem})
