"""What a house calls the people it serves, in the blanks that name them: « ce que le client gagne » or « ce que le patient gagne ».

In: a draft and the house's nouns. Out: the draft with the first of them in its blanks; as it was where the lexicon does not know it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from auditor.knowledge.recipes import Grammar
from auditor.models import Lang
from auditor.rewrite import french, guard, realise
from auditor.rewrite.compose import Draft

BLANKS = re.compile(r"\[[^\]]*\]")


def called(draft: Draft, nouns: tuple[str, ...], lang: Lang, grammar: Grammar) -> Draft:
    """The draft with the first of the house's nouns in its blanks."""
    if not draft.is_open or not nouns or not grammar.customer:
        return draft
    singular, feminine = _known(nouns[0].strip().lower(), lang)
    if not singular:
        return draft
    return replace(draft, text=BLANKS.sub(lambda blank: _named(blank.group(), singular, feminine, lang, grammar), draft.text))


def _known(noun: str, lang: Lang) -> tuple[str, bool]:
    """The noun in the singular, "" when nobody knows it, and whether it is feminine; of both genders it is masculine, as « client » is."""
    singular = next((form for form in (noun.removesuffix("s"), noun) if realise.is_noun(lang, form)), "")
    try:
        return singular, bool(singular) and lang == "fr" and realise.gender(singular) == "f"
    except realise.UnknownWord:
        return singular, False


def _named(blank: str, noun: str, feminine: bool, lang: Lang, grammar: Grammar) -> str:
    if feminine and {*guard.words(blank)} & {*grammar.agreeing}:
        return blank
    vowel = french.elides(noun) if lang == "fr" else noun[0] in "aeiou"

    def name(found: re.Match[str]) -> str:
        article, plural = (found["article"] or "").strip().lower(), found["plural"]
        said = grammar.articles[article][2 * feminine + vowel] if article in grammar.articles else (found["article"] or "").strip()
        return said + ("" if not said or said.endswith("'") else " ") + noun + plural

    ways = "|".join(map(re.escape, grammar.articles))
    pattern = rf"(?:\b(?P<article>{ways})\s+)?\b{re.escape(grammar.customer)}(?P<plural>s?)\b"
    return re.sub(pattern, name, blank, flags=re.IGNORECASE)
