"""Every failure has its sentence, in both languages."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from auditor import crawl
from auditor.resources import folder
from auditor.words import entry, has, say

FIRST_PAGE = {"url": "https://exemple.fr/", "detail": "404"}
NO_FIRST_PAGE = {"duplicate", "off-site", "needs-browser"}  # nothing was read before; the others come as "moved", "first-needs-browser"


def calls(name: str) -> Iterator[tuple[str | None, str | None]]:
    """Reason and key of each place in the code that makes a NotRead or a FetchProblem."""
    for path in sorted(Path(crawl.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                named = {keyword.arg: keyword.value for keyword in node.keywords}
                positions = dict(enumerate(node.args))
                first, third = (positions.get(0), positions.get(2)) if name == "FetchProblem" else (positions.get(1), None)
                yield text(first), text(named.get("key") or third)


def text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


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
    reasons = {reason for name in ("NotRead", "FetchProblem") for reason, _ in calls(name) if reason}
    assert {"robots", "duplicate", "http-error", "timeout"} <= reasons
    for reason in reasons | {"trap", "excluded", "cap", "depth", "nofollow", "noindex", "missing", "needs-browser", "pdf", "pdf-reader"}:
        assert say(lang, f"crawl.reason.{reason}", detail="12")
        assert has(lang, f"report.not-read.{reason}"), reason


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_failure_of_a_first_page_has_a_sentence(lang: str) -> None:
    found = {key or reason for reason, key in calls("FetchProblem")} - NO_FIRST_PAGE - {None}
    assert {"unknown-host", "moved", "robots-forbid", "timeout"} <= found
    for key in found | {"first-needs-browser", "first-empty", "first-not-text", "first-http-error"}:
        assert "https://exemple.fr/" in say(lang, f"crawl.{key}", **FIRST_PAGE)


def test_french_is_set_as_french() -> None:
    for key in keys("fr"):
        sentence = entry("fr", f"crawl.{key}").replace("://", "")
        assert not re.search(r" [:;!?%»]|« |[^\W\d_]'", sentence), key
