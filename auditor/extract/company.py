"""Who "we" is on a site.

In: pages with their name evidence, and what the user said. Out: Company.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.models import Company, PageText
from auditor.settings import SiteSettings


def identify(texts: Sequence[PageText], given: SiteSettings) -> Company:
    """The company."""
    return Company(given.name, given.aliases, given.customer_nouns)
