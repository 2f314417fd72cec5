"""Building a report beside Hugo and Pelican: `python benchmarks/site.py [--pages N] [--hugo PROGRAM] [--pelican PYTHON]`.

In: made-up audits of 1,000 pages with 40 sentences each, the same on every machine. Out: a line a program: seconds of one build,
how many times as long ours takes, and its peak memory. Hugo and Pelican make plain pages of the same sentences, ours annotates them.
Then ours again, with one sentence of one page changed: how many files differ. Figures of one run may be compared, two runs hardly.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import resource
import subprocess
import sys
import time
from dataclasses import replace
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


def built(file: Path, folder: Path) -> None:
    """Build the report of a pickled audit and print seconds and megabytes: the process that calls this does nothing else."""
    audit, rules = pickle.loads(file.read_bytes()), knowledge.load()
    start = time.perf_counter()
    report.build(audit, folder, languages=("en",), knowledge=rules)
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)


def main() -> None:
    """Build the same text three ways, one after the other, then ours again with one change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hugo", help="the program hugo")
    parser.add_argument("--pelican", help="a Python that has pelican and markdown")
    parser.add_argument("--build", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        built(*given.build)
        return
    with TemporaryDirectory() as tmp:
        compare(given, Path(tmp))


def compare(given: argparse.Namespace, folder: Path) -> None:
    """A line a program."""
    audit = made_up(given.pages)
    ours, megabytes = own(audit, folder / "ours")
    print(f"{given.pages:,} pages, {sum(len(page.segments) for page in audit.pages):,} sentences, {len(audit.findings):,} findings")
    print(f"{'auditor, report':18} {ours:7.1f} s {megabytes:6.0f} MB")
    for name, start in (("hugo", given.hugo), ("pelican", given.pelican)):
        if start:
            seconds = plain(name, start, audit, folder / name)
            print(f"{name:18} {seconds:7.1f} s; ours takes {ours / seconds:.1f} times as long")
    before = digests(folder / "ours")
    own(changed(audit), folder / "ours")
    after = digests(folder / "ours")
    different = sorted(file for file in before.keys() | after.keys() if before.get(file) != after.get(file))
    print(f"one sentence changed: {len(different)} of {len(after)} files differ")


def own(audit: Audit, folder: Path) -> tuple[float, float]:
    """Seconds and megabytes of a build in a process of its own."""
    file = folder.with_suffix(".pickle")
    file.write_bytes(pickle.dumps(audit))
    done = subprocess.run([sys.executable, __file__, "--build", str(file), str(folder)], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


def plain(name: str, program: str, audit: Audit, folder: Path) -> float:
    """Seconds in which Hugo or Pelican makes the pages from Markdown."""
    for file, text in (HUGO if name == "hugo" else {"pelicanconf.py": PELICAN}).items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    (folder / "content").mkdir(exist_ok=True)
    for n, page in enumerate(audit.pages):
        text = "\n\n".join(labelled.segment.text for labelled in page.segments)
        head = f"---\ntitle: Page {n}\ndate: 2026-01-01\n---\n" if name == "hugo" else f"Title: Page {n}\nDate: 2026-01-01\n\n"
        (folder / "content" / f"page-{n}.md").write_text(head + text, encoding="utf-8")
    start = time.perf_counter()
    subprocess.run([program] if name == "hugo" else [program, "-m", "pelican", "--quiet"], cwd=folder, capture_output=True, check=True)
    return time.perf_counter() - start


def digests(folder: Path) -> dict[str, str]:
    """A digest of every file, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


if __name__ == "__main__":
    main()
