"""Which parts of a page are not its content, by landmark, visibility, name and share of links; each verdict carries the rule's name.

In: a node and the words of its page. Out: the name of the rule that drops it, or "" to keep it. Keep by default: class names lie
(a page may call its sections "menu section"), so an ambiguous name counts only where the part also reads like links, and no rule
but a landmark without content may take more than half of a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from auditor.extract.lists import word_lists
from auditor.extract.nodes import NO_ATTRIB, NOTHING, Node, opened_by_buttons

FEW_LINKS = 3  # a part with fewer links is no menu
LINK_SHARE = 0.6  # of the words; a part with an ambiguous name drops above it
HALF = 0.5
HEADER_LINKS = 0.15  # of the words: a header with more of them linked, and no main heading, is the site's
LONGEST_KEPT = 1_000  # characters of names that are remembered: a hostile page writes megabytes
LOGO_WORDS = 5
MANY_PLAIN = 8  # words outside links
PARTS = re.compile(r"[a-z0-9]+")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)  # visibility and opacity only wait for an animation
STREAMED = re.compile(r"[SB]:[0-9a-f]+")  # ids of parts that React sends hidden and shows at once
HIDING = frozenset({"hidden", "aria-hidden", "aria-modal", "style"})
TELLING = HIDING | {"role", "lang", "xml:lang"}
LANDMARKS = frozenset({"nav", "footer", "header", "dialog", "menu"})
CONTENT_PARENTS = frozenset({"main", "article", "section", "blockquote", "figure"})
ROLES = {
    "navigation": "navigation", "menu": "navigation", "menubar": "navigation", "search": "search", "contentinfo": "footer",
    "dialog": "dialog", "alertdialog": "dialog", "tooltip": "hidden",
}  # fmt: skip


@cache
def _meanings() -> dict[str, str]:
    """What each name tells, its parts written together: `cookie banner` is found as "cookiebanner"."""
    return {"".join(PARTS.findall(name.lower())): kind for kind, names in _kinds_of_names().items() for name in names}


@cache
def _beginnings() -> frozenset[str]:
    """What a name may begin with: "cookie" and "cookiebanner"."""
    split = [PARTS.findall(name.lower()) for names in _kinds_of_names().values() for name in names]
    return frozenset("".join(parts[:end]) for parts in split for end in range(1, len(parts) + 1))


@cache
def _kinds_of_names() -> dict[str, list[str]]:
    lists = word_lists("names")
    return {**lists["strong"], **{kind: lists[kind] for kind in ("weak", "quote", "heading", "button", "opened")}}


def read(node: Node) -> bool:
    """Read the attributes of a node; whether they may tell more than names do. Half of a page is dropped with the part that it stands in,
    and needs none."""
    found = node.el.items()
    if not found:
        node.attrib, node.flags = NO_ATTRIB, NOTHING
        return False
    attrib = node.attrib = dict(found)
    if "class" in attrib or "id" in attrib:
        classes, own = attrib.get("class", ""), attrib.get("id", "")
        node.flags = named(classes, own) if len(classes) + len(own) < LONGEST_KEPT else named.__wrapped__(classes, own)
    else:
        node.flags = NOTHING
    return not TELLING.isdisjoint(attrib)


@lru_cache(maxsize=20_000)  # the same few hundred names come back on every page of a site
def named(classes: str, own: str) -> frozenset[str]:
    """What class and id tell of an element: reasons of strong names, "weak", "quote", "heading", "button", "opened"."""
    return NOTHING.union(*map(_token, f"{classes} {own}".lower().split())) or NOTHING


@lru_cache(maxsize=20_000)
def _token(token: str) -> frozenset[str]:
    """Names are whole words of a token, joined by "-", "_" or nothing; a search in one large pattern takes three times as long."""
    parts = PARTS.findall(token)
    if _beginnings().isdisjoint(parts):
        return NOTHING
    meanings = _meanings()
    return frozenset(meanings[run] for start in range(len(parts)) for run in _runs(parts, start) if run in meanings) or NOTHING


def _runs(parts: list[str], start: int) -> Iterator[str]:
    """Parts from one on, written together, as far as a known name may reach: a hostile token has a hundred thousand parts."""
    longest, run = _longest(), ""
    for end in range(start, len(parts)):
        run += parts[end]
        if len(run) > longest:
            return
        yield run


@cache
def _longest() -> int:
    """Characters of the longest name that tells something."""
    return max(map(len, _meanings()))


@cache
def strong_reasons() -> tuple[str, ...]:
    """Names of the rules that drop by name alone, in the order of the file."""
    return tuple(word_lists("names")["strong"])


def drop_reason(node: Node, page: Node) -> str:
    """Name of the rule that drops `node` from `page` (its body), or "" to keep it."""
    attrib = node.attrib
    reason = ""
    if not attrib.keys().isdisjoint(HIDING):
        reason = _hidden(node, page)
    if not reason and (node.tag in LANDMARKS or "role" in attrib):
        reason = _landmark(node, page)
    if not reason and node.region == "header":
        reason = _in_header(node, page)
    return reason or ("" if node.flags is NOTHING else _by_name(node, page))


def is_header_of_site(node: Node, page: Node) -> bool:
    """Whether a header is the site's (logo, menu), not that of a section or a hero: many links, or hardly a word."""
    if node.main or any(parent.tag in CONTENT_PARENTS for parent in ancestors(node)):
        return False
    if node.top_heads:
        return node.top_heads > 1 and node.linked > LINK_SHARE * node.words  # the columns of a large menu
    if not node.heads and page.top_heads:
        return True  # the main heading stands elsewhere: a strip of opening hours is no hero
    says = (node.heads > 0 or node.paras > 0) and node.plain > MANY_PLAIN
    return not says or node.linked > HEADER_LINKS * node.words


