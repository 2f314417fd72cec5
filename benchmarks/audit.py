"""A whole audit beside a naive script: `python benchmarks/audit.py [--pages N] [--words N] [--lang fr] [--repeated] [--workers N]`.

In: a generated site of 1,000 pages on 127.0.0.1, served by a process of its own, politeness off; every sentence is distinct, or, with
`--repeated`, a page shares half its words with others, as a real site does (menu, cards, footer). Out: seconds, words a second and peak
memory of an audit, of each of its stages alone, of a naive script (requests, BeautifulSoup, spaCy's full pipeline page by page, Jinja2) on
the same pages, and of audits of the site unchanged and with one page changed. Seconds of one run may be compared, those of two runs hardly;
on a busy machine only processor time says something.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import html
import json
import os
import random
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.models import Lang
from auditor.settings import CrawlSettings, Settings

SHARED = 0.5  # share of the words of a repeated page that other pages have too
MENU, CARDS, FOOTER = 20, 3, 8  # entries of the menu, cards on a page, lines of the footer
DECK = 40  # cards of a site, of which a page shows some
LINKS = 4  # pages to which a page leads at random, beside the two by which every page is reached
PLACE = "/services/p"  # pages of services count: they have findings, advice and cards
MEGABYTE = 1024.0 * (1024.0 if sys.platform == "darwin" else 1.0)  # of what `wait4` tells
NAIVE = """
import re, sys, urllib.parse, collections, pathlib
import bs4, jinja2, requests, spacy
start, model, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
nlp, session, words = spacy.load(model), requests.Session(), 0
row = "{% for s, own, customer in rows %}<p>{{ s|e }} {{ own }} {{ customer }}</p>{% endfor %}"
template = jinja2.Template("<title>{{ title }}</title>" + row)
own, customer = {"nous", "notre", "nos", "we", "our", "us"}, {"vous", "votre", "vos", "you", "your"}
waiting, seen = collections.deque([start]), {start}
while waiting:
    url = waiting.popleft()
    answer = session.get(url)
    soup = bs4.BeautifulSoup(answer.content, "lxml")
    for a in soup.find_all("a", href=True):
        to = urllib.parse.urldefrag(urllib.parse.urljoin(url, a["href"])).url
        if to.startswith(start) and to not in seen:
            seen.add(to)
            waiting.append(to)
    rows = []
    for sentence in nlp(soup.get_text("\\n")).sents:
        low = [token.lower_ for token in sentence]
        words += len(low)
        rows.append((sentence.text, sum(w in own for w in low), sum(w in customer for w in low)))
    name = re.sub(r"\\W+", "-", url)
    folder.joinpath(f"{name}.html").write_text(template.render(title=soup.title.string, rows=rows), encoding="utf-8")
