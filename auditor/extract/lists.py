"""The word lists of `rules/extract/`, read once.

In: the name of a file there. Out: its content; `folded` is how its words and the page's are compared.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

import yaml

from auditor.resources import folder

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_WORD = re.compile(r"[^a-z0-9]+")


@cache
def word_lists(name: str) -> dict[str, Any]:
    """Content of `rules/extract/<name>.yml`."""
    with (folder("rules") / "extract" / f"{name}.yml").open(encoding="utf-8") as stream:
        return dict(yaml.load(stream, Loader=Loader))


def folded(text: str) -> str:
    """Lower case without accents, every other sign a single space: how names, paths and titles are compared."""
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return NOT_WORD.sub(" ", plain.lower()).strip()
