"""A browser, a report in it, and a watch on what it does."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from test_report import samples, test_compare_page, test_ledger_pages, test_readings, test_states, test_trend_page

from auditor.browser import find_chromium
from auditor.report import build


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        reason = "no Chromium found; set AUDITOR_CHROMIUM to one"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("web") / "a" / "b"
    return samples.build_all(root, build) | {"whole": _whole(root / "whole"), "decided": _decided(root / "decided")}


def _decided(folder: Path) -> Path:
    """A report in which every state of a sentence is met."""
    audit, decisions = test_states.decided()
    return build(audit, folder, languages=("fr",), knowledge=samples.KNOWLEDGE, decisions=decisions).parent


def _whole(folder: Path) -> Path:
    """A report with every page that a site may give: promises, contradictions, other readings, two languages, parts, rivals, a past."""
    promised = test_ledger_pages.held()
    audit = replace(test_readings.read(), promises=promised.promises, contradictions=promised.contradictions, voice=promised.voice)
    audit = replace(audit, comparison=test_compare_page.rivalled().comparison)
    change, history = test_trend_page.changed(audit), test_trend_page.HISTORY
    return build(audit, folder, languages=("fr",), knowledge=test_readings.KNOWN, change=change, history=history).parent


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Address of a folder, while it is served on a free port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def served(reports: dict[str, Path]) -> Iterator[str]:
    """Address of the folder two levels above the reports: they are at /a/b/<name>/."""
    with serving(reports["fr"].parents[2]) as base:
        yield base


@dataclass
class Watch:
    """What a page did that it should not."""

    base: str
    problems: list[str] = field(default_factory=list)

    def on(self, page: Page) -> Page:
        page.on("console", lambda m: self.problems.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.problems.append(str(e)))
        page.on("dialog", lambda d: (self.problems.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: self.problems.append(f"left: {r.url}") if not r.url.startswith((self.base, "data:")) else None)
        page.on("requestfailed", lambda r: self.problems.append(f"failed: {r.url}"))
        return page
