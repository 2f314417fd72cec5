"""Many sites on processes and on a Dask cluster: a worker that dies costs no other site, and a site is never done twice in a run."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.errors import UsageProblem
from auditor.models import Turn
from auditor.portfolio import load
from auditor.scale import Tour, perform, perform_all, standings
from auditor.scale.task import Task
from auditor.settings import ReportSettings, Settings
from auditor.store import Runs, Store

PAGE = """<!doctype html><html lang="en"><head><title>{name}</title></head><body><main><h1>{name}</h1>
<p>You keep your boat dry all winter and you sail on the first of April.</p><p>We paint the hulls of your boats in one day.</p>
<p>Call us before noon and your place is kept until the evening.</p></main></body></html>"""


@pytest.fixture
def tour(tmp_path: Path) -> Callable[..., Tour]:
    """A run over small sites of one page each."""

    def made(names: str = "abc", more: str = "", **changed: object) -> Tour:
        for name in names:
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "index.html").write_text(PAGE.format(name=f"Yard {name}"), encoding="utf-8")
        tables = [f'[[site]]\nsource = "{name}"\n{more}' for name in names]
        (tmp_path / "list.toml").write_text("".join(tables), encoding="utf-8")
        settings = Settings(report=ReportSettings(pdf=False))
        store, output = str(tmp_path / "store"), tmp_path / "out"
        return Tour(load(tmp_path / "list.toml"), settings, store, output, today="2026-03-12", **changed)  # type: ignore[arg-type]

    return made


def states(turns: list[Turn]) -> dict[str, str]:
    return {turn.slug: turn.state for turn in turns}


def test_a_site_that_a_bug_stops_is_a_row_and_the_others_are_audited(tour: Callable[..., Tour], monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor import pipeline

    judge = pipeline.judge_site

    def judged(slug: str, *args: object, **kwargs: object) -> object:
        if slug == "b":
            raise ZeroDivisionError("of no use")
        return judge(slug, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "judge_site", judged)
    run = tour()
    turns = list(run.turns())
    assert states(turns) == {"a": "done", "b": "failed", "c": "done"}
    assert turns[1].fields == (("problem", "ZeroDivisionError: of no use"),)
    with Store(run.store) as store:
        found = standings(run.portfolio, store, run.output, run.today)
    assert [one.has_report for one in found] == [True, False, True]


def test_a_run_that_is_broken_off_goes_on_and_a_finished_one_begins_anew(tour: Callable[..., Tour]) -> None:
    run = tour()
    first = run.turns()
    done = {next(first).slug, next(first).slug}
    first.close()
    assert {turn.slug for turn in run.turns()} == {"a", "b", "c"} - done
    assert {turn.slug for turn in run.turns()} == {"a", "b", "c"}


def test_a_second_run_over_the_same_list_and_store_is_told_that_one_is_at_work(tour: Callable[..., Tour]) -> None:
    """It would take what the first one is writing for what a killed run left."""
    run = tour()
    first = run.turns()
    done = [next(first)]
    with pytest.raises(UsageProblem, match="Another run over .*list.toml is at work"):
        next(run.turns())
    assert states([*done, *first]) == dict.fromkeys("abc", "done")


def test_what_was_read_is_not_read_again_when_the_run_goes_on(tour: Callable[..., Tour]) -> None:
    """Killed between reading and judging: the crawl is there, the turn is not."""
    run = tour("a")
    with Store(run.store) as store:
        number, since = Runs(store).begin(run.portfolio.file)
        task = Task("a", run.portfolio.sites[0].source, run.settings, run.store, number, since, is_rival=True)
        assert perform(task).state == "done"
        before = store.latest_crawl("a")
        assert states(list(run.turns())) == {"a": "done"}
        assert store.latest_crawl("a") == before


def test_a_site_that_is_asked_for_otherwise_is_done_again(tour: Callable[..., Tour], tmp_path: Path) -> None:
    first = tour("ab").turns()
    assert next(first).slug == "a"
    first.close()
    assert states(list(tour("ab", 'name = "Other"\n').turns())) == {"a": "done", "b": "done"}


def test_only_what_is_due_is_audited_where_that_is_asked_for(tour: Callable[..., Tour], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # the first of January 2026
    list(tour("ab", 'every = "30 days"\n').turns())
    assert states(list(tour("abc", 'every = "90 days"\n', is_due_only=True).turns())) == {"c": "done"}
    assert states(list(tour("ab", 'every = "30 days"\n', is_due_only=True).turns())) == {"a": "done", "b": "done"}


def test_rivals_are_read_once_and_stand_in_the_report_of_who_names_them(tour: Callable[..., Tour]) -> None:
    tour("c")
    run = tour("ab", 'rivals = ["c", "https://127.0.0.1:9/"]\n')
    turns = list(run.turns())
    assert [turn.slug for turn in turns].count("rival:c") == 1
    assert states(turns)["rival:127.0.0.1-9"] == "failed"
    assert (states(turns)["a"], states(turns)["b"]) == ("done", "done")
    with Store(run.store) as store:
        audit = store.latest_audit("a")
        found = standings(run.portfolio, store, run.output, run.today)
    assert audit is not None
    assert audit.comparison is not None
    assert [(slug, turn.state) for slug, turn in found[0].rivals if turn] == [("c", "done"), ("127.0.0.1-9", "failed")]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal there")
def test_a_worker_that_dies_costs_no_other_site(tour: Callable[..., Tour]) -> None:
    run = tour("abc")
    with Store(run.store) as store:
        number, since = Runs(store).begin(run.portfolio.file)
    tasks = [Task(site.slug, site.source, run.settings, run.store, number, since) for site in run.portfolio.sites]
    turns = perform_all(tasks, workers=2)
    first = next(turns)
    for process in multiprocessing.active_children():
        os.kill(process.pid or 0, signal.SIGKILL)
    assert states([first, *turns]) == dict.fromkeys("abc", "done")


def test_without_dask_or_without_a_scheduler_one_sentence_says_so(tour: Callable[..., Tour], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.scale.cluster.WAIT", 1)
    with pytest.raises(UsageProblem, match="No Dask scheduler answers at tcp://127.0.0.1:9"):
        list(tour(scheduler="tcp://127.0.0.1:9").turns())
    monkeypatch.setitem(__import__("sys").modules, "dask.distributed", None)
    with pytest.raises(UsageProblem, match="client-focus-auditor"):
        list(tour(scheduler="tcp://127.0.0.1:9").turns())
