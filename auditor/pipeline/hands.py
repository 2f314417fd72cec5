"""Processes that read and label beside this one.

In: functions of this package with what they need. Out: futures. Each process imports and loads what it needs once; where the system can
fork, they start from one that has imported the program and loaded the models already, which they share.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from auditor.garbage import search_seldom
from auditor.models import Lang

# What a process imports takes seconds: done once, before the first is forked.
IMPORTED = ["auditor.pipeline.unheard", "auditor.pipeline.jobs", "auditor.pipeline.advised"]
READY = "auditor.pipeline.ready_"  # and a language: what takes it seconds more, and some 300 MB that all processes share then
BEHIND = 5  # steps of priority after the process that fetches; Windows knows none
MOST = 8  # processes: where they cannot be forked, each holds its models, some 250 MB

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Hands:
    """Up to `size` processes, begun when the first thing is handed over; a context manager that ends them."""

    def __init__(self, size: int) -> None:
        self.size = min(size, MOST)
        self._pool: ProcessPoolExecutor | None = None
        self._are_ready = False
        self._put_by: list[Callable[[], object]] = []
        self._making = threading.Lock()  # they may be begun by a thread beside the one that gives them work

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def are_at_work(self) -> bool:
        """Whether the processes have begun: what they are given next need not wait for imports."""
        return self._pool is not None

    @property
    def are_getting_ready(self) -> bool:
        """Whether the processes have begun and the first of them is not there yet."""
        return self._pool is not None and not self._are_ready

    def put_by(self, job: Callable[[], object]) -> None:
        """Something that this process will have to do, and that it may do as well while it waits for the others."""
        self._put_by.append(job)

    def use_wait(self) -> None:
        """Do what was put by: there is nothing else to do until the others have done what they are at."""
        while self._put_by:
            self._put_by.pop(0)()

    def begin(self, langs: Collection[Lang]) -> None:
        """Begin the processes, ready for these languages, unless they have begun; comes back when the first is there, seconds later."""
        if self._pool is None:
            with suppress(BrokenProcessPool, RuntimeError):  # of a pool that is closed meanwhile: what it is given next says so
                self._made(langs).submit(os.getpid)
            self._are_ready = True

    def _made(self, langs: Collection[Lang]) -> ProcessPoolExecutor:
        with self._making:
            self._pool = self._pool or ProcessPoolExecutor(self.size, mp_context=context(langs), initializer=attend)
            return self._pool

    def give(self, job: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Future[Made]:
        """What a function of a module makes of its arguments, all of which must be picklable; BrokenProcessPool comes of a process that has
        died, now or before.
        """
        pool = self._pool or self._made(())
        try:
            return pool.submit(job, *given, **named)
        except BrokenProcessPool as error:
            broken = Future[Made]()
            broken.set_exception(error)
            return broken

    def close(self) -> None:
        """End the processes now; what they have in hand is lost."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(cancel_futures=True)  # waits for its threads: a report is written by two processes only where no other thread runs


def close_server() -> None:
    """End the process that others are forked from: it holds the models for sites to come, half a gigabyte of memory. They can begin anew,
    seconds later.
    """
    from multiprocessing import forkserver

    stop = getattr(getattr(forkserver, "_forkserver", None), "_stop", None)
    if stop is not None and not multiprocessing.active_children():
        stop()


def processors() -> int:
    """How many processes this one may begin: one a processor; none where it is itself one of several that work on different sites."""
    if multiprocessing.parent_process() is not None:
        return 0
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def attend() -> None:
    """A worker leaves Ctrl-C to the process that began it, does not outlive that one, and gives way to it: it fetches."""
    search_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True, name="parent").start()


def _leave_with(parent: int) -> None:
    multiprocessing.connection.wait([parent])
    os._exit(1)


def context(langs: Collection[Lang], *more: str) -> BaseContext:
    """A server to fork from, which has no threads that a fork could catch half-way, with `more` modules imported; macOS and Windows begin
    each process anew.
    """
    if sys.platform in ("win32", "darwin") or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload([*IMPORTED, *more, *(READY + lang for lang in sorted(langs))])
    return forking
