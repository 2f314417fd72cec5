"""A page to its PageText: blocks, language, kind, names, links.

In: a Page. Out: PageText. Pure, and never an error on any bytes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from auditor.extract.blocks import blocks_of
from auditor.extract.dates import date_of, published
from auditor.extract.kinds import kind_of_page
from auditor.extract.links import address, alternates_of, base_of, canonical_of, find_links
from auditor.extract.names import names_of
from auditor.extract.nodes import flatten
from auditor.extract.offer import sells
from auditor.extract.parse import Tree, parse, parse_html
from auditor.extract.texts import fold
from auditor.extract.tongue import language_of_block, language_of_page
from auditor.models import Block, Page, PageKind, PageText


def extract(page: Page) -> PageText:
    """All that the page says: blocks in reading order (title and description first), language, kind, names and links."""
    tree = parse(page)
    base = base_of(tree.root, page.url)
    body = _blocks(tree, lambda href: address(base, href))
    title = fold(tree.matter("title") or _title(tree.root))
    description = fold(tree.matter("description") or _meta(tree.root, "description", "og:description"))
    lang = language_of_page(_said(body) or f"{title} {description}", tree.matter("lang") or _declared(tree.root))
    return PageText(
        key=page.key, url=page.url, lang=lang, kind=_kind(page, tree, title, body),
        title=title or _first_heading(body), description=description,
        blocks=tuple(_with_language(block, lang) for block in (*_head(title, description), *body)),
        links=find_links(page), names=names_of(tree, page.url, title, body),
        canonical=canonical_of(tree.root, base), alternates=alternates_of(tree.root, base), date=date_of(tree),
    )  # fmt: skip


def extract_text(html: str, url: str | None = None) -> str:
    """The main text of a page, one block a line."""
    tree = parse_html(html)
    return "\n".join(block.text for block in _blocks(tree, str) if block.kept and block.kind != "image")


def _blocks(tree: Tree, absolute: Callable[[str], str]) -> list[Block]:
    body = tree.root.find("body")
    if body is None:
        return []
    with _no_cycles():
        return blocks_of(flatten(body), absolute, tree.marks)


@contextmanager
def _no_cycles() -> Iterator[None]:
    """A page is a thousand nodes that only know their parents: looking for cycles among them takes a twelfth of the time and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _title(root: Any) -> str:
    return next(("".join(el.itertext()) for el in root.iter("title")), "") or _meta(root, "og:title")


def _meta(root: Any, *names: str) -> str:
    """The first filled meta of these names, in their order."""
    said: dict[str, str] = {}
    for el in root.iter("meta"):
        name = (el.get("name") or el.get("property") or "").lower()
        if (el.get("content") or "").strip():
            said.setdefault(name, el.get("content"))
    return next((said[name] for name in names if name in said), "")


def _declared(root: Any) -> str:
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    body = root.find("body")
    return lang or (body.get("lang") if body is not None else "") or _meta(root, "og:locale", "language", "content-language") or ""


def _first_heading(body: list[Block]) -> str:
    return next((block.text for block in body if block.kept and block.kind == "heading"), "")


def _said(body: list[Block]) -> str:
    return "\n".join(block.text for block in body if block.kept)


def _head(title: str, description: str) -> list[Block]:
    blocks = []
    if title:
        blocks.append(Block(kind="title", text=title, selector="title", region="header"))
    if description:
        blocks.append(Block(kind="description", text=description, selector='meta[name="description"]', region="header"))
    return blocks


def _with_language(block: Block, page: str) -> Block:
    """The block with its language; what is dropped is never read, and keeps what its element declares."""
    if not block.kept:
        return block
    lang = language_of_block(block.text, block.lang or page)
    return block if lang == block.lang else replace(block, lang=lang)


def _kind(page: Page, tree: Tree, title: str, body: list[Block]) -> PageKind:
    heading = next((block.text for block in body if block.kept and block.kind == "heading" and block.level == 1), "")
    types = [str(name) for found in tree.json_ld for name in _listed(found.get("@type"))]
    kind = kind_of_page(page.key, title=title, heading=heading, front=tree.matter("kind"), types=types)
    return "offer" if kind == "other" and not tree.matter("kind") and sells(body, is_dated=bool(published(tree))) else kind


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