def ancestors(node: Node) -> list[Node]:
    """The nodes around `node`, nearest first."""
    found = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def _hidden(node: Node, page: Node) -> str:
    if node.attrib.get("aria-modal") == "true":
        return "" if _half(node, page) else "dialog"
    if not (_is_out_of_sight(node) or _is_decoration(node)) or _half(node, page) or _is_opened(node, page):
        return ""
    return "hidden"


def _is_out_of_sight(node: Node) -> bool:
    attrib = node.attrib
    if "hidden" in attrib:
        return attrib["hidden"] != "until-found" and not STREAMED.fullmatch(attrib.get("id", ""))
    return "style" in attrib and HIDDEN_STYLE.search(attrib["style"]) is not None


def _is_decoration(node: Node) -> bool:
    """aria-hidden takes nothing from the screen: what has a heading or a paragraph is read by most visitors; copies are found later."""
    says = (node.heads or node.paras) and node.linked <= LINK_SHARE * node.words
    return node.attrib.get("aria-hidden") == "true" and not says


def _is_opened(node: Node, page: Node) -> bool:
    """Whether a click of the reader shows it: a tab, an accordion, a part that a button with words opens."""
    get = node.attrib.get
    if get("role") == "tabpanel":
        return True
    is_part = get("role") == "region" or "opened" in node.flags or ("id" in node.attrib and get("id") in opened_by_buttons(page))
    return is_part and node.linked <= LINK_SHARE * node.words


def _in_header(node: Node, page: Node) -> str:
    """The menu and the logo of a header that is kept for its main heading, and the links that stand before that heading."""
    if node.region != "header" or not node.linked:
        return ""
    if node.tag == "h1" and node.linked == node.words <= LOGO_WORDS:
        return "logo"
    few = 1 if node.last <= page.first_top else FEW_LINKS
    return "header" if node.anchors >= few and node.linked > LINK_SHARE * node.words and not node.top_heads else ""


def _half(node: Node, page: Node) -> bool:
    return node.words > HALF * page.words


def _landmark(node: Node, page: Node) -> str:
    role = node.attrib.get("role", "").strip().lower()
    if node.tag == "nav" or ROLES.get(role) == "navigation":
        return "" if _swallows_page(node, page) else "navigation"
    if node.tag == "footer" or role == "contentinfo":
        return "" if _swallows_page(node, page) or _closes_content(node) else "footer"
    if (node.tag == "header" or role == "banner") and is_header_of_site(node, page):
        return "" if _half(node, page) and node.plain > 60 else "header"
    if node.tag == "dialog" or node.tag == "menu" or role in ROLES:
        return "" if _half(node, page) else ROLES.get(role, "dialog" if node.tag == "dialog" else "")
    return ""


def _swallows_page(node: Node, page: Node) -> bool:
    """Whether a landmark was left open and took the page in: it holds the main part, or the main heading and half of the words."""
    return node.main or (node.top_heads > 0 and node.plain > HALF * page.plain)


def _closes_content(node: Node) -> bool:
    """A footer may close a quote or an article, not the site."""
    return any(parent.tag in ("blockquote", "figure", "article") for parent in ancestors(node))


def _by_name(node: Node, page: Node) -> str:
    flags = node.flags
    if _half(node, page) or node.tag == "body":
        return ""
    for reason in strong_reasons():
        if reason in flags and not node.top_heads:
            return reason
    if "weak" in flags and node.anchors >= FEW_LINKS and node.linked > LINK_SHARE * node.words and not node.top_heads:
        return "link-list"
    return ""
