"""`auditor purge`: asks, removes, says what it removed; `keep` removes by itself."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from auditor.models import Page
from auditor.store import Store

from .conftest import Runner


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A store with one site."""
    with Store(tmp_path / ".auditor") as store:
        crawl = store.begin_crawl("a.example", "https://a.example/")
        store.add(crawl, Page("https://a.example/", "", b"<p>a</p>"))
        store.finish_crawl(crawl)
    return tmp_path / ".auditor"


def sites(folder: Path) -> list[str]:
    with Store(folder) as store:
        return store.sites()


def test_what_was_removed_is_said(ran: Runner, stored: Path) -> None:
    done = ran("purge", "a.example", "--yes", "--ui-lang", "en")
    assert done.code == 0
    assert done.out == "a.example removed: crawls 1, pages 1, audits 0, decisions 0, archives 0 (0.0 MB).\n"
    assert sites(stored) == []


def test_json_says_it_too(ran: Runner, stored: Path) -> None:
    removed = json.loads(ran("purge", "a.example", "--yes", "--json").out)
    assert (removed["site"], removed["crawls"], removed["pages"], removed["archives"]) == ("a.example", 1, 1, [])


@pytest.mark.parametrize(
    ("answer", "left"), [("o\n", []), ("OUI\n", []), ("n\n", ["a.example"]), ("\n", ["a.example"]), ("", ["a.example"])]
)
def test_the_user_is_asked(ran: Runner, stored: Path, monkeypatch: pytest.MonkeyPatch, answer: str, left: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    done = ran("purge", "a.example", "--ui-lang", "fr")
    assert done.code == 0
    assert "définitivement" in done.err
    assert sites(stored) == left


def test_where_nobody_can_be_asked_nothing_is_removed(ran: Runner, stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    done = ran("purge", "a.example", "--ui-lang", "en")
    assert (done.code, sites(stored)) == (2, ["a.example"])
    assert "--yes" in done.err


def test_an_unknown_site_is_one_sentence_with_the_known_ones(ran: Runner, stored: Path) -> None:
    done = ran("purge", "b.example", "--yes", "--ui-lang", "en")
    assert done.code == 2
    assert "a.example" in done.err


def test_what_is_older_than_keep_goes_at_the_start_of_a_run(ran: Runner, tmp_path: Path, stored: Path) -> None:
    with Store(stored) as store:
        for year in (2019, 2020):
            crawl = store.begin_crawl("old.example", "https://old.example/", started=f"{year}-01-01T00:00:00+00:00")
            store.finish_crawl(crawl, f"{year}-01-01T00:00:01+00:00")
    (tmp_path / "auditor.toml").write_text('keep = "1 an"\n', encoding="utf-8")
    (tmp_path / "draft.md").write_text("# Title\n\nYou save an hour a day.\n", encoding="utf-8")
    done = ran("crawl", "draft.md", "--ui-lang", "en")
    assert done.code == 0
    assert "older than 1 an (keep in auditor.toml): crawls 1," in done.err
    assert ran("crawl", "draft.md", "--ui-lang", "en").err.count("older than") == 0


def test_a_span_that_is_none_is_told_with_its_line(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text('store = "s"\nkeep = "for ever"\n', encoding="utf-8")
    done = ran("crawl", "x", "--ui-lang", "en")
    assert done.code == 2
    assert "auditor.toml:2: keep is 'for ever'" in done.err
