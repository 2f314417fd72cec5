"""Every sentence shown to a user, by key and language, from `site_templates/catalogues/<lang>/<file>.yml`.

In: a language, a key "<file>.<rest>" and its named fields. Out: the sentence. Both languages are sources: keys, not English, tie
them together. An entry that counts is a mapping of CLDR plural categories ({one: …, other: …}) chosen by the field `count`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import yaml

from auditor.resources import folder

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FALLBACK = "en"
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w|\{)|(?<=s)'(?= )")


@cache
def _entries(lang: str, file: str) -> dict[str, Any]:
    path = folder("site_templates") / "catalogues" / lang / f"{file}.yml"
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=Loader) or {}


def entry(lang: str, key: str) -> Any:
    """The raw entry of `key`; KeyError names the key and the language."""
    file, _, rest = key.partition(".")
    try:
        return _entries(lang, file)[rest]
    except (KeyError, FileNotFoundError):
        raise KeyError(f"{key} is missing from the {lang} catalogue") from None


def has(lang: str, key: str) -> bool:
    """Whether the catalogue of `lang` holds `key`."""
    try:
        entry(lang, key)
    except KeyError:
        return False
    return True


def say(lang: str, key: str, /, **fields: object) -> str:
    """The sentence of `key` in `lang`, its fields filled in; plural forms follow the field `count`."""
    found = entry(lang, key)
    if isinstance(found, dict):
        found = found.get(_plural(lang, fields["count"]), found["other"])
    return str(found).format(**fields) if fields else str(found)


def typeset(text: str) -> str:
    """The text with the apostrophes of print: rule files hold the ones of keyboards, readers see these."""
    return APOSTROPHE.sub("\u2019", text)


@lru_cache(maxsize=1024, typed=True)  # Babel takes the operands of the rules apart anew each time
def _plural(lang: str, count: Any) -> str:
    from babel.core import Locale

    return str(Locale(lang).plural_form(count))
