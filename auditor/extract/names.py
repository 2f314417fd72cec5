"""The names that a page gives its company, each with where it stands.

In: a parsed page. Out: NameEvidence; weighing it over the site is `company`'s job.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from auditor.extract.lists import folded, word_lists
from auditor.extract.parse import Tree
from auditor.models import Block, NameEvidence

# How far each place is believed when all pages agree: what is written for machines to know the company is the surest.
WEIGHTS = {"json-ld": 4.0, "site-name": 3.0, "copyright": 2.5, "title": 2.0, "logo": 1.5, "domain": 1.0}
LONGEST = 6  # words of a name
NO_COMPANY = frozenset(
    {
        "Person",
        "Product",
        "Event",
        "Place",
        "WebPage",
        "Article",
        "BlogPosting",
        "NewsArticle",
        "Offer",
        "Service",
        "ListItem",
        "ImageObject",
        "Review",
    }
)
SEPARATOR = re.compile(r"\s*[|·•»«]\s*|\s+[-–—:]\s+|:\s+")
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b|&copy;)[\s©]*(?:copyright)?\s*(?:(?:19|20)\d\d)?(?:\s*[-–—]\s*(?:(?:19|20)\d\d)?)?[\s,.:–—-]*(.{2,120})",
    re.IGNORECASE,
)
LONGEST_LINE = 400  # characters of a line that claims rights
COPYRIGHT_END = re.compile(r"[|·•.,;:()©]|\s[-–—]\s|\s+(?:19|20)\d\d")
EDGES = " \t\"'“”«»‹›()[]®™©*-–—:,;."


def names_of(tree: Tree, url: str, title: str, body: Iterable[Block]) -> tuple[NameEvidence, ...]:
    """Names in the page, each once for each place."""
    found = [
        *(("json-ld", name) for name in _json_ld(tree)),
        *(("site-name", name) for name in _site_name(tree)),
        *(("title", name) for name in _title_parts(title)),
        *(("copyright", name) for name in _copyright(body)),
        *(("logo", name) for name in _logos(tree.root)),
        *(("domain", name) for name in _domain(tree.root, url)),
    ]
    clean = ((where, tidy(name)) for where, name in found)
    return tuple(NameEvidence(name, where, WEIGHTS[where]) for where, name in dict.fromkeys(clean) if is_possible(name))


def tidy(name: str) -> str:
    """A name as it may stand in a sentence: without quotes, marks and its legal form."""
    words = unicodedata.normalize("NFC", " ".join(name.split())).strip(EDGES).split()
    while len(words) > 1 and folded(words[-1]) in _legal_forms():
        words.pop()
    while len(words) > 1 and folded(words[0]) in _legal_forms():
        words.pop(0)
    return " ".join(words).strip(EDGES)


def is_possible(name: str) -> bool:
    """Whether it can be a name: short, with a letter, and not only words that any site uses ("Accueil", "Accounting")."""
    words = folded(name).split()
    if not 1 <= len(name.split()) <= LONGEST or len(name) < 2 or not re.search(r"[^\W\d_]", name):
        return False
    if "," in name and "&" not in name and not _joins() & set(words):
        return False  # "Savings, no risk" is what a company says; "Roux, Blin & Fils" is a company
    return " ".join(words) not in _common() and not all(word in _common() for word in words)


@cache
def _joins() -> frozenset[str]:
    return frozenset(folded(word) for words in word_lists("company")["joins"].values() for word in words)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(folded(form) for forms in word_lists("company")["legal_forms"].values() for form in forms)


@cache
def _common() -> frozenset[str]:
    generic = (folded(word) for words in word_lists("company")["generic"].values() for word in words)
    return _page_names() | {*generic, ""}


@cache
def _page_names() -> frozenset[str]:
    """Words that name a page: "Accueil", "Our services"."""
    return frozenset(folded(word) for langs in word_lists("page_kinds").values() for part in langs.values() for word in part["words"])


def _json_ld(tree: Tree) -> Iterator[str]:
    for found in tree.json_ld:
        types = {str(name) for name in _listed(found.get("@type"))}
        if types & NO_COMPANY or not (
            types & {"Organization", "LocalBusiness", "Corporation"} or {"telephone", "address", "logo", "legalName"} & found.keys()
        ):
            continue
        towns = {folded(str(place.get("addressLocality", ""))) for place in _listed(found.get("address")) if isinstance(place, dict)}
        for key in ("name", "alternateName", "legalName"):
            for name in _listed(found.get(key)):
                if isinstance(name, str):
                    yield _without_town(name, towns)


def _without_town(name: str, towns: set[str]) -> str:
    words = name.split()
    while len(words) > 1 and folded(words[-1]) in towns:
        words.pop()
    return " ".join(words)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _site_name(tree: Tree) -> Iterator[str]:
    for el in tree.root.iter("meta"):
        if (el.get("property") or el.get("name") or "").lower() in ("og:site_name", "application-name"):
            yield SEPARATOR.split(el.get("content") or "")[0]
    for found in tree.json_ld:
        if "WebSite" in _listed(found.get("@type")) and isinstance(found.get("name"), str):
            yield SEPARATOR.split(found["name"])[0]


def _title_parts(title: str) -> list[str]:
    """The first and the last part of a title; one part alone without the words that name the page ("Accueil", "Home")."""
    parts = [part for part in SEPARATOR.split(title) if part.strip()]
    if len(parts) > 1:
        return [parts[-1], parts[0]]
    words = title.split()
    while words and folded(words[-1]) in _page_names():
        words.pop()
    while words and folded(words[0]) in _page_names():
        words.pop(0)
    return [" ".join(words)] if 0 < len(words) <= 3 else []


def _copyright(body: Iterable[Block]) -> Iterator[str]:
    rights = _rights()
    for block in body:
        text = block.text
        if len(text) >= LONGEST_LINE or not ("©" in text or "copy" in (plain := text.lower()) or "(c)" in plain):
            continue
        if found := COPYRIGHT.search(text):
            yield COPYRIGHT_END.split(rights.split(found.group(1))[0].strip(EDGES))[0]


@cache
def _rights() -> re.Pattern[str]:
    phrases = [phrase for phrases in word_lists("company")["rights"].values() for phrase in phrases]
    return re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE)


def _logos(root: Any) -> Iterator[str]:
    for el in root.iter("img"):
        alt = el.get("alt") or ""
        names = f"{el.get('class') or ''} {el.get('id') or ''} {el.get('src') or ''} {alt}".lower()
        if alt and "logo" in names:
            yield re.sub(r"\blogo(?:type)?\b(?:\s+(?:de|of|du|d['’])\s*)?", " ", alt, flags=re.IGNORECASE)


def _domain(root: Any, url: str) -> Iterator[str]:
    canonical = next((el.get("href") or "" for el in root.iter("link") if (el.get("rel") or "").lower() == "canonical"), "")
    for address in (canonical, url):
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            continue
        labels = host.split(".")
        if len(labels) > 1 and not labels[-1].isdigit():
            yield labels[-3] if len(labels) > 2 and len(labels[-2]) <= 3 and labels[-3] != "www" else labels[-2]
            return
