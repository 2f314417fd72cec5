"""Lighthouse on finished reports: `python benchmarks/lighthouse.py REPORT… [--lighthouse PROGRAM] [--slowdown N]`.

In: folders of reports, in one language or several; Lighthouse (`npm install lighthouse`) and Chromium. Out: a line for the overview, the
longest annotated page and the findings of each language: performance, accessibility, best practices; exit code 1 where one falls short.
Search engines are left out: a report asks them to stay away. The last column says how fast the machine was while it measured: Lighthouse
slows the processor down `--slowdown` times (4) to be a telephone, which is right from about 1000 on; below 500 say --slowdown 1.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.browser import find_chromium

LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100}
PAGES = ("index.html", "p/*.html", "rules.html")
FLAGS = ("--quiet", "--output=json", "--chrome-flags=--headless --no-sandbox")
LONGEST = 180  # seconds that one page may take


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the figures are all that is printed."""


def main() -> int:
    """Measure the pages and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reports", nargs="+", type=Path, metavar="REPORT")
    parser.add_argument("--lighthouse", default="lighthouse", metavar="PROGRAM")
    parser.add_argument("--slowdown", default="4", metavar="N")
    args = parser.parse_args()
    program, chromium = shutil.which(args.lighthouse), find_chromium()
    if program is None or chromium is None:
        lacking = (
            "Lighthouse (npm install lighthouse, then --lighthouse node_modules/.bin/lighthouse)"
            if chromium
            else "Chromium (see auditor doctor)"
        )
        print(f"Nothing was measured: {lacking} is not here.")
        return 0
    print(f"{'page':<58}" + "".join(f"{name:>16}" for name in LEAST) + f"{'machine':>9}")
    call = [program, f"--throttling.cpuSlowdownMultiplier={args.slowdown}", f"--only-categories={','.join(LEAST)}", *FLAGS]
    return int(any([measured(report, call, str(chromium)) for report in args.reports]))


def measured(report: Path, call: list[str], chromium: str) -> bool:
    """Print a line for each page of a report; whether one of them falls short."""
    falls_short = False
    with serving(report) as base:
        for page in pages(report):
            name = page.relative_to(report).as_posix()
            figures = scores(f"{base}/{name}", call, chromium)
            falls_short |= any(figures[key] < least for key, least in LEAST.items())
            print(
                f"{report.name + '/' + name:<58}" + "".join(f"{figures[key]:>16}" for key in LEAST) + f"{figures['machine']:>9}", flush=True
            )
    return falls_short


def pages(report: Path) -> Iterator[Path]:
    """The pages to measure: of several that fit, the longest."""
    folders = [folder for folder in (report, *sorted(report.iterdir())) if (folder / "rules.html").is_file()]
    for folder in folders:
        for pattern in PAGES:
            yield from sorted(folder.glob(pattern), key=lambda page: (page.stat().st_size, page.name))[-1:]


def scores(address: str, call: list[str], chromium: str) -> dict[str, int]:
    """What Lighthouse gives a page, of 100, and its index of the machine's speed."""
    environ = {**os.environ, "CHROME_PATH": chromium}
    told = subprocess.run([*call, address], check=True, capture_output=True, timeout=LONGEST, env=environ)
    document = json.loads(told.stdout)
    figures = {name: round(100 * (document["categories"][name]["score"] or 0)) for name in LEAST}
    return figures | {"machine": round(document["environment"]["benchmarkIndex"])}


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Address of a folder, while it is served on a free port of this machine."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


if __name__ == "__main__":
    sys.exit(main())
