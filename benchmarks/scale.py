"""Many sites: `python benchmarks/scale.py TASK`, TASK one of `portfolio`, `killed`, `warc`, `growth`, `all`.

In: generated sites in French and English, the same on every machine, as files or as archives: ten pages of 250 words, as a small company
has, none of their sentences twice (`--pages`, `--words` for others). Out: a line a figure, and for `growth` a picture. Seconds of one run
may be compared, those of two runs hardly; on a busy machine only processor seconds (children's included) say something, and they are
printed beside.

    portfolio  a list of sites on 1 and 2 workers of a local Dask cluster and without Dask: seconds, ratio, whether reports are the same
    killed     the same list while a worker is killed every 20 seconds, and with the scheduler killed half-way: are reports the same?
    warc       pages and megabytes a second of reading archives and choosing pages, and companies a second of measuring them, by core
    growth     seconds of `benchmark build --warc` for 10, 100 and 1,000 sites (`--most` ends it sooner), with a picture
    shared     the sites beside the project (`--shared`), six of `tests/sites` and one unreachable: killed half-way, gone on; each alone
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from firms import PAGES, WORDS, firms, write_firms
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from auditor import archives
from auditor.models import Lang
from auditor.settings import Settings
from auditor.store import Store

ROOT = Path(__file__).resolve().parents[1]
EPOCH = {"SOURCE_DATE_EPOCH": "1767225600", "AUDITOR_REPORT_PDF": "false"}
EVERY = 20.0  # seconds between two kills
IN_ARCHIVE = 25  # sites
AT_LEAST = 3  # reports there when a run is killed
OURS = (
    "portfolio/boulangerie-aubrac",
    "portfolio/cabinet-ourlet",
    "portfolio/toitures-kerne",
    "portfolio/harbour-bikes",
    "by-hand",
    "studio-en",
)
PADDING = 400  # hidden words of a page: real ones are mostly markup


def spent() -> float:
    """Processor seconds of the processes that this one has waited for."""
    found = os.times()
    return found.children_user + found.children_system


def auditor(*args: str, folder: Path) -> subprocess.Popen[bytes]:
    """The program, begun in a folder."""
    command = [sys.executable, "-m", "auditor", "--ui-lang", "en", *args]
    with (folder / "log.txt").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env=os.environ | EPOCH, stdout=log, stderr=log, start_new_session=True)


def timed(*args: str, folder: Path) -> tuple[float, float]:
    """Seconds on the clock and of the processor of one run of the program."""
    start, before = time.perf_counter(), spent()
    if auditor(*args, folder=folder).wait():
        sys.exit((folder / "log.txt").read_text(encoding="utf-8", errors="replace"))
    return time.perf_counter() - start, spent() - before


def digests(folder: Path) -> dict[str, str]:
    """A digest of each file of the reports, without the page of all, which tells when a turn ended."""
    files = (path for path in sorted(folder.glob("*/**/*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def listed(given: argparse.Namespace, folder: Path) -> None:
    """The sites and a list of them, written into the folder."""
    names = write_firms(folder, given.sites, pages=given.pages, words=given.words)
    (folder / "list.toml").write_text("".join(f'[[site]]\nsource = "{name}"\n' for name in names), encoding="utf-8")


def run_portfolio(folder: Path, name: str, *options: str) -> tuple[float, float, dict[str, str]]:
    """Seconds, processor seconds and reports of one run over the list, with a store of its own."""
    seconds, worked = timed("portfolio", "list.toml", "-o", name, "--store", f"store-{name}", *options, folder=folder)
    return seconds, worked, digests(folder / name)


def portfolio(given: argparse.Namespace, folder: Path) -> None:
    """One and two workers, on Dask and on processes."""
    listed(given, folder)
    ways = {"processes, 1": (), "Dask, 1": ("--scheduler", "local"), "Dask, 2": ("--scheduler", "local")}
    found = {}
    for name, options in ways.items():
        workers = name[-1]
        found[name] = run_portfolio(folder, name.replace(", ", "-"), "--workers", workers, *options)
        print(f"{given.sites} sites on {name} worker(s): {found[name][0]:.1f} s, processor {found[name][1]:.1f} s", flush=True)
    one, two = found["Dask, 1"], found["Dask, 2"]
    print(f"two Dask workers: {one[0] / two[0]:.2f} times as fast as one")
    print(f"reports all the same: {len({tuple(sorted(reports.items())) for *_, reports in found.values()}) == 1}")


def killed(given: argparse.Namespace, folder: Path) -> None:
    """Workers killed, then a scheduler, against an undisturbed run."""
    listed(given, folder)
    calm = run_portfolio(folder, "calm", "--workers", "2")[2]
    with cluster(folder, given.workers) as (address, workers, scheduler):
        process = auditor("portfolio", "list.toml", "-o", "workers", "--store", "store-w", "--scheduler", address, folder=folder)
        print(f"workers killed: {kill_in_turn(process, workers, given.every, folder)}", flush=True)
        print(f"a worker killed every {given.every:.0f} s: reports all the same: {digests(folder / 'workers') == calm}", flush=True)
        again = ("portfolio", "list.toml", "-o", "scheduler", "--store", "store-s")
        process = auditor(*again, "--scheduler", address, folder=folder)
        wait_until(lambda: len(list((folder / "scheduler").glob("*/index.html"))) >= AT_LEAST or process.poll() is not None)
        scheduler.kill()
        print(f"scheduler killed half-way: exit code {process.wait()} with {reports(folder / 'scheduler')} reports", flush=True)
    code = auditor(*again, "--workers", "2", folder=folder).wait()
    print(f"gone on with: exit code {code}, reports all the same: {digests(folder / 'scheduler') == calm}")


def reports(folder: Path) -> int:
    """How many there are."""
    return len(list(folder.glob("*/index.html")))


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look twice a second."""
    while not is_so():
        time.sleep(0.5)


