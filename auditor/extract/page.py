"""A page to its PageText: blocks, language, kind, names, links.

In: a Page. Out: PageText. Pure, and never an error on any bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from auditor.extract.blocks import drafts_of
from auditor.extract.dates import date_of, published
from auditor.extract.draft import Draft
from auditor.extract.kinds import kind_of_page
from auditor.extract.links import address, alternates_of, base_of, canonical_of, find_links
from auditor.extract.names import names_of
from auditor.extract.nodes import flatten
from auditor.extract.offer import sells
from auditor.extract.parse import Tree, parse, parse_html
from auditor.extract.texts import fold
from auditor.extract.tongue import language_of_block, language_of_page
from auditor.garbage import undisturbed
from auditor.models import Block, Page, PageKind, PageText


@undisturbed()
def extract(page: Page) -> PageText:
    """All that the page says: blocks in reading order (title and description first), language, kind, names and links."""
    tree = parse(page)
    base = base_of(tree.root, page.url)
    drafts = _drafts(tree, lambda href: address(base, href))
    title = fold(tree.matter("title") or _title(tree.root))
    description = fold(tree.matter("description") or _meta(tree.root, "description", "og:description"))
    lang = language_of_page(_said(drafts) or f"{title} {description}", tree.matter("lang") or _declared(tree.root))
    body = [draft.block(_language(draft, lang)) for draft in drafts]
    return PageText(
        key=page.key, url=page.url, lang=lang, kind=_kind(page, tree, title, body),
        title=title or _first_heading(body), description=description,
        blocks=(*_head(title, description, lang), *body),
        links=find_links(page), names=names_of(tree, page.url, title, body),
        canonical=canonical_of(tree.root, base), alternates=alternates_of(tree.root, base), date=date_of(tree),
    )  # fmt: skip


@undisturbed()
def extract_text(html: str, url: str | None = None) -> str:
    """The main text of a page, one block a line."""
    tree = parse_html(html)
    return "\n".join(draft.text for draft in _drafts(tree, str) if draft.kept and draft.kind != "image")


def _drafts(tree: Tree, absolute: Callable[[str], str]) -> list[Draft]:
    body = tree.root.find("body")
    if body is None:
        return []
    return drafts_of(flatten(body), absolute, tree.marks)


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


def _said(drafts: list[Draft]) -> str:
    return "\n".join(draft.text for draft in drafts if draft.kept)


def _head(title: str, description: str, lang: str) -> list[Block]:
    """What the page's head says, where it says something."""
    head = [
        Block(kind="title", text=title, selector="title", region="header", lang=language_of_block(title, lang)),
        Block(
            kind="description", text=description, selector='meta[name="description"]', region="header",
            lang=language_of_block(description, lang),
        ),
    ]  # fmt: skip
    return [block for block in head if block.text]


def _language(draft: Draft, page: str) -> str:
    """The language of a block; what is dropped is never read, and keeps what its element declares."""
    return language_of_block(draft.text, draft.lang or page) if draft.kept else draft.lang


def _kind(page: Page, tree: Tree, title: str, body: list[Block]) -> PageKind:
    heading = next((block.text for block in body if block.kept and block.kind == "heading" and block.level == 1), "")
    types = [str(name) for found in tree.json_ld for name in _listed(found.get("@type"))]
    kind = kind_of_page(page.key, title=title, heading=heading, front=tree.matter("kind"), types=types)
    return "offer" if kind == "other" and not tree.matter("kind") and sells(body, is_dated=bool(published(tree))) else kind


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
