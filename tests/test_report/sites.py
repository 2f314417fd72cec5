"""What a built report holds, for tests: its pages, their links, their policies."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

SCRIPT = re.compile(r"<(script|style)( [^>]*)?>(.*?)</\1>", re.S)


@dataclass
class Seen(HTMLParser):
    """Elements of a page as a parser reads them."""

    path: Path
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = self.path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def __hash__(self) -> int:
        return hash(self.path)

    def values(self, name: str) -> list[str]:
        """Every value of an attribute."""
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]

    @property
    def ids(self) -> list[str]:
        return self.values("id")

    def links(self) -> Iterator[tuple[str, dict[str, str | None]]]:
        """Every href and src with its element's attributes, without links to the audited site, which are marked live."""
        for _, attrs in self.elements:
            for name in ("href", "src"):
                if name in attrs and "live" not in (attrs.get("class") or ""):
                    yield attrs[name] or "", attrs

    def targets(self) -> Iterator[tuple[Path, str]]:
        """The file and fragment that each link of the report's own leads to."""
        for href, _ in self.links():
            if not href.startswith("data:"):
                file, _, fragment = href.partition("#")
                yield (self.path.parent / unquote(file)).resolve() if file else self.path.resolve(), fragment

    def policy(self) -> str:
        """Its content security policy."""
        return next(a["content"] or "" for _, a in self.elements if a.get("http-equiv") == "Content-Security-Policy")

    def inline_hashes(self) -> set[str]:
        """Hashes of what runs or styles inline."""
        texts = [text for _, attrs, text in SCRIPT.findall(self.text) if "application/json" not in attrs]
        return {f"'sha256-{base64.b64encode(hashlib.sha256(t.encode('utf-8')).digest()).decode()}'" for t in texts}


def pages(folder: Path) -> list[Seen]:
    """Every page of a report."""
    return [Seen(path) for path in sorted(folder.rglob("*.html"))]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
