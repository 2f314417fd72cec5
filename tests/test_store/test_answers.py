"""Answers of a language model are remembered by request, and leave with their site."""

from __future__ import annotations

from pathlib import Path

from auditor.store import Answers, Store, purge


def test_an_answer_is_known_by_its_request_only(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        answers = Answers(store)
        answers.keep("a" * 32, site="brume", model="petit", prompt='[{"role": "user"}]', answer='{"phrase": ""}')
        answers.keep("b" * 32, site="brume", model="petit", prompt="[]", answer="")
        assert answers.known(["a" * 32, "c" * 32]) == {"a" * 32: '{"phrase": ""}'}
    with Store(tmp_path) as store:
        assert Answers(store).known(["b" * 32]) == {"b" * 32: ""}


def test_a_site_that_is_purged_takes_its_answers_along(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for slug in ("brume", "ocre"):
            store.finish_crawl(store.begin_crawl(slug, slug))
            Answers(store).keep(slug, site=slug, model="petit", prompt="[]", answer="x")
        removed = purge(store, "brume")
        assert Answers(store).known(["brume", "ocre"]) == {"ocre": "x"}
        assert removed.decisions == 0
