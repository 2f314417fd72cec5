"""The addresses that a site lists of itself: sitemaps, indexes of sitemaps, plain lists, with or without gzip.

In: a function that fetches, and the sitemaps that robots.txt names. Out: addresses in the order found, within every cap of the
protocol and ours: a sitemap may be hostile too.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from auditor.crawl.address import joined, same_site
from auditor.crawl.decode import TooLarge, UnknownEncoding, gunzipped

MAX_BYTES = 50 * 1024 * 1024  # decompressed; sitemaps.org
MAX_URLS = 50_000  # sitemaps.org's cap for one file, ours for all of them
MAX_DEPTH = 3  # index, index of the index, pages
MAX_FILES = 20  # requests spent on sitemaps


def sitemap_urls(starts: Iterable[str], fetch: Callable[[str], bytes | None]) -> Iterator[str]:
    """Addresses of the site in its sitemaps, each once; `fetch` gives a file's bytes, None for what could not be had."""
    waiting = deque((start, 1) for start in dict.fromkeys(starts))
    known, given, files = {start for start, _ in waiting}, set[str](), 0
    while waiting and files < MAX_FILES:
        sitemap, depth = waiting.popleft()
        files += 1
        for url, is_sitemap in _locations(fetch(sitemap) or b"", sitemap):
            if is_sitemap and depth < MAX_DEPTH and url not in known:
                known.add(url)
                waiting.append((url, depth + 1))
            elif not is_sitemap and url not in given:
                if len(given) >= MAX_URLS:
                    return
                given.add(url)
                yield url


def _locations(body: bytes, sitemap: str) -> Iterator[tuple[str, bool]]:
    """Addresses of the same site in a sitemap's bytes, and whether each is a sitemap itself."""
    try:
        plain = gunzipped(body, MAX_BYTES)
    except (TooLarge, UnknownEncoding):
        return
    written = _from_xml(plain) if plain.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _from_lines(plain)
    for location, is_sitemap in written:
        try:
            url = joined(sitemap, location)
        except ValueError:
            continue
        if same_site(url, sitemap):
            yield url, is_sitemap


def _from_xml(plain: bytes) -> Iterator[tuple[str, bool]]:
    """What stands in <url><loc> and <sitemap><loc>, whatever the namespace; broken XML is read as far as it can be."""
    events = etree.iterparse(
        io.BytesIO(plain), events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in events:
            parent = element.getparent()
            if parent is not None and _name(element) == "loc" and _name(parent) in ("url", "sitemap"):
                yield (element.text or "").strip(), _name(parent) == "sitemap"
            elif parent is not None and _name(element) in ("url", "sitemap"):
                parent.remove(element)  # a list of 50 000 is not kept whole
    except etree.XMLSyntaxError:
        return


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _from_lines(plain: bytes) -> Iterator[tuple[str, bool]]:
    for line in plain.decode("utf-8-sig", "replace").splitlines():
        if line.strip().startswith(("http://", "https://")):
            yield line.strip(), False
