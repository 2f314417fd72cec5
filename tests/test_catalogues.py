"""Both languages say the same things, each as it is written by its own people."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

CATALOGUES = Path(__file__).parents[1] / "site_templates" / "catalogues"
FILES = sorted({path.name for path in CATALOGUES.glob("*/*.yml")})
FIELD = re.compile(r"\{(\w+)[^}]*\}")
# What French typography asks: U+202F before ; ! ? and %, U+00A0 before : and inside « ». Addresses, times, options and fields keep theirs.
MISPLACED = re.compile(r"[ \u00a0][;!?%]|[ \u202f]:(?=[\s\"]|$)|«(?!\u00a0)|(?<!\u00a0)»|(?<=[\w\u00e0-\u00ff»)])[;!?%](?![\w=/{])(?<!&)")
COUNTING = {"one", "other", "many"}


def read(lang: str, file: str) -> dict[str, object]:
    return yaml.safe_load((CATALOGUES / lang / file).read_text(encoding="utf-8"))


def sentences(entry: object) -> Iterator[str]:
    if isinstance(entry, dict):
        yield from (str(form) for form in entry.values())
    else:
        yield str(entry)


def fields(entry: object) -> set[str]:
    return {name for sentence in sentences(entry) for name in FIELD.findall(sentence)}


@pytest.mark.parametrize("file", FILES)
def test_both_languages_have_the_same_keys(file: str):
    assert set(read("fr", file)) == set(read("en", file))


@pytest.mark.parametrize("file", FILES)
def test_both_languages_fill_in_the_same_fields(file: str):
    french, english = read("fr", file), read("en", file)
    # A form of "one" may say the number in a word; `count` chooses the form and need not be printed.
    differing = {key for key in french if fields(french[key]) - {"count", "n"} != fields(english[key]) - {"count", "n"}}
    assert not differing


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("file", FILES)
def test_a_sentence_that_counts_has_the_forms_that_its_language_needs(lang: str, file: str):
    counting = {key: set(entry) for key, entry in read(lang, file).items() if isinstance(entry, dict)}
    assert all({"one", "other"} <= forms <= COUNTING for forms in counting.values()), counting


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("file", FILES)
def test_keys_and_sentences_are_text(lang: str, file: str):
    """YAML reads a bare yes, no or on as a truth value."""
    assert all(isinstance(key, str) for key in read(lang, file))
    assert all(isinstance(s, str) and s for entry in read(lang, file).values() for s in sentences(entry))


@pytest.mark.parametrize("file", FILES)
def test_french_is_typeset_as_french(file: str):
    wrong = {key: s for key, entry in read("fr", file).items() for s in sentences(entry) if MISPLACED.search(s)}
    assert not wrong


@pytest.mark.parametrize(
    "sentence", ["Pourquoi ?", "Pourquoi\u00a0?", "Pourquoi?", "Note : 3", "« cité »", "40 %", "Oui;", "«\u202fcité\u202f»", "40%"]
)
def test_the_check_of_typography_sees_a_slip(sentence: str):
    assert MISPLACED.search(sentence)


@pytest.mark.parametrize(
    "sentence", ["Pourquoi\u202f? Note\u00a0: 40\u202f%, «\u00a0cité\u00a0»\u202f; https://x.fr/?q=1 à 12:30", "{file}:{line}"]
)
def test_the_check_of_typography_leaves_good_french_alone(sentence: str):
    assert not MISPLACED.search(sentence)
