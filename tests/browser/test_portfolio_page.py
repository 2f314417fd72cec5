"""The page of a portfolio as people open it: from a file, on a phone, in the dark, without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from test_report import test_dashboard

from auditor.report import dashboard

from .conftest import Watch
from .test_report_pages import RULES, opened, sideways

pytestmark = pytest.mark.browser
PAGES = ("index.html", "index.en.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, and something where each report would be."""
    standings = test_dashboard.all_of_them()
    index = dashboard(standings, tmp_path_factory.mktemp("portfolio"), languages=("fr", "en"), today=test_dashboard.TODAY)
    for one in standings:
        (index.parent / one.site.folder).mkdir()
        (index.parent / one.site.folder / "index.html").write_text("<title>report</title>", encoding="utf-8")
    return index.parent


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, folder: Path, name: str, scheme: Literal["light", "dark"]) -> None:
    with opened(browser, color_scheme=scheme, bypass_csp=True) as page:
        page.goto((folder / name).as_uri())
        found = Axe().run(page, options=RULES)
        assert [violation["id"] for violation in found.response["violations"]] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_opens_in_silence_without_scripts_and_never_scrolls_sideways(browser: Browser, folder: Path, name: str, width: int) -> None:
    watch = Watch(folder.as_uri())
    with opened(browser, java_script_enabled=False, viewport={"width": width, "height": 800}) as page:
        watch.on(page).goto((folder / name).as_uri())
        assert watch.problems == []
    with opened(browser, viewport={"width": width, "height": 800}) as page:
        page.goto((folder / name).as_uri())
        assert sideways(page) == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file_beside_it(browser: Browser, folder: Path, name: str) -> None:
    with opened(browser) as page:
        page.goto((folder / name).as_uri())
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    files = [link for link in links if not link.startswith("#")]
    assert len(files) > 6
    assert [link for link in files if not (folder / link).is_file()] == []