"""


# ---------------------------------------------------------------- the site


class Text:
    """The words of the site: `page` gives one page as HTML, the same on every machine."""

    def __init__(self, pages: int, words: int, lang: Lang, repeated: bool, seed: int = 9) -> None:
        from label import sentences  # which the measured runs do without

        self.pages, self.lang, self.repeated = pages, lang, repeated
        self._own = round(words * (1 - SHARED)) if repeated else words
        self._told = iter(_shuffled(sentences(lang, round(1.05 * (self._own + 2) * pages) + 8 * words), seed))
        self._footer = self._taken(words // 5)
        self._deck = [self._taken(words // 12) for _ in range(DECK)]
        self._menu = [" ".join(next(self._told).split()[:3]) for _ in range(MENU)]
        self._pages = [self._taken(self._own) for _ in range(pages)]

    def _taken(self, words: int) -> list[str]:
        taken: list[str] = []
        while sum(len(one.split()) for one in taken) < words:
            taken.append(next(self._told))
        return taken

    def page(self, number: int, version: int = 0) -> bytes:
        """A page with a heading, paragraphs, a list, a button and links; another version has its first sentence in other words."""
        chance, told = random.Random(number), [html.escape(one) for one in self._pages[number]]
        if version:
            told[0] = f"{told[0].rstrip('.')} ({version})."
        parts = [f"<h1>{told[0]}</h1>"]
        for at in range(1, len(told), 6):
            some = told[at : at + 6]
            items = "".join(f"<li>{one}</li>" for one in some[4:])
            parts.append(f"<h2>{some[0]}</h2><p>{' '.join(some[1:4])}</p>{f'<ul>{items}</ul>' if items else ''}")
        targets = [n for n in (2 * number + 1, 2 * number + 2) if n < self.pages] + [chance.randrange(self.pages) for _ in range(LINKS)]
        links = "".join(f'<a href="{_path(n)}">{n}</a> ' for n in targets)
        before, after = self._around(chance) if self.repeated else ("", "")
        body = f"{before}<main>{''.join(parts)}</main>{after}<nav>{links}</nav>"
        head = f'<meta charset="utf-8"><title>{told[0][:60]}</title><meta property="og:site_name" content="Tarvelo">'
        return f'<!doctype html><html lang="{self.lang}"><head>{head}</head><body>{body}</body></html>'.encode()

    def _around(self, chance: random.Random) -> tuple[str, str]:
        menu = "".join(f'<li><a href="{_path(n % self.pages)}">{html.escape(said)}</a></li>' for n, said in enumerate(self._menu))
        cards = ("".join(f"<p>{html.escape(one)}</p>" for one in card) for card in chance.sample(self._deck, CARDS))
        shown = "".join(f'<div class="card">{card}</div>' for card in cards)
        footer = "".join(f"<p>{html.escape(one)}</p>" for one in self._footer)
        return f"<header><nav><ul>{menu}</ul></nav></header>", f"<section>{shown}</section><footer>{footer}</footer>"


def _shuffled(told: list[str], seed: int) -> list[str]:
    random.Random(seed).shuffle(told)
    return told


def _path(number: int) -> str:
    return f"{PLACE}{number}.html" if number else "/"


class Site:
    """The site on a port: answers are kept ready, a request that knows its page gets 304."""

    def __init__(self, text: Text) -> None:
        self.text, self.versions = text, dict.fromkeys(range(text.pages), 0)
        self._ready = {number: text.page(number) for number in self.versions}

    async def serve(self) -> None:
        """Serve until killed; the port is printed first."""
        server = await asyncio.start_server(self.connected, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what one client asks for."""
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                writer.write(self._answer(head.split(" ", 2)[1], head))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self, path: str, head: str) -> bytes:
        if path.startswith("/__change/"):
            number = int(path.rpartition("/")[2])
            self.versions[number] += 1
            self._ready[number] = self.text.page(number, self.versions[number])
            return _response("200 OK", b"changed")
        name = "0" if path == "/" else path.removeprefix(PLACE).removesuffix(".html")
        if not name.isdecimal() or int(name) not in self._ready:
            return _response("404 Not Found", b"nothing here")
        body = self._ready[int(name)]
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        return _response("304 Not Modified", b"", tag) if tag in head else _response("200 OK", body, tag)


def _response(status: str, body: bytes, tag: str = "") -> bytes:
    told = f"ETag: {tag}\r\n" if tag else ""
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{told}Content-Length: {len(body)}\r\n\r\n".encode() + body


# ---------------------------------------------------------------- what is measured


class Clock:
    """A watch that notes how long each stage takes."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._began, self._stage = time.perf_counter(), "start"

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins, and the one before ends."""
        now = time.perf_counter()
        self.spent[self._stage] = self.spent.get(self._stage, 0.0) + now - self._began
        self._began, self._stage = now, name

    def step(self, n: int = 1, note: str = "") -> None:
        """Nothing."""

    def expect(self, total: int) -> None:
        """Nothing."""

    def note(self, key: str, **fields: object) -> None:
        """Nothing."""


def run_audit(url: str, given: argparse.Namespace) -> None:
    """One audit in this process, or its stages one after the other; seconds of each as JSON."""
    from auditor import pipeline
    from auditor.garbage import search_seldom
    from auditor.pipeline.hands import Hands
    from auditor.pipeline.meanwhile import Meanwhile
    from auditor.store import Store

    search_seldom()  # as the command does
    settings, clock = _settings(given), Clock()
    folder = Path(given.folder)
    store = str(folder / f"store-{given.store}")
    if given.run == "audit":
        pipeline.audit_source(url, settings, output=folder / "report", store=store, watch=clock, workers=given.workers)
    else:
        slug = pipeline.crawl_site(url, settings, store=store, watch=clock)
        with Store(store) as opened, Hands(given.workers) as hands:
            pipeline.judge_site(slug, settings, store=opened, watch=clock, meanwhile=Meanwhile(hands, opened, settings))
        pipeline.build_site(slug, settings, store=store, output=folder / "report-stages", watch=clock)
    clock.stage("end")
    print(json.dumps(clock.spent))


def _settings(given: argparse.Namespace) -> Settings:
    crawl = CrawlSettings(allow_private=True, pause=0, connections=given.connections, max_pages=given.pages + 9, max_depth=9999)
    return Settings(crawl=crawl)


