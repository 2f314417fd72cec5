"""What stands around every page: title, menu, breadcrumb, language switch, date.

In: the page's file and title. Out: `Frame`, every link of it relative to that file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from auditor.models import Lang
from auditor.report.brand import Brand
from auditor.report.figures import day
from auditor.report.views.joined import Joined
from auditor.report.word import can_write
from auditor.words import say

MENU = ("index", "fix-first", "pages", "rules", "rewrites", "promises", "contradictions", "lenses", "compare", "trend", "search", "method")
TOOLS = ("search", "method")  # they stand above the others: twelve in one line are too many
TABLES = ("findings", "pages", "lenses", "crossings", "promises", "contradictions", "compare", "swap", "changes")  # CSV files


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the report's own."""

    text: str
    href: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Files:
    """Addresses of the files for other tools."""

    findings: str
    pages: str
    audit: str
    lenses: str
    crossings: str
    promises: str
    contradictions: str
    compare: str
    swap: str
    changes: str
    summary: str  # twenty lines of Markdown
    rewrites: str  # a workbook to answer in
    word: str  # the same as a document, "" where none was written
    sheet: str  # the essentials in one file
    pdf: str  # its summary on paper, "" where none was printed


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of a page."""

    lang: Lang
    title: str
    file: str  # from the root of the language, "p/home-1a2b3c.html"
    up: str  # from the page to the root of the language: "" or "../"
    root: str  # from the page to the root of the report
    site: str
    date: str
    tool: str  # "" where the brand does not name it
    brand: Brand
    address: str
    menu: tuple[Link, ...]
    tools: tuple[Link, ...]  # of the menu, beside the languages
    trail: tuple[Link, ...]
    languages: tuple[Link, ...]  # empty with one language
    files: Files


@dataclass(frozen=True, slots=True)
class Shape:
    """Which pages the report has, in which languages."""

    languages: tuple[Lang, ...]
    menu: tuple[str, ...] = MENU
    printed: frozenset[Lang] = frozenset()  # languages whose summary was printed as PDF
    has_word: bool = field(default_factory=can_write)


def frame(joined: Joined, shape: Shape, file: str, title: str, *, above: Sequence[tuple[str, str]] = ()) -> Frame:
    """The frame of the page `file`; `above` are the pages between it and the overview, as (text, file)."""
    lang, several = joined.lang, len(shape.languages) > 1
    up = "../" * file.count("/")
    root = up + ("../" if several else "")
    first, tools = (_names(lang, menu, _holds_draft(joined)) for menu in _parted(shape.menu))
    over = [(say(lang, "report.nav.index"), "index.html"), *above] if file != "index.html" else []
    switch = tuple(Link(say(other, "report.language"), f"{root}{other}/{file}", other == lang, other) for other in shape.languages)
    return Frame(
        lang=lang,
        title=title,
        file=file,
        up=up,
        root=root,
        site=joined.name,
        date=day(joined.audit.date, lang),
        tool=joined.audit.tool if joined.brand.powered_by else "",
        brand=joined.brand,
        address=joined.audit.site.address,
        menu=_menu(first, up, "" if up else file),
        tools=_menu(tools, up, "" if up else file),
        trail=tuple(Link(text, up + to) for text, to in over),
        languages=switch if several else (),
        files=files(root, lang, shape),
    )


@lru_cache(maxsize=64)
def _parted(menu: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(name for name in menu if name not in TOOLS), tuple(name for name in menu if name in TOOLS)


@lru_cache(maxsize=64)
def _names(lang: str, menu: tuple[str, ...], is_draft: bool) -> tuple[tuple[str, str], ...]:
    """The pages of the menu, as (text, file)."""
    return tuple((_nav_name(lang, name, is_draft), f"{name}.html") for name in menu)


@lru_cache(maxsize=64)
def _menu(names: tuple[tuple[str, str], ...], up: str, current: str) -> tuple[Link, ...]:
    """The menu, the same on every page that is not in it itself."""
    return tuple(Link(text, f"{up}{file}", file == current) for text, file in names)


def nav_name(joined: Joined, name: str) -> str:
    """What the menu calls a page; with a draft in place the page of changes is about the draft."""
    return _nav_name(joined.lang, name, _holds_draft(joined))


def _holds_draft(joined: Joined) -> bool:
    return joined.change is not None and bool(joined.change.drafts)


def _nav_name(lang: str, name: str, is_draft: bool) -> str:
    return say(lang, "trend.nav.draft" if is_draft and name == "trend" else f"report.nav.{name}")


@lru_cache(maxsize=64)
def files(root: str, lang: Lang, shape: Shape) -> Files:
    """The first language has the plain names, another its code in them."""
    code = "" if lang == shape.languages[0] else f".{lang}"
    tables = {name: f"{root}data/{name}{code}.csv" for name in TABLES}
    return Files(
        **tables,
        audit=f"{root}data/audit.json",
        summary=f"{root}data/summary{code}.md",
        rewrites=f"{root}data/rewrites{code}.xlsx",
        word=f"{root}data/rewrites{code}.docx" if shape.has_word else "",
        sheet=f"{root}report{code}.html",
        pdf=f"{root}summary{code}.pdf" if lang in shape.printed else "",
    )
