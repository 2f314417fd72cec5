"""The store keeps what each stage leaves, across processes and versions, and says in one sentence what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from auditor import migrations
from auditor.errors import UsageProblem
from auditor.models import (
    Analysis,
    Audit,
    AuditedPage,
    Axis,
    Classic,
    Company,
    Finding,
    Indicator,
    LabelledSegment,
    Labels,
    Mention,
    NotRead,
    Page,
    Parties,
    Score,
    Segment,
    Signal,
    Site,
)
from auditor.store import Store, opening
from auditor.store.tables import AUDITS, METADATA
from auditor.store.tables import LABELS as LABELS_KEPT

ANALYSIS = Analysis(Parties((Mention(0, 4, "self", "pronoun", "actor"),), actors_self=1, opens_with_self=True), (Signal("rank", 0, 4),))
LABELS = Labels("self", ("promise",), "care", 0.75)
SCORE = Score(42.5, 30.0, 55.0, "partial")


def audit(date: str = "2026-01-02", company: str = "Pompes Lenoir") -> Audit:
    indicator = Indicator("voice", "focus", 0.5, SCORE, ("0123456789ab",))
    labelled = LabelledSegment(Segment("0123456789ab", "Nous livrons l’Ain\u202f!", "fr", page="offre"), ANALYSIS, LABELS)
    page = AuditedPage(
        "abcdefabcdef", "offre", "https://lenoir.example/offre", "Offre", "", "fr", "offer", 2.0, SCORE,
        (), (labelled,), ("a",), "", (("en", "b"),),
    )  # fmt: skip
    return Audit(
        site=Site("lenoir.example", "https://lenoir.example", Company(company)), tool="auditor 0.1.0", date=date, rules_digest="0" * 12,
        reference="try", languages=("fr",), index=SCORE, axes=(Axis("focus", 35.0, SCORE, (indicator,)),), classic=Classic(1, 2, 3, 16.7),
        pages=(page,), findings=(Finding("f" * 12, "rank", "generic", "0123456789ab", "offre", "note", 0, 4, points=0.5),),
        not_read=(NotRead("https://lenoir.example/x", "robots"),), notes=("judge.x",),
    )  # fmt: skip


def test_what_a_crawl_saw_comes_back_as_it_was_and_in_order(store: Store) -> None:
    crawl = store.begin_crawl("lenoir.example", "https://lenoir.example")
    seen = [
        Page("https://lenoir.example/", "", b"<p>\xe9\x00</p>", charset="latin-1", fetched_at="2026-01-02T03:04:05+00:00"),
        NotRead("https://lenoir.example/a.pdf", "not-text", "application/pdf"),
        Page("https://lenoir.example/b", "b", b"", "text/markdown", None, 404, None, 3),
    ]
    for one in seen:
        store.add(crawl, one)
    assert store.pages(crawl) == seen


def test_an_address_seen_again_takes_the_place_of_what_stood_there(store: Store) -> None:
    crawl = store.begin_crawl("s", "s")
    store.add(crawl, NotRead("u", "timeout"))
    store.add(crawl, Page("u", "u", b"x"))
    assert store.pages(crawl) == [Page("u", "u", b"x")]


def test_a_file_whose_name_is_no_text_can_be_kept(store: Store) -> None:
    crawl = store.begin_crawl("s", "s")
    store.add(crawl, Page("caf\udce9\0.html", "caf\udce9", b"x"))
    assert [(page.url, page.key) for page in store.pages(crawl) if isinstance(page, Page)] == [("caf\\udce9\\x00.html", "caf\\udce9")]


def test_an_unfinished_crawl_is_gone_on_with_only_under_the_same_source_and_settings(store: Store) -> None:
    crawl = store.begin_crawl("s", "https://s", "digest")
    assert store.unfinished_crawl("s", "https://s", "digest") == crawl
    assert store.unfinished_crawl("s", "https://s", "other") is None
    assert store.unfinished_crawl("s", "https://s/en", "digest") is None
    store.finish_crawl(crawl)
    assert store.unfinished_crawl("s", "https://s", "digest") is None


def test_an_abandoned_crawl_is_not_gone_on_with_once_another_one_began(store: Store) -> None:
    store.begin_crawl("s", "https://s", "a")
    store.finish_crawl(store.begin_crawl("s", "https://s", "a"))
    assert store.unfinished_crawl("s", "https://s", "a") is None


def test_the_latest_crawl_is_the_last_finished_one_or_else_the_last(store: Store) -> None:
    assert store.latest_crawl("s") is None
    first = store.begin_crawl("s", "one", started="2026-01-01T00:00:00+00:00")
    latest = store.latest_crawl("s")
    assert latest is not None
    assert (latest.id, latest.started, latest.finished) == (first, "2026-01-01T00:00:00+00:00", "")
    store.finish_crawl(first)
    store.begin_crawl("s", "two")
    latest = store.latest_crawl("s")
    assert latest is not None
    assert (latest.id, latest.source) == (first, "one")


def test_the_archive_of_a_crawl_lies_beside_the_store_under_a_safe_name(tmp_path: Path) -> None:
    with Store(tmp_path / "kept") as store:
        crawl = store.begin_crawl("a:b/c", "s")
        path = store.warc_path("a:b/c", crawl)
        assert path == tmp_path / "kept" / "warc" / "a-b-c-000001.warc.gz"
        assert path.parent.is_dir()
        latest = store.latest_crawl("a:b/c")
    assert latest is not None
    assert latest.warc == path


def test_an_audit_comes_back_equal_and_the_latest_is_the_last_saved(store: Store) -> None:
    assert store.latest_audit("lenoir.example") is None
    store.save_audit("lenoir.example", audit("2026-03-01"))
    store.save_audit("lenoir.example", audit("2026-02-01"), crawl=store.begin_crawl("lenoir.example", "x"))
    assert store.latest_audit("lenoir.example") == audit("2026-02-01")
    assert store.audits("lenoir.example") == [audit("2026-03-01"), audit("2026-02-01")]
    assert store.sites() == ["lenoir.example"]


def test_an_audit_that_another_version_wrote_is_one_sentence(store: Store) -> None:
    store.save_audit("s", audit())
    with store._write() as raw:
        raw.execute(update(AUDITS).values(audit=b"\x78"))
    with pytest.raises(UsageProblem, match="auditor judge s"):
        store.latest_audit("s")


def test_labels_are_found_again_by_key_and_only_those_asked_for(store: Store) -> None:
    decided = {f"{n:032x}": (ANALYSIS, LABELS) for n in range(1200)}
    store.cache(decided)
    store.cache({f"{7:032x}": (ANALYSIS, Labels("shared", (), "none", 0.5))})
    asked = [f"{n:032x}" for n in range(7, 1300)]
    known = store.cached(asked)
    assert len(known) == 1193
    assert known[f"{7:032x}"][1].focus == "shared"
    assert known[f"{8:032x}"] == (ANALYSIS, LABELS)
    assert store.cached([]) == {}


def test_labels_that_another_version_wrote_otherwise_count_as_unknown(store: Store) -> None:
    store.cache({"a" * 32: (ANALYSIS, LABELS), "b" * 32: (ANALYSIS, LABELS)})
    with store._write() as raw:
        raw.execute(update(LABELS_KEPT).where(LABELS_KEPT.c.key == "a" * 32).values(labels="[{}, {}]"))
    assert set(store.cached(["a" * 32, "b" * 32])) == {"b" * 32}


def test_a_killed_crawl_keeps_every_page_that_it_added(tmp_path: Path) -> None:
    """No close, no commit by the caller: another process sees the page."""
    first, second = Store(tmp_path), Store(tmp_path)
    crawl = first.begin_crawl("s", "s")
    first.add(crawl, Page("u", "u", b"x"))
    assert second.pages(crawl) == [Page("u", "u", b"x")]
    first.close()
    second.close()


def test_two_runs_write_side_by_side(tmp_path: Path) -> None:
    with Store(tmp_path) as one, Store(tmp_path) as two:
        crawls = [one.begin_crawl("a", "a"), two.begin_crawl("b", "b")]
        for n in range(20):
            one.add(crawls[0], Page(f"{n}", f"{n}", b""))
            two.add(crawls[1], Page(f"{n}", f"{n}", b""))
        assert [len(one.pages(crawl)) for crawl in crawls] == [20, 20]


def test_a_page_of_no_crawl_is_refused(store: Store) -> None:
    with pytest.raises(UsageProblem, match="(?i)foreign key"):
        store.add(99, Page("u", "u", b""))


def test_a_locked_store_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(tmp_path).close()
    monkeypatch.setattr(opening, "WAIT", 0.05)
    other = sqlite3.connect(tmp_path / opening.FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Store(tmp_path) as store, pytest.raises(UsageProblem, match="in use by another run"):
        store.begin_crawl("s", "s")
    other.close()


def test_a_file_that_is_no_store_is_one_sentence_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / opening.FILE).write_bytes(b"not a database at all, but long enough to be read as one" * 40)
    with pytest.raises(UsageProblem) as caught:
        Store(tmp_path)
    assert caught.value.key == "store.corrupt"
    assert opening.FILE in caught.value.sentence("fr")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_read_only_store_is_one_sentence(tmp_path: Path) -> None:
    Store(tmp_path).close()
    (tmp_path / opening.FILE).chmod(stat.S_IREAD)
    with Store(tmp_path) as store, pytest.raises(UsageProblem, match="cannot be written"):
        store.begin_crawl("s", "s")


def test_a_store_that_refuses_to_be_written_is_one_sentence(tmp_path: Path) -> None:
    """What a read-only file answers, also for the superuser."""
    with Store(tmp_path) as store:
        with store._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(UsageProblem, match="cannot be written"):
            store.begin_crawl("s", "s")


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / opening.FILE) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(UsageProblem, match="newer version"):
        Store(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageProblem, match="cannot be made"):
        Store(tmp_path / "file" / "kept")


def test_a_database_without_driver_is_one_sentence_without_its_password() -> None:
    with pytest.raises(UsageProblem) as caught:
        Store("nosuchbase://user:secret@host/name")
    assert "secret" not in str(caught.value)
    assert "install" in str(caught.value)


def test_the_migrations_make_the_tables_that_the_code_sees(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_the_head_is_the_last_step() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(migrations.FOLDER)).get_current_head() == migrations.HEAD


def test_the_tables_can_be_made_on_postgresql() -> None:
    wanted = {"BYTEA", "SERIAL", "TEXT"}
    ddl = " ".join(str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in METADATA.sorted_tables)
    assert all(word in ddl for word in wanted)


def test_a_store_can_be_named_by_url(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with Store(f"sqlite:///{path.as_posix()}") as store:
        store.begin_crawl("s", "s")
    engine = create_engine(f"sqlite:///{path.as_posix()}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT slug FROM sites").scalar() == "s"
    engine.dispose()


def test_a_page_is_found_by_its_address_with_what_the_server_said_of_its_version(store: Store) -> None:
    crawl = store.begin_crawl("a", "https://a.example/")
    page = Page("https://a.example/", "", b"<p>a</p>", etag='"v1"', last_modified="Mon, 02 Jun 2025 10:00:00 GMT")
    store.add(crawl, page)
    store.add(crawl, NotRead("https://a.example/b", "http-error", "404"))
    assert store.page(crawl, "https://a.example/") == page
    assert store.page(crawl, "https://a.example/b") is None
    assert store.page(crawl + 1, "https://a.example/") is None
    assert store.pages(crawl)[0] == page


def test_a_store_of_the_first_version_keeps_its_pages(tmp_path: Path) -> None:
    """A user's store from before ETags were kept is brought up to date, nothing lost."""
    with Store(tmp_path) as store:
        crawl = store.begin_crawl("a", "https://a.example/")
        store.add(crawl, Page("https://a.example/", "", b"<p>a</p>"))
    with sqlite3.connect(tmp_path / "store.sqlite") as old:
        for column in ("etag", "last_modified", "robots"):
            old.execute(f"alter table pages drop column {column}")
        old.execute("alter table sites drop column sector")
        for table in ("kept", "answers", "turns", "runs", "decisions"):
            old.execute(f"drop table {table}")
        old.execute("update alembic_version set version_num = '0001'")
    old.close()
    with Store(tmp_path) as store:
        assert store.page(crawl, "https://a.example/") == Page("https://a.example/", "", b"<p>a</p>")
