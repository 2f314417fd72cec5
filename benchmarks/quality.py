"""Quality on the sets beside the project: `python benchmarks/quality.py ../shared` (called by `make bench`).

In: a folder with `gold/` (labelled segments), `rated/` (rated pages) and `bench/` (scorers). Out: their figures; labels are out of fold.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.models import LANGS

AUDITOR = [sys.executable, "-m", "auditor", "--ui-lang", "en"]


def main() -> None:
    """Print every figure of the sets in the folder named on the command line."""
    shared = Path(sys.argv[1]).resolve()
    if not (shared / "bench").is_dir():
        sys.exit(f"{shared} holds no scorers (bench/): quality was not measured.")
    for lang in LANGS:
        labels(shared, lang)
    blocks(shared)
    index(shared)


def labels(shared: Path, lang: str) -> None:
    """Labels out of fold against the readers' labels."""
    gold = [shared / "gold" / f"{lang}-{part}.jsonl" for part in ("dev", "dev2")]
    with TemporaryDirectory() as tmp:
        both, found = Path(tmp) / "gold.jsonl", Path(tmp) / "found.jsonl"
        both.write_bytes(b"".join(path.read_bytes() for path in gold))
        call(f"labels, {lang}", [*AUDITOR, "rules", "calibrate", *map(str, gold), "--out-of-fold", str(found), "--quiet"], is_shown=False)
        call("", [sys.executable, str(shared / "bench" / "score_labels.py"), str(both), str(found)])


def blocks(shared: Path) -> None:
    """Main content kept, navigation and footers left out, on pages of service companies."""
    scorer = str(shared / "bench" / "score_blocks.py")
    call("blocks", [sys.executable, scorer, str(shared / "bench" / "wcxb-service"), "-x", "auditor=auditor.extract:extract_text"])


def index(shared: Path) -> None:
    """Rank correlation of the scores with readers' ratings of the same pages."""
    scorer, rated = str(shared / "bench" / "score_index.py"), shared / "rated"
    with TemporaryDirectory() as tmp:
        audit = [*AUDITOR, "audit", "{html}", "-o", "{out}", "--quiet", "--store", f"{tmp}/store"]
        call("index", [sys.executable, scorer, str(rated / "ratings.jsonl"), str(rated), "--", *audit])


def call(title: str, command: list[str], *, is_shown: bool = True) -> None:
    """Run a command under a heading; its failure ends the run with its exit code."""
    if title:
        print(f"\n== {title}", flush=True)
    done = subprocess.run(command, stdout=None if is_shown else subprocess.DEVNULL)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main()
