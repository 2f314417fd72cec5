"""Sites of made-up companies, the same on every machine, in English and French by turns, as large as those of real small companies are.

In: how many sites, pages of a site, words of a page. Out: each site's number, language and pages by their path. No sentence stands twice,
on a site or on two of them: what was judged once would cost nothing more.
"""

from __future__ import annotations

import html
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from label import sentences

from auditor.models import LANGS, Lang

PAGES, WORDS = 10, 250  # of a site, of a page: sites of small companies have 5 to 13 pages that count and 1,300 to 7,300 words
SECTION, ITEMS = 7, 2  # sentences of a section with its heading, those of them that are items of a list
TITLES: dict[Lang, dict[str, str]] = {
    "en": {"index": "Welcome", "about": "About us", "contact": "Contact", "case-studies/one": "Case study", "services/one": "Our services"},
    "fr": {
        "index": "Accueil",
        "a-propos": "À propos",
        "contact": "Contact",
        "realisations/un": "Réalisation",
        "services/un": "Nos services",
    },
}
Firm = tuple[int, Lang, dict[str, str]]


def firms(count: int, *, pages: int = PAGES, words: int = WORDS) -> Iterator[Firm]:
    """So many sites."""
    each = -(-count // len(LANGS)) * pages
    told = {lang: _shuffled(sentences(lang, each * (words + 20))) for lang in LANGS}  # the last sentence of a page is longer than is left
    for number in range(count):
        lang: Lang = ("en", "fr")[number % 2]
        menu = _menu(lang, pages)
        made = {f"{name}.html": _page(number, lang, title, _taken(told[lang], words), menu) for name, title in menu.items()}
        yield number, lang, made


def write_firms(folder: Path, count: int, *, pages: int = PAGES, words: int = WORDS) -> list[str]:
    """The sites as folders of files in the folder, and their names."""
    names = []
    for number, _, made in firms(count, pages=pages, words=words):
        names.append(f"site-{number:04}")
        for name, text in made.items():
            file = folder / names[-1] / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return names


def _shuffled(told: list[str]) -> Iterator[str]:
    random.Random(7).shuffle(told)
    return iter(told)


def _taken(told: Iterator[str], words: int) -> list[str]:
    taken: list[str] = []
    while words > 0:
        taken.append(next(told))
        words -= len(taken[-1].split())
    return taken


def _menu(lang: Lang, pages: int) -> dict[str, str]:
    """Names and titles of the pages: one of each kind, the others of services."""
    found, (last, of_last) = TITLES[lang], list(TITLES[lang].items())[-1]
    more = {f"{last[:-1]}{n}": f"{of_last} ({n})" for n in range(2, pages - len(found) + 2)}
    return dict(islice({**found, **more}.items(), pages))


def _page(number: int, lang: Lang, title: str, told: list[str], menu: dict[str, str]) -> str:
    links = "".join(f'<a href="/{name}.html">{said}</a>' for name, said in menu.items())
    body = "".join(_section([html.escape(one) for one in told[at : at + SECTION]]) for at in range(0, len(told), SECTION))
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Firm {number}</title></head>'
        f"<body><nav>{links}</nav><main><h1>{title}, Firm {number}</h1>{body}</main></body></html>"
    )


def _section(some: list[str]) -> str:
    items = "".join(f"<li>{one}</li>" for one in some[-ITEMS:])
    return f"<h2>{some[0]}</h2><p>{' '.join(some[1:-ITEMS])}</p><ul>{items}</ul>"
