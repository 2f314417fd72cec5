"""The links of a page, its canonical address and its versions in other languages.

In: a Page. Out: absolute links without fragments, http(s) or (for pages of a folder) relative to its root; each with its region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from auditor.extract.marks import SIGN
from auditor.extract.parse import parse
from auditor.models import Link, Page

REGION_TAGS = {"nav": "nav", "header": "header", "footer": "footer"}
REGION_ROLES = {"navigation": "nav", "banner": "header", "contentinfo": "footer"}
REFRESH = re.compile(r"^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
UNPRINTED = re.compile(r"[\x00-\x20\x7f]+")
WHOLE = re.compile(r"/(?!/)|https?://[^/?#\x00-\x20]")  # how an address begins that is the same on every page of a site
LONGEST_KEPT = 2_000  # characters of an address that is remembered: some hold a whole image
SITE = re.compile(r"https?://[^/?#]+")
# An address that needs nothing done to it, before its fragment: it has no parameter in its path, which urljoin may leave out.
READY = re.compile(r"(https?://[A-Za-z0-9.-]+(?::\d+)?(?:/[^?#;\x00-\x20\x7f]*)?(?:\?[^#;\x00-\x20\x7f]+)?)(?:#.*)?")
# The same of an address that starts from the site's root, without a folder that begins with a dot: ".." is urljoin's business.
ROOTED = re.compile(r"((?:/(?![./])[^/?#;\x00-\x20\x7f]*)+(?:\?[^#;\x00-\x20\x7f]+)?)(?:#.*)?")
EDGES = re.compile(r"^[\x00-\x20]+|[\x00-\x20]+$|[\t\r\n]")  # what browsers take out of an address


@lru_cache(maxsize=4)  # asked for while crawling, and with the blocks just after
def find_links(page: Page) -> tuple[Link, ...]:
    """Links of `page` in document order, then its canonical address, its other languages and where it sends its reader on."""
    root = parse(page).root
    base = base_of(root, page.url)
    unfollowed = "nofollow" in _robots(root)
    links = [*_anchors(root, base, page.url, unfollowed), *_head_links(root, base, unfollowed)]
    return tuple(dict.fromkeys(links))


def canonical_of(root: Any, base: str) -> str:
    """The canonical address that a page names, or an empty string."""
    return next((url for _, url in _rel_links(root, base, "canonical")), "")


def alternates_of(root: Any, base: str) -> tuple[tuple[str, str], ...]:
    """(hreflang, address) of each version of the page in another language."""
    return tuple((lang, url) for lang, url in _rel_links(root, base, "alternate") if lang)


def base_of(root: Any, url: str) -> str:
    """What relative addresses of the page start from; a base that is no web address is none (HTML, 4.2.3)."""
    href = next((el.get("href") for el in root.iter("base") if el.get("href")), "")
    base = _joined(url, href) if href else ""
    return base if base and _is_base(base) else url


def _is_base(base: str) -> bool:
    """Whether links can start there: from a host, or from a folder where the page itself lies in one."""
    try:
        parts = urlsplit(base)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 or not parts.scheme and not parts.netloc
    except ValueError:  # a port above 65535
        return False


def address(base: str, href: str) -> str:
    """`href` made absolute, without its fragment; "" where it is no web address."""
    start = _root_of(base) if WHOLE.match(href) else base
    return _address(start, href) if len(href) < LONGEST_KEPT else _address.__wrapped__(start, href)


@lru_cache(maxsize=100)
def _root_of(base: str) -> str:
    """The site's own address: all that a whole path needs of the page that it stands on."""
    found = SITE.match(base)
    return f"{found.group()}/" if found else base


@lru_cache(maxsize=20_000)  # a menu repeats its links on every page, and blocks ask again
def _address(base: str, href: str) -> str:
    if href.startswith("#"):
        return ""
    if ready := READY.fullmatch(href):
        return ready[1]
    if (rooted := ROOTED.fullmatch(href)) and SITE.fullmatch(base[:-1]):
        return base[:-1] + rooted[1]
    url = _joined(base, href)
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return urldefrag(url).url if parts.scheme in ("http", "https", "") else ""


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, UNPRINTED.sub("%20", EDGES.sub("", href)))
    except ValueError:
        return ""


def _anchors(root: Any, base: str, own: str, unfollowed: bool) -> list[Link]:
    regions: dict[Any, str] = {}
    links = []
    for el in root.iter("a", "area"):
        url = address(base, el.get("href") or "#")
        if url and url != own:
            rel = (el.get("rel") or "").lower().split()
            links.append(Link(url, _text(el), _region(el, regions), unfollowed or "nofollow" in rel))
    return links


def _text(el: Any) -> str:
    written = "".join(el.itertext()) if len(el) else el.text or ""
    said = " ".join(SIGN.sub("", written).split())
    return said or el.get("aria-label") or el.get("title") or next((img.get("alt") for img in el.iter("img") if img.get("alt")), "")


def _region(el: Any, known: dict[Any, str]) -> str:
    """nav, header, body or footer; the outermost landmark wins, but a menu is a menu anywhere."""
    path = []
    region = "body"
    for parent in el.iterancestors():
        if parent in known:
            region = known[parent]
            break
        path.append(parent)
    for parent in reversed(path):
        own = REGION_TAGS.get(parent.tag) or REGION_ROLES.get(parent.get("role", ""), "")
        region = own if own and (region == "body" or own == "nav") else region
        known[parent] = region
    return region


def _head_links(root: Any, base: str, unfollowed: bool) -> list[Link]:
    urls = [canonical_of(root, base), *(url for _, url in alternates_of(root, base))]
    for meta in root.iter("meta"):
        found = REFRESH.match(meta.get("content") or "") if (meta.get("http-equiv") or "").lower() == "refresh" else None
        urls += [address(base, found.group(1))] if found else []
    return [Link(url, nofollow=unfollowed) for url in urls if url]


def _rel_links(root: Any, base: str, rel: str) -> Iterator[tuple[str, str]]:
    """(hreflang, address) of the links of this kind; most others are style sheets."""
    for el in root.iter("link"):
        if rel in (el.get("rel") or "").lower().split() and (url := address(base, el.get("href") or "#")):
            yield (el.get("hreflang") or "").strip(), url


def _robots(root: Any) -> str:
    said = (meta.get("content") or "" for meta in root.iter("meta") if (meta.get("name") or "").lower() == "robots")
    return " ".join(said).lower()