@contextmanager
def cluster(folder: Path, count: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]], subprocess.Popen[bytes]]]:
    """A scheduler and workers begun by hand, as on several computers: address, workers, scheduler."""
    file = folder / "scheduler.json"
    options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    scheduler, workers = dask("scheduler", *options, folder=folder), list[subprocess.Popen[bytes]]()
    try:
        wait_until(file.is_file)
        workers += [worker(folder, file) for _ in range(count)]
        yield json.loads(file.read_text())["address"], workers, scheduler
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def worker(folder: Path, file: Path) -> subprocess.Popen[bytes]:
    """A worker without a nanny: nobody starts it again but who killed it."""
    return dask("worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", "--no-dashboard", folder=folder)


def dask(*args: str, folder: Path) -> subprocess.Popen[bytes]:
    """A program of Dask."""
    with (folder / "dask.txt").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", "dask", *args], cwd=folder, env=os.environ, stdout=log, stderr=log)


def kill_in_turn(process: subprocess.Popen[bytes], workers: list[subprocess.Popen[bytes]], every: float, folder: Path) -> int:
    """Kill a worker every so often, and begin another in its place, until the run is over; how many were killed."""
    dice, count, next_at = random.Random(1), 0, time.monotonic() + every
    while process.poll() is None:
        time.sleep(0.2)
        if time.monotonic() >= next_at:
            place = dice.randrange(len(workers))
            os.kill(workers[place].pid, signal.SIGKILL)
            workers[place].wait()
            workers[place] = worker(folder, folder / "scheduler.json")
            count, next_at = count + 1, next_at + every
    return count


def write_archives(given: argparse.Namespace, folder: Path, sites: int) -> list[Path]:
    """Archives of so many companies, twenty-five in each; each page padded with markup as real ones are."""
    files, some = [], firms(sites, pages=given.pages, words=given.words)
    while firm := next(some, None):
        files.append(folder / f"{firm[0]:06}.warc.gz")
        with files[-1].open("wb") as stream:
            writer = WARCWriter(stream, gzip=True)
            for one in (firm, *islice(some, IN_ARCHIVE - 1)):
                _add(writer, *one)
    return files


def _add(writer: WARCWriter, number: int, lang: Lang, pages: Mapping[str, str]) -> None:
    padding = "".join(f'<div class="c{number}-{n}" data-x="{n * number}"></div>' for n in range(PADDING))
    for name, text in pages.items():
        body = text.replace("</body>", f"{padding}</body>").encode()
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        url = f"https://www.firm-{number}.{'fr' if lang == 'fr' else 'co.uk'}/{name}"
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), length=len(body), http_headers=headers)
        writer.write_record(record)


def warc(given: argparse.Namespace, folder: Path) -> None:
    """Reading alone, on one core: bytes through fastwarc and pages through extraction."""
    files = write_archives(given, folder, given.sites)
    packed = sum(file.stat().st_size for file in files)
    with_markup = sum(len(gzip.decompress(file.read_bytes())) for file in files)
    start = time.process_time()
    with Store(folder / "work") as store:
        pages = sum(archives.gather(str(file), store, Settings().crawl).pages for file in files)
    seconds = time.process_time() - start
    print(f"read and chosen, one core: {pages / seconds:.0f} pages/s, {packed / seconds / 1e6:.2f} MB/s packed, ", end="")
    print(f"{with_markup / seconds / 1e6:.2f} MB/s unpacked ({pages} pages, {packed / 1e6:.1f} MB)")


