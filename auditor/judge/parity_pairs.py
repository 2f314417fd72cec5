"""Which pages are the same page in two languages.

In: the pages of a site and the terms of `rules/lenses/terms.yml`. Out: pairs with how each was found. Evidence in this order: hreflang, the
switch of languages that each page has, paths that differ by the language alone. Every page stands in one pair at most.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlsplit

from auditor.identity import page_key
from auditor.judge.pooling import JudgedPage, by_key
from auditor.knowledge.terms import Terms
from auditor.models import LANGS, Lang

How = Literal["hreflang", "link", "path"]
LANG_KEYS = ("lang", "language", "langue", "locale", "hl")  # of a query that chooses the language


@dataclass(frozen=True, slots=True)
class Pair:
    """A page and its other language."""

    left: JudgedPage
    right: JudgedPage
    how: How


def find_pairs(pages: Sequence[JudgedPage], first: Lang, terms: Terms) -> tuple[Pair, ...]:
    """Pairs in the order of their left pages, whose language is `first`."""
    known = {page[0].key: page for page in sorted(pages, key=by_key)}
    pointers: tuple[tuple[How, Mapping[str, frozenset[str]]], ...] = (
        ("hreflang", {key: _alternates(page, known) for key, page in known.items()}),
        ("link", {key: _switches(page, known, terms) for key, page in known.items()}),
    )
    candidates: list[tuple[How, tuple[str, str]]] = []
    for how, to in pointers:
        candidates += [(how, pair) for pair in _mutual(to, known, first, strict=how == "link")]
    candidates += [("path", pair) for pair in _by_path(known, first, terms)]
    found: dict[str, Pair] = {}
    taken: set[str] = set()
    for how, (left, right) in candidates:
        if not taken & {left, right}:
            found[left] = Pair(known[left], known[right], how)
            taken |= {left, right}
    return tuple(found[left] for left in sorted(found))


def _alternates(page: JudgedPage, known: Mapping[str, JudgedPage]) -> frozenset[str]:
    """Keys of the pages that the page names as itself in another language."""
    text = page[0]
    named = (_key(url, text.url) for lang, url in text.alternates if lang.lower()[:2] != text.lang)
    return frozenset(key for key in named if key in known and known[key][0].lang != text.lang)


def _switches(page: JudgedPage, known: Mapping[str, JudgedPage], terms: Terms) -> frozenset[str]:
    """Keys of the pages that a link of the page leads to which names their language."""
    text, found = page[0], set()
    for link in text.links:
        key = _key(link.url, text.url)
        target = known.get(key)
        if target and target[0].lang in LANGS and target[0].lang != text.lang and folded(link.text) in _names(terms, target[0].lang):
            found.add(key)
    return frozenset(found)


def _names(terms: Terms, lang: str) -> set[str]:
    return {folded(name) for code, names in terms.languages.items() if code == lang for name in names}


def _mutual(to: Mapping[str, frozenset[str]], known: Mapping[str, JudgedPage], first: Lang, *, strict: bool) -> Iterator[tuple[str, str]]:
    """Pages that point at each other; unless `strict`, one that points nowhere may be pointed at by a single page."""
    pointed = [target for targets in to.values() for target in targets]
    for key, targets in to.items():
        if len(targets) != 1:
            continue
        (target,) = targets
        if key in to[target] and len(to[target]) == 1 or not strict and not to[target] and pointed.count(target) == 1:
            yield (key, target) if known[key][0].lang == first else (target, key)


def _by_path(known: Mapping[str, JudgedPage], first: Lang, terms: Terms) -> Iterator[tuple[str, str]]:
    """Pages whose paths are the same but for the language, where no third page is; names of pages may be translated."""
    same: dict[tuple[str, ...], dict[str, list[str]]] = {}
    marked = set()
    for key, page in known.items():
        path, is_marked = _plain_path(key, page[0].lang, terms)
        same.setdefault(path, {}).setdefault(page[0].lang, []).append(key)
        marked |= {key} if is_marked else set()
    other = "en" if first == "fr" else "fr"
    for by_lang in same.values():
        left, right = (_alone(by_lang.get(lang, []), marked) for lang in (first, other))
        if left is not None and right is not None and marked & {left, right}:
            yield left, right


def _alone(keys: Sequence[str], marked: set[str]) -> str | None:
    """The one page of a path, else the one whose path names its language."""
    named = [key for key in keys if key in marked]
    return keys[0] if len(keys) == 1 else named[0] if len(named) == 1 else None


def _plain_path(key: str, lang: str, terms: Terms) -> tuple[tuple[str, ...], bool]:
    """The path without its language, names of pages in one spelling, and whether it named the language."""
    path, _, query = key.partition("?")
    parts = [folded(part) for part in path.split("/") if part]
    kept = [_bare(part, lang) for part in parts if part.split("-")[0] != lang or len(part.split("-")[-1]) > 2]
    asked = [value.lower()[:2] for name, value in parse_qsl(query) if name.lower() in LANG_KEYS]
    rest = tuple(f"{name}={value}" for name, value in parse_qsl(query) if name.lower() not in LANG_KEYS)
    return (*(_page_name(part, terms) for part in kept if part), *rest), kept != parts or lang in asked


def _bare(part: str, lang: str) -> str:
    """A file name without the language at its end: "about-en", "about_en", "about.en"."""
    return next((part.removesuffix(mark + lang) for mark in "-_." if part.endswith(mark + lang)), part)


def _page_name(part: str, terms: Terms) -> str:
    plain = part.replace("_", "-")
    return next((name for name, names in terms.pages.items() if plain in names.fr or plain in names.en), plain)


def _key(url: str, own: str) -> str:
    """Key of a page of the same site at `url`; a key that no page has where it is another site's."""
    host, ours = urlsplit(url).hostname, urlsplit(own).hostname
    return page_key(url) if host is None or ours is None or host.removeprefix("www.") == ours.removeprefix("www.") else "\0"


def folded(text: str) -> str:
    """Lower case without accents, white space folded."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
