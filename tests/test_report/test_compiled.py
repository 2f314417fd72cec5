"""Compiled templates in the user's own folder: taken where template, words and way of compiling are the same, made anew where not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader

from auditor import copies
from auditor.report import compiled
from auditor.report.compiled import Compiled
from auditor.report.compiling import Templates

PAGE = "<p>{{ text }}</p>"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder."""
    folder = tmp_path / "own"
    monkeypatch.setattr(copies, "own_folder", lambda: folder)
    return folder


def shown(lang: str = "fr", page: str = PAGE) -> tuple[str, bool]:
    """A page by new templates, and whether it had to be compiled."""
    compiled_now = []

    class Watched(Templates):
        def compile(self, *given: Any, **named: Any) -> Any:
            compiled_now.append(given)
            return super().compile(*given, **named)

    templates = Watched(loader=DictLoader({"page.html": page}), autoescape=True, bytecode_cache=Compiled(lang))
    return templates.get_template("page.html").render(text="d'ici & <b>"), bool(compiled_now)


def test_a_template_is_compiled_once():
    first, again = shown(), shown()
    assert (first[1], again[1]) == (True, False)
    assert first[0] == again[0] == "<p>d&#39;ici &amp; &lt;b&gt;</p>"


def test_another_text_of_the_template_is_compiled():
    shown()
    assert shown(page=PAGE + "!") == ("<p>d&#39;ici &amp; &lt;b&gt;</p>!", True)


def test_each_language_has_templates_of_its_own():
    shown("fr")
    assert shown("en")[1]
    assert not shown("fr")[1]


def test_other_words_are_compiled(monkeypatch: pytest.MonkeyPatch):
    shown()
    monkeypatch.setattr(compiled, "spoken", lambda lang: "other words")
    assert shown()[1]


def test_what_is_spoken_depends_on_the_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    words = tmp_path / "catalogues" / "fr" / "report.yml"
    words.parent.mkdir(parents=True)
    monkeypatch.setattr(compiled, "folder", lambda name: tmp_path)
    told = []
    for text in ("a: un", "a: deux"):
        words.write_text(text, encoding="utf-8")
        compiled.spoken.cache_clear()
        told.append(compiled.spoken("fr"))
    compiled.spoken.cache_clear()
    assert len(set(told)) == 2


@pytest.mark.parametrize("spoil", [lambda b: b[:-9], lambda b: b"", lambda b: b.replace(b"text", b"next"), lambda b: b"\xff" + b])
def test_a_copy_that_is_not_whole_is_made_again(home: Path, spoil: Callable[[bytes], bytes]):
    whole, _ = shown()
    (file,) = (home / "templates").iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    assert shown() == (whole, True)
    assert shown() == (whole, False)


def test_without_a_folder_of_ones_own_templates_are_compiled(home: Path):
    home.write_text("no folder", encoding="utf-8")
    assert [shown()[1], shown()[1]] == [True, True]
