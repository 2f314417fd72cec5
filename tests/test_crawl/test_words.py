"""Every failure has its sentence, in both languages."""

import re
import string
from pathlib import Path

import pytest
import yaml

from auditor import crawl
from auditor.resources import folder
from auditor.words import entry, say

CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(crawl.__file__).parent.glob("*.py")))
FIRST_PAGE = {"url": "https://exemple.fr/", "detail": "404"}


def keys(lang: str) -> list[str]:
    path = folder("site_templates") / "catalogues" / lang / "crawl.yml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8")))


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    assert keys("fr") == keys("en")
    for key in keys("fr"):
        assert fields(entry("fr", f"crawl.{key}")) == fields(entry("en", f"crawl.{key}")), key


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_reason_in_the_code_has_a_sentence(lang: str) -> None:
    reasons = set(re.findall(r'NotRead\([^"()]*(?:\([^()]*\))?[^"()]*"([a-z-]+)"', CODE)) | set(
        re.findall(r'FetchProblem\("([a-z-]+)"', CODE)
    )
    assert {"robots", "duplicate", "http-error", "timeout"} <= reasons
    for reason in reasons | {"trap", "excluded", "cap", "depth"}:
        assert say(lang, f"crawl.reason.{reason}", detail="12")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_failure_of_a_first_page_has_a_sentence(lang: str) -> None:
    named = set(re.findall(r'FetchProblem\("[a-z-]+"[^)]*?"([a-z-]+)"\)', CODE)) | set(re.findall(r'key="([a-z-]+)"', CODE))
    alone = set(re.findall(r'FetchProblem\("([a-z-]+)"(?:, [^"=]+)?\)', CODE)) - {"off-site", "duplicate"}
    assert {"unknown-host", "moved", "robots-forbid"} <= named
    for key in named | alone | {"first-empty", "first-not-text", "first-http-error"}:
        assert "https://exemple.fr/" in say(lang, f"crawl.{key}", **FIRST_PAGE)


def test_french_is_set_as_french() -> None:
    for key in keys("fr"):
        sentence = entry("fr", f"crawl.{key}").replace("://", "")
        assert not re.search(r" [:;!?%»]|« |[^\W\d_]'", sentence), key
