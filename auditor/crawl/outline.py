"""What a crawl asks of the bytes of a page: of a page that has not changed it need not be asked again.

In: pages. Out: `Outline`, and what remembers it: whoever crawls may hand over a `Memory`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from auditor.models import Link, Page


@dataclass(frozen=True, slots=True)
class Outline:
    """Of a page that is read as it came, without a browser."""

    telling: str  # digest of the words it shows: a page of the same ones is the same page
    links: tuple[Link, ...]


class Memory(Protocol):
    """The crawl before."""

    def page(self, url: str) -> Page | None:
        """The page that was read at an address; None where there was none."""

    def outline(self, page: Page) -> Outline | None:
        """What was noted of the same bytes at the same address; None where nothing was."""

    def note(self, page: Page, outline: Outline) -> None:
        """Remember it for the next crawl."""


class NoMemory:
    """That of a crawl that is the first, or is told nothing of the one before."""

    def page(self, url: str) -> Page | None:
        """None."""
        return None

    def outline(self, page: Page) -> Outline | None:
        """None."""
        return None

    def note(self, page: Page, outline: Outline) -> None:
        """Nothing."""
