"""What the sites of a comparison are called on its page.

In: a comparison. Out: names, and lists of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.models import Comparison
from auditor.words import say


def name(found: Comparison, slug: str, lang: str) -> str:
    """What a site of the comparison is called: the site itself is "you"; two rivals of one name are told apart by their slugs."""
    if slug == found.sites[0].slug:
        return say(lang, "compare.you")
    site = next((site for site in found.rivals if site.slug == slug), None)
    if site is None:
        return slug
    return site.name if sum(other.name == site.name for other in found.sites) == 1 else f"{site.name} ({slug})"


def listed(names: Sequence[str], lang: str) -> str:
    """Names in a sentence."""
    *first, last = names
    return say(lang, "compare.list", first=", ".join(first), last=last) if first else last
