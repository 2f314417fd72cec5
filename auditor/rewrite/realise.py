"""Forms of words, by pyrealb: the only module that knows it.

In: a lemma and the features wanted. Out: the form, or `UnknownWord` when neither the lexicon nor a regular group gives it.

pyrealb keeps its language and its lexicon in globals: everything here holds one lock, and forms are remembered. It is imported when the
first form is asked for (0.3 s, both languages at once).
"""

from __future__ import annotations

import importlib
import threading
import warnings
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from auditor.models import Lang

LOCK = threading.RLock()
TENSES = {"present": "p", "future": "f"}


class UnknownWord(Exception):
    """Neither the lexicon nor a regular group gives the form; a rewrite that needs it is refused."""


@lru_cache(maxsize=1)
def _library() -> Any:
    with warnings.catch_warnings():  # it leaves its data files to the garbage collector, which is a warning under -W error
        warnings.simplefilter("ignore")
        return importlib.import_module("pyrealb")


def _entry(lang: Lang, lemma: str) -> Mapping[str, Any]:
    entry: Mapping[str, Any] = _library().getLemma(lemma, lang) or {}
    return entry


def _teach(lang: Lang, lemma: str, models: Mapping[str, str]) -> None:
    """Have the lexicon know `lemma`, conjugated like the model of its ending; the longest ending speaks."""
    if "V" in _entry(lang, lemma):
        return
    endings = sorted((e for e in models if lemma.endswith(e)), key=len, reverse=True)
    if not endings:
        raise UnknownWord(lemma)
    _library().addToLexicon(lemma, {"V": dict(_entry(lang, models[endings[0]])["V"])}, lang)


@lru_cache(maxsize=20_000)
def _realise(lang: Lang, lemma: str, features: tuple[tuple[str, str | int], ...], models: tuple[tuple[str, str], ...]) -> str:
    with LOCK:
        library = _library()
        _teach(lang, lemma, dict(models))
        library.load(lang)
        verb = library.V(lemma)
        for name, value in features:
            verb = getattr(verb, name)(value)
        form = str(verb.realize()).strip()
    if not form or "[" in form:
        raise UnknownWord(lemma)
    return form


def verb(lang: Lang, lemma: str, *, person: int, plural: bool, tense: str = "present", models: Mapping[str, str] | None = None) -> str:
    """The finite form of a verb (French: "vous" is person 2, plural); `models` conjugates verbs that the lexicon lacks."""
    features = (("t", TENSES[tense]), ("pe", person), ("n", "p" if plural else "s"))
    return _realise(lang, lemma, features, tuple((models or {}).items()))


def imperative(lang: Lang, lemma: str, *, person: int = 2, plural: bool = True) -> str:
    """What one is told to do: « confiez », « confie », with person 1 « confions »; in English the verb itself."""
    return _realise(lang, lemma, (("t", "ip"), ("pe", person), ("n", "p" if plural else "s")), ()) if lang == "fr" else lemma


def participle(lang: Lang, lemma: str, *, feminine: bool = False, plural: bool = False, models: Mapping[str, str] | None = None) -> str:
    """The past participle, agreeing in French."""
    agreement = (("g", "f" if feminine else "m"), ("n", "p" if plural else "s")) if lang == "fr" else ()
    return _realise(lang, lemma, (("t", "pp"), *agreement), tuple((models or {}).items()))


@lru_cache(maxsize=20_000)
def is_verb(lang: Lang, lemma: str) -> bool:
    """Whether the lexicon knows `lemma` as a verb."""
    with LOCK:
        return "V" in _entry(lang, lemma)


@lru_cache(maxsize=20_000)
def is_noun(lang: Lang, lemma: str) -> bool:
    """Whether the lexicon knows `lemma` as a noun."""
    with LOCK:
        return "N" in _entry(lang, lemma)


@lru_cache(maxsize=20_000)
def is_only_adjective(form: str) -> bool:
    """Whether the French lexicon knows the form, without its plain endings, as an adjective and as nothing else."""
    with LOCK:
        entries = [_entry("fr", lemma) for lemma in (form, form.removesuffix("s"), form.removesuffix("s").removesuffix("e"))]
    return any("A" in entry for entry in entries) and not any({"N", "V", "Adv"} & {*entry} for entry in entries)


@lru_cache(maxsize=20_000)
def gender(lemma: str) -> str:
    """Gender of a French noun, "m" or "f"; UnknownWord when the lexicon lacks it or knows it in both."""
    with LOCK:
        found = str(_entry("fr", lemma).get("N", {}).get("g", ""))
    if found not in ("m", "f"):
        raise UnknownWord(lemma)
    return found


@lru_cache(maxsize=20_000)
def has_mute_h(word: str) -> bool:
    """Whether a French word in h- takes l' and d'; UnknownWord when the lexicon lacks it."""
    with LOCK:
        entry = _entry("fr", word) or _entry("fr", word.removesuffix("s"))
    if not entry:
        raise UnknownWord(word)
    return not any(isinstance(reading, Mapping) and reading.get("h") for reading in entry.values())
