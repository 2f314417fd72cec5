"""Pages that show their text by JavaScript only: which they are, and what a browser makes of them.

In: a page as it was fetched. Out: the page as a reader sees it; FetchProblem `needs-browser` where there is no browser to draw it. The
browser has no network of its own: what it asks for is fetched by us, through the checks of addresses and robots.txt, or not at all.
"""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from auditor.browser import find_chromium
from auditor.crawl.address import identity, tidy
from auditor.crawl.answer import Answer
from auditor.crawl.data import drawing
from auditor.crawl.problem import FetchProblem
from auditor.crawl.shell import needs_browser, says_something
from auditor.crawl.sniff import HTML, XHTML
from auditor.models import Page
from auditor.settings import CrawlSettings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route
    from playwright.sync_api import Page as Tab

PARTS = frozenset(("script", "xhr", "fetch"))  # kinds of requests that text may hang on; style, images and fonts are no text
MAX_PARTS = 150  # requests of one page
MAX_KEPT = 64 * 1024 * 1024  # bytes of scripts kept for the next page
LOOK, STILL, LONGEST = 0.2, 3, 10.0  # seconds between two looks; looks without a change; seconds for a page that never rests
GIVEN_UP = 60.0  # seconds; a script in an endless loop never gives the browser back
MAX_STUCK = 3  # browsers given up before no more is started
# No name is looked up and no socket opened by the browser itself, whatever a page finds to go round the routes.
OFFLINE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)


class Drawer:
    """Draws pages as the settings say; the browser starts with the first page that needs it.

    `fetch` gets an address that the page asks for, or raises FetchProblem; `keep` is handed each page as it was drawn.
    """

    def __init__(self, settings: CrawlSettings, fetch: Callable[[str], Answer], keep: Callable[[Page], None]) -> None:
        self._settings, self._fetch, self._keep = settings, fetch, keep
        self._artist: _Artist | None = None
        self._stuck = 0

    def drawn(self, page: Page) -> Page:
        """The page, drawn where it needs to be; FetchProblem `needs-browser` where it cannot be and shows next to nothing."""
        if not self.wants(page):
            return page
        can = self._settings.render != "never" and self._stuck < MAX_STUCK and is_possible()
        body = self._draw(page) if can else b""
        if not body and self._settings.render != "always" and says_something(page):
            return page
        if not body:
            raise FetchProblem("needs-browser")
        drawn = replace(page, body=body, charset="utf-8", etag="", last_modified="")
        self._keep(drawn)
        return drawn

    def _draw(self, page: Page) -> bytes:
        """The page as drawn; nothing where it holds the browser for ever, which is then ended."""
        self._artist = self._artist or _Artist(self._settings, self._fetch)
        try:
            return self._artist.draw(page)
        except queue.Empty:
            self._artist.abandon()
            self._artist, self._stuck = None, self._stuck + 1
            return b""

    def wants(self, page: Page) -> bool:
        """Whether the page is one for a browser."""
        return needs_browser(page) or self._settings.render == "always" and page.content_type in (HTML, XHTML)

    def close(self) -> None:
        """Close the browser."""
        if self._artist:
            self._artist.close()


def is_possible() -> bool:
    """Whether there is a browser, and what drives it."""
    return find_spec("playwright") is not None and find_chromium() is not None


