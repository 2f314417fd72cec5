"""When the next request may go out: one at a time per host, never faster than asked, slower where the site is slow.

In: what each answer took and asked for. Out: waiting. The clock and the sleep can be handed in, so that tests need no time.
"""

from __future__ import annotations

import time
from collections.abc import Callable

MAX_CRAWL_DELAY = 30.0  # seconds; a robots.txt that asks for more is honoured up to here (60 pages would take half an hour)
MAX_RETRY_AFTER = 120.0  # seconds; beyond that the rest of the site is left for another day
MAX_ADAPTED = 10.0  # seconds; how far a slow site slows us down by itself


class Pace:
    """The pace of one host."""

    def __init__(
        self,
        pause: float,
        *,
        is_preview: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.is_preview = is_preview  # a server on this computer needs no pause
        self.floor = self.delay = 0.0 if is_preview else pause
        self.next = 0.0
        self._clock, self._sleep = clock, sleep

    def ask(self, crawl_delay: float | None) -> None:
        """Take a crawl-delay of robots.txt (seconds) as the least pause, up to the ceiling."""
        if not self.is_preview:
            self.floor = max(self.floor, min(crawl_delay or 0.0, MAX_CRAWL_DELAY))
            self.delay = max(self.delay, self.floor)

    def wait(self) -> None:
        """Sleep until the next request may go out."""
        left = self.next - self._clock()
        if left > 0:
            self._sleep(left)

    def answered(self, took: float, ok: bool) -> None:
        """Note an answer: the pause moves half-way to its latency (Scrapy's AutoThrottle), and an error never shortens it."""
        if self.floor > 0:
            adapted = min((self.delay + took) / 2, MAX_ADAPTED)
            self.delay = max(self.floor, adapted if ok else max(adapted, self.delay))
        self.next = self._clock() + self.delay

    def hold(self, seconds: float) -> None:
        """No request for so many seconds: the server said Retry-After."""
        self.next = max(self.next, self._clock() + seconds)
