"""The cookies of a crawl: sites want theirs back before they show a page, and some hand out more than they take back.

In: the cookies of answers. Out: those to send. Few and short ones are kept, the newest: a header of eight kilobytes is refused by most
servers, and a crawl whose jar grows with every page would be refused everything from then on.
"""

from __future__ import annotations

import threading
from contextlib import suppress

from requests.cookies import RequestsCookieJar

MOST = 50  # cookies; what a browser has to keep for a site (RFC 6265, 6.1)
LONGEST = 4096  # characters of a name and its value together (RFC 6265, 6.1)
ALL = 6_000  # characters of all: nginx and Apache take some 8,000 of a header, which has other lines too
Name = tuple[str, str, str]  # domain, path, name


class Cookies:
    """Cookies that came, shared by the threads of a crawl."""

    def __init__(self) -> None:
        self._jar, self._lock = RequestsCookieJar(), threading.Lock()
        self._values: dict[Name, str] = {}  # the newest last

    def jar(self) -> RequestsCookieJar:
        """A copy to send a request with."""
        with self._lock:
            return self._jar.copy()

    def take(self, cookies: RequestsCookieJar) -> bool:
        """Keep what came; whether any of it is news to the site's next answer."""
        with self._lock:
            before = dict(self._values)
            for cookie in cookies:
                value = cookie.value or ""
                if len(cookie.name) + len(value) <= LONGEST:
                    name = (cookie.domain, cookie.path, cookie.name)
                    self._values.pop(name, None)
                    self._values[name] = value
                    self._jar.set_cookie(cookie)
            self._drop_oldest()
            return self._values != before

    def _drop_oldest(self) -> None:
        size = sum(len(name[2]) + len(value) for name, value in self._values.items())
        while len(self._values) > MOST or size > ALL:
            name = next(iter(self._values))
            size -= len(name[2]) + len(self._values.pop(name))
            with suppress(KeyError):  # it has expired meanwhile
                self._jar.clear(*name)
