"""Floors of the labels for CI: `python benchmarks/floors.py FIGURES` (called by `make calibrate`).

In: what `auditor rules calibrate --json` printed. Out: `.ci/floors-<lang>.txt`, a figure a line: what was
reached out of fold less `MARGIN`. A floor only rises; a figure that fell under its floor is said, and the floor stays.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from auditor.models import LANGS

FIGURES = ("focus_accuracy", "focus_macro_f1", "traits_macro_f1", "dimension_f1")
MARGIN = 0.02  # two fits on different machines may differ by a few sentences
FOLDER = Path(__file__).parents[1] / ".ci"


def risen(before: dict[str, float], reached: dict[str, float]) -> dict[str, float]:
    """The floors after a calibration: for each figure the higher of the old floor and what was reached less the margin."""
    return {name: max(before.get(name, 0.0), round(reached[name] - MARGIN, 3)) for name in FIGURES}


def read(path: Path) -> dict[str, float]:
    """Floors of a file of `figure=minimum` lines; none when there is no file."""
    if not path.exists():
        return {}
    rows = (line.split("=") for line in path.read_text(encoding="utf-8").split())
    return {name: float(value) for name, value in rows}


def main() -> None:
    """Write the floors of both languages from the figures of the file named on the command line."""
    by_lang = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["by_lang"]
    for lang in LANGS:
        reached = by_lang[lang]
        path = FOLDER / f"floors-{lang}.txt"
        before = read(path)
        for name, floor in before.items():
            if reached[name] < floor:
                print(f"{lang}: {name} is {reached[name]:.3f}, under its floor {floor:.3f}", file=sys.stderr)
        path.write_text("".join(f"{name}={value:.3f}\n" for name, value in risen(before, reached).items()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
