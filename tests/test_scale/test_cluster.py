"""A cluster of this computer's processes, one of them killed: the same reports as without Dask, byte for byte."""

from __future__ import annotations

import _thread
import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import UsageProblem
from auditor.models import Turn
from auditor.pipeline.hands import BEHIND
from auditor.portfolio import load
from auditor.scale import LOCAL, Tour, cluster
from auditor.scale.cluster import Asked, perform_there
from auditor.scale.task import Task
from auditor.settings import ReportSettings, Settings
from auditor.store import Runs, Store

from . import lists

PAGE = """<!doctype html><html lang="en"><head><title>Yard {name}</title></head><body><main><h1>Your boat at yard {name}</h1>
<p>You keep your boat dry all winter and you sail on the first of April.</p><p>You call before noon and your place is kept.</p>
</main></body></html>"""
WAIT = 120.0  # seconds; generous: the machine may be busy
POISON = "poison"  # name of a site whose audit ends the process that does it


@pytest.fixture
def tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Tour]:
    """A run over six small sites of one page each."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    for name in "abcdef":
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(PAGE.format(name=name), encoding="utf-8")
    (tmp_path / "list.toml").write_text("".join(f'[[site]]\nsource = "{name}"\n' for name in "abcdef"), encoding="utf-8")

    def made(output: str, **changed: Any) -> Tour:
        settings = Settings(report=ReportSettings(pdf=False))
        return Tour(
            load(tmp_path / "list.toml"), settings, str(tmp_path / f"store-{output}"), tmp_path / output, today="2026-03-12", **changed
        )

    return made


@pytest.fixture
def clusters(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """The clusters that a run begins, so that a test can find their processes."""
    import distributed

    begun: list[Any] = []
    made = distributed.LocalCluster

    def begin(**given: Any) -> Any:
        begun.append(made(**given))
        return begun[-1]

    monkeypatch.setattr("dask.distributed.LocalCluster", begin)
    yield begun
    logging.getLogger("distributed").setLevel(logging.NOTSET)


def states(turns: list[Turn]) -> dict[str, str]:
    return {turn.slug: turn.state for turn in turns}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal there")
def test_a_killed_worker_costs_nothing_and_the_reports_are_those_of_a_run_without_dask(
    tour: Callable[..., Tour], clusters: list[Any]
) -> None:
    run = tour("there", scheduler=LOCAL, workers=2)
    turns = run.turns()
    first = next(turns)
    killed = next(iter(clusters[0].workers.values())).pid
    os.kill(killed, signal.SIGKILL)
    assert states([first, *turns]) == dict.fromkeys("abcdef", "done")
    assert not multiprocessing.active_children()
    assert forkserver._forkserver._forkserver_pid is None
    here = tour("here")
    assert states(list(here.turns())) == dict.fromkeys("abcdef", "done")
    found = lists.contents(run.output)
    assert len([name for name in found if name.endswith("audit.json")]) == 6
    assert found == lists.contents(here.output)


@pytest.mark.skipif(sys.platform != "linux", reason="processes begin anew there")
def test_workers_are_forked_from_one_that_is_ready_and_none_is_held_for_its_memory(tour: Callable[..., Tour], clusters: list[Any]) -> None:
    """A worker of Dask that uses four fifths of its share takes no job any more, and the models alone may be as much."""
    import psutil

    turns = tour("there", scheduler=LOCAL, workers=2).turns()
    next(turns)
    workers = clusters[0].workers.values()
    assert {psutil.Process(worker.pid).ppid() for worker in workers} == {forkserver._forkserver._forkserver_pid}
    assert [worker.memory_manager.memory_limit for worker in workers] == [None, None]
    assert {psutil.Process(worker.pid).nice() - psutil.Process().nice() for worker in workers} == {BEHIND}
    turns.close()
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="a process that begins anew is deaf to it late")
def test_ctrl_c_ends_a_cluster_of_this_computer_in_one_sentence(tour: Callable[..., Tour], tmp_path: Path) -> None:
    """A terminal tells every process of it; one that is begun in the background of a shell would be deaf to it."""
    tour("out")
    start = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from auditor.cli import main; main()"
    command = [sys.executable, "-c", start, "--ui-lang", "en", "-q", "portfolio", "list.toml", "-o", "out", "--scheduler", LOCAL]
    process = subprocess.Popen([*command, "--workers", "2"], cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + WAIT
    while not list(tmp_path.glob("out/*/index.html")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=WAIT)[1]
    assert process.returncode == 130, said
    assert said.splitlines() == ["Interrupted. The sites that were finished are kept: the same command goes on with the others."]


def test_ctrl_c_while_a_cluster_begins_closes_it_first() -> None:
    """Half begun it could not be: its processes would stay."""
    done: list[str] = []

    class Made:
        def close(self) -> None:
            done.append("closed")

    def make() -> Made:
        time.sleep(0.2)  # until it is waited for
        _thread.interrupt_main()
        done.append("made")
        return Made()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), cluster._begun(make):
            done.append("used")
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["made", "closed"]


def job(tour: Callable[..., Tour]) -> tuple[Task, Asked]:
    """A task of a run, and what its worker is told."""
    run = tour("there")
    with Store(run.store) as store:
        number, since = Runs(store).begin(run.portfolio.file)
    task = Task("a", run.portfolio.sites[0].source, run.settings, run.store, number, since, folder=str(run.output / "a"))
    return task, Asked(since, cluster.pipeline.TOOL, cluster.knowledge().digest, "", "")


def test_a_worker_with_other_rules_or_another_store_does_nothing_and_says_why(tour: Callable[..., Tour], tmp_path: Path) -> None:
    """A store that is not there must not be made, nor another one be written to."""
    task, asked = job(tour)
    older = perform_there(task, replace(asked, rules="0" * 12))
    assert (older[0].key, older[1]) == ("portfolio.other-version", False)
    nowhere = perform_there(replace(task, store=str(tmp_path / "nowhere")), asked)
    assert nowhere[0].key == "portfolio.other-store"
    assert not (tmp_path / "nowhere").exists()
    with Store(tmp_path / "another"):
        pass
    assert perform_there(replace(task, store=str(tmp_path / "another")), asked)[0].key == "portfolio.other-store"
    assert not (tmp_path / "there").exists()


def test_a_worker_that_does_not_see_the_folder_of_the_reports_leaves_them_to_who_asked(tour: Callable[..., Tour], tmp_path: Path) -> None:
    task, asked = job(tour)
    turn, is_built = perform_there(task, replace(asked, marker=str(tmp_path / "none")))
    assert (turn.state, is_built, Path(task.folder).exists()) == ("done", False, False)
    cluster._finished(task, turn, "tcp://127.0.0.1:9")
    assert (Path(task.folder) / "index.html").is_file()
    with Store(task.store) as store:
        assert Runs(store).done(task.run) == {"a": task.digest}


class Fake:
    """A cluster of one process, played by hand: each job ends as `ends` says, one word a try."""

    def __init__(self, ends: dict[str, list[BaseException | Turn]]) -> None:
        self.ends = ends
        self.loop = None
        self.order: list[str] = []

    def wait_for_workers(self, count: int, timeout: float) -> None:
        """There is always one."""

    def submit(self, work: object, job: Task, asked: Asked, **_: object) -> Fake.Future:
        self.order.append(job.name)
        return Fake.Future(self.ends[job.name].pop(0))

    class Future:
        """What submitting gives."""

        def __init__(self, end: BaseException | Turn) -> None:
            self.end = end

        def result(self) -> tuple[Turn, bool]:
            if isinstance(self.end, BaseException):
                raise self.end
            return self.end, True


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, list[BaseException | Turn]]], Fake]:
    from contextlib import contextmanager

    def made(ends: dict[str, list[BaseException | Turn]]) -> Fake:
        client = Fake(ends)

        @contextmanager
        def opened(*_: object) -> Iterator[Fake]:
            yield client

        monkeypatch.setattr(cluster, "_client", opened)
        monkeypatch.setattr("dask.distributed.as_completed", lambda futures, loop: iter(futures))
        return client

    return made


def test_a_job_that_ends_its_workers_is_done_alone_at_last_and_then_fails_alone(
    tour: Callable[..., Tour], fake: Callable[..., Fake]
) -> None:
    """The other one was only at hand when its worker died: alone, it is done."""
    import distributed

    task, _ = job(tour)
    poison, unlucky, well = replace(task, slug=POISON), replace(task, slug="b"), replace(task, slug="c")
    killed = distributed.KilledWorker("x", None, 3)
    client = fake({POISON: [killed, killed], "b": [killed, Turn("b", "done")], "c": [Turn("c", "done")]})
    turns = list(cluster.perform_on("tcp://127.0.0.1:1", [poison, unlucky, well], began=task.since))
    assert states(turns) == {POISON: "failed", "b": "done", "c": "done"}
    assert next(turn.key for turn in turns if turn.slug == POISON) == "portfolio.worker-died"
    assert client.order == [POISON, "b", "c", POISON, "b"]


def test_a_scheduler_that_goes_away_ends_the_run_in_one_sentence_and_fails_no_site(
    tour: Callable[..., Tour], fake: Callable[..., Fake]
) -> None:
    from distributed.client import FutureCancelledError

    task, _ = job(tour)
    other = replace(task, slug="b")
    fake({"a": [Turn("a", "done")], "b": [FutureCancelledError("b", "lost")]})
    turns = cluster.perform_on("tcp://127.0.0.1:1", [task, other], began=task.since)
    assert next(turns).slug == "a"
    with pytest.raises(UsageProblem, match="went away while it was at work"):
        next(turns)
    with Store(task.store) as store:
        assert Runs(store).last(str(load(Path(task.source).parent / "list.toml").file)) == {}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "here", "http://127.0.0.1:9", "tls://127.0.0.1:9"])
def test_an_address_where_no_scheduler_answers_is_told_in_one_sentence_at_once(
    tour: Callable[..., Tour], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """A client of Dask is never made: one that met nobody tells of it half a minute later, by itself."""
    monkeypatch.setattr(cluster, "WAIT", 1)
    monkeypatch.delattr("dask.distributed.Client")
    with pytest.raises(UsageProblem, match=f"No Dask scheduler answers at {address}"):
        list(tour("there", scheduler=address).turns())


def test_a_scheduler_without_workers_is_told(tour: Callable[..., Tour], monkeypatch: pytest.MonkeyPatch) -> None:
    import distributed

    monkeypatch.setattr(cluster, "COMING", 0.2)
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, scheduler_kwargs=cluster.UNSEEN) as lone:
        with pytest.raises(UsageProblem, match="has no worker, and none came within 0.2 seconds"):
            list(tour("there", scheduler=lone.scheduler_address).turns())


def test_dask_does_not_talk_while_we_work_and_may_again_afterwards() -> None:
    import distributed.client

    logger = logging.getLogger(distributed.client.__name__)
    before = logger.level
    with cluster._quiet():
        assert not logger.isEnabledFor(logging.ERROR)
    assert logger.level == before
