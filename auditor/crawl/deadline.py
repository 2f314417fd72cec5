"""No exchange outlives its time: a server that sends a byte now and then never trips a timeout that only looks at the next byte.

In: seconds, for the exchange of the thread that asks. Out: its socket is shut down once they are over, and `within` raises TimeoutError.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import HTTPResponse

from auditor.crawl.headers import Answer

STEP = 0.2  # seconds between two looks at the exchanges under way
IDLE = 50  # looks at nothing before the watching thread ends


class _Exchange:
    """An exchange under way and the socket it runs over, once that is known."""

    def __init__(self, end: float) -> None:
        self.end, self.is_over = end, False
        self.socket: socket.socket | None = None

    def cut(self) -> None:
        self.is_over = True
        if self.socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)  # below TLS: its own shutdown would wait for the other side


class _Watcher:
    """One thread for all exchanges: a timer for each would cost more than a small page."""

    def __init__(self) -> None:
        self._lock, self._exchanges = threading.Lock(), set[_Exchange]()
        self._thread: threading.Thread | None = None

    def add(self, exchange: _Exchange) -> None:
        with self._lock:
            self._exchanges.add(exchange)
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True, name="deadlines")
                self._thread.start()

    def drop(self, exchange: _Exchange) -> None:
        with self._lock:
            self._exchanges.discard(exchange)

    def _watch(self) -> None:
        idle = 0
        while idle < IDLE:
            time.sleep(STEP)
            with self._lock:
                idle = 0 if self._exchanges else idle + 1
                for exchange in self._exchanges:
                    if time.monotonic() > exchange.end:
                        exchange.cut()
                if idle >= IDLE:
                    self._thread = None


_watcher, _mine = _Watcher(), threading.local()


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """An exchange of this thread; TimeoutError when it took longer, whatever came of it."""
    exchange = _mine.exchange = _Exchange(time.monotonic() + seconds)
    _watcher.add(exchange)
    try:
        yield
    except Exception as error:
        if exchange.is_over:
            raise TimeoutError from error
        raise
    finally:
        _watcher.drop(exchange)
        _mine.exchange = None
    if exchange.is_over:
        raise TimeoutError


def is_over() -> bool:
    """Whether the time of this thread's exchange is over: what came may be half an answer."""
    exchange = getattr(_mine, "exchange", None)
    return exchange is not None and exchange.is_over


class Timed(HTTPConnection):
    """A connection whose answers have a deadline, from their first byte on."""

    response_class = Answer

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # urllib3 declares its own response, http.client's base another
        """The answer."""
        if (exchange := getattr(_mine, "exchange", None)) is not None:
            exchange.socket = self.sock
        return super().getresponse()


class TimedTLS(Timed, HTTPSConnection):
    """The same under TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = Timed


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = TimedTLS


class TimedAdapter(HTTPAdapter):
    """An adapter of requests whose connections have deadlines."""

    pools: dict[str, type[HTTPConnectionPool]] = {"http": _Pool, "https": _PoolTLS}

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools that open such connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self.pools
