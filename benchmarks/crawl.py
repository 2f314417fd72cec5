"""A crawl beside Scrapy and wget: `python benchmarks/crawl.py --scrapy PYTHON` (a Python that has Scrapy; without it, wget alone).

In: a site of 2,000 generated pages on 127.0.0.1, 16 connections, politeness off for all, robots.txt obeyed. Out: a line a crawler: pages a
second, pages found, addresses fetched twice, forbidden addresses fetched, peak memory, processor time a page, and that of the server, which
is a process of its own and shares the machine. "Beside" means that blocks are extracted in processes of their own (`--hands`), as the
command `audit` does. With `--latency 0.2 --connections 8` it shows how near the physical limit we come, with `--pages 10000 --only ours`
whether memory stays flat, with `--latency 0.02` what it costs wget to ask for one page at a time. Two figures of one run may be compared,
two runs hardly; on a busy machine only processor time says something.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import subprocess
import sys
import time
import urllib.request
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

# A page is as heavy as the median of 165 service pages of the WCXB benchmark (development split): 149 KB, 125 links of which 41 absolute,
# 1,080 elements, 1,500 words, 18 scripts and styles of 12 KB. `--weigh` prints what ours come to.
SECTIONS, LINKS, WORDS, MENU, AWAY = 24, 15, 58, 62, 41
BATCH, MOST = 8, 8  # pages handed over at once, batches that wait for a process
FORBIDDEN = 20  # addresses under /private/, linked from everywhere
SENTENCE = (
    "vous choisissez le jour de la pose et nous venons avec tout le matériel pour que la cuisine reste utilisable chaque soir".split()
)
CLASSES = "elementor-element elementor-widget elementor-column elementor-widget-wrap e-flex e-con-boxed wp-block-group".split()
SPIDER = """
import sys, scrapy
class Site(scrapy.Spider):
    name, start_urls, allowed_domains = "site", [sys.argv[1]], ["127.0.0.1"]
    def parse(self, response):
        if b"html" in response.headers.get("Content-Type", b""):
            yield from response.follow_all(css="a")
