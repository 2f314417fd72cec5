"""Many sites on a Dask cluster, whose workers share the store: one that is named, or one of this computer's processes.

In: the address of a scheduler, and jobs. Out: turns as they end. What a worker must know beside its job travels with it, so that it leaves
what this computer would have left; one that cannot is told at once.
"""

from __future__ import annotations

import asyncio
import logging
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from auditor import pipeline
from auditor.crawl import kind_of
from auditor.errors import UsageProblem
from auditor.models import Turn
from auditor.pipeline.hands import attend
from auditor.pipeline.knowing import knowledge, rules_digest
from auditor.scale.processes import died, ready_for
from auditor.scale.task import Job, Task, build, failed, keep, perform
from auditor.store import Runs, Store

LOCAL = "local"  # in the place of an address: a cluster of this computer's processes, for as long as the run takes
WAIT = 10  # seconds for a scheduler to answer
COMING = 120  # seconds for the first worker to come
RETRIES = 2  # of a job whose store did not answer
READING = 4  # sites that a process of this computer reads at once, where they are addresses; it judges one at a time
UNASKED = {"distributed.worker.profile.enabled": False, "distributed.nanny.pre-spawn-environ": {}}  # a look at each line, other variables
UNSEEN = {"dashboard_address": "127.0.0.1:0"}  # of a scheduler here: any port but the one that another run has, and for nobody else
HELD = "store.held"  # a worker that was given up for dead may still be reading the site: later it is not
UNFIT = frozenset(("portfolio.other-store", "portfolio.other-version"))  # why a worker cannot do what is asked: no job is to blame


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker must know beside a job."""

    began: str  # when the run began, "" for jobs of none: a store that knows of it is the one that is meant
    tool: str
    rules: str  # digest of all rule files
    epoch: str  # SOURCE_DATE_EPOCH, "" where it is not set
    marker: str  # a file in the folder of the reports, "" without reports


def perform_on(scheduler: str, jobs: Sequence[Job], *, workers: int = 1, began: str = "") -> Iterator[Turn]:
    """A turn for each job as it ends, on the workers of a Dask cluster, or with `local` on `workers` processes of this computer.

    A job whose worker dies is done again by another one, at last alone; one that ends its worker even then has failed. UsageProblem without
    Dask, without an answer from the scheduler or once it is gone, with workers of another version or that do not see the store.
    """
    distributed = _distributed()
    with _quiet(), _reports(jobs) as marker, _client(distributed, scheduler, workers, jobs) as client:
        asked = Asked(began, pipeline.TOOL, rules_digest(), os.environ.get("SOURCE_DATE_EPOCH", ""), marker)
        again: list[Job] = []
        for job, ended in _ended(distributed, client, jobs, asked, scheduler):
            if ended is None or ended.key == HELD:
                again.append(job)
            else:
                yield ended
        for job in again:  # one that ends its worker takes no other with it now
            ended = next(iter(_ended(distributed, client, [job], asked, scheduler)))[1]
            yield died(job) if ended is None else ended


def _ended(distributed: Any, client: Any, jobs: Sequence[Job], asked: Asked, scheduler: str) -> Iterator[tuple[Job, Turn | None]]:
    """Each job with its turn as it ends, None where its workers died."""
    sent = {client.submit(perform_there, job, asked, key=f"auditor-{uuid.uuid4()}", pure=False, retries=RETRIES): job for job in jobs}
    _wait_for_a_worker(client, scheduler)
    for future in distributed.as_completed(list(sent), loop=client.loop):
        job = sent.pop(future)
        try:
            turn, is_built = future.result()
        except distributed.KilledWorker:
            yield job, None
        except CancelledError as error:
            raise UsageProblem("portfolio.scheduler-lost", address=scheduler) from error
        except Exception as error:
            yield job, _kept(job, failed(job, error))
        else:
            yield job, turn if is_built else _finished(job, turn, scheduler)


def _finished(job: Job, turn: Turn, scheduler: str) -> Turn:
    """The turn of a job whose report is still to be built, here: its worker does not see the folder."""
    if turn.key in UNFIT:
        raise UsageProblem(turn.key, address=scheduler, **dict(turn.fields))
    if turn.state != "done" or not isinstance(job, Task):
        return turn
    try:
        with Store(job.store) as store:
            build(job, store)
    except Exception as error:
        return _kept(job, failed(job, error))
    return _kept(job, turn)


def _kept(job: Job, turn: Turn) -> Turn:
    with Store(job.store) as store:
        keep(job, turn, store)
    return turn


def perform_there(job: Job, asked: Asked) -> tuple[Turn, bool]:
    """On a worker: how the job ended, and whether nothing is left to do for the computer that asked."""
    if problem := _unfit(job, asked):
        return problem, False
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ |= {"SOURCE_DATE_EPOCH": asked.epoch} if asked.epoch else {}
    is_seen = not isinstance(job, Task) or not job.folder or Path(asked.marker).is_file()
    return perform(job if is_seen or not isinstance(job, Task) else replace(job, folder="")), is_seen


def _unfit(job: Job, asked: Asked) -> Turn | None:
    """Why this worker cannot do what is asked; None where it can."""
    own = (pipeline.TOOL, knowledge().digest)
    if own != (asked.tool, asked.rules):
        return Turn(job.name, "failed", "portfolio.other-version", (("theirs", " ".join(own)), ("ours", f"{asked.tool} {asked.rules}")))
    if Runs.may_be_at(job.store):
        with Store(job.store) as store:
            if not asked.began or Runs(store).began(job.run) == asked.began:
                return None
    return Turn(job.name, "failed", "portfolio.other-store", (("store", job.store.rpartition("@")[2]),))


def _distributed() -> Any:
    try:
        return import_module("dask.distributed")
    except ImportError as error:
        raise UsageProblem("portfolio.no-dask") from error


@contextmanager
def _client(distributed: Any, scheduler: str, workers: int, jobs: Sequence[Job]) -> Iterator[Any]:
    """A client of the scheduler; of a cluster of this computer that ends with it."""
    config = import_module("dask.config")
    with ExitStack() as stack:
        stack.enter_context(config.set({"distributed.comm.timeouts.connect": WAIT, "distributed.admin.tick.limit": "1h"}))
        if scheduler == LOCAL:
            scheduler = stack.enter_context(_local(distributed, workers, jobs))
        else:
            _meet(distributed, scheduler)
        yield stack.enter_context(distributed.Client(scheduler, timeout=WAIT, set_as_default=False))


def _meet(distributed: Any, scheduler: str) -> None:
    """Say so where no scheduler answers; a client that has met none takes twice as long to leave, and complains as it does."""

    async def met() -> None:
        comm = await import_module("distributed.comm").connect(scheduler, WAIT, **distributed.Security().get_connection_args("client"))
        await comm.close()

    try:
        with ThreadPoolExecutor(1) as beside:  # a thread without a loop: who calls us may have one
            beside.submit(asyncio.run, met()).result()
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise UsageProblem("portfolio.no-scheduler", address=scheduler, reason=str(error) or type(error).__name__) from error


def _wait_for_a_worker(client: Any, scheduler: str) -> None:
    """A cluster may begin its workers when it is given work; one that has none after all would leave us waiting for ever."""
    try:
        client.wait_for_workers(1, timeout=COMING)
    except TimeoutError as error:
        raise UsageProblem("portfolio.no-worker", address=scheduler, seconds=COMING) from error
    except OSError as error:
        raise UsageProblem("portfolio.scheduler-lost", address=scheduler) from error


@contextmanager
def _local(distributed: Any, workers: int, jobs: Sequence[Job]) -> Iterator[Any]:
    """A cluster of this computer's processes, which take as much memory as they need, as they do without Dask: one that is held for it
    takes no job, and would wait for ever where the models alone are too much.
    """
    with ready_for(jobs, "distributed", __name__) as begun, ExitStack() as stack:
        method = {"distributed.worker.multiprocessing-method": begun.get_start_method()}
        stack.enter_context(import_module("dask.config").set(UNASKED | method))
        reads = any(isinstance(job, Task) and kind_of(job.source) == "address" for job in jobs)
        shape = {"n_workers": workers, "threads_per_worker": READING if reads else 1, "memory_limit": 0, "preload": [__name__]}
        told = {"dashboard_address": None, "scheduler_kwargs": UNSEEN, "silence_logs": logging.CRITICAL}
        yield stack.enter_context(_begun(partial(distributed.LocalCluster, **shape, **told, processes=True)))


@contextmanager
def _begun(make: Callable[[], Any]) -> Iterator[Any]:
    """A cluster, begun by a thread: broken off half-way it could not be closed, so that Ctrl-C waits the seconds until it is there."""
    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(make)
        try:
            cluster = coming.result()
        except KeyboardInterrupt:
            coming.result().close()
            raise
    with cluster:
        yield cluster


def dask_setup(_: object) -> None:
    """What Dask calls in each worker of such a cluster before its first job."""
    attend()


@contextmanager
def _reports(jobs: Sequence[Job]) -> Iterator[str]:
    """A file beside the reports by which a worker tells whether it sees their folder; "" without reports."""
    folder = next((Path(job.folder).parent for job in jobs if isinstance(job, Task) and job.folder), None)
    if folder is None:
        yield ""
        return
    marker = folder / f".auditor-{uuid.uuid4()}"
    with suppress(OSError):  # then reports are built here, where what is wrong is told
        folder.mkdir(parents=True, exist_ok=True)
        marker.touch()
    try:
        yield str(marker)
    finally:
        marker.unlink(missing_ok=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask tells of every connection that breaks, each of its modules by itself; what matters of it is told in our words."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    before = {name: logging.getLogger(name).level for name in ("distributed", *names)}
    for name in before:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
