"""What more labelled companies would bring: `python benchmarks/learning_curve.py ../shared` (some minutes).

In: the labelled sets in `gold/`. Out: agreement on companies held out, by how many companies the scorecards were fitted on; then what the
companies of one set teach about those of the other. Companies come in an order drawn from their names, the same at each run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from auditor import calibrate, knowledge
from auditor.calibrate import fitting
from auditor.calibrate.folds import Row, figures_of, known_of
from auditor.judge.labels import decide
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Labels

SIZES = (8, 16, 24, 32, 44, 56)
FOLDS = 5
FIGURES = ("focus_accuracy", "focus_macro_f1", "traits_macro_f1", "dimension_f1")


def main() -> None:
    """Print the curve and the exchange of the sets in the folder named on the command line."""
    paths = sorted((Path(sys.argv[1]) / "gold").glob("*-dev*.jsonl"))
    by_set: dict[str, list[Row]] = {path.stem.split("-")[1]: [] for path in paths}
    for path in paths:
        by_set[path.stem.split("-")[1]] += calibrate.read(path)
    rules = knowledge.load()
    rows = [row for part in by_set.values() for row in part]
    known = dict(zip(map(id, rows), known_of(rows, rules, Engine(rules)), strict=True))
    for size in SIZES:
        tell(f"{size} companies", *held_out(rows, [known[id(row)] for row in rows], rules, size))
    for taught, asked in (("dev", "dev2"), ("dev2", "dev")):
        labels = learnt([known[id(row)] for row in by_set[taught]], [known[id(row)] for row in by_set[asked]], rules)
        tell(f"{taught} to {asked}", by_set[asked], labels)


def held_out(rows: Sequence[Row], known: Sequence[fitting.Known], rules: Knowledge, size: int) -> tuple[list[Row], list[Labels]]:
    """Rows with their labels from scorecards that saw `size` other companies."""
    asked, labels = [], []
    for fit, held in fitting.folds([row.company for row in rows], FOLDS):
        some = set(drawn({rows[n].company for n in fit})[:size])
        asked += [rows[n] for n in held]
        labels += learnt([known[n] for n in fit if rows[n].company in some], [known[n] for n in held], rules)
    return asked, labels


def drawn(companies: set[str]) -> list[str]:
    """Companies in an order that depends on their names alone."""
    return sorted(companies, key=lambda name: sha256(name.encode("utf-8")).hexdigest())


def learnt(taught: Sequence[fitting.Known], asked: Sequence[fitting.Known], rules: Knowledge) -> list[Labels]:
    """Labels of `asked` by scorecards fitted on `taught`."""
    trial = replace(rules, scorecards=fitting.scorecards(taught))
    return [decide(row.features, row.lang, trial) for row in asked]


def tell(what: str, rows: Sequence[Row], labels: Sequence[Labels]) -> None:
    """A line for each language."""
    for lang, figures in figures_of(rows, labels).by_lang.items():
        print(f"{what:14} {lang}  " + "  ".join(shown(figures)), flush=True)


def shown(figures: dict[str, float]) -> Iterator[str]:
    """The figures of a line."""
    yield from (f"{name} {figures[name]:.3f}" for name in FIGURES)


if __name__ == "__main__":
    main()
