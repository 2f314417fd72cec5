"""A block while its page is still being read: what is written down may yet turn out to be a copy or a notice.

In: what the walk over the page finds. Out: a Block, once the language of the page is known.
"""

from __future__ import annotations

from auditor.models import Block, BlockKind


class Draft:
    """A block to be. Blocks cannot be changed, and making one out of another takes longer than finding its text."""

    __slots__ = ("heading", "kept", "kind", "lang", "lead_in", "level", "links", "mutes", "reason", "region", "selector", "text")

    def __init__(self, kind: BlockKind, text: str, reason: str, region: str, lang: str, heading: tuple[str, ...]) -> None:
        self.kind, self.text, self.region, self.lang, self.heading = kind, text, region, lang, heading
        self.kept, self.reason = not reason, reason or "kept"
        self.level = 0
        self.lead_in = self.selector = ""
        self.links: tuple[str, ...] = ()
        self.mutes: tuple[tuple[str, str], ...] = ()

    def drop(self, reason: str) -> None:
        """It is no content after all, by the rule of this name."""
        self.kept, self.reason = False, reason

    def words(self) -> int:
        """How many words it has: its white space is folded."""
        return self.text.count(" ") + 1

    def block(self, lang: str) -> Block:
        """The block, in this language."""
        return Block(
            self.kind, self.text, self.level, self.heading, self.lead_in, self.selector, self.region, lang, self.links, self.kept,
            self.reason, self.mutes,
        )  # fmt: skip
