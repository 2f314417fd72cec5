"""The language of the session, colour, and what a page may not do to a terminal."""

import io
import json
import sys

import pytest

from auditor import models
from auditor.cli import terminal
from auditor.cli.terminal import Session, clean, complain, has_colour, show, show_json, ui_lang


@pytest.mark.parametrize(
    ("args", "environ", "lang"),
    [
        ([], {}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "fr"),
        ([], {"LANG": "fr_CA.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "fr_BE"}, "fr"),
        ([], {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "fr"),
        ([], {"LANG": "C.UTF-8"}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "AUDITOR_UI_LANG": "fr"}, "fr"),
        (["--ui-lang", "en", "audit"], {"AUDITOR_UI_LANG": "fr"}, "en"),
        (["audit", "x", "--ui-lang=fr"], {"LANG": "en_US"}, "fr"),
        (["--ui-lang"], {"LANG": "fr_FR"}, "fr"),
    ],
)
def test_the_session_speaks_the_language_that_was_asked_for(
    args: list[str], environ: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_windows_language", lambda: "")
    assert ui_lang(args, environ) == lang


def test_the_command_line_speaks_every_language_that_is_judged() -> None:
    assert terminal.LANGS == models.LANGS


def test_windows_speaks_the_language_of_its_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_windows_language", lambda: "fr_FR")
    assert ui_lang([], {}) == "fr"


HOSTILE = "a\x1b[2J\x1b]0;owned\x07\x9b31mb\x00\u202egnp.exe\u2066\rc"


def test_no_control_or_reordering_character_of_a_page_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show(HOSTILE)
    complain(Session("en"), HOSTILE)
    captured = capsys.readouterr()
    for text in (captured.out, captured.err):
        assert "a[2J]0;owned31mbgnp.exec" in text
        assert not any(mark in text for mark in "\x1b\x07\x9b\x00\u202e\u2066\r")


def test_json_keeps_every_character_and_obeys_none(capsys: pytest.CaptureFixture[str]) -> None:
    show_json({"title": HOSTILE})
    out = capsys.readouterr().out
    assert json.loads(out) == {"title": HOSTILE}
    assert not any(mark in out for mark in "\x1b\x07\x9b\x00\u202e\u2066\r")


def test_clean_keeps_lines_tabs_accents_and_typographic_spaces() -> None:
    text = "«\u00a0Déjà\u00a0», dit-elle\u202f!\n\tœuvre 日本 🙂"
    assert clean(text) == text


@pytest.mark.parametrize(
    ("environ", "is_tty", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, False, True),
    ],
)
def test_colour_follows_no_color_then_force_color_then_the_terminal(environ: dict[str, str], is_tty: bool, expected: bool) -> None:
    assert has_colour(environ, is_tty) is expected


def test_a_console_without_a_character_replaces_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Windows console in code page 1252 has no narrow no-break space: that must not end an audit."""

    class Console(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    console = Console(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", console)
    terminal.prepare_streams()
    show("Prêt\u202f! 日")
    console.flush()
    assert console.buffer.getvalue().decode("cp1252").rstrip() == "Prêt?! ?"  # type: ignore[attr-defined]


def test_a_pipe_gets_utf_8_whatever_the_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", pipe)
    terminal.prepare_streams()
    show("Prêt\u202f! 日 \udce9")
    pipe.flush()
    assert pipe.buffer.getvalue().decode("utf-8").rstrip() == "Prêt\u202f! 日 \\udce9"  # type: ignore[attr-defined]
