"""Several requests at once, and yet the same crawl every time: what comes is handed back in the order in which it was asked for.

In: jobs and a function that does one. Out: each job with what came of it, first asked first. With one connection nothing runs beside
the caller; with more, threads do, twice as many jobs being handed to them as there are connections, so that none waits for the caller.
A few threads more than connections: some file what came while others already use the connections it came through.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

LOOK = 0.5  # seconds: Windows cannot break off a wait without end by Ctrl-C
# Seconds after which the caller, busy with a page, lets a thread take in its answer, which it does in ten small steps. Python's own 5 ms
# at each step added a tenth and more to a crawl of heavy pages.
TURN = 0.0005
FILING = 4  # connections a thread that files: an answer is filed in 10 ms, a twentieth of what a page is waited for

Job = TypeVar("Job")
Came = TypeVar("Came")


@dataclass
class _Task(Generic[Job, Came]):
    job: Job
    came: Came | None = None
    error: BaseException | None = None
    is_done: threading.Event = field(default_factory=threading.Event)


class Crew(Generic[Job, Came]):
    """Does jobs; `room` says how many more may be handed over now."""

    def __init__(self, work: Callable[[Job], Came], connections: int) -> None:
        self._work, self._size = work, connections
        self._most = connections + max(1, connections // FILING)
        self._asked: deque[_Task[Job, Came]] = deque()
        self._queue: queue.SimpleQueue[_Task[Job, Came] | None] = queue.SimpleQueue()
        self._threads = 0
        self._turn = sys.getswitchinterval()  # as it was before

    def __len__(self) -> int:
        return len(self._asked)

    @property
    def room(self) -> int:
        """How many jobs may be handed over before the next is taken back."""
        return (1 if self._size == 1 else 2 * self._size) - len(self._asked)

    def jobs(self) -> list[Job]:
        """The jobs under way, first asked first."""
        return [task.job for task in self._asked]

    def put(self, job: Job) -> None:
        """Hand a job over; alone, it is done when it is taken back."""
        task = _Task[Job, Came](job)
        self._asked.append(task)
        if self._size > 1:
            self._hire()
            self._queue.put(task)

    def take(self) -> tuple[Job, Came]:
        """The job that was handed over first, and what came of it; raises what doing it raised."""
        task = self._asked.popleft()
        if self._size == 1:
            return task.job, self._work(task.job)
        while not task.is_done.wait(LOOK):
            pass
        if task.error is not None:
            raise task.error
        assert task.came is not None
        return task.job, task.came

    def close(self) -> None:
        """Send the threads home; what they are still at is dropped."""
        sys.setswitchinterval(self._turn)
        with suppress(queue.Empty):
            while True:
                self._queue.get_nowait()
        for _ in range(self._threads):
            self._queue.put(None)

    def _hire(self) -> None:
        if self._threads < min(self._most, len(self._asked)):
            sys.setswitchinterval(min(TURN, self._turn))
            self._threads += 1
            threading.Thread(target=self._serve, daemon=True, name=f"crawl-{self._threads}").start()

    def _serve(self) -> None:
        while (task := self._queue.get()) is not None:
            try:
                task.came = self._work(task.job)
            except BaseException as error:  # handed to whoever takes the job back
                task.error = error
            task.is_done.set()
