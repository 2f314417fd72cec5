"""The names that a page gives its company, each with where it stands.

In: a parsed page. Out: NameEvidence.
"""

from __future__ import annotations

from auditor.extract.parse import Tree
from auditor.models import Block, NameEvidence


def names_of(tree: Tree, url: str, title: str, body: list[Block], lang: str) -> tuple[NameEvidence, ...]:
    """Names in the page, the most certain kind of place first."""
    return ()
