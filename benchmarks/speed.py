"""Speed on this machine: `python benchmarks/speed.py` (called by `make bench`).

In: the bundled examples. Out: seconds, the median of a few runs each; a figure to compare with itself, on the same quiet machine.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
AUDITOR = [sys.executable, "-m", "auditor", "--ui-lang", "en"]
RUNS = 3
SENTENCES = {"fr": "Nous vous livrons votre devis n° {} sous huit jours.", "en": "You receive quote no. {} within eight days."}


def main() -> None:
    """Print how long help, a thousand sentences and the example take."""
    rows = "".join(json.dumps({"text": SENTENCES[lang].format(n), "lang": lang}) + "\n" for n in range(500) for lang in ("fr", "en"))
    with TemporaryDirectory() as tmp:
        told("auditor --help", [*AUDITOR, "--help"])
        told("auditor label, 1,000 sentences", [*AUDITOR, "label"], rows)
        for site in ("site", "site-en"):
            audit = [*AUDITOR, "audit", str(ROOT / "examples" / site), "--quiet", "-o", f"{tmp}/report", "--store", f"{tmp}/{{run}}"]
            told(f"auditor audit examples/{site}", audit)


def told(what: str, command: list[str], text: str = "") -> None:
    """One line: the median over the runs; `{run}` in a command differs from run to run, so that no store helps."""
    seconds = []
    for run in range(RUNS):
        began = time.perf_counter()
        subprocess.run(
            [part.format(run=f"store-{run}-{len(what)}") for part in command], input=text.encode(), stdout=subprocess.DEVNULL, check=True
        )
        seconds.append(time.perf_counter() - began)
    print(f"{what:34} {statistics.median(seconds):7.2f} s", flush=True)


if __name__ == "__main__":
    main()
