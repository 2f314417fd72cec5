"""A store shared by several machines: what PostgreSQL answers is put in one sentence, and several runs write side by side."""

from __future__ import annotations

import multiprocessing
import socket
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import pytest
from store_servers import EACH, NEEDS_SERVER, write

from auditor.errors import UsageProblem
from auditor.models import Page
from auditor.store import Store, hold, opening

SITE = Path(__file__).parents[1] / "sites" / "atelier-fr"
WRITERS = 2


def test_several_processes_open_an_empty_store_and_write_at_the_same_time(address: str) -> None:
    slugs = [f"site-{n}.example" for n in range(WRITERS)]
    with ProcessPoolExecutor(WRITERS, mp_context=multiprocessing.get_context("spawn")) as writers:
        crawls = list(writers.map(write, repeat(address), slugs))
    with Store(address) as store:
        assert store.sites() == slugs
        for slug, crawl in zip(slugs, crawls, strict=True):
            assert [page.url for page in store.pages(crawl)] == [f"https://{slug}/{n}" for n in range(EACH)]
        assert len(store.cached(f"{k:032x}" for k in range(100))) == EACH + 39


def test_a_site_that_another_run_reads_is_left_alone_until_it_has_finished(address: str) -> None:
    with Store(address) as first, Store(address) as second:
        with hold(first, "a.example"), hold(second, "b.example"):
            with pytest.raises(UsageProblem, match=r"a\.example"), hold(second, "a.example"):
                pass
        with hold(second, "a.example"):
            pass


@NEEDS_SERVER
def test_a_store_that_may_only_be_read_is_one_sentence(postgresql: str) -> None:
    Store(postgresql).close()
    with Store(f"{postgresql}%20-c%20default_transaction_read_only=on") as store, pytest.raises(UsageProblem) as caught:
        store.begin_crawl("s", "s")
    assert caught.value.key == "store.read_only"


@NEEDS_SERVER
def test_a_connection_that_was_cut_is_made_anew(postgresql: str) -> None:
    with Store(postgresql) as store, Store(postgresql) as other:
        crawl = store.begin_crawl("s", "s")
        with store._engine.connect() as connection:
            mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with other._engine.connect() as connection:
            assert connection.exec_driver_sql(f"SELECT pg_terminate_backend({mine}, 5000)").scalar_one()
        store.add(crawl, Page("u", "u", b""))
        assert len(store.pages(crawl)) == 1


def test_a_database_that_does_not_answer_is_one_sentence_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    monkeypatch.setattr(opening, "CONNECT", 2)
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(UsageProblem) as caught:
            Store(f"postgresql://agence:secret@127.0.0.1:{taken.getsockname()[1]}/audits")
    assert caught.value.key == "store.unreachable"
    for lang in ("fr", "en"):
        assert "secret" not in caught.value.sentence(lang)
        assert "postgresql://agence:***@127.0.0.1" in caught.value.sentence(lang)


@NEEDS_SERVER
def test_the_same_audit_gives_the_same_report_from_either(postgresql: str, tmp_path: Path) -> None:
    from auditor.pipeline import audit_source  # here: the writers above start as fresh processes that need none of it
    from auditor.settings import load

    settings = load(tmp_path, environ={"AUDITOR_REPORT_PDF": "false"})  # a PDF says when it was printed
    reports = {}
    for name, address in (("file", str(tmp_path / "kept")), ("server", postgresql)):
        for _ in range(2):  # the second time from what the store remembers
            outcome = audit_source(str(SITE), settings, output=tmp_path / name, report_langs=("fr",), store=address)
        folder = outcome.index_html.parent
        reports[name] = {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    assert reports["file"] == reports["server"]
