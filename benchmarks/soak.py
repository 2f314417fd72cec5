"""A soak: `python benchmarks/soak.py [--sites N] [--pages N] [--words N] [--kills N] [--growth 10,30,100] [--picture FILE]`.

In: generated sites in French and English on ports of 127.0.0.1, served by a process of its own, politeness off. Out: whether reports of a
`portfolio` that was killed (SIGKILL of the process that gives the orders) and gone on with are those of an undisturbed run, byte for byte
but for the number of a crawl in the name of its archive; processor seconds for a hundred pages. With `--growth`, processor seconds of one
run for each number of sites, and a picture.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from audit import Site, Text
from scale import auditor, drawn, reports, spent

from auditor.models import LANGS

os.environ["AUDITOR_CRAWL_PAUSE"] = "0"
CRAWL = re.compile(rb"-\d{6}\.warc\.gz")  # crawls are numbered as they begin, which two runs do not do in the same order
PATIENCE = 60.0  # seconds that the workers of a killed run have to leave


async def serve(given: argparse.Namespace) -> None:
    """Every site on a port of its own, until killed; the ports are printed first."""
    texts = (Text(given.pages, given.words, LANGS[n % len(LANGS)], repeated=True, seed=n) for n in range(given.sites))
    servers = [await asyncio.start_server(Site(text).connected, "127.0.0.1", 0) for text in texts]
    print(json.dumps([server.sockets[0].getsockname()[1] for server in servers]), flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


@contextmanager
def served(given: argparse.Namespace, folder: Path) -> Iterator[int]:
    """The list of the sites in the folder, as long as they are served; how many there are."""
    shape = [part for name in ("sites", "pages", "words") for part in (f"--{name}", str(getattr(given, name)))]
    server = subprocess.Popen([sys.executable, __file__, *shape, "--serve"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        ports = json.loads(server.stdout.readline())
        (folder / "list.toml").write_text("".join(f'[[site]]\nsource = "http://127.0.0.1:{port}/"\n' for port in ports), encoding="utf-8")
        yield len(ports)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def begun(given: argparse.Namespace, folder: Path, name: str) -> subprocess.Popen[bytes]:
    """A run over the list, into a folder and a store of that name."""
    limits = ("--allow-private", "--max-pages", str(given.pages + 9), "--workers", str(given.workers))
    return auditor("portfolio", "list.toml", "-o", name, "--store", f"store-{name}", *limits, folder=folder)


def digests(folder: Path) -> dict[str, str]:
    """A digest of each file of the reports, without the page of all, which tells when a turn ended."""
    files = (path for path in sorted(folder.glob("*/**/*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(CRAWL.sub(b"", path.read_bytes())).hexdigest() for path in files}


def undisturbed(given: argparse.Namespace, folder: Path, name: str) -> tuple[float, float]:
    """Seconds on the clock and of the processor of one whole run."""
    start, before = time.perf_counter(), spent()
    if begun(given, folder, name).wait():
        sys.exit((folder / "log.txt").read_text(encoding="utf-8", errors="replace"))
    return time.perf_counter() - start, spent() - before


def soak(given: argparse.Namespace, folder: Path) -> bool:
    """An undisturbed run, then one that is killed again and again; whether both give the same reports."""
    with served(given, folder) as sites:
        pages = sites * given.pages
        seconds, worked = undisturbed(given, folder, "calm")
        print(
            f"{sites} sites, {pages} pages: {seconds:.0f} s, processor {worked:.0f} s, {100 * worked / pages:.1f} s for 100 pages",
            flush=True,
        )
        dice = random.Random(given.seed)
        for n in range(given.kills):
            process = begun(given, folder, "killed")
            after = seconds / (given.kills + 1) * dice.uniform(0.5, 1.0)
            kill(process, after)
            print(f"killed after {after:.1f} s, {reports(folder / 'killed')} reports are there ({n + 1} of {given.kills})", flush=True)
        code = begun(given, folder, "killed").wait()
        calm, killed = digests(folder / "calm"), digests(folder / "killed")
        different = sorted(name for name in calm.keys() | killed.keys() if calm.get(name) != killed.get(name))
        print(f"gone on with: exit code {code}, {len(calm)} files, {len(different)} differ {different[:5] or ''}", flush=True)
    return not code and not different and reports(folder / "calm") == sites


def kill(process: subprocess.Popen[bytes], after: float) -> None:
    """Kill the process after so many seconds, unless it is over by then, and wait until those that it began have left."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    until = time.monotonic() + PATIENCE
    while not _has_left(process.pid) and time.monotonic() < until:
        time.sleep(0.2)


def _has_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def growth(given: argparse.Namespace, folder: Path) -> None:
    """What the whole pipeline costs as the sites grow in number."""
    rows = []
    for number in map(int, given.growth.split(",")):
        given.sites, into = number, folder / str(number)
        into.mkdir()
        with served(given, into) as sites:
            rows.append((sites, *undisturbed(given, into, "out")))
        print(f"{number:5} sites: {rows[-1][1]:7.1f} s, processor {rows[-1][2]:7.1f} s, {rows[-1][2] / number:.2f} s a site", flush=True)
    if given.picture:
        given.picture.write_text(drawn(rows), encoding="utf-8")


def main() -> None:
    """The soak, or the growth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=6)
    parser.add_argument("--pages", type=int, default=10, help="of a site")
    parser.add_argument("--words", type=int, default=120, help="of a page")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which a run is killed")
    parser.add_argument("--growth", default="", help="numbers of sites, instead of the soak")
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve(given))
        return
    with TemporaryDirectory() as folder:
        if given.growth:
            growth(given, Path(folder))
        elif not soak(given, Path(folder)):
            sys.exit("the reports are not the same")


if __name__ == "__main__":
    main()
