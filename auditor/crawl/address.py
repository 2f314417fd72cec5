"""When two addresses are one page, and which addresses are no page at all.

In: addresses as links give them. Out: tidy addresses to fetch, identities to compare; ValueError for what is no web address.
w3lib sorts the query and keeps ":80"; so `tidy` cleans what may be sent to the server, `identity` folds what must not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import canonicalize_url

from auditor.crawl.data import addresses

PORTS = {"http": 80, "https": 443}
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
PATH_SAFE = "/%:@!$&'()*+,;=~"
QUERY_SAFE = PATH_SAFE + "?[]"
SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
SESSION_LENGTH = 16  # characters; a shorter "sid" numbers a section, not a visit
MAX_LENGTH = 2000  # characters; Scrapy's limit is 2083, no menu comes near
MAX_SEGMENTS = 20
# An address with nothing to tidy, as most are: no query, no escape, no default port, no folder that begins with a dot.
PLAIN = re.compile(r"https?://(?:www\.)?((?:[a-z0-9-]+\.)*[a-z0-9-]+(?::[1-5]\d{3,4})?)((?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)/?")
CACHED = 32_768  # addresses; menus repeat theirs on every page
MAX_REPEATS = 3  # "/a/b/a/b/a/b/a": a link relative to itself, growing for ever


@lru_cache(CACHED)
def tidy(url: str) -> str:
    """The address to fetch: no fragment, default port, dot segments, tracking or session parameters; ValueError if not http(s)."""
    if (plain := PLAIN.fullmatch(url)) and (plain[2] or url[-1] == "/"):
        return url
    parts = urlsplit(url.strip())
    scheme, host, port = parts.scheme.lower(), _host(parts.hostname or ""), parts.port
    if scheme not in PORTS or not host:
        raise ValueError(url)
    netloc = host if port in (None, PORTS[scheme]) else f"{host}:{port}"
    path = _without_dots(SESSION_IN_PATH.sub("", parts.path)) or "/"
    return urlunsplit((scheme, netloc, _escape(path, PATH_SAFE), _escape(_query(parts.query), QUERY_SAFE), ""))


def joined(base: str, location: str) -> str:
    """The tidy address of a location written on a page or in a header; ValueError when it is no web address."""
    return tidy(urljoin(base, location))


@lru_cache(CACHED)
def identity(url: str) -> str:
    """What two addresses of one page share: without scheme, "www.", last slash, and with the query sorted."""
    if plain := PLAIN.fullmatch(url):
        return plain[1] + plain[2]
    parts = urlsplit(str(canonicalize_url(tidy(url))))
    host = parts.netloc.removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")


@lru_cache(CACHED)
def bare_host(url: str) -> str:
    """Host without "www.", with its port unless that is the default one."""
    if plain := PLAIN.fullmatch(url):
        return plain[1]
    return urlsplit(tidy(url)).netloc.removeprefix("www.")


def origin(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def same_site(one: str, other: str) -> bool:
    """Whether both are on one host (with or without "www.") and port; http and https are one."""
    try:
        return bare_host(one) == bare_host(other)
    except ValueError:
        return False


def is_endless(url: str) -> bool:
    """Whether the address looks grown by a fault of the site: very long, very deep, or a part of it repeated over and over."""
    segments = [part for part in urlsplit(url).path.split("/") if part]
    repeats = max(Counter(segments).values(), default=0)
    return len(url) > MAX_LENGTH or len(segments) > MAX_SEGMENTS or repeats > MAX_REPEATS


def is_no_page(url: str) -> bool:
    """Whether the suffix says image, PDF, archive or another file that is not a page."""
    name = urlsplit(url).path.rpartition("/")[2]
    return "." in name and name.rpartition(".")[2].lower() in addresses().not_pages


def matches(url: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns (fnmatch) matches the whole address, or its path with its query."""
    parts = urlsplit(url)
    path = f"/{parts.path.lstrip('/')}" + (f"?{parts.query}" if parts.query else "")
    return any(fnmatchcase(text, pattern) for pattern in patterns for text in (url, path, path.lstrip("/")))


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host.lower().rstrip(".")
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValueError(host) from error


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.replace("%2e", ".").replace("%2E", ".").split("/")
    for segment in segments:
        if segment == ".." and len(kept) > 1:
            kept.pop()
        elif segment not in (".", ".."):
            kept.append(segment)
    return "/".join([*kept, ""] if segments[-1] in (".", "..") else kept)


def _escape(text: str, safe: str) -> str:
    """UTF-8 escapes for what may not stand in an address, upper case, none for what needs none."""
    quoted = STRAY_PERCENT.sub("%25", quote(text, safe=safe))
    return ESCAPE.sub(lambda found: _unescape(found[1]), quoted)


def _unescape(digits: str) -> str:
    letter = chr(int(digits, 16))
    return letter if letter in UNRESERVED else f"%{digits.upper()}"


def _query(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_ignored(*pair.partition("=")[::2]))


def _is_ignored(name: str, value: str) -> bool:
    known, name = addresses(), name.lower()
    if any(fnmatchcase(name, pattern) for pattern in known.tracking):
        return True
    return len(value) >= SESSION_LENGTH and any(fnmatchcase(name, pattern) for pattern in known.sessions)
