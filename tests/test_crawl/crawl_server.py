"""A web server on 127.0.0.1 that behaves as badly as a test wants it to.

In: replies by path. Out: a running server that remembers what was asked of it.
"""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urljoin

from auditor.identity import digest
from auditor.models import Link, Page

ANCHOR = re.compile(r"<a\s([^>]*)>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None  # a Content-Length that lies


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # one packet an answer: two would wait 40 ms for each other (Nagle and delayed ACK)
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}))
        reply = self.server.routes.get(self.path) or self.server.routes.get(self.path.partition("?")[0]) or Reply("gone", 404)
        found = reply if isinstance(reply, Reply) else reply(self)
        if found:
            self.answer(found)

    def answer(self, reply: Reply) -> None:
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        if reply.type:
            self.send_header("Content-Type", reply.type)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if reply.length is None else reply.length))
        if reply.length is not None:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@dataclass
class Server(ThreadingHTTPServer):
    """Routes may be replies, or functions that write an answer themselves."""

    routes: dict[str, Reply | Callable[[Handler], Reply | None]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    scheme: str = "http"

    def __post_init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.daemon_threads = True
        self.block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, without robots.txt, the sitemap that is looked for everywhere and the probe for missing pages."""
        beside = ("/robots.txt", "/sitemap.xml", f"/{digest('missing', self.url + '/')}")
        return [asked.path for asked in self.asked if asked.path not in beside]


@contextmanager
def running(server: Server, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    if tls:
        server.socket, server.scheme = tls.wrap_socket(server.socket, server_side=True), "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(*hrefs: str, text: str = "Vous choisissez le jour.", more: str = "") -> Reply:
    """A page with links; the text makes its body differ from other pages."""
    links = "".join(f'<li><a href="{href}">{href}</a></li>' for href in hrefs)
    return Reply(f"<!doctype html><html><body><p>{text}</p><ul>{links}</ul>{more}</body></html>")


def to(location: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply("", status, headers=(("Location", location),))


def find_links(found: Page) -> tuple[Link, ...]:
    """The links of a page, well enough for these tests: the real function belongs to another room."""
    links = []
    for attributes, text in ANCHOR.findall(found.body.decode("utf-8", "replace")):
        href = re.search(r'href="([^"]*)"', attributes)
        if href:
            url = urljoin(found.url, href[1]).partition("#")[0]
            links.append(Link(url, text, "nav" if "data-nav" in attributes else "body", "nofollow" in attributes))
    return tuple(links)
