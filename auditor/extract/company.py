"""Who "we" is on a site: the names as they may stand in a sentence.

In: pages with their name evidence, and what the user said. Out: Company. What the user says comes first; then the evidence of all
pages is added up, the home page counting most. A wrong name costs more than a missing one, so weak evidence needs company.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, partial

from auditor.extract.lists import folded
from auditor.extract.names import is_possible, tidy
from auditor.models import Company, PageText
from auditor.settings import SiteSettings

HOME = 3.0  # how many other pages the home page counts for
ENOUGH = 2.0  # points: one sure place on all pages, or several weak ones that agree
ALIAS = 0.5  # share of the best name's points that an alias of other words needs
KIN = 1.0  # points that a variant of the name needs
MOST_ALIASES = 5
Said = Callable[[str], int]  # how often a form stands in what the pages say
SURE = frozenset({"json-ld", "site-name", "copyright"})


def identify(texts: Sequence[PageText], given: SiteSettings) -> Company:
    """The company of these pages; empty names where neither settings nor pages name it with enough certainty."""
    names = _ranked(texts)
    if given.name:
        own = folded(given.name)
        names = [given.name, *(name for name in names if _is_kin(own, folded(name)))]
    listed = [*names[:1], *given.aliases, *names[1 : 1 + MOST_ALIASES]]
    unique = list({folded(name) or name: name for name in reversed(listed)}.values())[::-1]
    return Company(unique[0] if names else "", tuple(unique[1:] if names else unique), given.customer_nouns)


def _ranked(texts: Sequence[PageText]) -> list[str]:
    """Names, the most certain first: the best one, its own variants, and others that are nearly as certain."""
    points, forms = _points(texts)
    if not points:
        return []
    order = sorted(points, key=lambda key: (-points[key], -len(key), key))
    best = order[0]
    if points[best] < ENOUGH:
        return []
    sure = {folded(found.name) for text in texts for found in text.names if found.where in SURE}
    kin = [
        key
        for key in order[1:]
        if (_is_kin(best, key) and points[key] >= KIN) or (key in sure and points[key] >= max(ENOUGH, ALIAS * points[best]))
    ]
    return [_form(forms[key]) for key in (best, *kin)]


def _points(texts: Sequence[PageText]) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Points of each name (folded), and the ways it is written."""
    whole = sum(map(_weight, texts)) or 1.0
    points: dict[str, float] = defaultdict(float)
    places: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    domains = {folded(found.name).replace(" ", "") for text in texts for found in text.names if found.where == "domain"}
    for text in texts:
        for found in text.names:
            if found.where != "domain":
                key = folded(found.name)
                points[key] += found.weight * _weight(text) / whole
                places[key].add(found.where)
                forms[key][found.name] += 1
    body = "\n".join(block.text for text in texts for block in text.blocks if block.kind not in ("title", "description"))
    said = cache(partial(_said, body=body))
    sure = {key for key, where in places.items() if where & SURE}
    for key in list(points):
        points[key] += _support(key, _form(forms[key]), said, domains)
        is_backed = len(places[key]) > 1 or any(_is_kin(other, key) for other in sure)
        if not _is_believable(key, _form(forms[key]), said, domains, is_backed=is_backed):
            del points[key]
    return points, forms


def _weight(text: PageText) -> float:
    return HOME if text.kind == "home" else 1.0


def _support(key: str, form: str, said: Said, domains: set[str]) -> float:
    """What the domain and the sentences add: up to two points each."""
    joined = key.replace(" ", "")
    domain = 2.0 if joined in domains else 1.0 if any(len(joined) > 3 and (joined in name or name in joined) for name in domains) else 0.0
    return domain + min(2.0, math.log2(1 + said(form)))


def _said(form: str, body: str) -> int:
    """How often a form stands there as words of its own: looked for letter by letter, in half the time of a regex on a whole site."""
    said, at, size = 0, body.find(form), len(form)
    while at >= 0:
        beside = (body[at - 1 : at], body[at + size : at + size + 1])
        is_whole = not any(one.isalnum() or one == "_" for one in beside)
        said += is_whole
        at = body.find(form, at + max(1, size * is_whole))
    return said


def _is_believable(key: str, form: str, said: Said, domains: set[str], *, is_backed: bool) -> bool:
    """Never a word that the sentences use as a common word; a title alone needs the domain or a sentence behind it."""
    if not is_possible(form) or (" " not in key and said(form.lower()) > said(form) and form != form.lower()):
        return False
    if is_backed:
        return True
    is_domain = any(key.replace(" ", "") in name for name in domains)
    return is_domain or (said(form) > 1 and all(word[:1].isupper() for word in form.split() if len(word) > 3))


def _is_kin(name: str, other: str) -> bool:
    """Whether two names are one with and without some of its words, or written as one word."""
    first, second = name.split(), other.split()
    return first[:1] == second[:1] or name.replace(" ", "") == other.replace(" ", "") or set(second) < set(first)


def _form(forms: Counter[str]) -> str:
    """The most usual way to write a name, capitals throughout last."""
    return tidy(min(forms, key=lambda form: (form.isupper() and len(form) > 4, -forms[form], form)))
