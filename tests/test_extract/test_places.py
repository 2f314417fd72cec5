"""Where sentences stand in their source."""

import pytest

from auditor.extract import extract, places_of
from auditor.language import segments_of
from auditor.models import Page, Place

HTML = """<!doctype html>
<html lang="en"><head><title>Bells &amp; horns</title>
<meta name="description" content="A shop for riders. It opens at nine.">
<script>var x = "You hear it from afar.";</script></head>
<body>
<!-- You hear it from afar. -->
<nav><a href="/">Bells that last</a></nav>
<h1>Bells that last</h1>
<p>You hear it from afar. You need
   no&nbsp;tools to <b>fit</b> it.</p>
<p>You hear it from afar.</p>
<p>Caf&eacute; riders like it.</p>
</body></html>
"""
MARKDOWN = """---
title: Bells
---

# Bells that last

You hear it [from afar](https://example.com/from/afar), and you need
no tools.

- First, fit it.
- Then *ride*.
"""


def places(text: str, kind: str) -> dict[str, list[Place]]:
    page = Page("bells.html", "bells", text.encode(), kind)
    read = extract(page)
    segments = segments_of(read)
    found = places_of(page, read, segments)
    by_text: dict[str, list[Place]] = {}
    for segment in segments:
        by_text.setdefault(segment.text, []).append(found[segment.id])
    return by_text


def cut(text: str, place: Place) -> str:
    lines = text.splitlines()[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    return "\n".join([lines[0][place.column - 1 :], *lines[1:]])


def test_each_sentence_of_html_has_its_own_line_and_column() -> None:
    found = places(HTML, "text/html")
    (first, second) = found["You hear it from afar."]
    assert (first.line, first.column, first.is_exact) == (9, 4, True)
    assert (second.line, second.column, second.is_exact) == (11, 4, True)
    assert cut(HTML, second) == "You hear it from afar."


def test_a_sentence_over_two_lines_with_markup_is_found_and_not_called_exact() -> None:
    (place,) = places(HTML, "text/html")["You need no tools to fit it."]
    assert (place.line, place.end_line, place.is_exact) == (9, 10, False)
    assert cut(HTML, place).startswith("You need")


def test_a_description_is_found_in_its_attribute_and_a_title_in_its_element() -> None:
    found = places(HTML, "text/html")
    assert [(p.line, p.is_exact) for p in found["A shop for riders."]] == [(3, True)]
    assert found["Bells & horns"][0].line == 2


def test_an_entity_is_the_letter_that_it_stands_for() -> None:
    (place,) = places(HTML, "text/html")["Café riders like it."]
    assert cut(HTML, place) == "Caf&eacute; riders like it."


def test_the_text_of_a_menu_is_not_taken_for_the_heading_of_the_same_words() -> None:
    assert [place.line for place in places(HTML, "text/html")["Bells that last"]] == [8]


def test_sentences_of_markdown_are_found_through_links_and_stars() -> None:
    found = places(MARKDOWN, "text/markdown")
    (linked,) = found["You hear it from afar, and you need no tools."]
    assert (linked.line, linked.end_line, linked.is_exact) == (7, 8, False)
    assert [(found[text][0].line, found[text][0].is_exact) for text in ("First, fit it.", "Then ride.")] == [(10, True), (11, False)]


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_line_ends_of_any_system_count_once(ends: str) -> None:
    (place, *_) = places(MARKDOWN.replace("\n", ends), "text/markdown")["First, fit it."]
    assert (place.line, place.column) == (10, 3)
