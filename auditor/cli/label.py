"""`auditor label [FILE|-]`: JSON Lines in, the same lines out with their labels, as they come.

In: lines with `text` and `lang`. Out: one line for each, in order; exit code 2 when a line could not be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import click

from auditor.cli.commands import as_command
from auditor.cli.terminal import Session, say, show
from auditor.errors import UsageProblem


@as_command("label", click.argument("file", default="-"), click.option("--explain", is_flag=True))
def command(session: Session, file: str, explain: bool) -> int:
    """Label every line of the file or of standard input."""
    unread = 0
    with _lines(file) as lines:
        for was_read, line in _labelled(lines, session, explain):
            unread += not was_read
            show(line)
    if unread:
        say(session, "cli.end.unread-lines", always=True, count=unread)
    return 2 if unread else 0


def _labelled(lines: Iterator[str], session: Session, explain: bool) -> Iterator[tuple[bool, str]]:
    from auditor import knowledge
    from auditor.language import Engine
    from auditor.rows import label_rows

    known = knowledge.load()
    return label_rows(lines, Engine(known), known, explain=explain, ui_lang=session.lang)


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
