"""Building a report beside Hugo and Pelican: `python benchmarks/site.py [--pages N] [--hugo PROGRAM] [--pelican PYTHON]`.

In: made-up audits of 1,000 pages with 40 sentences each, the same on every machine. Out: a line a program: seconds of one build by the
clock and of processors, how many times as long ours takes, and its peak memory (of the larger of its two processes). Hugo and Pelican make
plain pages of the same sentences; ours annotates them, and is measured twice: its pages, as theirs, and everything, with audit.json, the
workbook, the document and the tables beside them. Then everything again, with one sentence of one page changed: how many files are written,
not taken over. Figures of one run may be compared, two runs hardly.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from judge import pages

from auditor import judge, knowledge, report
from auditor.models import Audit, Site

MEGABYTE = 1024.0 if sys.platform != "darwin" else 1024.0**2  # ru_maxrss is in kilobytes, on macOS in bytes
HUGO = {
    "hugo.toml": 'baseURL = "https://example.com/"\ntitle = "Site"\ndisableKinds = ["RSS", "sitemap", "taxonomy", "term"]\n',
    "layouts/_default/single.html": "<!doctype html><title>{{ .Title }}</title><main>{{ .Content }}</main>",
    "layouts/_default/list.html": "<!doctype html>{{ range .Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}",
    "layouts/index.html": "<!doctype html><title>{{ .Title }}</title>",
}
PELICAN = 'SITENAME = "Site"\nPATH = "content"\nTIMEZONE = "UTC"\nFEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = None\n'


def made_up(number: int) -> Audit:
    """The audit of so many made-up pages."""
    rules = knowledge.load()
    site = Site("example.com", "https://example.com")
    return judge.assess(site, pages(number, rules), knowledge=rules, date="2026-01-01", tool="benchmark")


def changed(audit: Audit) -> Audit:
    """The audit with one sentence of one page in other words."""
    page = audit.pages[len(audit.pages) // 2]
    first, *others = page.segments
    told = replace(first, segment=replace(first.segment, text=f"{first.segment.text} and more"))
    mended = replace(page, segments=(told, *others))
    return replace(audit, pages=tuple(mended if one is page else one for one in audit.pages))


@dataclass(frozen=True, slots=True)
class Took:
    """What a build cost."""

    seconds: float  # by the clock
    worked: float  # seconds of processors
    megabytes: float = 0.0

    def beside(self, ours: tuple[Took, Took]) -> str:
        """How many times as long ours takes, its pages and everything, by the clock and of processors."""
        times = (f"{one.seconds / self.seconds:.1f} (processors {one.worked / self.worked:.1f})" for one in ours)
        return "{:7.1f} s {:6.1f} s; our pages take {} times as long, everything {}".format(self.seconds, self.worked, *times)


def built(file: Path, folder: Path, pages_alone: bool) -> None:
    """Build the report of a pickled audit and print what it took: the process that calls this does nothing else."""
    audit, rules = pickle.loads(file.read_bytes()), knowledge.load()
    if pages_alone:
        building = import_module("auditor.report.build")
        vars(building).update(_exports=lambda *_, **__: (), write_audit=lambda *_: building.Written())
    start, worked = time.perf_counter(), processors()
    report.build(audit, folder, languages=("en",), knowledge=rules)
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    megabytes = max(resource.getrusage(one).ru_maxrss for one in who) / MEGABYTE
    print(time.perf_counter() - start, processors() - worked, megabytes)


def processors() -> float:
    """Seconds of processors so far, of this process and those that it has made."""
    used = [resource.getrusage(one) for one in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Build the same text three ways, one after the other, then ours again with one change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hugo", help="the program hugo")
    parser.add_argument("--pelican", help="a Python that has pelican and markdown")
    parser.add_argument("--build", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--pages-alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        built(given.build[0], given.build[1], given.pages_alone)
        return
    with TemporaryDirectory() as tmp:
        compare(given, Path(tmp))


def compare(given: argparse.Namespace, folder: Path) -> None:
    """A line a program."""
    audit = made_up(given.pages)
    print(f"{given.pages:,} pages, {sum(len(page.segments) for page in audit.pages):,} sentences, {len(audit.findings):,} findings")
    ours = own(audit, folder / "pages", "--pages-alone"), own(audit, folder / "ours")
    for name, took in zip(("our pages", "everything"), ours, strict=True):
        print(f"{name:10} {took.seconds:7.1f} s {took.worked:6.1f} s; {took.megabytes:.0f} MB")
    for name, start in (("hugo", given.hugo), ("pelican", given.pelican)):
        if start:
            print(f"{name:10} {plain(name, start, audit, folder / name).beside(ours)}")
    before = files(folder / "ours")
    own(changed(audit), folder / "ours")
    after = files(folder / "ours")
    written = [file for file, known in after.items() if before.get(file) != known]
    print(f"one sentence changed: {len(written)} of {len(after)} files written")


def own(audit: Audit, folder: Path, *asked: str) -> Took:
    """What a build takes in a process of its own."""
    file = folder.with_suffix(".pickle")
    file.write_bytes(pickle.dumps(audit))
    command = [sys.executable, __file__, "--build", str(file), str(folder), *asked]
    return Took(*map(float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()))


def plain(name: str, program: str, audit: Audit, folder: Path) -> Took:
    """How long Hugo or Pelican takes to make the pages from Markdown."""
    for file, text in (HUGO if name == "hugo" else {"pelicanconf.py": PELICAN}).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    for n, page in enumerate(audit.pages):
        text = "\n\n".join(labelled.segment.text for labelled in page.segments)
        head = f"---\ntitle: Page {n}\ndate: 2026-01-01\n---\n" if name == "hugo" else f"Title: Page {n}\nDate: 2026-01-01\n\n"
        (folder / "content" / f"page-{n}.md").write_text(head + text, encoding="utf-8")
    start, worked = time.perf_counter(), processors()
    subprocess.run([program] if name == "hugo" else [program, "-m", "pelican", "--quiet"], cwd=folder, capture_output=True, check=True)
    return Took(time.perf_counter() - start, processors() - worked)


def files(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file stands under each path, and since when: another one where it was written anew."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (stat.st_ino, stat.st_mtime_ns) for path, stat in found}


if __name__ == "__main__":
    main()
