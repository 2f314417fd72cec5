"""The language of a page and of its blocks.

In: texts and what the page declares. Out: ISO 639-1 codes. What the text says wins over a wrong `lang`; a block gets a language of
its own only where it is long enough to be sure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from auditor.extract.lists import word_lists

WORD = re.compile(r"[^\W\d_]+")
SURE_WORDS = 6  # a block with fewer is in the language of its page
SHORTEST = 2 * SURE_WORDS - 1  # characters of so many words
PAGE_WORDS = 15  # a page with fewer is in the language that it declares
SURE = 0.97  # probability from which the detector is believed on a block
FREQUENT = 0.2  # share of short words. Running French and English hold 35 to 50 %; Spanish or Italian share under 20 % of the French ones
UNKNOWN = "und"  # ISO 639: undetermined
READ = 4_000  # characters of a page that are enough to tell


def language_of_page(text: str, declared: str) -> str:
    """Language of a page: of its content where there is enough of it, else as declared, else the best guess; "und" without a word."""
    words = WORD.findall(text[:READ])
    code = declared.strip().lower()[:2] if re.match(r"[A-Za-z]{2}(?![A-Za-z])", declared.strip()) else ""
    if len(words) < PAGE_WORDS and code:
        return code
    if not words:
        return UNKNOWN
    return _by_words(" ".join(words).casefold().split(" "), code) or _detected(text[:READ])[0]


def language_of_block(text: str, page: str) -> str:
    """Language of a block: the page's, unless its words are surely another's."""
    words = WORD.findall(text.casefold()) if len(text) >= SHORTEST else ()
    if len(words) < SURE_WORDS:
        return page
    counts = _counts(words)
    if counts.get(page, 0) >= 2 and counts[page] >= max(counts.values()):
        return page
    best = max(counts, key=lambda lang: counts[lang])
    if best != page and counts[best] >= 3 and counts[best] > 2 * counts.get(page, 0):
        return best
    return _if_sure(text, page) if len(words) >= 2 * SURE_WORDS else page


def _by_words(words: list[str], declared: str) -> str:
    """fr or en where its short words are frequent, and clearly ahead or as declared; else "" (another language, or too little)."""
    counts = _counts(words)
    best = max(counts, key=lambda lang: counts[lang])
    others = max(count for lang, count in counts.items() if lang != best)
    if counts.get(declared, 0) >= FREQUENT * len(words) and counts[declared] * 2 >= others:
        return declared
    return best if counts[best] >= FREQUENT * len(words) and counts[best] > 2 * others else ""


def _counts(words: Sequence[str]) -> dict[str, int]:
    return {lang: sum(map(own.__contains__, words)) for lang, own in _short_words().items()}


@cache
def _short_words() -> dict[str, frozenset[str]]:
    lists = word_lists("languages")
    return {lang: frozenset(lists[lang]) for lang in ("fr", "en")}


def _if_sure(text: str, page: str) -> str:
    code, probability = _detected(text)
    return code if probability >= SURE else page


def _detected(text: str) -> tuple[str, float]:
    code, probability = _detector().classify(text)
    return str(code), float(probability)


@cache
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(word_lists("languages")["detected"])
    return detector
