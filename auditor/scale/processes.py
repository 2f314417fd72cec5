"""Many sites on this computer: addresses read ahead, several at once, the rest of the work on processes.

In: tasks. Out: turns as they end. A process that dies takes no other site with it.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

from auditor import crawl as crawling
from auditor.ahead import crawl_each
from auditor.models import Turn
from auditor.pipeline import Unwatched, Watch
from auditor.pipeline.hands import attend, close_server, context
from auditor.scale.task import Job, Task, failed, keep, perform, was_read
from auditor.store import Store

LOOK = 0.5  # seconds between two looks: Windows cannot break off a wait without end by Ctrl-C


def perform_all(tasks: Sequence[Job], *, workers: int, watch: Watch | None = None) -> Iterator[Turn]:
    """A turn for each job as it ends, on `workers` processes of this computer; addresses are read ahead, several at once."""
    watch = watch or Unwatched()
    if workers == 1 or len(tasks) < 2:
        for task in _read_first(tasks, watch):
            yield task if isinstance(task, Turn) else perform(task)
        return
    yield from _on_processes(tasks, workers, watch)


def _read_first(tasks: Sequence[Job], watch: Watch) -> Iterator[Job | Turn]:
    """Each job when its pages are there, or when reading them is quick; the turn of one whose pages cannot be read."""
    waiting: dict[str, Task] = {}
    with Store(tasks[0].store) as store:
        for task in tasks:
            if isinstance(task, Task) and crawling.kind_of(task.source) == "address" and not was_read(task, store):
                waiting[task.source] = task
        if waiting:
            came = crawl_each(list(waiting), next(iter(waiting.values())).settings, store=tasks[0].store, watch=_Notes(watch))
            yield from (task for task in tasks if task not in waiting.values())
            for source, said in came:
                yield waiting[source] if isinstance(said, str) else _unread(waiting[source], said, store)
        else:
            yield from tasks


def _unread(task: Task, error: BaseException, store: Store) -> Turn:
    if not isinstance(error, Exception):
        raise error
    turn = failed(task, error)
    keep(task, turn, store)
    return turn


class _Notes(Unwatched):
    """Reading, told as notes of the run: its steps are sites."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def step(self, n: int = 1, note: str = "") -> None:
        """A page more."""
        self._watch.step(0, note)

    def note(self, key: str, **fields: object) -> None:
        """Something worth saying."""
        self._watch.note(key, **fields)


def _on_processes(tasks: Sequence[Job], workers: int, watch: Watch) -> Iterator[Turn]:
    """Turns from a pool; where one of its processes dies, the sites that are left are audited one by one."""
    left = {task.name: task for task in tasks}
    try:
        for turn in _pooled(tasks, workers, watch):
            del left[turn.slug]
            yield turn
    except BrokenProcessPool:
        yield from _one_by_one(list(left.values()))


def _pooled(tasks: Sequence[Job], workers: int, watch: Watch) -> Iterator[Turn]:
    under_way: set[Future[Turn]] = set()
    with _pool(tasks, min(workers, len(tasks))) as pool:
        try:
            for task in _read_first(tasks, watch):
                if isinstance(task, Turn):
                    yield task
                    continue
                under_way.add(pool.submit(perform, task))
                done, under_way = wait(under_way, timeout=0)
                yield from (future.result() for future in done)
            while under_way:
                done, under_way = wait(under_way, timeout=LOOK, return_when="FIRST_COMPLETED")
                yield from (future.result() for future in done)
        except BaseException:
            _stop(pool)
            raise


def _one_by_one(left: list[Job]) -> Iterator[Turn]:
    """Turns from one process; a site that ends it gets a failed one, and the next sites another process."""
    while left:
        with _pool(left, 1) as pool:
            try:
                while left:
                    yield pool.submit(perform, left[0]).result()
                    del left[0]
            except BrokenProcessPool:
                yield died(left.pop(0))
            except BaseException:
                _stop(pool)
                raise


def died(job: Job) -> Turn:
    """The turn of a job that ends the process that does it, kept."""
    turn = Turn(job.name, "failed", "portfolio.worker-died")
    with Store(job.store) as store:
        keep(job, turn, store)
    return turn


@contextmanager
def _pool(jobs: Sequence[Job], workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that are ready for the jobs, where the system can; models and locks are never copied from this one."""
    with ready_for(jobs) as begun, ProcessPoolExecutor(workers, mp_context=begun, initializer=attend) as pool:
        yield pool


@contextmanager
def ready_for(jobs: Sequence[Job], *more: str) -> Iterator[BaseContext]:
    """What processes for the jobs are begun with, `more` modules imported; that gets ready while this process does other things. It ends
    with the run: another one may find other rules and another environment. Of a run that is broken off it ends with this process: it
    outlives its last worker, for which Ctrl-C does not wait.
    """
    close_server()
    begun = context({lang for job in jobs for lang in job.langs}, *more)
    if begun.get_start_method() == "forkserver":
        forkserver.ensure_running()
    yield begun
    close_server()


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the pool now: what its processes have in hand is lost, and done again by the next run."""
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        process.terminate()
