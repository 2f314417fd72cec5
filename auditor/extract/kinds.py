"""What a page is for: home, about, offer, case, contact, news, legal, careers, help, search or other.

In: a page alone (its key, front matter, title and main heading). Out: its kind. Which other pages were read plays no part, so that a
folder and a crawl agree. Evidence in this order, the first that speaks decides: the front matter; the root path; a date in the path
(news); the last path segment as a whole; a folder of the path; the JSON-LD type; the main heading or the title as a whole; words in
the path; words in the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from auditor.extract.lists import folded, word_lists
from auditor.models import PAGE_KINDS, PageKind

DATED = re.compile(r"(?:^|/)(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)")
TYPES: dict[str, PageKind] = {
    "AboutPage": "about", "ContactPage": "contact", "JobPosting": "careers", "SearchResultsPage": "search",
    "NewsArticle": "news", "BlogPosting": "news", "Article": "news",
}  # fmt: skip
TITLE_PARTS = re.compile(r"\s+[-–—|·•:»]\s+|\s*[|·•»]\s*|\s*:\s+")


def kind_of_page(key: str, *, title: str, heading: str, front: str = "", types: Sequence[str] = ()) -> PageKind:
    """The kind of the page with this key, "other" where nothing says."""
    path, _, query = key.partition("?")
    segments = [folded(segment) for segment in path.split("/") if segment]
    if front.lower() in PAGE_KINDS:
        return next(kind for kind in PAGE_KINDS if kind == front.lower())
    if not segments and not query:
        return "home"
    dated: PageKind | None = "news" if DATED.search(path) else None
    parts = [folded(part) for part in (heading, *TITLE_PARTS.split(title))]
    return (
        dated
        or _whole(segments[-1:])
        or _folder(segments[:-1])
        or next((TYPES[name] for name in types if name in TYPES), None)
        or _whole(parts, but=("home",))
        or _within(segments[-1:])
        or _within(parts[:2])
        or _opening(parts[:2])
        or "other"
    )


@cache
def _words() -> dict[str, PageKind]:
    """Words of each kind; a word that two kinds claim stays with the first of the file."""
    found: dict[str, PageKind] = {}
    for kind, part in _parts():
        for words in part["words"]:
            found.setdefault(folded(words), kind)
    return found


@cache
def _spaced() -> tuple[tuple[str, str, int], ...]:
    """Words of all kinds, as they stand in a text, and how many they are."""
    return tuple((words, f" {words} ", len(words.split())) for words in _words())


@cache
def _folders() -> dict[str, PageKind]:
    return {folded(words): kind for kind, part in _parts() for words in part.get("folders", ())}


def _parts() -> list[tuple[PageKind, dict[str, list[str]]]]:
    lists = word_lists("page_kinds")
    kinds = sorted(PAGE_KINDS, key=list(lists).index) if set(lists) >= set(PAGE_KINDS) else [kind for kind in PAGE_KINDS if kind in lists]
    return [(kind, part) for kind in kinds for part in lists[kind].values()]


def _whole(texts: Sequence[str], but: tuple[str, ...] = ()) -> PageKind | None:
    kinds = (_words().get(text) for text in texts)
    return next((kind for kind in kinds if kind and kind not in but), None)


def _folder(segments: Sequence[str]) -> PageKind | None:
    return next((_folders()[segment] for segment in reversed(segments) if segment in _folders()), None)


def _opening(texts: Sequence[str]) -> PageKind | None:
    """offer, where a title opens or ends with what is offered ("Solutions for …"); other kinds' words open many a title not theirs."""
    ends = (word for text in texts if text for word in (text.split()[0], text.split()[-1]))
    return next(("offer" for word in ends if _words().get(word) == "offer"), None)


def _within(texts: Sequence[str]) -> PageKind | None:
    """The longest words of a kind inside one of the texts; single words count only where they are a third of it."""
    for text in texts:
        said, count = f" {text} ", len(text.split())
        inside = [words for words, spaced, size in _spaced() if spaced in said and 3 * size >= count]
        if inside:
            kind = _words()[max(inside, key=lambda words: (len(words.split()), len(words)))]
            if kind != "home":
                return kind
    return None