class Peak(threading.Thread):
    """The most memory that a process and its children have held together, in MB, where /proc tells (pages that they share count once)."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.is_over = pid, 0.0, False

    def run(self) -> None:
        """Look five times a second."""
        while not self.is_over:
            self.most = max(self.most, sum(map(_held, [self.pid, *_children(self.pid)])))
            time.sleep(0.2)


def _held(pid: int) -> float:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def _children(pid: int) -> list[int]:
    try:
        own = [int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text(encoding="ascii").split()]
    except OSError:
        return []
    return own + [inner for child in own for inner in _children(child)]


def measured(name: str, command: list[str], words: int) -> tuple[float, dict[str, float]]:
    """A line of one program; its seconds, and those of its stages."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        peak = Peak(process.pid)
        peak.start()
        said = process.stdout.read()
        cpu = _processor(process)
    seconds, peak.is_over = time.perf_counter() - began, True
    if process.returncode:
        sys.exit(f"{name}: ended with {process.returncode}")
    print(f"{name:34} {seconds:7.1f} s {words / seconds:8,.0f} words/s {cpu:7.1f} s of processor {peak.most:6.0f} MB", flush=True)
    return seconds, json.loads(said) if said else {}


def _processor(process: subprocess.Popen[str]) -> float:
    """Seconds of processor that the process and its children took, 0 where the system does not tell."""
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except (ImportError, AttributeError):
        process.wait()
        return 0.0
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def compare(given: argparse.Namespace, folder: str) -> None:
    """All programs on one site, one after the other."""
    words = given.pages * given.words
    server = subprocess.Popen([sys.executable, __file__, *_shape(given), "--run", "serve"], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    try:
        url = f"http://127.0.0.1:{int(server.stdout.readline())}/"
        ours = [sys.executable, __file__, *_shape(given), "--folder", folder, "--url", url, "--run"]
        cold, spent = measured("audit, cold", [*ours, "audit", "--store", "one"], words)
        _told(spent)
        if given.stages:
            alone, spent = measured("its stages one after the other", [*ours, "stages", "--store", "two"], words)
            _told(spent)
            slowest = max(spent, key=lambda stage: spent[stage])
            print(f"  the audit takes {cold / spent[slowest]:.2f} times as long as its slowest stage alone ({slowest})")
        for name in ("unchanged", "unchanged again", "one page changed"):
            if name == "one page changed":
                urllib.request.urlopen(f"{url}__change/{given.pages // 2}").close()
            again, spent = measured(f"audit, {name}", [*ours, "audit", "--store", "one"], words)
            _told(spent)
            print(f"  {cold / again:.1f} times faster than cold")
        if given.naive:
            (Path(folder) / "naive").mkdir()
            naive, _ = measured("naive", [sys.executable, "-c", NAIVE, url, _model(given.lang), f"{folder}/naive"], words)
            print(f"  a cold audit is {naive / cold:.2f} times faster than the naive script")
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


def _model(lang: str) -> str:
    from auditor.language import models_found

    return next(model.name for model in models_found() if model.lang == lang)


def _told(spent: dict[str, float]) -> None:
    whole = sum(spent.values())
    print("  " + ", ".join(f"{stage} {seconds:.1f} s ({seconds / whole:.0%})" for stage, seconds in spent.items()), flush=True)


def _shape(given: argparse.Namespace) -> list[str]:
    named = ("pages", "words", "lang", "connections", "workers")
    return [part for name in named for part in (f"--{name}", str(getattr(given, name)))] + ["--repeated"] * given.repeated


def main() -> None:
    """Print a line a program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--words", type=int, default=400, help="of a page")
    parser.add_argument("--lang", default="fr", choices=("fr", "en"))
    parser.add_argument("--repeated", action="store_true", help="half of the words stand on other pages too")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--stages", action=argparse.BooleanOptionalAction, default=True, help="time each stage alone too")
    parser.add_argument("--naive", action=argparse.BooleanOptionalAction, default=True, help="run the naive script too")
    parser.add_argument("--run", choices=("serve", "audit", "stages"), help=argparse.SUPPRESS)
    for inner in ("--url", "--folder", "--store"):
        parser.add_argument(inner, default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run == "serve":
        asyncio.run(Site(Text(given.pages, given.words, given.lang, given.repeated)).serve())
    elif given.run:
        run_audit(given.url, given)
    else:
        with TemporaryDirectory() as folder:
            compare(given, folder)


if __name__ == "__main__":
    main()
