"""What is taken over from the report before without being made again: a page that would be made of the same, the text of a page for other
tools.

In: what was noted when the report before was written, and what the new one is made of. Out: whether the old page stands, and new notes. A
file that does not look as it was left (size and date) is not trusted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from auditor.identity import digest
from auditor.models import AuditedPage
from auditor.report.folder import Fresh, Looks
from auditor.report.views.findings import Card

WRITERS = ("jinja2", "markupsafe", "babel")  # what writes words and figures beside the program itself
MADE_WITH = {
    "__all__": {"most", "part", "gain"}
}  # of a card: points that move with each edit of the site, of which a page shows `worth` alone


@dataclass(frozen=True, slots=True)
class Notes:
    """Of a report: its pages with what each was made of, and where the text of each page stands in audit.json."""

    pages: dict[str, tuple[str, Looks]] = field(default_factory=dict)  # by their files
    texts: dict[str, tuple[str, int, int]] = field(default_factory=dict)  # by their keys: what it was made of, where it begins, its bytes
    audit: Looks = (0, 0)


@dataclass(frozen=True, slots=True)
class Memory:
    """Where the notes of a folder stay."""

    made_of: str  # what stands for the program, its rules and templates, and the settings
    last: Notes
    keep: Callable[[Notes], None]


FORGETFUL = Memory("", Notes(), lambda _: None)


@dataclass(frozen=True, slots=True)
class Written:
    """What one piece of work has written: what pages were made of, by their files, and the texts in audit.json."""

    pages: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)


def noted(fresh: Fresh, audit: str, written: Sequence[Written]) -> Notes:
    """The notes of a new report, whose audit.json is the file `audit`."""
    pages = {file: (made_of, fresh.looks(file)) for one in written for file, made_of in one.pages.items() if made_of}
    texts = {key: text for one in written for key, text in one.texts.items() if text[0]}
    return Notes(pages, texts, fresh.looks(audit))


def record_of(page: AuditedPage) -> str:
    """A digest of a page with all its sentences; "" where its text is none that can be written down."""
    return _digest(AuditedPage, page)


def page_of(memory: Memory, around: str, record: str, cards: Sequence[Card], told: Sequence[str]) -> str:
    """What the pages of an audited page are made of: what all have `around`, its record, its cards as it shows them, and what is `told`
    beside; "" where that cannot be said.
    """
    shown = _digest(list[Card], list(cards), exclude=MADE_WITH) if record else ""
    return digest(memory.made_of, *_writers(), around, record, shown, *told, size=16) if shown else ""


def _digest(kind: Any, record: object, **how: Any) -> str:
    try:
        return blake2b(_shape(kind).dump_json(record, **how), digest_size=16).hexdigest()
    except PydanticSerializationError:  # half a character, of a draft or a file's name
        return ""


@cache
def _writers() -> list[str]:
    return [version(name) for name in WRITERS]


@cache
def _shape(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
