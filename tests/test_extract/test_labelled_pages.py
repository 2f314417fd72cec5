"""Whole pages in many layouts, each with the lines that are its content: what must be kept is kept, what must go goes.

In: `tests/pages/<lang>/*.html`, `*.main.json` beside (the lines of the content, marked by hand). Out: floors by kind of
block; they only rise.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from auditor.extract import extract
from auditor.identity import normalise, page_key
from auditor.models import Block, Page, PageText

PAGES = Path(__file__).parent.parent / "pages"
FLOORS = {
    "heading": 1.0,
    "paragraph": 0.98,
    "list-item": 1.0,
    "button": 0.95,
    "quote": 1.0,
    "table-cell": 0.75,
}  # a price alone says no word
LEAK = 0.02  # share of the kept words that are no content


def _read(file: Path) -> PageText:
    return extract(Page(file.name, page_key(file.name), file.read_bytes()))


def _main(file: Path) -> list[str]:
    return [normalise(line) for line in json.loads(file.with_suffix(".main.json").read_text(encoding="utf-8"))]


def _body(text: PageText) -> list[Block]:
    return [block for block in text.blocks if block.kind not in ("title", "description", "image")]


def _holds(said: str, line: str) -> bool:
    return f" {line} " in f" {said} "


def _tally(lang: str) -> tuple[Counter[str], Counter[str], int, int]:
    """Lines seen and lines kept by kind; words kept in all, and of them those that no main line holds."""
    seen, kept, words, leaked = Counter(), Counter(), 0, 0
    for file in sorted((PAGES / lang).glob("*.html")):
        body, lines = _body(_read(file)), _main(file)
        for line in lines:
            found = [block for block in body if _holds(normalise(block.text), line)]
            kind = next((block.kind for block in (*(b for b in found if b.kept), *found)), "lost")
            seen[kind] += 1
            kept[kind] += any(block.kept for block in found)
        for block in body:
            if block.kept:
                size = len(block.text.split())
                words += size
                is_main = any(_holds(normalise(block.text), line) or _holds(line, normalise(block.text)) for line in lines)
                leaked += 0 if is_main else size
    return seen, kept, words, leaked


@pytest.mark.parametrize(("lang", "fewest"), [("fr", 20), ("en", 3)])
def test_content_is_kept_whatever_the_layout(lang, fewest):
    """Recall by kind of block on the hand-marked pages; no marked line is lost without a block."""
    assert len(list((PAGES / lang).glob("*.html"))) >= fewest
    seen, kept, _, _ = _tally(lang)
    assert seen["lost"] == 0
    assert {kind: kept[kind] / seen[kind] for kind in seen if kept[kind] < FLOORS[kind] * seen[kind]} == {}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_furniture_goes_whatever_the_layout(lang):
    """Menus, footers, notices and copies leave next to nothing in the kept words."""
    _, _, words, leaked = _tally(lang)
    assert leaked <= LEAK * words


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pages_are_read_in_their_language(lang):
    """Every page of a folder is in its language, whatever else it shows."""
    assert {_read(file).lang for file in (PAGES / lang).glob("*.html")} == {lang}


def test_testimonials_are_quotes_with_their_authors():
    """A class or a blockquote makes the voice of someone else a quote."""
    body = _body(_read(PAGES / "fr" / "temoignages.html"))
    assert sum(block.kind == "quote" for block in body) >= 3
