"""What a page says of itself to crawlers, in its head or in a header: not to be listed, the same as another, sent on elsewhere.

In: the bytes of a page and its X-Robots-Tag. Out: Said. Only the head is parsed, and only where one of its words stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from auditor.crawl.address import joined
from auditor.crawl.sniff import PDF_MARK

HEAD_SIZE = 128 * 1024  # bytes in which the head is looked for; style sheets may stand before the tags that matter
ENDS = (b"</head", b"<body")
TELLING = (b"noindex", b"nofollow", b"canonical", b"refresh", b'"none', b"'none", b"=none")
REFRESH = re.compile(r"^\s*(\d+)(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
MAX_REFRESH = 10  # seconds; a page that stays longer is read as a page
VALUED = frozenset(("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"))  # directives with a colon, no agent
PARSER = etree.HTMLParser(recover=True, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Whether the page asks not to be listed or its links not to be followed; the page it is a version of, the page it leads to."""

    noindex: bool = False
    nofollow: bool = False
    canonical: str = ""
    refresh: str = ""


def said(url: str, body: bytes, header: str, token: str) -> Said:
    """What a page at `url` says; `header` is its X-Robots-Tag, `token` the product token that it may name."""
    head = _head(body)
    rules = set(_of_header(header.lower(), token.lower()))
    lower = head.lower()
    if not any(word in lower for word in TELLING):
        return _said(rules)
    root = etree.fromstring(head.decode("utf-8", "replace").replace("\0", "") or "<html/>", PARSER)
    if root is None:
        return _said(rules)
    base = next((_joined(url, tag.get("href") or "") for tag in root.iter("base")), "") or url
    rules |= set(_of_meta(root, token.lower()))
    return _said(rules, _canonical(root, base), _refresh(root, base))


def _head(body: bytes) -> bytes:
    if body.startswith(PDF_MARK):
        return b""
    head = body[:HEAD_SIZE]
    lower = head.lower()
    return head[: min((place for end in ENDS if (place := lower.find(end)) >= 0), default=len(head))]


def _said(rules: set[str], canonical: str = "", refresh: str = "") -> Said:
    return Said("noindex" in rules or "none" in rules, "nofollow" in rules or "none" in rules, canonical, refresh)


def _of_header(header: str, token: str) -> Iterator[str]:
    """Directives that hold for us: an agent's name before a colon holds for what follows it."""
    agent = ""
    for part in header.split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in VALUED:
            agent, part = name.strip(), rest
        if agent in ("", "*", token):
            yield part.strip()


def _of_meta(root: etree._Element, token: str) -> Iterator[str]:
    for meta in root.iter("meta"):
        if (meta.get("name") or "").strip().lower() in ("robots", token):
            yield from (part.strip() for part in (meta.get("content") or "").lower().split(","))


def _canonical(root: etree._Element, base: str) -> str:
    """The one canonical address; "" where there is none, or where there are several: then none can be believed."""
    hrefs = [link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    found = {_joined(base, href.strip()) for href in hrefs if href.strip()}
    return found.pop() if len(found) == 1 else ""


def _refresh(root: etree._Element, base: str) -> str:
    """Where the page sends a reader with JavaScript within seconds; a later reload of itself is none."""
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() != "refresh" or any(up.tag == "noscript" for up in meta.iterancestors()):
            continue
        written = REFRESH.match(meta.get("content") or "")
        if written and int(written[1][:6]) <= MAX_REFRESH:
            return _joined(base, written[2].strip())
    return ""


def _joined(base: str, href: str) -> str:
    try:
        return joined(base, href)
    except ValueError:
        return ""
