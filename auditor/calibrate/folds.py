"""Calibration: labelled segments in, scorecards and the figures that they reach out of fold.

In: JSON Lines with `text`, `lang`, `company`, `focus`, `traits`, `dimension`, optional `id`, `prev`, `heading`, `block`, `page_kind`.
Out: the scorecards, the labels that each row gets from scorecards fitted without its company, and the figures of those labels by language.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from auditor.calibrate import fitting
from auditor.errors import FileProblem, UsageProblem
from auditor.judge.features import features
from auditor.judge.labels import decide
from auditor.knowledge import Knowledge, scorecards
from auditor.knowledge.scorecards import Scorecards
from auditor.language import Engine
from auditor.models import DIMENSIONS, FOCUSES, LANGS, TRAITS, Company, Labels, Lang, Segment
from auditor.resources import folder as resource
from auditor.words import say

OUTER = 5  # folds by company
BESIDE = 0.35  # weight of a segment that was written for the fit beside one that stood on a page
COUNTED = 5  # true cases from which a trait counts in the mean
HEADER = "# Written by `auditor rules calibrate --write`: log-odds, fitted on labelled segments. Not to be edited by hand.\n"


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line: the segment, its company, and the labels that readers gave it."""

    segment: Segment
    company: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Fitted:
    """Scorecards fitted on all rows, and for each row the labels of scorecards that never saw its company."""

    scorecards: Scorecards
    out_of_fold: tuple[Labels, ...]

    def write(self, folder: Path, langs: Sequence[Lang] = LANGS, before: Scorecards | None = None) -> None:
        """Write the scorecards of `langs` into `folder`; other languages keep the sheets of `before`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("focus", "traits", "dimension"):
            fitted, kept = getattr(self.scorecards, name), getattr(before or self.scorecards, name)
            sheets = {lang: (fitted if lang in langs else kept).sheet(lang).model_dump() for lang in LANGS}
            text = yaml.safe_dump(sheets, sort_keys=True, allow_unicode=True, width=140)
            (folder / f"{name}.yml").write_text(HEADER + text, encoding="utf-8", newline="\n")


@dataclass(frozen=True, slots=True)
class Figures:
    """How well out-of-fold labels agree with the readers', by language: F1, accuracy, 0-1."""

    by_lang: dict[str, dict[str, float]]

    def as_dict(self) -> dict[str, Any]:
        """The figures for JSON."""
        return {"schema_version": 1, **asdict(self)}

    def text(self, lang: str) -> str:
        """The figures as lines in the language of the reader."""
        lines = []
        for told, figures in self.by_lang.items():
            name = say(lang, f"calibrate.lang.{told}")
            lines.append(say(lang, "calibrate.language", name=name, count=int(figures["segments"])))
            shown = [(figure, value) for figure, value in figures.items() if figure != "segments"]
            lines += [say(lang, "calibrate.figure", name=figure, value=f"{value:.3f}") for figure, value in shown]
        return "\n".join(lines)


def run(
    gold: Sequence[Path], knowledge: Knowledge, *, beside: Sequence[Path] = (), out_of_fold: Path | None = None, write: bool = False
) -> Figures:
    """Fit on the lines of `gold` and, at less weight, on those of `beside`; figures of `gold` out of fold.

    FileProblem for a bad line, UsageProblem when nothing can be fitted.
    """
    rows, written = ([row for path in paths for row in read(path)] for paths in (gold, beside))
    fitted = fit(rows, knowledge, Engine(knowledge), written)
    if out_of_fold:
        out_of_fold.write_text("".join(map(_line, rows, fitted.out_of_fold)), encoding="utf-8", newline="\n")
    if write:
        langs = [lang for lang in LANGS if any(row.segment.lang == lang for row in rows)]
        fitted.write(resource("rules") / "labels", langs, scorecards.fitted(resource("rules")))
    return figures_of(rows, fitted.out_of_fold)


def fit(rows: Sequence[Row], knowledge: Knowledge, engine: Engine, beside: Sequence[Row] = ()) -> Fitted:
    """Scorecards of all rows and the labels of each row out of fold; the same for the same rows. Rows `beside` help every fit."""
    if importlib.util.find_spec("sklearn") is None:
        raise UsageProblem("calibrate.no-sklearn")
    if len({row.company for row in rows}) < fitting.COMPANIES:
        raise UsageProblem("calibrate.too-few", companies=len({row.company for row in rows}), least=fitting.COMPANIES)
    known, helping = known_of(rows, knowledge, engine), known_of(_bare(beside), knowledge, engine, BESIDE)
    labels: list[Labels | None] = [None] * len(rows)
    for kept, held in fitting.folds([row.company for row in rows], OUTER):
        trial = replace(knowledge, scorecards=fitting.scorecards([*(known[n] for n in kept), *helping]))
        for n in held:
            labels[n] = decide(known[n].features, known[n].lang, trial)
    return Fitted(fitting.scorecards([*known, *helping]), tuple(label for label in labels if label is not None))


def _bare(rows: Sequence[Row]) -> list[Row]:
    """The rows without their place: written pages are tidy, on real ones a motto is set as a quote (rules/labels/context.yml)."""
    return [replace(row, segment=replace(row.segment, kind="", heading=(), page_kind="")) for row in rows]


