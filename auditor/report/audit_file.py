"""data/audit.json, written page by page; the text of a page that is as it was comes from the report before.

In: a joined audit, the old file and where the text of each page stands in it. Out: the file in parts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from auditor.identity import page_id
from auditor.judge import audit_json
from auditor.models import AuditedPage
from auditor.report.views.joined import Joined

JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)  # indenting would take three times as long
Text = tuple[str, int, int]  # of a page in audit.json: what it was made of, where it begins, its bytes


class PageTexts:
    """The pages of audit.json: the old file's own text of each that is made of the same, and where each stands in the new one."""

    def __init__(self, made_of: Mapping[str, str], known: Mapping[str, Text], old: BinaryIO | None) -> None:
        self._made_of, self._known, self._old = made_of, known if old else {}, old
        self.places: dict[str, Text] = {}

    def of(self, page: AuditedPage, place: int) -> bytes:
        """The text of a page, which stands at that place."""
        made_of = self._made_of.get(page.key, "")
        known = self._known.get(page.key)
        text = self._taken(*known[1:]) if known and made_of and known[0] == made_of else _json(audit_json.page_part(page))
        self.places[page.key] = (made_of, place, len(text))
        return text

    def _taken(self, place: int, size: int) -> bytes:
        assert self._old
        self._old.seek(place)
        return self._old.read(size)


def audit_document(joined: Joined, texts: PageTexts) -> Iterator[bytes]:
    """data/audit.json in parts: a large site's would fill the memory with values that are text a moment later."""
    document = audit_json.to_document(joined.audit, joined.knowledge, joined.lang, with_pages=False)
    document["tool"] = joined.audit.tool if joined.brand.powered_by else joined.brand.agency
    if joined.decisions:
        document["decisions"] = [asdict(one) | {"page": page_id(one.page)} for one in joined.decisions]
    place = 0
    for n, (name, value) in enumerate(document.items()):
        head = b"%s%s: " % (b", " if n else b"{", _json(name))
        yield head
        place += len(head)
        for part in _pages(joined.audit.pages, texts, place) if name == "pages" else (_json(value),):
            yield part
            place += len(part)
    yield b"}\n"


def _pages(pages: Iterable[AuditedPage], texts: PageTexts, place: int) -> Iterator[bytes]:
    """The list of pages, which begins at that place."""
    for n, page in enumerate(pages):
        sign = b", " if n else b"["
        text = texts.of(page, place + len(sign))
        yield sign + text
        place += len(sign) + len(text)
    yield b"]" if texts.places else b"[]"


def _json(value: Any) -> bytes:
    return JSON.encode(value).encode("utf-8", "replace")
