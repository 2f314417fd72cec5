"""The cards beside the text of a page: one line each, which opens, by hand or by an anchor."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from auditor.report import build

from . import samples


@pytest.fixture
def page(tmp_path: Path) -> html.HtmlElement:
    folder = build(samples.audit("en"), tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE).parent
    (home,) = [path for path in (folder / "p").glob("home-*.html") if "rewritten" not in path.name]
    return html.fromstring(home.read_text(encoding="utf-8"))


def test_a_closed_card_says_what_is_wrong_its_points_and_whether_a_text_waits_in_it(page: html.HtmlElement):
    first, second, *_ = page.xpath("//div[@class='beside']/details")
    assert first.get("open") is None
    said = [one.find("summary").text_content().split() for one in (first, second)]
    assert " ".join(said[0]) == "A B Sentence that opens with you +1.2 points · Text suggested"
    assert " ".join(said[1]) == "A C Sentence that opens with you up to +1.2 points"


def test_the_letter_in_the_text_leads_into_a_card_so_that_a_browser_opens_it(page: html.HtmlElement):
    inside = {one.get("id") for one in page.xpath("//div[@class='beside']/details/*[@id]")}
    assert {one.get("href").removeprefix("#") for one in page.xpath("//a[starts-with(@class, 'tag')]")} == inside != set()
