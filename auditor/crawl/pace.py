"""When the next request may go out: never faster than asked, slower where the site is slow, however many threads ask.

In: what each answer took and asked for. Out: waiting. The clock and the sleep can be handed in, so that tests need no time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

MAX_CRAWL_DELAY = 30.0  # seconds; a robots.txt that asks for more is honoured up to here (60 pages would take half an hour)
MAX_RETRY_AFTER = 120.0  # seconds; beyond that the rest of the site is left for another day
MAX_ADAPTED = 60.0  # seconds; how far a slow site slows us down by itself, as in Scrapy's AutoThrottle


class Pace:
    """The pace of one host, shared by the threads that read it: `connections` requests at once, `pause` seconds apart at least."""

    def __init__(
        self,
        pause: float,
        *,
        connections: int = 1,
        is_preview: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.is_preview = is_preview  # a server on this computer needs no pause
        self.connections = connections
        self.floor = self.delay = 0.0 if is_preview else pause
        self.next = 0.0
        self._clock, self._sleep, self._lock = clock, sleep, threading.Lock()

    def ask(self, crawl_delay: float | None) -> None:
        """Take a crawl-delay of robots.txt (seconds) as the least pause, up to the ceiling."""
        if not self.is_preview:
            with self._lock:
                self.floor = max(self.floor, min(crawl_delay or 0.0, MAX_CRAWL_DELAY))
                self.delay = max(self.delay, self.floor)

    def wait(self) -> None:
        """Sleep until a request may go out; with several connections the pause runs from one start to the next."""
        while (left := self._left()) > 0:
            self._sleep(left)

    def _left(self) -> float:
        with self._lock:
            now = self._clock()
            if now < self.next:
                return self.next - now
            self.next = now + self.delay
            return 0.0

    def answered(self, took: float, ok: bool) -> None:
        """Note an answer: the pause moves half-way to latency / connections (Scrapy's AutoThrottle), and an error never shortens it.

        With one connection the pause runs from the answer, so that a slow site rests in between.
        """
        with self._lock:
            if self.floor > 0:
                adapted = min((self.delay + took / self.connections) / 2, MAX_ADAPTED)
                self.delay = max(self.floor, adapted if ok else max(adapted, self.delay))
            if self.connections == 1:
                self.next = max(self.next, self._clock() + self.delay)

    def hold(self, seconds: float) -> None:
        """No request for so many seconds: the server said Retry-After."""
        with self._lock:
            self.next = max(self.next, self._clock() + seconds)