from scrapy.crawler import CrawlerProcess
connections = int(sys.argv[2])
process = CrawlerProcess({"ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": connections, "CONCURRENT_REQUESTS_PER_DOMAIN": connections,
                          "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False})
process.crawl(Site)
process.start()
"""


# ---------------------------------------------------------------- the site


def page(number: int, pages: int) -> bytes:
    """A page: it leads to two others by which every page is reached, to some at random, to one that is forbidden."""
    chance = random.Random(number)
    targets = [n for n in (2 * number + 1, 2 * number + 2) if n < pages] + [chance.randrange(pages) for _ in range(LINKS)]
    links = "".join(f'<li class="{_classes(chance)}"><a class="link" href="/p{n}.html#haut">Page {n}</a></li>' for n in targets)
    text = "".join(f"{chance.choice(_sections())}<p>{' '.join(chance.choices(SENTENCE, k=8))} {number}.</p>" for _ in range(SECTIONS))
    forbidden = f'<a href="/private/{number % FORBIDDEN}.html">privé</a>'
    body = f"{_menu(pages)}<main>{text}<ul>{links}</ul></main>{forbidden}{_footer()}"
    return f'<!doctype html><html lang="fr"><head><title>Page {number}</title>{_head()}</head><body>{body}</body></html>'.encode()


def _classes(chance: random.Random) -> str:
    return f"{' '.join(chance.sample(CLASSES, 3))} elementor-element-{chance.getrandbits(28):07x}"


@cache
def _head() -> str:
    chance = random.Random(0)
    codes = [" ".join(f"var a{chance.getrandbits(40)}=function(t){{return t<{n}?t:0}};" for n in range(14)) for _ in range(12)]
    styles = [" ".join(f".c{chance.getrandbits(40)}{{margin:0 {n}px;color:#{n:06x}}}" for n in range(14)) for _ in range(6)]
    return "".join(f"<script>{code}</script>" for code in codes) + "".join(f"<style>{style}</style>" for style in styles)


@cache
def _menu(pages: int) -> str:
    chance = random.Random(1)
    items = (f'<li class="{_classes(chance)}"><a class="menu-link" href="/p{n % pages}.html">Rubrique {n}</a></li>' for n in range(MENU))
    return f'<header><nav class="menu"><ul>{"".join(items)}</ul></nav></header>'


@cache
def _footer() -> str:
    items = (f'<li><a href="https://ailleurs-{n}.example/a?b={n}" rel="noopener">Ailleurs {n}</a></li>' for n in range(AWAY))
    return f"<footer><ul>{''.join(items)}</ul></footer>"


@cache
def _sections() -> tuple[str, ...]:
    return tuple(_section(random.Random(n)) for n in range(200))


def _section(chance: random.Random) -> str:
    """A section as page builders write them: boxes in boxes, a drawing, an image in many sizes, words with inline markup."""
    boxes = [
        f'<div class="{_classes(chance)} {_classes(chance)}" data-id="{chance.getrandbits(28):07x}" data-settings=\'{{"a":{n},"b":"x"}}\'>'
        for n in range(14)
    ]
    words = chance.choices(SENTENCE, k=WORDS)
    words[7], words[41] = f"<strong>{words[7]}</strong>", f"<em>{words[41]}</em>"
    said = f"<p>{' '.join(words[:30])}.</p><ul>{''.join(f'<li><span>{word}</span></li>' for word in words[30:34])}</ul>"
    sizes = ", ".join(f"/img/{chance.getrandbits(40)}-{width}x600.webp {width}w" for width in (300, 600, 900, 1200))
    path = " ".join(f"{chance.randrange(900)}.{chance.randrange(9)}" for _ in range(190))
    drawn = f'<svg viewBox="0 0 9 9"><path d="M{path}"/></svg><img src="/a.jpg" srcset="{sizes}" loading="lazy" alt="">'
    inner = f"<h2>{' '.join(words[34:38])}</h2>{drawn}{said}<p>{' '.join(words[38:])}.</p>"
    return f'<section class="{_classes(chance)}">{"".join(boxes)}{inner}{"</div>" * len(boxes)}</section>'


class Site:
    """The site, and how often each address was asked for."""

    def __init__(self, pages: int, latency: float) -> None:
        self.pages, self.latency, self.asked = pages, latency, Counter[str]()
        self.idle: list[float] = []  # seconds from the last byte of an answer to the next request over its connection

    async def serve(self) -> None:
        """Serve until killed; the port is printed first."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answered = 0.0
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if answered:
                    self.idle.append(time.perf_counter() - answered)
                status, kind, body = await self._answer(head.split(b" ", 2)[1].decode())
                writer.write(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
                answered = time.perf_counter()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, path: str) -> tuple[str, str, bytes]:
        if path == "/__asked":
            return "200 OK", "application/json", json.dumps({"asked": self.asked, "busy": time.process_time(), "idle": self.idle}).encode()
        self.asked[path] += 1
        if path == "/robots.txt":
            return "200 OK", "text/plain", b"User-agent: *\nDisallow: /private/\nDisallow: /__asked\n"
        await asyncio.sleep(self.latency)
        number = "0" if path == "/" else path.removeprefix("/p").removesuffix(".html")
        if number.isdecimal() and int(number) < self.pages:
            return "200 OK", "text/html; charset=utf-8", page(int(number), self.pages)
        return "404 Not Found", "text/html", b"<p>introuvable</p>"


# ---------------------------------------------------------------- the crawlers


def crawl(url: str, given: argparse.Namespace, folder: str) -> None:
    """Ours, in this process: what is read is counted and dropped, as a store on disk would take it."""
    from auditor import extract
    from auditor.crawl import crawl
    from auditor.pipeline.hands import attend
    from auditor.settings import CrawlSettings

    settings = CrawlSettings(
        allow_private=True, pause=0, connections=given.connections, max_pages=given.pages + 9, max_depth=9999, render="never"
    )
    seen = crawl(url, settings, find_links=extract.find_links, warc=Path(folder) / "site.warc.gz")
    pages = (one for one in seen if hasattr(one, "body"))
    if given.hands and given.extract:
        beside(pages, given.hands, attend)
    else:
        for page in pages:
            if given.extract:
                blocks([page])


def beside(pages: Iterator[Any], hands: int, attend: Callable[[], None]) -> None:
    """Have processes extract the blocks, a batch at a time, and never let more pages wait than they have in hand."""
    with ProcessPoolExecutor(hands, mp_context=get_context("spawn"), initializer=attend) as pool:
        waiting: deque[Future[int]] = deque([pool.submit(blocks, [])])  # it imports what it needs while the first page is waited for
        while batch := list(islice(pages, BATCH)):
            waiting.append(pool.submit(blocks, batch))
            if len(waiting) > MOST * hands:
                waiting.popleft().result()


def blocks(pages: list[Any]) -> int:
    """How many blocks pages have."""
    from auditor import extract

    return sum(len(extract.extract(page).blocks) for page in pages)


def commands(url: str, given: argparse.Namespace, folder: str) -> dict[str, list[str]]:
    """What to run, by name."""
    told = {"--crawl": url, "--pages": given.pages, "--connections": given.connections, "--folder": folder}
    ours = [sys.executable, __file__, *(str(part) for option in told.items() for part in option)]
    found = {"ours, WARC": ours, "ours, WARC, blocks": [*ours, "--extract"]}
    if given.hands:
        found["ours, WARC, blocks beside"] = [*ours, "--extract", "--hands", str(given.hands)]
    if given.scrapy:
        found["Scrapy"] = [given.scrapy, "-c", SPIDER, url, str(given.connections)]
    if wget := shutil.which("wget"):
        found["wget"] = [wget, "-r", "-l", "inf", "-nv", "-q", "-P", folder, url]
    return {name: command for name, command in found.items() if name.startswith(given.only)}


def measured(name: str, given: argparse.Namespace) -> None:
    """One line: a crawler on a site of its own, so that nothing is warm."""
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve", "--pages", str(given.pages), "--latency", str(given.latency)], stdout=subprocess.PIPE
    )
    assert server.stdout
    try:
        url = f"http://127.0.0.1:{int(server.stdout.readline())}/"
        with TemporaryDirectory() as folder:
            began = time.perf_counter()
            memory, cpu = run(commands(url, given, folder)[name])
            seconds = time.perf_counter() - began
        with urllib.request.urlopen(f"{url}__asked") as answer:
            heard = json.load(answer)
        told(name, heard, Run(seconds, memory, cpu), given)
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


class Run(NamedTuple):
    """What a crawl took: seconds, its peak memory in MB and its processor time in seconds, 0 where the system does not tell."""

    seconds: float
    memory: float
    cpu: float


def run(command: list[str]) -> tuple[float, float]:
    """Run a command; peak memory and processor time, those of its own processes with it."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            import os

            _, _, usage = os.wait4(process.pid, 0)
        except (ImportError, AttributeError):
            process.wait()
            return 0.0, 0.0
        process.returncode = 0
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024), usage.ru_utime + usage.ru_stime


def told(name: str, heard: dict[str, Any], taken: Run, given: argparse.Namespace) -> None:
    """The line itself; "/" and "/p0.html" are one page to us and two addresses to others."""
    asked: dict[str, int] = heard["asked"]
    found = sum(path in asked or path == "/p0.html" and "/" in asked for path in (f"/p{n}.html" for n in range(given.pages)))
    twice = sum(count - 1 for path, count in asked.items() if path.startswith("/p") and path != "/robots.txt")
    forbidden = sum(count for path, count in asked.items() if path.startswith("/private/"))
    limit = f", {taken.seconds / (given.pages * given.latency / given.connections):.2f} of the limit's time" if given.latency else ""
    each = 1000 / max(1, found)
    print(
        f"{name:26} {found / taken.seconds:6.0f} pages/s  {taken.seconds:6.1f} s  found {found}/{given.pages}  twice {twice}"
        f"  forbidden {forbidden}  {taken.memory:5.0f} MB  {each * taken.cpu:5.1f} ms of processor a page,"
        f" the server's {each * heard['busy']:.1f}, connections idle {1000 * median(heard['idle'] or [0]):.0f} ms between two{limit}",
        flush=True,
    )


def weigh(pages: int) -> None:
    """The medians of the generated pages, beside which stand those of real ones above."""
    from lxml import html

    trees = [(body, html.fromstring(body)) for body in (page(n, pages) for n in range(50))]
    parts = {
        "bytes": [len(body) for body, _ in trees],
        "links": [len(tree.xpath("//a")) for _, tree in trees],
        "absolute": [len(tree.xpath("//a[starts-with(@href, 'http')]")) for _, tree in trees],
        "elements": [len(tree.xpath("//*")) for _, tree in trees],
        "words": [len(tree.body.text_content().split()) for _, tree in trees],
        "scripts and styles": [len(tree.xpath("//script|//style")) for _, tree in trees],
        "their bytes": [sum(len(one.text) for one in tree.xpath("//script|//style")) for _, tree in trees],
    }
    print(", ".join(f"{name} {median(counts):.0f}" for name, counts in parts.items()))


def main() -> None:
    """Print a line a crawler."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scrapy", default="", help="a Python that has Scrapy")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--hands", type=int, default=0, help="processes that extract blocks beside the crawl")
    parser.add_argument("--only", default="", help="crawlers whose name begins so")
    parser.add_argument("--weigh", action="store_true", help="print what a page weighs")
    for inner in ("--serve", "--extract"):
        parser.add_argument(inner, action="store_true", help=argparse.SUPPRESS)
    for inner in ("--crawl", "--folder"):
        parser.add_argument(inner, default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.weigh:
        weigh(given.pages)
    elif given.serve:
        asyncio.run(Site(given.pages, given.latency).serve())
    elif given.crawl:
        crawl(given.crawl, given, given.folder)
    else:
        for name in commands("", given, ""):
            measured(name, given)


if __name__ == "__main__":
    main()
