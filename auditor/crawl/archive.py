"""Evidence of a crawl: a WARC 1.1 that other people's tools read, whole after every page.

In: exchanges as they happen. Out: a gzip member for each record, appended and flushed at once, so that a killed run leaves a readable
file. warcio writes the records; its `capture_http` is not used: it loses what other threads and open connections fetch (measured).
"""

from __future__ import annotations

import hashlib
import io
import threading
import zlib
from base64 import b32encode
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from auditor import __version__
from auditor.crawl.members import GZIP, mend
from auditor.errors import UsageProblem
from auditor.models import Page

if TYPE_CHECKING:
    import requests

LEVEL = 2  # of compression, 1-9; 4 takes two fifths longer, for a tenth less on disk
PRIVATE = frozenset(("authorization", "proxy-authorization", "cookie"))
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# The body is kept as it came but for the chunks of its transfer, which are the connection's business (RFC 9112, 7.1).
TRANSFER = frozenset(("transfer-encoding",))
PRINTABLE = "".join(map(chr, range(32, 127)))
Headers = list[tuple[str, str]]


class _Members:
    """What warcio writes, a gzip member for each record: its own compression takes four times as long, for a fifth less on disk."""

    def __init__(self) -> None:
        self._plain, self.packed = bytearray(), bytearray()

    def write(self, content: bytes) -> None:
        """More of a record."""
        self._plain += content

    def flush(self) -> None:
        """The record is complete. Outside the lock, and in one piece: threads compress beside each other."""
        deflater = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
        self.packed += deflater.compress(self._plain) + deflater.flush()
        self._plain.clear()


def _writer(members: _Members) -> WARCWriter:
    return WARCWriter(members, gzip=False, warc_version="1.1")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response with the undecoded body.

    `secrets` are names of headers that never leave this computer; `same_as` is when the page was fetched that has not changed since.
    """

    url: str
    at: str
    response: requests.Response
    body: bytes
    is_cut: bool
    secrets: frozenset[str]
    same_as: str = ""


class Archive:
    """A WARC file that is appended to; UsageProblem when it cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path, self._lock = path, threading.Lock()
        self._ids: dict[str, str] = {}  # WARC-Record-ID of the response by address, for what is made of it later
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.is_new = mend(path) == 0
            self._stream = path.open("ab")
            if self.is_new:
                self._write_info()
        except OSError as error:
            raise self._unwritable(error) from error

    def close(self) -> None:
        """Close the file; what a thread hands over later is dropped."""
        with self._lock:
            self._stream.close()

    def add(self, exchange: Exchange) -> None:
        """Write a response and its request, and hand them to the system."""
        truncated = {"WARC-Truncated": "length"} if exchange.is_cut else {}
        dated = {"WARC-Date": exchange.at}
        members = _Members()
        writer = _writer(members)
        headers = _response_headers(exchange)
        kind, told = ("revisit", _referring(exchange)) if exchange.same_as else ("response", _digests(headers, exchange.body))
        response = _record(writer, exchange, kind, headers, exchange.body, dated | truncated | told)
        request = _record(writer, exchange, "request", _request_headers(exchange), b"", dated)
        writer.write_request_response_pair(request, response)
        self.remember(exchange.url, response.rec_headers.get_header("WARC-Record-ID"))
        self._append(bytes(members.packed))

    def remember(self, url: str, record: str) -> None:
        """The response of an address is the record with this id."""
        self._ids[url] = record

    def add_drawn(self, page: Page) -> None:
        """Write what a browser made of a page, as a conversion of its response (WARC 1.1, 6.8)."""
        members = _Members()
        writer = _writer(members)
        kind = f"{page.content_type}; charset={page.charset}"
        named = {"WARC-Refers-To": self._ids[page.url]} if page.url in self._ids else {}
        dated = {"WARC-Date": page.fetched_at} if page.fetched_at else {}
        record = writer.create_warc_record(
            page.url, "conversion", payload=io.BytesIO(page.body), length=len(page.body), warc_content_type=kind,
            warc_headers_dict=named | dated,
        )  # fmt: skip
        writer.write_record(record)
        self._append(bytes(members.packed))

    def _append(self, members: bytes) -> None:
        with self._lock:
            if self._stream.closed:
                return
            try:
                self._stream.write(members)
                self._stream.flush()
            except OSError as error:
                raise self._unwritable(error) from error

    def _write_info(self) -> None:
        members = _Members()
        writer = _writer(members)
        info = {"software": f"auditor {__version__}", "format": "WARC File Format 1.1"}
        writer.write_record(writer.create_warcinfo_record(self.path.name, info))
        self._append(bytes(members.packed))

    def _unwritable(self, error: OSError) -> UsageProblem:
        return UsageProblem("crawl.unwritable-archive", file=self.path, reason=error.strerror or error)


def _referring(exchange: Exchange) -> dict[str, str]:
    """The headers of a page that has not changed (WARC 1.1, 6.7.3)."""
    return {"WARC-Profile": NOT_MODIFIED, "WARC-Refers-To-Target-URI": exchange.url, "WARC-Refers-To-Date": exchange.same_as}


def _digests(headers: StatusAndHeaders, body: bytes) -> dict[str, str]:
    """The digests of a response (WARC 1.1, 5.8, 5.9), each in one go: warcio's own give way to other threads at every 16 KB."""
    headers.compute_headers_buffer()
    block = hashlib.sha1(headers.headers_buff, usedforsecurity=False)
    block.update(body)
    payload = hashlib.sha1(body, usedforsecurity=False)
    named = {"WARC-Payload-Digest": payload, "WARC-Block-Digest": block}
    return {name: f"sha1:{b32encode(made.digest()).decode('ascii')}" for name, made in named.items()}


def _record(writer: WARCWriter, exchange: Exchange, kind: str, headers: StatusAndHeaders, body: bytes, named: dict[str, str]) -> Any:
    return writer.create_warc_record(
        exchange.url, kind, payload=io.BytesIO(body), length=len(body), http_headers=headers, warc_headers_dict=named
    )


def _response_headers(exchange: Exchange) -> StatusAndHeaders:
    raw = exchange.response.raw
    headers = [(_ascii(name), _ascii(value)) for name, value in raw.headers.items() if name.lower() not in TRANSFER]
    version = "HTTP/1.0" if raw.version == 10 else "HTTP/1.1"
    return StatusAndHeaders(_ascii(f"{raw.status} {raw.reason or ''}".strip()), headers, protocol=version)


def _ascii(text: str) -> str:
    """Bytes above 127 as escapes: warcio knows no way to write "404 Page non trouvée", and raises."""
    return text if text.isascii() else quote(text.encode("latin-1", "replace"), safe=PRINTABLE)


def _request_headers(exchange: Exchange) -> StatusAndHeaders:
    sent, target = exchange.response.request, urlsplit(exchange.url)
    kept: Headers = [("Host", target.netloc)]
    kept += [(name, value) for name, value in sent.headers.items() if name.lower() not in PRIVATE | exchange.secrets]
    path = target.path + (f"?{target.query}" if target.query else "")
    return StatusAndHeaders(f"GET {path} HTTP/1.1", kept, is_http_request=True)
