"""A site is taken out of the store for good; old crawls go by themselves, the last of each site stays."""

from __future__ import annotations

from pathlib import Path

from test_store import audit

from auditor.models import Analysis, Decision, Labels, Page, Parties, Removed, Turn
from auditor.store import Runs, Store, forget, purge

SECRET = "Hortense Valmy, 06 00 00 00 01"


def crawled(store: Store, slug: str, day: str, *, with_audit: bool = True) -> tuple[int, Path]:
    """A finished crawl of one page with its archive, and an audit of it."""
    crawl = store.begin_crawl(slug, f"https://{slug}/", started=f"{day}T08:00:00+00:00")
    store.add(crawl, Page(f"https://{slug}/", "", f"<p>{SECRET}</p>".encode()))
    archive = store.warc_path(slug, crawl)
    archive.write_bytes(b"archive")
    store.finish_crawl(crawl, f"{day}T09:00:00+00:00")
    if with_audit:
        store.save_audit(slug, audit(day), crawl=crawl)
    return crawl, archive


def test_nothing_of_a_purged_site_is_left_and_the_others_lose_nothing(store: Store) -> None:
    gone = [crawled(store, "a.example", day)[1] for day in ("2026-01-02", "2026-02-02")]
    _, stays = crawled(store, "b.example", "2026-01-02")
    store.decide("a.example", [Decision("offre", "0" * 12, "rank", "avant", "edit", "après", "", "2026-02-03")])
    run, _ = Runs(store).begin("list.toml")
    Runs(store).record(run, Turn("a.example", "done"), "x")
    removed = purge(store, "a.example")
    assert removed == Removed(2, 2, 2, 1, tuple(path.name for path in gone), 14)
    assert store.sites() == ["b.example"]
    assert (store.latest_crawl("a.example"), store.latest_audit("a.example"), store.decisions("a.example")) == (None, None, [])
    assert Runs(store).done(run) == {}
    assert [path.exists() for path in gone] == [False, False]
    assert stays.exists()
    assert store.latest_audit("b.example") is not None


def test_no_word_of_a_purged_site_stays_in_the_file(store: Store, tmp_path: Path) -> None:
    """SQLite leaves removed rows where they were until its file is written anew; labels may hold a telephone number."""
    store.begin_crawl("a.example", f"https://a.example/{SECRET}")
    store.cache({"k" * 32: (Analysis(Parties(), ()), Labels("self", (), "none", 0.5))})
    purge(store, "a.example")
    assert store.cached(["k" * 32]) == {}
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob("store.sqlite*"))


def test_old_crawls_and_audits_are_forgotten_but_for_the_last_of_each_site(store: Store) -> None:
    _, first = crawled(store, "a.example", "2024-01-02")
    _, last = crawled(store, "a.example", "2026-01-02")
    _, only = crawled(store, "b.example", "2023-01-02")
    removed = forget(store, "2025-01-01T00:00:00+00:00")
    assert (removed.crawls, removed.pages, removed.audits, removed.archives) == (1, 1, 1, (first.name,))
    assert [path.exists() for path in (first, last, only)] == [False, True, True]
    assert [found.date for found in store.audits("a.example")] == ["2026-01-02"]
    assert [found.date for found in store.audits("b.example")] == ["2023-01-02"]
    assert forget(store, "2025-01-01T00:00:00+00:00") == Removed()


def test_the_crawl_behind_the_last_audit_stays_where_a_newer_one_was_never_judged(store: Store) -> None:
    _, judged = crawled(store, "a.example", "2024-01-02")
    crawled(store, "a.example", "2024-06-02", with_audit=False)
    assert forget(store, "2025-01-01T00:00:00+00:00") == Removed()
    assert judged.exists()


def test_a_run_that_was_broken_off_is_gone_on_with_and_a_finished_one_is_not(store: Store) -> None:
    runs = Runs(store)
    run, since = runs.begin("list.toml")
    runs.record(run, Turn("a", "done"), "x")
    runs.record(run, Turn("b", "failed", "crawl.unreachable", (("url", "https://b.example/"),), ended="2026-01-02"), "y")
    assert runs.begin("list.toml") == (run, since)
    assert runs.begin("other.toml")[0] != run
    assert runs.done(run) == {"a": "x"}
    assert runs.last("list.toml")["b"] == Turn("b", "failed", "crawl.unreachable", (("url", "https://b.example/"),), "2026-01-02")
    runs.finish(run)
    assert runs.begin("list.toml")[0] != run