class _Artist:
    """A browser on a thread of its own, where Playwright stays; a page that never gives the thread back costs that thread only."""

    def __init__(self, settings: CrawlSettings, fetch: Callable[[str], Answer]) -> None:
        self._settings, self._fetch = settings, fetch
        self._kept: dict[str, Answer] = {}
        self._asked: queue.SimpleQueue[Page | None] = queue.SimpleQueue()
        self._drawn: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._process = 0  # id of the browser's
        self._thread = threading.Thread(target=self._serve, daemon=True, name="draw")
        self._thread.start()

    def draw(self, page: Page) -> bytes:
        """The page as it is once nothing moves any more, nothing where it breaks the browser; queue.Empty when that takes too long."""
        self._asked.put(page)
        return self._drawn.get(timeout=GIVEN_UP)

    def close(self) -> None:
        """Close the browser."""
        self._asked.put(None)
        self._thread.join(GIVEN_UP)

    def abandon(self) -> None:
        """End a browser that no longer answers: a script in an endless loop would keep a core busy for as long as we run."""
        self._asked.put(None)
        with suppress(OSError):
            if self._process:
                os.kill(self._process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def _serve(self) -> None:
        from playwright.sync_api import Error, sync_playwright

        is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium refuses its own sandbox to root
        options = [*OFFLINE, *(["--no-sandbox"] if is_root else [])]
        with sync_playwright() as playwright:
            browser: Browser | None = None
            while (page := self._asked.get()) is not None:
                body = b""
                with suppress(Error):
                    if browser is None:
                        browser = playwright.chromium.launch(executable_path=find_chromium(), args=options)
                        self._process = _process_of(browser)
                    body = self._in_tab(browser, page)
                self._drawn.put(body)

    def _in_tab(self, browser: Browser, page: Page) -> bytes:
        with browser.new_context(user_agent=self._settings.user_agent, service_workers="block", accept_downloads=False) as context:
            tab, routes = context.new_page(), _Routes(page, self._fetch, self._kept)
            context.route("**/*", routes.answer)
            tab.goto(page.url, wait_until="commit", timeout=self._settings.timeout * 1000)
            _rest(tab, routes)
            return tab.content().encode("utf-8", "replace")


def _process_of(browser: Browser) -> int:
    """Id of the browser's process, which Playwright does not tell."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return next((int(process["id"]) for process in processes if process["type"] == "browser"), 0)


class _Routes:
    """What one page is given when it asks: itself, the scripts and texts that it may have, nothing else."""

    def __init__(self, page: Page, fetch: Callable[[str], Answer], kept: dict[str, Answer]) -> None:
        self._page, self._fetch, self._kept = page, fetch, kept
        self.asked, self._is_given = 0, False

    def answer(self, route: Route) -> None:
        """Fulfil or abort a request."""
        request = route.request
        self.asked += 1
        if request.is_navigation_request():
            self._navigate(route)
        elif request.method != "GET" or request.resource_type not in PARTS or self.asked > MAX_PARTS or _is_unwanted(request.url):
            route.abort()
        else:
            self._give(route, request.url)

    def _navigate(self, route: Route) -> None:
        """The page itself, as it was fetched; no frame, no window, no other page."""
        if not self._is_given and identity(route.request.url) == identity(self._page.url):
            self._is_given = True
            charset = f"; charset={self._page.charset}" if self._page.charset else ""
            route.fulfill(status=200, body=self._page.body, content_type=self._page.content_type + charset)
        else:
            route.fulfill(status=204)  # "no content": the page stays, where an abort would put an error in its place

    def _give(self, route: Route, url: str) -> None:
        try:
            answer = self._kept.get(url) or self._fetch(tidy(url))
        except (FetchProblem, ValueError):
            route.abort()
            return
        if route.request.resource_type == "script" and sum(len(one.body) for one in self._kept.values()) < MAX_KEPT:
            self._kept[url] = answer
        charset = f"; charset={answer.charset}" if answer.charset else ""
        headers = {"Content-Type": answer.content_type + charset, "Access-Control-Allow-Origin": "*"}
        route.fulfill(status=answer.status, body=answer.body, headers=headers)


def _is_unwanted(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return any(host == name or host.endswith(f".{name}") for name in drawing().not_fetched)


def _rest(tab: Tab, routes: _Routes) -> None:
    """Wait until the page asks for nothing and its text stays the same."""
    before: Any = None
    still, end = 0, time.monotonic() + LONGEST
    while still < STILL and time.monotonic() < end:
        tab.wait_for_timeout(LOOK * 1000)
        now = (routes.asked, tab.evaluate("document.readyState + document.documentElement.innerText.length"))
        still = still + 1 if now == before else 0
        before = now
