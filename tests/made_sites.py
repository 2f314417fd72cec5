"""Small sites of made-up companies, the same on every machine, in French and English; some speak of the reader, some of themselves.

In: a number, a language. Out: pages by their path.
"""

from __future__ import annotations

import random
from pathlib import Path

TITLES = {
    "en": {"index": "Welcome", "about": "About us", "services": "Our services", "contact": "Contact"},
    "fr": {"index": "Accueil", "about": "À propos", "services": "Nos services", "contact": "Contact"},
}
PLACES = {
    "en": ["kitchen", "roof", "boat", "garden", "workshop", "office", "cellar", "barn", "bakery", "stable"],
    "fr": ["cuisine", "toiture", "péniche", "terrasse", "serre", "boutique", "cave", "grange", "façade", "étable"],
}
TO_READER = {
    "en": [
        "You know the price of your {a} before we touch your {b}.",
        "Your {a} is ready in {n} days, or you pay nothing for the {b}.",
        "You keep one number to call for your {a} and your {b}.",
        "When your {a} needs us, you have an answer within {n} hours.",
        "You choose the day, and your {b} stays open while the {a} is mended.",
    ],
    "fr": [
        "Vous connaissez le prix de votre {a} avant que l’on touche à votre {b}.",
        "Votre {a} est prête en {n} jours, ou vous ne payez rien pour la {b}.",
        "Vous gardez un seul numéro à appeler pour votre {a} et votre {b}.",
        "Quand votre {a} a besoin de nous, vous avez une réponse en {n} heures.",
        "Vous choisissez le jour, et votre {b} reste ouverte pendant que l’on répare la {a}.",
    ],
}
TO_OURSELVES = {
    "en": [
        "We are a leading company in {a} and {b} solutions.",
        "Our {n} employees have put quality at the heart of our {a} for years.",
        "We design, build and deliver every {a} and every {b} in our own works.",
        "Our know-how in {a} repair makes us proud since {n} generations.",
        "We believe in innovation, and our {b} department grows every year.",
    ],
    "fr": [
        "Nous sommes une entreprise leader de la {a} et de la {b}.",
        "Nos {n} collaborateurs placent la qualité au cœur de notre {a} depuis des années.",
        "Nous concevons, fabriquons et livrons chaque {a} et chaque {b} dans nos ateliers.",
        "Notre savoir-faire en {a} fait notre fierté depuis {n} générations.",
        "Nous croyons à l’innovation, et notre pôle {b} grandit chaque année.",
    ],
}


def made_site(number: int, lang: str = "en", *, sentences: int = 8, home: int = 0) -> dict[str, str]:
    """The pages of the company of that number: home, about, services and contact, each with so many sentences, or `home` of them."""
    dice = random.Random(number * 2 + (lang == "fr"))
    share = dice.random()  # of sentences about the reader
    pages = {}
    for name, title in TITLES[lang].items():
        said = [_sentence(dice, lang, share) for _ in range(home if home and name == "index" else sentences)]
        half = len(said) // 2
        paragraphs = "".join(f"<h2>{said[n]}</h2><p>{' '.join(said[n + 1 : n + half])}</p>" for n in (0, half))
        menu = "".join(f'<a href="{to}.html">{words}</a>' for to, words in TITLES[lang].items())
        pages[f"{name}.html"] = (
            f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} | Firm {number}</title></head>'
            f"<body><nav>{menu}</nav><main><h1>{title}, Firm {number}</h1>{paragraphs}</main></body></html>"
        )
    return pages


def _sentence(dice: random.Random, lang: str, share: float) -> str:
    a, b = dice.sample(PLACES[lang], 2)
    return dice.choice((TO_READER if dice.random() < share else TO_OURSELVES)[lang]).format(a=a, b=b, n=dice.randrange(2, 30))


def write_site(folder: Path, number: int, lang: str = "en", *, sentences: int = 8, home: int = 0) -> Path:
    """The site as files in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in made_site(number, lang, sentences=sentences, home=home).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
