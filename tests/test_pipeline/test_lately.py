"""The audit before, as it is read once: the last one until another is kept behind it, not where one takes its place."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.models import Audit, AuditedPage, Classic, Score, Site
from auditor.pipeline.ending import keep_ending
from auditor.pipeline.lately import Lately
from auditor.store import Store
from auditor.store.written import Written

NOBODY = Score(None, None, None, "inconclusive")
FIRST = Audit(Site("orvanne", "orvanne"), "auditor", "2026-11-20", "0" * 12, "none", ("fr",), NOBODY, (), Classic(0, 0, 0, None), (), ())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def kept(store: Store, day: int, *, instead: bool = False) -> None:
    store.save_audit("orvanne", replace(FIRST, date=f"2026-11-{day}"), instead=instead)


def day(held: tuple[int | None, Audit] | None) -> str:
    return held[1].date[-2:] if held else ""


def test_of_a_site_that_was_never_audited_there_is_none(store: Store) -> None:
    lately = Lately("orvanne", store)
    assert lately.latest() is None
    kept(store, 20)
    lately.has_followed(instead=False)
    assert lately.before() is None


@pytest.mark.parametrize(("instead", "before"), [(False, "21"), (True, "20")])
def test_the_audit_before_is_the_one_that_another_was_kept_behind(store: Store, instead: bool, before: str) -> None:
    kept(store, 20)
    kept(store, 21)
    lately = Lately("orvanne", store)
    assert day(lately.latest()) == "21"
    kept(store, 22, instead=instead)
    lately.has_followed(instead=instead)
    assert day(lately.before()) == before == day(Lately("orvanne", store).before())


def test_it_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(store, 20)
    lately = Lately("orvanne", store)
    assert day(lately.latest()) == "20"
    monkeypatch.setattr(store, "recent_audits", lambda *_, **__: pytest.fail("read again"))
    assert day(lately.latest()) == "20"
    kept(store, 21)
    lately.has_followed(instead=False)
    assert day(lately.before()) == "20"


def test_what_another_run_has_kept_meanwhile_is_the_last(store: Store) -> None:
    kept(store, 20)
    lately = Lately("orvanne", store)
    assert day(lately.latest()) == "20"
    kept(store, 21)
    assert day(lately.latest()) == "21"


def test_its_languages_are_told_without_reading_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "recent_audits", lambda *_, **__: pytest.fail("read"))
    kept(store, 20)
    assert Lately("orvanne", store).languages() == ()
    keep_ending(FIRST, store)
    assert Lately("orvanne", store).languages() == ("fr",)


def test_pages_that_read_the_same_are_those_of_the_new_audit(store: Store) -> None:
    page = AuditedPage("0" * 12, "a", "https://e.org/a", "A", "", "fr", "offer", 1.0, NOBODY, (), ())
    store.save_audit("orvanne", replace(FIRST, pages=(page,)))
    held = Lately("orvanne", store).latest(Written([page]))
    assert held is not None
    assert held[1].pages[0] is page
