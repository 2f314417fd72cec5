"""Consent notices that no name betrays: known by what they say.

In: the drafts of a page. Out: nothing; the notice is no longer kept (reason "consent"). A page that speaks of cookies all along is
a policy, and is read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from auditor.extract.draft import Draft
from auditor.extract.lists import word_lists

LONGEST = 90  # words of a notice
TOPIC = re.compile(r"\bcookies?\b", re.IGNORECASE)
MOST = 3  # blocks that speak of cookies; a page with more of them is about cookies


def drop_consent(drafts: Sequence[Draft]) -> None:
    """Drop a consent notice."""
    about = [draft for draft in drafts if draft.kept and _is_about_cookies(draft.text)]
    if not 0 < len(about) <= MOST:
        return
    for draft in drafts:
        if draft.kept and _is_notice(draft):
            draft.drop("consent")


def _is_notice(draft: Draft) -> bool:
    return draft.level != 1 and draft.words() <= LONGEST and _opening().search(draft.text) is not None


def _is_about_cookies(text: str) -> bool:
    return "cookie" in text.lower() and TOPIC.search(text) is not None


@cache
def _opening() -> re.Pattern[str]:
    phrases = [phrase for phrases in word_lists("consent").values() for phrase in phrases]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)
