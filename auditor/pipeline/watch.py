"""Who is told how far a run is.

In: nothing. Out: the protocol that the stages speak to, and one that tells nobody.
"""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """Who is told how far a run is: the command line's bar, or nobody."""

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins; `total` is its number of steps where that is known."""

    def step(self, n: int = 1, note: str = "") -> None:
        """`n` more steps of the stage are done."""

    def expect(self, total: int) -> None:
        """The stage turns out to have so many steps, as far as is known now."""

    def note(self, key: str, **fields: object) -> None:
        """Something worth saying, as a catalogue key and its fields."""


class Unwatched:
    """A watch that tells nobody."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Nothing."""

    def step(self, n: int = 1, note: str = "") -> None:
        """Nothing."""

    def expect(self, total: int) -> None:
        """Nothing."""

    def note(self, key: str, **fields: object) -> None:
        """Nothing."""
