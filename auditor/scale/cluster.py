"""Many sites on a Dask cluster, whose workers share the store.

In: the address of a scheduler, and tasks. Out: turns as they end; reports are built here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

from auditor.errors import UsageProblem
from auditor.models import Turn
from auditor.scale.task import Task, build, failed, perform
from auditor.store import Runs, Store

WAIT = 10  # seconds for a scheduler to answer
RETRIES = 2  # of a task whose worker died


def perform_on(scheduler: str, tasks: Sequence[Task]) -> Iterator[Turn]:
    """A turn for each task as it ends, on the workers of a Dask cluster; reports are built here, from what they leave in the store.

    A task whose worker dies is done again by another one; tasks may be done twice and leave the same. UsageProblem without Dask, without an
    answer from the scheduler, or with a store that only this computer sees.
    """
    distributed = _distributed()
    with _client(distributed, scheduler) as client:
        sent = {_sent(client, task): task for task in tasks}
        for future in distributed.as_completed(list(sent)):
            yield _gathered(sent[future], future)


def _sent(client: Any, task: Task) -> Any:
    key = f"auditor-{task.run}-{task.name}-{task.digest}"
    return client.submit(perform, replace(task, folder=""), key=key, pure=False, retries=RETRIES)


def _gathered(task: Task, future: Any) -> Turn:
    """The turn of a task that a worker has done, its report built."""
    with Store(task.store) as store:
        try:
            turn: Turn = future.result()
            if turn.state == "done" and task.folder:
                build(task, store)
        except Exception as error:
            turn = failed(task, error)
        Runs(store).record(task.run, turn, task.digest)  # the worker's own knows of no report
    return turn


def _distributed() -> Any:
    try:
        return import_module("dask.distributed")
    except ImportError as error:
        raise UsageProblem("portfolio.no-dask") from error


def _client(distributed: Any, scheduler: str) -> Any:
    try:
        return distributed.Client(scheduler, timeout=WAIT)
    except (OSError, ValueError) as error:
        raise UsageProblem("portfolio.no-scheduler", address=scheduler, reason=str(error) or type(error).__name__) from error
