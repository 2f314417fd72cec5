"""The head of an answer as Python can read it: servers send lines that its parser takes for the beginning of the body.

In: the stream of an answer. Out: the same, while its head is read: without lines that are no header (one with an accent in its name, say:
all headers after it were lost, the length of the body among them), and of more than Python's hundred headers those that say something.
"""

from __future__ import annotations

import re
from http.client import HTTPResponse
from io import BufferedReader
from typing import Any

MANY = 80  # headers; http.client gives an answer up at 100
MOST_LINES = 5_000  # of a head; one that goes on is left to http.client, which gives it up
HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)  # RFC 9110, 5.1; no space belongs before the colon (9112, 5.1)
CONTINUED = (b" ", b"\t")
# What a crawl asks of an answer; all others are evidence only.
TELLING = frozenset(
    (
        b"content-type", b"content-length", b"content-encoding", b"transfer-encoding", b"connection", b"location", b"retry-after",
        b"etag", b"last-modified", b"x-robots-tag", b"date",
    )
)  # fmt: skip


class Answer(HTTPResponse):
    """An answer whose head may hold anything."""

    def begin(self) -> None:
        """Read the head."""
        stream = self.fp
        lines: Any = _Head(stream)
        self.fp = lines
        try:
            super().begin()
        finally:
            if self.fp is lines:  # None: it was closed for what its first line says
                self.fp = stream


class _Head:
    """The lines of a head, one at a time."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._lines = self._given = 0
        self._is_kept = True  # the last header: what continues it follows it

    def close(self) -> None:
        self._stream.close()

    def readline(self, limit: int = -1) -> bytes:
        """The next line that http.client can take."""
        while True:
            line = self._stream.readline(limit)
            self._lines += 1
            if self._lines > MOST_LINES:
                return line
            if kept := self._kept(line):
                return kept
            if not line:
                return b""

    def _kept(self, line: bytes) -> bytes:
        """The line, b"" where it is no header."""
        if line.startswith(CONTINUED):
            return line if self._is_kept else b""
        if not line.strip() or line.startswith(b"HTTP/") or self._lines == 1:
            self._given = 0
            return line
        found = HEADER.match(line)
        self._is_kept = found is not None and (self._given < MANY or found[1].lower() in TELLING)
        self._given += self._is_kept
        return found[1] + b":" + found[2] if found and self._is_kept else b""
