"""Consent notices that no name betrays: known by what they say.

In: the blocks of a page. Out: the same blocks, the notice no longer kept (reason "consent"). A page that speaks of cookies all along is
a policy, and is read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from auditor.extract.lists import word_lists
from auditor.models import Block

LONGEST = 90  # words of a notice
TOPIC = re.compile(r"\bcookies?\b", re.IGNORECASE)
MOST = 3  # blocks that speak of cookies; a page with more of them is about cookies


def without_consent(blocks: list[Block]) -> list[Block]:
    """The blocks, a consent notice dropped."""
    about = [block for block in blocks if block.kept and _is_about_cookies(block.text)]
    if not 0 < len(about) <= MOST:
        return blocks
    return [replace(block, kept=False, reason="consent") if block.kept and _is_notice(block) else block for block in blocks]


def _is_notice(block: Block) -> bool:
    return block.level != 1 and len(block.text.split()) <= LONGEST and _opening().search(block.text) is not None


def _is_about_cookies(text: str) -> bool:
    return "cookie" in text.lower() and TOPIC.search(text) is not None


@cache
def _opening() -> re.Pattern[str]:
    phrases = [phrase for phrases in word_lists("consent").values() for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)
