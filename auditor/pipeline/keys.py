"""The keys of what is remembered: each stands for all that a text, labels or a verdict depend on, and for nothing else.

In: pages, segments, the digest of the rules. Out: keys of the store.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b

from auditor.extract import REPEATED
from auditor.identity import digest
from auditor.language import models_found
from auditor.models import Company, Page, PageText, Segment
from auditor.pipeline.knowing import program, rules_digest
from auditor.settings import SiteSettings

NO_LETTER = re.compile(r"[\W_]+")
ANY_ENDING = "*"  # in a name: it may stand for more than its letters


def makers_of(rules: str) -> dict[str, str]:
    """The model and the rules (by their digest) that make the labels of each language."""
    return {model.lang: f"{model.name} {model.version} {rules}" for model in models_found()}


def text_key(page: Page) -> str:
    """What a page's text depends on: its bytes, what the server said of them, where it stands, and the program."""
    body = blake2b(page.body, digest_size=16).hexdigest()
    return digest("text", program(), rules_digest(), body, page.url, page.key, page.content_type, page.charset or "-", size=16)


def outline_key(page: Page) -> str:
    """What a page's outline depends on: its bytes, what the server said of them, its address, and the program."""
    body = blake2b(page.body, digest_size=16).hexdigest()
    return digest("outline", program(), rules_digest(), body, page.url, page.content_type, page.charset or "-", size=16)


def mark_of(page: Page, site: SiteSettings, makers: Mapping[str, str]) -> str:
    """The key under which it is noted that a page has been read and its sentences judged, by these rules and models."""
    return digest("judged", text_key(page), site.model_dump_json(), *sorted(makers.values()), size=16)


def label_key(segment: Segment, company: Company, maker: str) -> str:
    """What may change a label, and nothing else: text, model and rules, the context that rules may read, and the names that may stand in
    the text. A name that does not stand there changes nothing: so most sentences can be judged before it is known who "we" is.
    """
    context = (segment.kind, str(segment.level), segment.page_kind, segment.lead_in, segment.prev, "\x1e".join(segment.heading))
    said = _letters(segment.text) if company.names or company.customer_nouns else ""
    names = ("\x1e".join(name for name in some if _may_stand(name, said)) for some in (company.names, company.customer_nouns))
    return digest(segment.text, segment.lang, maker, *context, *names, size=16)


def sentences_key(text: PageText, read: str, company: Company, makers: Mapping[str, str]) -> str:
    """What may change the labels of a page that was read under that key, whichever of its blocks count: the language that it is taken for,
    models and rules, and the names that may stand in it or in what its site repeats.
    """
    given = (company.names, company.customer_nouns)
    said = _letters("\n".join(block.text for block in text.blocks if block.kept or block.reason == REPEATED)) if any(given) else ""
    names = ("\x1e".join(name for name in some if _may_stand(name, said)) for some in given)
    return digest("sentences", read, text.lang, *(f"{lang} {maker}" for lang, maker in sorted(makers.items())), *names, size=16)


def _may_stand(name: str, letters: str) -> bool:
    """Whether a name may be met in a text, by its letters: never no where the engine would meet it."""
    return ANY_ENDING in name or _letters_of_name(name) in letters


@lru_cache(maxsize=1000)
def _letters_of_name(name: str) -> str:
    return _letters(name)


def _letters(text: str) -> str:
    """Letters and figures alone, without case and accents: coarser than what the engine holds for the same word."""
    return NO_LETTER.sub("", unicodedata.normalize("NFKD", text).casefold()).replace("œ", "oe")
