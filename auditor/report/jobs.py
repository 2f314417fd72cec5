"""Writing a large report on two processors: a second process made from this one takes jobs while this one does the work that cannot be
parted; then both take jobs, as each gets ready for the next.

In: that work, and jobs that write files of their own and share nothing. Out: all of it done, and what the jobs tell. Where a process cannot
be made from this one (Windows), where other threads run in it, and for few pages, all is done here, one after the other.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
Job = Callable[[], T]
MOST = 4096  # numbers of jobs that any pipe takes without a reader: it holds at least four kilobytes and each is two bytes
NUMBER = 2


def perform(whole: Job[None], jobs: Sequence[Job[T]], *, is_large: bool) -> list[T]:
    """Do `whole` in this process, and the jobs in no order that their files could depend on; what these return, in no order either. What
    any of them raises is raised.
    """
    if not is_large or not _can_fork() or len(jobs) * NUMBER > MOST:
        whole()
        return [job() for job in jobs]
    told = _in_two(whole, jobs)
    return [job() for job in jobs] if told is None else told  # what failed in the other process fails here too, and says why


def _can_fork() -> bool:
    """A copy of a process with threads may wait forever for a lock that one of them held; macOS forbids it to its own libraries."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _in_two(whole: Job[None], jobs: Sequence[Job[T]]) -> list[T] | None:
    """What the jobs return that this process and a copy of it did; None where the copy failed. The numbers of the jobs stand in a pipe that
    both read from, what the copy's return comes by another one.
    """
    (reading, writing), (hearing, telling) = os.pipe(), os.pipe()
    os.write(writing, b"".join(n.to_bytes(NUMBER, "big") for n in range(len(jobs))))
    os.close(writing)
    with warnings.catch_warnings():  # Python 3.12 warns of threads that are not Python's: those of BLAS live through a fork
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os.close(hearing)  # else it could not tell that nobody listens any more
        _copy(jobs, reading, telling)
    os.close(telling)
    try:
        with os.fdopen(hearing, "rb") as heard:
            whole()
            told = [*_take(jobs, reading)]
            others = heard.read()
    finally:
        os.close(reading)
        _, status = os.waitpid(child, 0)
    return None if status else [*told, *pickle.loads(others)]


def _copy(jobs: Sequence[Job[T]], reading: int, telling: int) -> None:
    """What the copy does, and its end: it closes nothing that belongs to the first process, and tells nobody but that."""
    failed = 1
    try:
        told = pickle.dumps([*_take(jobs, reading)])
        with os.fdopen(telling, "wb") as other:
            other.write(told)
        failed = 0
    finally:
        os._exit(failed)


def _take(jobs: Sequence[Job[T]], reading: int) -> Iterator[T]:
    while number := os.read(reading, NUMBER):
        yield jobs[int.from_bytes(number, "big")]()
