"""Pages that are no more than the shell of an application: they show their text by JavaScript only.

In: a page as it was fetched. Out: whether a browser is needed to read it, and whether it can be read as it stands.
"""

from __future__ import annotations

import re
from functools import cache

from auditor.crawl.data import drawing
from auditor.crawl.shown import words_of
from auditor.crawl.sniff import HTML, XHTML
from auditor.models import Page

ID = re.compile(rb"""<\w+[^<>]*?\sid\s*=\s*["']?([\w-]+)""", re.IGNORECASE)


def needs_browser(page: Page) -> bool:
    """Whether a page has the root of an application and too few words of its own."""
    known = drawing()
    if page.content_type not in (HTML, XHTML) or b"<script" not in page.body.lower() or len(words_of(page.body)) >= known.words:
        return False
    ids = {found.decode("ascii", "replace").lower() for found in ID.findall(page.body)}
    return bool(ids & known.roots) or bool(_elements().search(page.body))


def says_something(page: Page) -> bool:
    """Whether the page has words enough to be read as it stands."""
    return len(words_of(page.body)) >= drawing().shell


@cache
def _elements() -> re.Pattern[bytes]:
    return re.compile(rb"<(%s)[\s>]" % b"|".join(re.escape(name.encode()) for name in drawing().elements), re.IGNORECASE)