def known_of(rows: Sequence[Row], knowledge: Knowledge, engine: Engine, weight: float = 1.0) -> list[fitting.Known]:
    """The features of each row beside its true labels, in order; each company's rows are read with its name."""
    known: dict[int, fitting.Known] = {}
    for company in sorted({row.company for row in rows}):
        numbers = [n for n, row in enumerate(rows) if row.company == company]
        analyses = engine.analyse([rows[n].segment for n in numbers], Company(company))
        for n, analysis in zip(numbers, analyses, strict=True):
            row = rows[n]
            known[n] = fitting.Known(company, row.segment.lang, features(row.segment, analysis, knowledge), row.labels, weight)
    return [known[n] for n in range(len(rows))]


# ---------------------------------------------------------------- labelled lines


def read(path: Path) -> list[Row]:
    """The rows of a labelled file; FileProblem at the first line that cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem("calibrate.not-readable", file=path, line=1) from error
    return [_row(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]


def _row(line: str, path: Path, number: int) -> Row:
    try:
        told = json.loads(line)
    except ValueError:
        raise FileProblem("calibrate.not-json", file=path, line=number) from None
    if not isinstance(told, dict):
        raise FileProblem("calibrate.not-json", file=path, line=number)
    for name in ("text", "lang", "company", "focus", "traits", "dimension"):
        if name not in told:
            raise FileProblem("calibrate.missing", file=path, line=number, name=name)
    _check(told, path, number)
    labels = Labels(told["focus"], tuple(t for t in TRAITS if t in told["traits"]), told["dimension"], 1.0)
    return Row(_segment(told, f"{path.stem}-{number}"), told["company"], labels)


def _check(told: dict[str, Any], path: Path, number: int) -> None:
    known = {"lang": LANGS, "focus": FOCUSES, "dimension": DIMENSIONS, "traits": TRAITS}
    for name, allowed in known.items():
        values = told[name] if name == "traits" and isinstance(told[name], list) else [told[name]]
        for value in values:
            if value not in allowed:
                raise FileProblem("calibrate.unknown-value", file=path, line=number, name=name, value=value, allowed=", ".join(allowed))
    for name in ("text", "company"):
        if not isinstance(told[name], str):
            raise FileProblem("calibrate.not-text", file=path, line=number, name=name)


def _segment(told: dict[str, Any], otherwise: str) -> Segment:
    heading = told.get("heading") or ()
    return Segment(
        id=str(told.get("id") or otherwise),
        text=told["text"],
        lang=told["lang"],
        kind=told.get("block") or "",
        end=len(told["text"]),
        heading=(heading,) if isinstance(heading, str) else tuple(heading),
        lead_in=told.get("lead_in") or "",
        prev=told.get("prev") or "",
        page_kind=told.get("page_kind") or "",
        words=len(told["text"].split()),
    )


def _line(row: Row, labels: Labels) -> str:
    told = {
        "id": row.segment.id,
        "lang": row.segment.lang,
        "company": row.company,
        "text": row.segment.text,
        "focus": labels.focus,
        "traits": list(labels.traits),
        "dimension": labels.dimension,
        "confidence": round(labels.confidence, 3),
    }
    return json.dumps(told, ensure_ascii=False) + "\n"


# ---------------------------------------------------------------- figures


def figures_of(rows: Sequence[Row], labels: Sequence[Labels]) -> Figures:
    """Agreement of `labels` with the readers' labels of `rows`, for each language there is."""
    pairs = {lang: [(r.labels, found) for r, found in zip(rows, labels, strict=True) if r.segment.lang == lang] for lang in LANGS}
    return Figures({lang: _figures(both) for lang, both in pairs.items() if both})


def _figures(both: Sequence[tuple[Labels, Labels]]) -> dict[str, float]:
    focus = [({true.focus}, {found.focus}) for true, found in both]
    traits = [(set(true.traits), set(found.traits)) for true, found in both]
    of_focus = {name: _f1(focus, name) for name in FOCUSES if any(name in true for true, _ in focus)}
    of_traits = {name: _f1(traits, name) for name in TRAITS if sum(name in true for true, _ in traits) >= COUNTED}
    hits = sum(true.dimension == found.dimension != "none" for true, found in both)
    bearing = sum(true.dimension != "none" for true, _ in both)
    given = sum(found.dimension != "none" for _, found in both)
    return {
        "segments": float(len(both)),
        "focus_accuracy": sum(true == found for true, found in focus) / len(both),
        "focus_macro_f1": _mean(of_focus),
        **{f"focus_f1.{name}": value for name, value in of_focus.items()},
        "traits_macro_f1": _mean(of_traits),
        **{f"trait_f1.{name}": value for name, value in of_traits.items()},
        "dimension_accuracy": hits / bearing if bearing else 0.0,
        "dimension_f1": 2 * hits / (bearing + given) if bearing + given else 0.0,
    }


def _f1(pairs: Sequence[tuple[Any, Any]], name: str) -> float:
    hits = sum(name in true and name in found for true, found in pairs)
    return 2 * hits / (sum(name in true for true, _ in pairs) + sum(name in found for _, found in pairs) or 1)


def _mean(figures: Mapping[Any, float]) -> float:
    return sum(figures.values()) / len(figures) if figures else 0.0
