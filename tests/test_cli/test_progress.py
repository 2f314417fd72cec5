"""Progress: a line per 25 pages without a terminal, each page with -v, silence with -q, a bar on a terminal."""

import io
import sys

import pytest

from auditor.cli.progress import Bar, Lines, watching
from auditor.cli.terminal import Session


def crawl(watch: Lines, pages: int) -> None:
    watch.stage("crawl", None)
    for number in range(pages):
        watch.step(note=f"https://a.example/{number}\x1b[2J")
    watch.stage("label", 500)
    watch.step(256)


def test_without_a_terminal_a_line_comes_every_25_pages(capsys: pytest.CaptureFixture[str]) -> None:
    with watching(Session("en")) as watch:
        crawl(watch, 60)
    captured = capsys.readouterr()
    assert captured.err.splitlines() == ["Reading pages: 25 pages", "Reading pages: 50 pages"]
    assert captured.out == ""


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with watching(Session("en", is_quiet=True)) as watch:
        crawl(watch, 60)
        watch.note("cli.interrupted")
    assert capsys.readouterr().err == ""


def test_verbose_names_each_page_and_stage_without_its_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    with watching(Session("fr", is_verbose=True)) as watch:
        crawl(watch, 2)
    assert capsys.readouterr().err.splitlines() == [
        "Lecture des pages",
        "  https://a.example/0[2J",
        "  https://a.example/1[2J",
        "Qualification des phrases",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_bar_is_drawn_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with watching(Session("en", {"NO_COLOR": "1", "TERM": "xterm"})) as watch:
        assert isinstance(watch, Bar)
        crawl(watch, 3)
        watch.note("cli.served")
    assert "The server has stopped." in terminal.getvalue()
    assert "\x1b[2J" not in terminal.getvalue()


def test_a_dumb_terminal_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with watching(Session("en", {"TERM": "dumb"})) as watch:
        crawl(watch, 25)
    assert terminal.getvalue() == "Reading pages: 25 pages\n"


def test_the_bar_is_as_long_as_what_is_known_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with watching(Session("en", {"NO_COLOR": "1", "TERM": "xterm"})) as watch:
        assert isinstance(watch, Bar)
        watch.stage("crawl", 60)
        watch.expect(12)
        watch.step(note="https://a.example/")
        [task] = watch.progress.tasks
        assert (task.completed, task.total) == (1, 12)
