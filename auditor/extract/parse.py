"""One tree per page, whatever the page was written in.

In: a Page (HTML, Markdown or plain text). Out: a Tree: the lxml root without what is not text, the JSON-LD beside it, and the front matter.
"""

from __future__ import annotations

import html
import json
import re
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from lxml import etree

from auditor.extract.brochure import as_html, kind_of_brochure
from auditor.extract.decode import decode
from auditor.extract.lists import Loader
from auditor.extract.marks import Mark, has_marks, sign
from auditor.models import Page

# Never text that a visitor reads; a <noscript> only speaks where scripts do not run.
NOT_TEXT = tuple("script style noscript template svg iframe select textarea object video audio canvas math datalist".split())
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# libxml2 stops at 2,048 levels: such a page is read again without its boxes, as running text.
BOXES = re.compile(
    r"</?(?:div|span|section|article|font|center|b|i|em|strong|u|ul|ol|li|table|tbody|tr|td|blockquote)\b[^>]*>", re.IGNORECASE
)
MOST_BRACKETS = 1_000
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page. Shared by links, names and blocks: never changed after it is made."""

    root: Any
    json_ld: tuple[dict[str, Any], ...] = ()
    front: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()  # by the numbers of their signs in the text

    def matter(self, key: str) -> str:
        """The value of `key` in the front matter, or an empty string."""
        return dict(self.front).get(key, "")


@lru_cache(maxsize=4)  # links are asked for while crawling, blocks just after: one parse serves both
def parse(page: Page) -> Tree:
    """The tree of `page`; an empty document when nothing can be read."""
    if page.content_type == "application/pdf":
        return Tree(_root(as_html(page.body)), front=(("kind", kind_of_brochure(page.key)),))
    text = decode(page.body, page.charset)
    if page.content_type == "text/markdown":
        return _from_markdown(text)
    if page.content_type == "text/plain":
        return Tree(_root(_paragraphs(text)))
    return parse_html(text)


def parse_html(text: str) -> Tree:
    """The tree of a page's HTML."""
    declared = XML_DECLARATION.match(text)
    root, marks = _signed(text[declared.end() :] if declared else text)
    json_ld = tuple(_json_ld(root))
    for tag_tree in root.iterchildren("body", "div", "main"):
        etree.strip_elements(tag_tree, *NOT_TEXT, with_tail=False)
    return Tree(root, json_ld, marks=marks)


def _signed(text: str) -> tuple[Any, tuple[Mark, ...]]:
    """The tree of a text, and the marks in it that mute findings."""
    if not has_marks(text):
        return _root(text), ()
    root = _root(text, comments=True)
    return root, sign(root)


def _root(text: str, *, comments: bool = False) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=not comments, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return etree.Element("html")
    last = parser.error_log.last_error
    return _root(BOXES.sub("\n", text), comments=comments) if last is not None and "depth" in last.message and BOXES.search(text) else root


def _from_markdown(text: str) -> Tree:
    found = FRONT_MATTER.match(text)
    body = text[found.end() :] if found else text
    root, marks = _signed(f"<html><body>{_markdown(body)}</body></html>")
    return Tree(root, front=_front(found.group(1)) if found else (), marks=marks)


def _markdown(text: str) -> str:
    import markdown

    if text.count("[") > MOST_BRACKETS and text.count("](") * 4 < text.count("["):
        return _paragraphs(text)  # the parser's time grows with the square of open brackets
    try:
        return markdown.markdown(text, extensions=["tables", "sane_lists"])
    except (RecursionError, ValueError, IndexError):  # thousands of nested ">": still to be read
        return _paragraphs(text)


def _paragraphs(text: str) -> str:
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return "<html><body>" + "".join(f"<p>{html.escape(part)}</p>" for part in parts if part) + "</body></html>"


def _front(text: str) -> tuple[tuple[str, str], ...]:
    """Keys and plain values; front matter that is no YAML mapping says nothing."""
    try:
        found = yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return ()
    if not isinstance(found, dict):
        return ()
    return tuple((str(key).lower(), str(value)) for key, value in found.items() if isinstance(value, str | int | float))


def _json_ld(root: Any) -> list[dict[str, Any]]:
    """Every object of the page's JSON-LD, graphs unfolded; scripts that are no JSON are passed over."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            try:
                found += _objects(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    return found


def _objects(value: Any) -> list[dict[str, Any]]:
    found, waiting = [], deque([value])
    while waiting:
        current = waiting.popleft()
        if isinstance(current, list):
            waiting += current
        elif isinstance(current, dict):
            found.append(current)
            waiting += [part for part in current.values() if isinstance(part, dict | list)]
    return found
