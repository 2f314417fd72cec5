"""Lines of JSON from a file or standard input, answered one by one.

In: a file's path or "-". Out: the answers on stdout as they come; exit code 2 when a line could not be read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from auditor.cli.terminal import Session, say, show
from auditor.errors import UsageProblem

Answered = Callable[[Iterator[str]], Iterator[tuple[bool, str]]]


def answer(session: Session, file: str, answered: Answered) -> int:
    """Show the answer of every line, and tell how many lines could not be read; the exit code."""
    unread = 0
    with _lines(file) as lines:
        for was_read, line in answered(lines):
            unread += not was_read
            show(line)
    if unread:
        say(session, "cli.end.unread-lines", always=True, count=unread)
    return 2 if unread else 0


@contextmanager
def _lines(file: str) -> Iterator[Iterator[str]]:
    """The lines of a file, or of standard input for "-"."""
    if file == "-":
        yield _decoded(sys.stdin.buffer)
        return
    try:
        stream = open(file, "rb")
    except OSError as error:
        raise UsageProblem("cli.unreadable-file", file=file) from error
    with stream:
        yield _decoded(stream)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """Text of each line. A byte that is not UTF-8 becomes `\\xe9`, which JSON refuses: that line is reported, the others are not lost."""
    for number, line in enumerate(stream):
        yield line.decode("utf-8-sig" if number == 0 else "utf-8", errors="backslashreplace").rstrip("\r\n")
