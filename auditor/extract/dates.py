"""When a page says that it was published, or last changed.

In: a parsed page. Out: a day as ISO 8601 ("2031-05-17"), "" where the page names none. In this order: JSON-LD, meta
elements, a marked <time>.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from auditor.extract.parse import Tree

PUBLISHED = ("datePublished", "article:published_time", "date", "dc.date", "dcterms.created", "dc.date.issued")
CHANGED = ("dateModified", "article:modified_time", "og:updated_time", "last-modified", "dcterms.modified")
DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)")


def date_of(tree: Tree) -> str:
    """The day the page was published, else the day it was last changed."""
    return published(tree) or _first(_said(tree), CHANGED)


def published(tree: Tree) -> str:
    """The day the page was published; only an article says so."""
    return _first(_said(tree), PUBLISHED) or _marked(tree.root)


def _said(tree: Tree) -> dict[str, str]:
    said: dict[str, str] = {}
    for found in tree.json_ld:
        for key in ("datePublished", "dateModified"):
            if isinstance(found.get(key), str) and "WebPage" not in str(found.get("@type")):
                said.setdefault(key, found[key])
    for el in tree.root.iter("meta"):
        said.setdefault((el.get("property") or el.get("name") or "").lower(), el.get("content") or "")
    said.setdefault("date", tree.matter("date"))
    return said


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((day for name in names if (day := _day(said.get(name, "")))), "")


def _marked(root: Any) -> str:
    """The <time> that is marked as the page's own date."""
    for el in root.iter("time"):
        marks = f"{el.get('itemprop') or ''} {el.get('class') or ''} {'pubdate' if 'pubdate' in el.attrib else ''}"
        if re.search(r"datePublished|published|entry-date|pubdate", marks) and (day := _day(el.get("datetime") or "")):
            return day
    return ""


def _day(text: str) -> str:
    """The day that an ISO date or time starts with, where there is such a day."""
    found = DAY.match(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""
