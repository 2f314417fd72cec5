"""Pages that lie on this computer: a folder, one file, or what comes through standard input.

In: a path. Out: a Page or NotRead for each file that a reader would take for a page; nothing leaves this computer.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from auditor.crawl.address import matches
from auditor.crawl.data import addresses
from auditor.crawl.known import Known
from auditor.crawl.sniff import BY_SUFFIX, PAGES, page_type, suffix_of
from auditor.errors import NothingToAudit, UsageProblem
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings

STDIN = "stdin"  # address and key of what came through standard input


def read_folder(folder: Path, settings: CrawlSettings) -> Iterator[Page | NotRead]:
    """Every page of the folder in sorted order, whole, whatever robots.txt says; NothingToAudit when it holds none."""
    known, found = Known(), False
    for path in _files(folder):
        seen = _read(path, _url(path.relative_to(folder)), settings, known)
        found = found or isinstance(seen, Page)
        yield seen
    if not found:
        raise NothingToAudit("crawl.empty-folder", folder=folder)


def _files(folder: Path) -> Iterator[Path]:
    """Files that may be pages, sorted by their path in parts, as every system sorts them alike; hidden ones are skipped."""
    paths = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(parent, name) for name in names if not name.startswith(".") and _may_be_page(name)]
    yield from sorted(paths, key=lambda path: _url(path.relative_to(folder)))


def _url(path: Path) -> str:
    """The path with "/", spelled alike on every system: macOS takes accents apart, Linux allows bytes that are no UTF-8."""
    return unicodedata.normalize("NFC", os.fsencode(path.as_posix()).decode("utf-8", "replace"))


def _may_be_page(name: str) -> bool:
    return suffix_of(name) not in addresses().assets and name.lower() not in addresses().not_drafts


def _read(path: Path, url: str, settings: CrawlSettings, known: Known) -> Page | NotRead:
    kind = BY_SUFFIX.get(suffix_of(path.name))
    if kind is None:
        return NotRead(url, "not-text", suffix_of(path.name))
    if settings.include and not matches(url, settings.include) or matches(url, settings.exclude):
        return NotRead(url, "excluded")
    if not path.is_file():  # a device or a pipe has no end
        return NotRead(url, "unreadable")
    try:
        if path.stat().st_size > settings.max_bytes:
            return NotRead(url, "too-large", str(path.stat().st_size))
        body = path.read_bytes()
    except OSError:
        return NotRead(url, "unreadable")
    kind = page_type(kind, body, pdf=True)
    if kind not in PAGES:
        return NotRead(url, kind, suffix_of(path.name))
    return known.admit(Page(url=url, key="", body=body, content_type=kind))


def read_file(path: Path, settings: CrawlSettings) -> Iterator[Page]:
    """The one page; NothingToAudit when the file is empty, no text or too large, UsageProblem when it cannot be read."""
    try:
        with path.open("rb") as stream:
            body = stream.read(settings.max_bytes + 1)
    except OSError as error:
        raise UsageProblem("crawl.unreadable-file", file=path, reason=error.strerror or error) from None
    yield _alone(body, BY_SUFFIX.get(suffix_of(path.name), ""), _url(Path(path.name)), settings)


def read_stdin(settings: CrawlSettings) -> Iterator[Page]:
    """The page that comes through standard input: HTML, Markdown or plain text, told from how it looks."""
    body = sys.stdin.buffer.read(settings.max_bytes + 1)
    yield _alone(body, "", STDIN, settings)


def _alone(body: bytes, declared: str, name: str, settings: CrawlSettings) -> Page:
    if len(body) > settings.max_bytes:
        raise NothingToAudit("crawl.too-large-file", file=name, size=settings.max_bytes // 1024)
    if not body.strip():
        raise NothingToAudit("crawl.empty-file", file=name)
    kind = page_type(declared, body, pdf=True)
    if kind not in PAGES:
        raise NothingToAudit("crawl.pdf-reader-file" if kind == "pdf-reader" else "crawl.not-a-text-file", file=name)
    admitted = Known().admit(Page(url=name, key="", body=body, content_type=kind))
    assert isinstance(admitted, Page)
    return admitted
