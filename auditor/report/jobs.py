"""Writing a large report on two processors: a second process made from this one takes jobs while this one does the work that cannot be
parted; then both take jobs, as each gets ready for the next.

In: that work, and jobs that write files of their own and share nothing. Out: all of it done. Where a process cannot be made from this
one (Windows), where other threads run in it, and for few pages, all is done here, one after the other.
"""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable, Sequence

Job = Callable[[], None]
MOST = 4096  # numbers of jobs that any pipe takes without a reader: it holds at least four kilobytes and each is two bytes
NUMBER = 2


def perform(whole: Job, jobs: Sequence[Job], *, is_large: bool) -> None:
    """Do `whole` in this process, and the jobs in no order that their files could depend on; what any of them raises is raised."""
    if not is_large or not _can_fork() or len(jobs) * NUMBER > MOST:
        for job in (whole, *jobs):
            job()
        return
    if not _in_two(whole, jobs):
        for job in jobs:  # what failed in the other process fails here too, and says why
            job()


def _can_fork() -> bool:
    """A copy of a process with threads may wait forever for a lock that one of them held; macOS forbids it to its own libraries."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def _in_two(whole: Job, jobs: Sequence[Job]) -> bool:
    """Whether this process and a copy of it did all jobs. The numbers of the jobs stand in a pipe that both read from."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(n.to_bytes(NUMBER, "big") for n in range(len(jobs))))
    os.close(writing)
    with warnings.catch_warnings():  # Python 3.12 warns of threads that are not Python's: those of BLAS live through a fork
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _copy(jobs, reading)
    try:
        whole()
        _take(jobs, reading)
    finally:
        os.close(reading)
        _, status = os.waitpid(child, 0)
    return status == 0


def _copy(jobs: Sequence[Job], reading: int) -> None:
    """What the copy does, and its end: it closes nothing that belongs to the first process, and tells nobody."""
    failed = 1
    try:
        _take(jobs, reading)
        failed = 0
    finally:
        os._exit(failed)


def _take(jobs: Sequence[Job], reading: int) -> None:
    while number := os.read(reading, NUMBER):
        jobs[int.from_bytes(number, "big")]()