def growth(given: argparse.Namespace, folder: Path) -> None:
    """What the whole command costs as the sites grow in number."""
    rows = []
    for sites in (10, 100, 1000):
        if sites <= given.most:
            into = folder / str(sites)
            into.mkdir()
            write_archives(given, into, sites)
            options = ("--warc", "*.warc.gz", "-o", "set.json", "--workers", str(given.workers))
            rows.append((sites, *timed("benchmark", "build", *options, folder=into)))
            print(f"{sites:5} sites: {rows[-1][1]:7.1f} s, processor {rows[-1][2]:7.1f} s, {rows[-1][2] / sites:.3f} s a site", flush=True)
    if given.picture:
        given.picture.write_text(drawn(rows), encoding="utf-8")


def drawn(rows: Sequence[tuple[int, float, float]]) -> str:
    """Processor seconds by sites, both axes by powers of ten, beside a line of equal cost for each site, as SVG."""
    from math import log10

    def x(sites: float) -> float:
        return 60 + 150 * (log10(sites) - 1)

    def y(seconds: float) -> float:
        return 330 - 80 * log10(max(seconds, 0.1))

    points = " ".join(f"{x(sites):.1f},{y(worked):.1f}" for sites, _, worked in rows)
    last, (_, _, end) = rows[-1][0], rows[-1]
    even = " ".join(f"{x(sites):.1f},{y(end * sites / last):.1f}" for sites, *_ in rows)
    ticks = "".join(f'<text x="{x(s):.0f}" y="365" text-anchor="middle">{s}</text>' for s, *_ in rows)
    sides = "".join(f'<text x="50" y="{y(s) + 4:.0f}" text-anchor="end">{s}</text>' for s in (1, 10, 100, 1000) if y(s) > 20)
    dots = "".join(f'<circle cx="{x(s):.1f}" cy="{y(w):.1f}" r="4"/>' for s, _, w in rows)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 400" font-family="sans-serif" font-size="12">'
        f'<polyline points="{even}" fill="none" stroke="#999" stroke-dasharray="4"/>{dots}'
        f'<polyline points="{points}" fill="none" stroke="#0a5"/>{ticks}{sides}'
        '<text x="210" y="390" text-anchor="middle">sites</text>'
        '<text x="60" y="16">processor seconds; dashed: the same cost for each site</text></svg>\n'
    )


def shared(given: argparse.Namespace, folder: Path) -> None:
    """Ten sites and one that does not answer, killed half-way, gone on with, and each alone."""
    theirs = sorted(path for path in given.shared.glob("sites/*") if path.is_dir())[:4]
    found = [*theirs, *(ROOT / "tests" / "sites" / name for name in OURS)]
    tables = [f'[[site]]\nsource = "{path.as_posix()}"\n' for path in found]
    (folder / "list.toml").write_text("".join([*tables, '[[site]]\nsource = "http://127.0.0.1:9/"\n']), encoding="utf-8")
    command = ("portfolio", "list.toml", "-o", "out", "--allow-private", "--workers", "2")
    process = auditor(*command, folder=folder)
    wait_until(lambda: reports(folder / "out") >= AT_LEAST or process.poll() is not None)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    print(f"killed with {reports(folder / 'out')} reports of {len(found)}", flush=True)
    print(f"second run: exit code {auditor(*command, folder=folder).wait()}, {reports(folder / 'out')} reports", flush=True)
    for path in found:
        auditor("audit", str(path), "-o", f"alone/{path.name}", "--store", f"store-{path.name}", folder=folder).wait()
    together, alone = digests(folder / "out"), digests(folder / "alone")
    different = sorted(name for name in together.keys() | alone.keys() if together.get(name) != alone.get(name))
    print(f"{len(alone)} files of reports made alone, {len(different)} differ from the portfolio's {different[:3] or ''}")


def main() -> None:
    """One task, or all of them."""
    tasks = {"portfolio": portfolio, "killed": killed, "warc": warc, "growth": growth, "shared": shared}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=[*tasks, "all"])
    parser.add_argument("--sites", type=int, default=40)
    parser.add_argument("--pages", type=int, default=PAGES, help="of a site")
    parser.add_argument("--words", type=int, default=WORDS, help="of a page")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--every", type=float, default=EVERY)
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {sys.platform}")
    for name, task in tasks.items():
        if given.task in (name, "all"):
            with TemporaryDirectory() as folder:
                task(given, Path(folder))


if __name__ == "__main__":
    main()
