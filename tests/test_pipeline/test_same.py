"""What is as it was is not made again, and anything that it was made of makes it anew."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.models import Decision, NotRead, Page
from auditor.pipeline import same
from auditor.pipeline.knowing import knowledge, rules_digest
from auditor.settings import ReportSettings, Settings, SiteSettings
from auditor.store import Crawl, Store

CRAWL = Crawl(1, "tarvelo.example", "https://tarvelo.example/", "2026-11-22T08:00:00+00:00", "", None, "")
PAGES = tuple(Page(f"https://tarvelo.example/p{n}", f"p{n}", b"<p>Vos haies</p>", fetched_at="2026-11-22T09:00:00+00:00") for n in (1, 2))
MADE: dict[str, Any] = {"crawl": CRAWL, "seen": PAGES, "settings": Settings(), "decided": ()}
MUTE = Decision("p1", "1", "rule", "Vos haies", "mute", "", "", "2026-11-22")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def is_same(store: Store, **changed: Any) -> bool:
    """Whether a site counts as judged, once it was judged as `MADE` says."""
    same.verdict(**MADE, store=store).note("looks")
    return same.verdict(**(MADE | changed), store=store).is_as("looks")


def test_the_same_pages_and_settings_are_the_same_in_any_order_and_another_crawl(store: Store) -> None:
    later = tuple(replace(page, fetched_at="2026-11-22T17:00:00+00:00", depth=2) for page in reversed(PAGES))
    assert is_same(store)
    assert is_same(store, seen=later, crawl=replace(CRAWL, id=2, started="2026-11-22T16:00:00+00:00"))


@pytest.mark.parametrize(
    "changed",
    [
        {"seen": PAGES[:1]},
        {"seen": (replace(PAGES[0], body=b"<p>Vos arbres</p>"), PAGES[1])},
        {"seen": (*PAGES, NotRead("https://tarvelo.example/p3", "timeout"))},
        {"seen": tuple(replace(page, fetched_at="2026-11-23T09:00:00+00:00") for page in PAGES)},
        {"settings": Settings(site=SiteSettings(name="Orbalis"))},
        {"decided": (MUTE,)},
    ],
    ids=["a page less", "other words", "an address more that was not read", "another day", "another name", "a finding muted"],
)
def test_what_an_audit_is_made_of_makes_it_anew(store: Store, changed: dict[str, Any]) -> None:
    assert not is_same(store, **changed)


def test_other_rules_make_it_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_same(store)
    monkeypatch.setattr(same, "rules_digest", lambda: "0" * 12)
    assert not same.verdict(**MADE, store=store).is_as("looks")


def test_the_digest_of_rules_that_were_not_read_is_that_of_those_that_were() -> None:
    assert rules_digest() == knowledge().digest


def test_an_audit_that_took_the_place_of_the_one_that_was_judged_is_not_it(store: Store) -> None:
    same.verdict(**MADE, store=store).note("looks")
    assert not same.verdict(**MADE, store=store).is_as("other looks")
    assert not same.verdict(**MADE, store=store).is_as("")


def _longer(folder: Path) -> None:
    (folder / "a" / "index.html").write_text("longer", encoding="utf-8")


def _touched(folder: Path) -> None:
    os.utime(folder / "a" / "index.html", (1, 1))


def _less(folder: Path) -> None:
    (folder / "a" / "index.html").unlink()


def _more(folder: Path) -> None:
    (folder / "b.html").write_text("more", encoding="utf-8")


@pytest.mark.parametrize("change", [_longer, _touched, _less, _more])
def test_a_folder_looks_otherwise_when_a_file_is_touched_or_comes_or_goes(tmp_path: Path, change: Callable[[Path], None]) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/index.html", "c.html"):
        (tmp_path / name).write_text("page", encoding="utf-8")
    before = same.looks_of(tmp_path)
    assert same.looks_of(tmp_path) == before
    change(tmp_path)
    assert same.looks_of(tmp_path) != before


def test_a_folder_that_is_not_there_looks_like_nothing(tmp_path: Path) -> None:
    assert same.looks_of(tmp_path / "none") == ""


@pytest.mark.parametrize(
    "changed", [{"languages": ("fr", "en")}, {"sector": "jardin"}, {"settings": Settings(report=ReportSettings(pdf=False))}]
)
def test_a_report_is_written_anew_for_other_readers_and_settings(store: Store, tmp_path: Path, changed: dict[str, Any]) -> None:
    made: dict[str, Any] = {
        "slug": "a", "folder": tmp_path, "settings": Settings(), "languages": ("fr",), "decided": (), "sector": "",
        "store": store,
    }  # fmt: skip
    same.written(**made).note("looks")
    assert same.written(**made).is_as("looks")
    assert not same.written(**(made | changed)).is_as("looks")
