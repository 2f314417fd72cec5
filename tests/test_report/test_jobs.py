"""Jobs are all done, by one process or by two, and what goes wrong in either is told."""

import os
import time
from functools import partial
from pathlib import Path

import pytest

from auditor.report import jobs

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be made from this one")


def note(folder: Path, name: str) -> None:
    """A file that says which process wrote it."""
    (folder / name).write_text(str(os.getpid()), encoding="utf-8")


def noting(folder: Path, count: int) -> list[jobs.Job[None]]:
    return [partial(note, folder, str(n)) for n in range(count)]


def nothing() -> None:
    """No work that cannot be parted."""


@needs_fork
def test_two_processes_do_every_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jobs, "_can_fork", lambda: True)
    jobs.perform(nothing, noting(tmp_path, 300), is_large=True)
    assert len(list(tmp_path.iterdir())) == 300
    assert len({path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} - {str(os.getpid())}) <= 1


@pytest.mark.parametrize("can_fork", [pytest.param(True, marks=needs_fork), False])
def test_what_every_job_returns_is_given_back(monkeypatch: pytest.MonkeyPatch, can_fork: bool):
    """More of it than a pipe holds."""
    monkeypatch.setattr(jobs, "_can_fork", lambda: can_fork)
    made = [partial(str.zfill, str(n), 4000) for n in range(200)]
    assert sorted(jobs.perform(nothing, made, is_large=True)) == [str(n).zfill(4000) for n in range(200)]


@needs_fork
def test_what_fails_in_the_other_process_fails_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Each job fails only in a process that is not this one, but for the last, which fails in both."""
    here = os.getpid()

    def fails_elsewhere(always: bool) -> None:
        if always or os.getpid() != here:
            raise ZeroDivisionError

    monkeypatch.setattr(jobs, "_can_fork", lambda: True)
    with pytest.raises(ZeroDivisionError):
        jobs.perform(nothing, [*(partial(fails_elsewhere, False) for _ in range(50)), partial(fails_elsewhere, True)], is_large=True)


@needs_fork
def test_a_job_that_the_other_process_could_not_do_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    here = os.getpid()

    def only_here(name: str) -> None:
        if os.getpid() != here:
            raise MemoryError
        note(tmp_path, name)

    monkeypatch.setattr(jobs, "_can_fork", lambda: True)
    jobs.perform(nothing, [partial(only_here, str(n)) for n in range(50)], is_large=True)
    assert len(list(tmp_path.iterdir())) == 50


@needs_fork
def test_the_other_process_takes_jobs_while_this_one_is_at_its_own_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The work here waits until every job is done, which only the other process can have seen to."""

    def waits() -> None:
        deadline = time.monotonic() + 20
        while len(list(tmp_path.iterdir())) < 50 and time.monotonic() < deadline:
            time.sleep(0.01)

    monkeypatch.setattr(jobs, "_can_fork", lambda: True)
    jobs.perform(waits, noting(tmp_path, 50), is_large=True)
    assert str(os.getpid()) not in {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == 50


@needs_fork
def test_work_that_fails_here_is_told_when_the_other_process_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fails() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "_can_fork", lambda: True)
    with pytest.raises(ZeroDivisionError):
        jobs.perform(fails, noting(tmp_path, 20), is_large=True)
    assert len(list(tmp_path.iterdir())) == 20


@pytest.mark.parametrize(("is_large", "can_fork"), [(False, True), (True, False)])
def test_few_pages_or_a_system_without_copies_take_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_large: bool, can_fork: bool
):
    monkeypatch.setattr(jobs, "_can_fork", lambda: can_fork)
    jobs.perform(nothing, noting(tmp_path, 20), is_large=is_large)
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {str(os.getpid())}
    assert len(list(tmp_path.iterdir())) == 20
