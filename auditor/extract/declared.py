"""What a draft says of where it is going to stand.

In: a Page. Out: the address that it declares, as it is written there.
"""

from __future__ import annotations

from auditor.extract.links import base_of, canonical_of
from auditor.extract.parse import parse
from auditor.models import Page

KEYS = ("canonical", "url", "permalink", "slug")  # of front matter, as site generators name it


def declared_address(page: Page) -> str:
    """The canonical address of a page, or that of its front matter; "" where it declares none."""
    tree = parse(page)
    return canonical_of(tree.root, base_of(tree.root, page.url)) or next((found for key in KEYS if (found := tree.matter(key).strip())), "")
