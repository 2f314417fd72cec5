"""What the user named: an address, a folder, a file, an archive or standard input, and what to call it.

In: the source as typed. Out: its kind, its name, its first address; `UsageProblem` where it is none of them.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from auditor.crawl.address import bare_host, tidy
from auditor.errors import UsageProblem

SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
# Two labels at least, the last one of letters: "www.example.com/fr", "exemple.fr:8080"; else a local preview or an IPv4 address.
HOST = re.compile(r"^([\w-]+\.)+[^\W\d_]{2,}(:\d+)?([/?#].*)?$")
LOCAL = re.compile(r"^(localhost|\d{1,3}(\.\d{1,3}){3})(:\d+)?([/?#].*)?$", re.IGNORECASE)
# A name that ends so and does not exist is a mistyped file, not a host.
FILE_NAME = re.compile(r"^[^/]*\.(x?html?|md|markdown|txt|warc|warc\.gz|gz|pdf|docx?|zip|json|toml|ya?ml|csv)$", re.IGNORECASE)
ARCHIVE = re.compile(r"\.warc(\.gz)?$", re.IGNORECASE)
RESERVED = re.compile(r"^(con|prn|aux|nul|(com|lpt)\d)$")  # names that Windows gives to devices


def kind_of(source: str) -> str:
    """`address`, `folder`, `file`, `warc` or `stdin`; UsageProblem when it is none of them."""
    if source == "-":
        return "stdin"
    if SCHEME.match(source):
        return _web_only(source)
    path = Path(source)
    if os.path.exists(source):  # unlike Path's, it takes a name that is too long for one that does not exist
        return "folder" if path.is_dir() else "warc" if ARCHIVE.search(path.name) else "file"
    if LOCAL.match(source) or HOST.match(source) and not FILE_NAME.match(source):
        return _web_only(source)
    raise UsageProblem("crawl.no-such-source", source=source)


def _web_only(source: str) -> str:
    scheme = SCHEME.match(source)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise UsageProblem("crawl.wrong-scheme", source=source, scheme=scheme[1])
    try:
        first_address(source)
    except ValueError:
        raise UsageProblem("crawl.bad-address", url=source) from None
    return "address"


def slug_of(source: str) -> str:
    """The source's name in the store and under output/: "example.com", "noel-elagage"; safe as a file name everywhere."""
    kind = kind_of(source)
    if kind == "stdin":
        return "stdin"
    if kind == "address":
        name = bare_host(first_address(source))
    else:
        path = Path(source).resolve()
        name = path.name if kind == "folder" else ARCHIVE.sub("", path.name) if kind == "warc" else path.stem
    return _safe(name)


def _safe(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.") or "site"
    return f"{slug}-site" if RESERVED.match(slug.partition(".")[0]) else slug


def first_address(source: str) -> str:
    """The address to begin with: https where no scheme was given (http for a local preview), without credentials."""
    if not SCHEME.match(source):
        source = f"{'http' if LOCAL.match(source) else 'https'}://{source}"
    parts = urlsplit(source)
    return tidy(urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])))


def credentials_of(source: str) -> tuple[str, str] | None:
    """The name and password written into an address, `https://name:password@host/`."""
    parts = urlsplit(source) if SCHEME.match(source) else None
    if parts is None or parts.username is None:
        return None
    return unquote(parts.username), unquote(parts.password or "")
