"""Marks in a page that mute findings: which block they reach, and that they change nothing else."""

import re

import pytest

from auditor.extract import extract, find_links
from auditor.models import Page

PAGE = """<html lang="en"><head><title>Pumps <!-- auditor: mute rank no --></title><!-- auditor: mute rank no --></head><body>
<!-- auditor: mute superlative we were ranked
     first in 2024 -->
<p>We are the best maker of pumps in the valley.</p>
<p>We are the best maker of taps in the valley.</p>
<section data-auditor-mute="generic/* worded by the board"><h2>Quality is in our blood</h2>
<ul><li>We are passionate about water.</li><li>We love what we do, every day.</li></ul></section>
<p>Call us before noon and <em data-auditor-mute="rank a quote">the best plumber</em> comes today.</p>
<p>See <a href="/prices">our <!-- auditor: mute rank a link -->prices</a> for this year.</p>
</body></html>"""


def page(text: str, kind: str = "text/html") -> Page:
    return Page("pumps.html", "pumps", text.encode(), kind)


def mutes(text: str, kind: str = "text/html") -> dict[str, tuple[tuple[str, str], ...]]:
    return {block.text: block.mutes for block in extract(page(text, kind)).blocks if block.kept and block.kind != "title"}


def test_a_comment_mutes_the_next_block_and_no_other() -> None:
    found = mutes(PAGE)
    assert found["We are the best maker of pumps in the valley."] == (("superlative", "we were ranked first in 2024"),)
    assert found["We are the best maker of taps in the valley."] == ()


def test_an_attribute_mutes_all_that_stands_in_its_element_and_nothing_after_it() -> None:
    found = mutes(PAGE)
    board = (("generic/*", "worded by the board"),)
    assert found["Quality is in our blood"] == found["We love what we do, every day."] == board
    assert found["Call us before noon and the best plumber comes today."] == (("rank", "a quote"),)


def test_marks_leave_the_blocks_as_they_are_without_them() -> None:
    bare = re.sub(r"<!--.*?-->|data-auditor-mute=\"[^\"]*\"", "", PAGE, flags=re.DOTALL)
    marked, plain = extract(page(PAGE)).blocks, extract(page(bare)).blocks
    assert [(b.kind, b.text, b.heading, b.selector) for b in marked[1:]] == [(b.kind, b.text, b.heading, b.selector) for b in plain[1:]]
    assert [(link.url, link.text) for link in find_links(page(PAGE))] == [(link.url, link.text) for link in find_links(page(bare))]


def test_other_comments_are_no_marks() -> None:
    assert mutes("<body><!-- todo --><p>One thing, <!-- auditor: ignore -->and another.</p></body>") == {"One thing, and another.": ()}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_in_markdown_a_comment_mutes_the_paragraph_or_item_after_it(gap: str) -> None:
    found = mutes(f"# Pumps\n\n<!-- auditor: mute rank since 2019 -->{gap}The first in town.\n\nThe last in town.\n", "text/markdown")
    assert found == {"Pumps": (), "The first in town.": (("rank", "since 2019"),), "The last in town.": ()}


def test_a_mark_before_a_dropped_block_waits_for_one_that_is_read() -> None:
    found = mutes("<body><!-- auditor: mute rank why --><p hidden>Not shown at all.</p><p>Shown to all readers.</p></body>")
    assert found["Shown to all readers."] == (("rank", "why"),)


def test_a_mark_without_a_rule_or_a_reason_is_kept_as_it_is_for_judging_to_refuse() -> None:
    assert mutes("<body><!-- auditor: mute rank --><p>The first in town.</p></body>") == {"The first in town.": (("rank", ""),)}
