"""The report as people open it: from a file, from a server, from a folder of one, without JavaScript, on a phone, in the dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .conftest import Watch, serving

pytestmark = pytest.mark.browser

TEMPLATES = (
    "index.html",
    "fix-first.html",
    "pages.html",
    "rules.html",
    "rewrites.html",
    "search.html",
    "method.html",
    "print.html",
    "report.html",
    "p/home-*.html",
    "r/superlative.html",
)
READINGS = (
    "promises.html",
    "contradictions.html",
    "lenses.html",
    "l/*.html",
    "parity.html",
    "crossings.html",
    "compare.html",
    "trend.html",
)
DECIDED = ("rewrites.html", "fix-first.html", "p/*.rewritten.html")
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[Page]:
    context = browser.new_context(**options)
    try:
        yield context.new_page()
    finally:
        context.close()


def found(folder: Path, names: tuple[str, ...] = TEMPLATES) -> list[Path]:
    return [path for name in names for path in sorted(folder.glob(name))]


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize(("where", "scripts"), [("file", True), ("file", False), ("sub-path", True)])
def test_every_template_opens_in_silence_and_stays_inside_the_report(
    browser: Browser, reports: dict[str, Path], served: str, where: str, scripts: bool
):
    root = reports["both"].parents[2]
    base = root.as_uri() if where == "file" else served
    watch = Watch(base)
    with opened(browser, java_script_enabled=scripts) as page:
        watch.on(page)
        for path in [reports["both"] / "index.html", *found(reports["both"] / "en"), *found(reports["both"] / "fr")]:
            page.goto(f"{base}/{path.relative_to(root).as_posix()}")
            assert page.locator("h1").inner_text()
    assert watch.problems == []


def test_it_opens_at_the_root_of_a_server(browser: Browser, reports: dict[str, Path], served: str):
    with serving(reports["fr"]) as base:
        watch = Watch(base)
        with opened(browser) as page:
            watch.on(page)
            page.goto(f"{base}/")
            page.get_by_role("link", name="Par quoi commencer").first.click()
            assert page.url == f"{base}/fix-first.html"
    assert watch.problems == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", ["fr", "whole", "decided", "hostile"])
def test_no_page_scrolls_sideways(browser: Browser, reports: dict[str, Path], name: str, width: int):
    folder = reports[name] / "fr" if name == "hostile" else reports[name]
    with opened(browser, viewport={"width": width, "height": 800}) as page:
        for path in [*found(folder), *sorted((folder / "p").glob("*.html"))]:
            page.goto(path.as_uri())
            assert sideways(page) <= 0, path.name


# Every template once in each colour scheme; where only some pages differ, only those.
SEEN_BY_AXE = [
    ("fr", "light", TEMPLATES),
    ("fr", "dark", TEMPLATES),
    ("whole", "light", READINGS),
    ("whole", "dark", READINGS),
    ("decided", "light", DECIDED),
    ("decided", "dark", DECIDED),
    ("both", "light", ("index.html", "en/p/home-*.html")),
    ("rough", "dark", ("index.html",)),
    ("inconclusive", "light", ("index.html", "p/home-*.html")),
    ("empty", "dark", ("index.html", "fix-first.html", "rules.html", "p/home-*.html")),
]


@pytest.mark.parametrize(("name", "scheme", "names"), SEEN_BY_AXE)
def test_nothing_stands_in_the_way_of_readers_with_a_disability(
    browser: Browser, reports: dict[str, Path], name: str, scheme: Literal["light", "dark"], names: tuple[str, ...]
):
    problems = {}
    with opened(browser, color_scheme=scheme) as page:
        for path in found(reports[name], names):
            page.goto(path.as_uri())
            for violation in Axe().run(page, options=RULES).response["violations"]:
                problems[f"{path.name}: {violation['id']}"] = [node["html"][:120] for node in violation["nodes"][:3]]
    assert not problems, json.dumps(problems, indent=1)


def test_in_forced_colours_findings_keep_their_underline(browser: Browser, reports: dict[str, Path]):
    watch = Watch(reports["fr"].as_uri())
    with opened(browser, forced_colors="active") as page:
        watch.on(page)
        page.goto(found(reports["fr"], ("p/home-*.html",))[0].as_uri())
        styles = page.locator(".sheet .m-a").first.evaluate(
            "e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).textDecorationStyle]"
        )
        assert sideways(page) <= 0
    assert styles == ["underline", "wavy"]
    assert watch.problems == []


def test_a_hostile_site_runs_nothing_and_changes_no_title(browser: Browser, reports: dict[str, Path]):
    watch = Watch(reports["hostile"].as_uri())
    with opened(browser) as page:
        watch.on(page)
        for path in [reports["hostile"] / "index.html", *sorted((reports["hostile"] / "fr").rglob("*.html"))]:
            page.goto(path.as_uri())
            assert "taken" != page.title()
            assert page.locator("h1").count() == 1
            assert page.locator("img, iframe, svg[onload]").count() == 0
    assert watch.problems == []


def test_search_finds_a_sentence_whatever_accents_and_capitals_and_leads_to_it(browser: Browser, reports: dict[str, Path]):
    with opened(browser) as page:
        page.goto((reports["fr"] / "search.html").as_uri())
        page.get_by_role("searchbox").fill("MENUISERIE")
        assert page.get_by_role("status").inner_text() == "2 phrases trouvées"
        page.get_by_role("link", name="Nous sommes la référence").click()
        assert page.locator(":target").inner_text().startswith("Nous")


def test_search_takes_words_in_any_order_and_says_what_to_do_when_it_finds_nothing(browser: Browser, reports: dict[str, Path]):
    with opened(browser) as page:
        page.goto((reports["fr"] / "search.html").as_uri())
        page.get_by_role("searchbox").fill("référence  NOUS")
        assert page.get_by_role("status").inner_text() == "Une phrase trouvée"
        assert page.locator("#hits mark").all_inner_texts() == ["Nous", "référence"]
        page.get_by_role("searchbox").fill("n")
        assert page.get_by_role("status").inner_text() == "Tapez au moins deux lettres."
        page.get_by_role("searchbox").fill("zèbre")
        assert "essayez un seul mot" in page.get_by_role("status").inner_text()


def test_search_shows_hostile_sentences_as_text(browser: Browser, reports: dict[str, Path]):
    watch = Watch(reports["hostile"].as_uri())
    with opened(browser) as page:
        watch.on(page)
        page.goto((reports["hostile"] / "en" / "search.html").as_uri())
        page.get_by_role("searchbox").fill("onerror")
        assert "<img src=x" in page.locator("#hits").inner_text()
        assert page.locator("#hits img").count() == 0
    assert watch.problems == []


def test_the_table_of_pages_sorts_filters_and_keeps_its_state_in_the_address(browser: Browser, reports: dict[str, Path]):
    with opened(browser) as page:
        page.goto((reports["fr"] / "pages.html").as_uri())
        page.get_by_role("button", name="Score").click()
        page.get_by_role("button", name="Score").click()
        assert page.locator("th[aria-sort]").count() == 1
        assert page.locator("tbody tr").first.inner_text().startswith("Parlons de votre projet")
        page.get_by_role("searchbox").fill("escalier")
        assert page.get_by_role("status").inner_text() == "1 page sur 4 affichée"
        page.reload()
        assert page.locator("tbody tr:visible").count() == 1
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"


def test_a_kind_of_finding_can_be_switched_off_without_javascript(browser: Browser, reports: dict[str, Path]):
    with opened(browser, java_script_enabled=False) as page:
        page.goto(found(reports["fr"], ("p/home-*.html",))[0].as_uri())
        before = page.locator(".sheet .tag.k-b:visible").count()
        page.locator("#t-b").uncheck()
        assert (before, page.locator(".sheet .tag.k-b:visible").count()) == (2, 0)
        assert page.locator(".sheet .tag.k-a:visible").count() == 2


def test_the_other_language_opens_at_the_same_sentence_and_the_same_search(browser: Browser, reports: dict[str, Path]):
    with opened(browser) as page:
        home = found(reports["both"] / "fr", ("p/home-*.html",))[0]
        page.goto(home.as_uri())
        sentence = page.locator(".sheet span[id]").first.get_attribute("id")
        page.goto(f"{home.as_uri()}#{sentence}")
        page.get_by_role("link", name="English").click()
        assert page.url.endswith(f"/en/p/{home.name}#{sentence}")
        page.goto((reports["both"] / "en" / "search.html").as_uri())
        page.get_by_role("searchbox").fill("passionnés")
        assert page.locator("#hits mark").inner_text() == "passionnés"
        page.get_by_role("link", name="Français").click()
        assert page.get_by_role("searchbox").input_value() == "passionnés"


def test_the_keyboard_walks_a_page_from_top_to_bottom(browser: Browser, reports: dict[str, Path]):
    """Every link, box and button has its turn once, in the order of the page."""
    reach = "a[href], input, select, button, summary, [tabindex='0']"
    with opened(browser) as page:
        for name in ("index.html", "pages.html", "p/home-*.html"):
            page.goto(found(reports["both"] / "fr", (name,))[0].as_uri())
            page.evaluate(
                f"[...document.querySelectorAll({reach!r})].filter(e => e.checkVisibility()).forEach((e, n) => e.dataset.turn = n)"
            )
            turns = page.locator("[data-turn]").count()
            for expected in range(turns):
                page.keyboard.press("Tab")
                assert page.evaluate("document.activeElement.dataset.turn") == str(expected), (name, expected)


def test_what_is_ticked_as_done_is_remembered(browser: Browser, reports: dict[str, Path]):
    with opened(browser) as page:
        page.goto((reports["fr"] / "fix-first.html").as_uri())
        page.get_by_role("checkbox", name="Fait").first.check()
        page.reload()
        assert page.get_by_role("checkbox", name="Fait").first.is_checked()
        assert page.locator(".is-done").count() == 1


def test_the_lines_that_mute_a_finding_open_at_it_and_can_be_copied(browser: Browser, reports: dict[str, Path]):
    with opened(browser) as page:
        page.goto((reports["fr"] / "fix-first.html").as_uri())
        assert page.get_by_role("button", name="Copier").count() == 0
        page.locator(".mute summary").first.click()
        page.get_by_role("button", name="Copier").first.click()
        assert page.evaluate("getSelection().toString()").startswith("[[mute]]")


def test_the_keyboard_reaches_the_text_first(browser: Browser, reports: dict[str, Path]):
    with opened(browser) as page:
        page.goto((reports["fr"] / "index.html").as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
