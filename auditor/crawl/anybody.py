"""Anybody's archives, wherever they lie: the pages of all sites of one, read once from its beginning to its end.

In: patterns of paths (`archives/*.warc.gz`) or of addresses that fsspec knows (`https://…`, `s3://…/*.warc.gz`). Out: the addresses of the
archives, and the pages of one. Nothing is kept on disk; only what passes by is in memory.
"""

from __future__ import annotations

import glob
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from auditor.crawl.address import bare_host
from auditor.crawl.known import Known
from auditor.crawl.members import GZIP
from auditor.crawl.warc import MAX_BYTES, Damaged, Response, is_machinery, responses_in, seen_in
from auditor.errors import UsageProblem
from auditor.models import NotRead, Page

MAGIC = b"\x1f\x8b"
BLOCK = 4 * 1024 * 1024  # read at once from afar


def archives_named(pattern: str) -> list[str]:
    """The archives that a pattern names, in order; UsageProblem for one that names none, or that cannot be asked for here."""
    if "://" not in pattern:
        found = [path for path in sorted(glob.glob(str(Path(pattern).expanduser()), recursive=True)) if Path(path).is_file()]
    else:
        found = _named_afar(pattern)
    if not found:
        raise UsageProblem("benchmark.no-archive", pattern=pattern)
    return found


def _named_afar(pattern: str) -> list[str]:
    """The same of an address; one without a star is taken at its word: not every server lists what it has."""
    with _asking(pattern):
        files, path = _fsspec().core.url_to_fs(pattern)
        return [files.unstrip_protocol(one) for one in sorted(files.glob(path))] if "*" in path else [pattern]


@contextmanager
def opened(address: str) -> Iterator[IO[bytes]]:
    """The bytes of an archive, from the beginning; UsageProblem where it cannot be opened."""
    if "://" not in address:
        try:
            stream: IO[bytes] = Path(address).open("rb")
        except OSError as error:
            raise UsageProblem("crawl.unreadable-file", file=address, reason=error.strerror or error) from None
    else:
        with _asking(address):
            stream = _fsspec().open(address, "rb", block_size=BLOCK, cache_type="readahead").open()
    with stream:
        yield stream


@contextmanager
def _asking(address: str) -> Iterator[None]:
    """Inside, what goes wrong with a far file is a UsageProblem: every file system has exceptions of its own."""
    try:
        yield
    except ImportError as error:
        raise UsageProblem("benchmark.no-reader", address=address, reason=error) from error
    except UsageProblem:
        raise
    except Exception as error:
        raise UsageProblem("crawl.unreadable-file", file=address, reason=str(error) or type(error).__name__) from error


def _fsspec() -> Any:
    return import_module("fsspec")


class Whole:
    """A stream that notes in passing whether a gzip file ends in the middle of a record: fastwarc passes over that in silence."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._inflater: Any = None
        self.size = 0  # bytes that were read
        self.is_torn = False  # of what has been read so far

    def read(self, size: int = -1) -> bytes:
        """The next bytes; none from where they do not come any more."""
        try:
            block = self._stream.read(size)
        except Exception:  # of any file system; let through, it would end fastwarc in a panic
            self._inflater, self.is_torn = None, True
            return b""
        if not self.size and block.startswith(MAGIC):
            self._inflater = zlib.decompressobj(GZIP)
        self.size += len(block)
        if self._inflater is not None:
            self._inflate(block)
        return block

    def tell(self) -> int:
        """Where the reading is."""
        return self.size

    def _inflate(self, rest: bytes) -> None:
        while rest:
            try:
                self._inflater.decompress(rest)
            except zlib.error:
                self._inflater, self.is_torn = None, True
                return
            self.is_torn = not self._inflater.eof
            rest = self._inflater.unused_data
            if self._inflater.eof:
                self._inflater = zlib.decompressobj(GZIP)


def read_every_site(address: str, *, max_bytes: int = MAX_BYTES) -> Iterator[Page | NotRead]:
    """The pages of all sites of an archive, each with its key under its own site, in the order of the file; the archive itself as a NotRead
    "damaged" where it breaks off. A record that cannot be read is one too. UsageProblem where it cannot be opened.
    """
    known: dict[str, Known] = {}
    with opened(address) as stream:
        whole = Whole(stream)
        try:
            for response in responses_in(whole):
                if response.status == 200 and not response.is_revisit and not is_machinery(response):
                    yield _kept(response, known.setdefault(bare_host(response.url), Known()), max_bytes)
            is_whole = not whole.is_torn
        except (Damaged, OSError):  # a line that broke is an archive that ends early
            is_whole = False
    if not is_whole:
        yield NotRead(address, "damaged")


def _kept(response: Response, known: Known, max_bytes: int) -> Page | NotRead:
    try:
        return seen_in(response, known, max_bytes)
    except Exception:  # what one record holds must not end the reading of a million others
        return NotRead(response.url, "damaged")
