"""What a site lets us do: its robots.txt, fetched once an origin.

In: a fetcher and our product token. Out: allowed or not, sitemaps, crawl-delay; FetchProblem where the rules cannot be known, for then
nothing may be fetched (RFC 9309, 2.3.1.4).
"""

from __future__ import annotations

import threading

from auditor.crawl.address import joined, origin, same_site
from auditor.crawl.answer import Answer
from auditor.crawl.fetch import Fetcher
from auditor.crawl.problem import FetchProblem
from auditor.crawl.robots import Robots, allow_all, read_robots

REDIRECTS = frozenset((301, 302, 303, 307, 308))
MAX_HOPS = 5  # RFC 9309, 2.3.1.2: beyond that the file counts as missing
MAX_READ = 2 * 1024 * 1024  # bytes: `read_robots` keeps the first 500 KiB


class Gate:
    """The rules of each origin of a site."""

    def __init__(self, fetcher: Fetcher, token: str) -> None:
        self._fetcher, self._token = fetcher, token
        self._known: dict[str, Robots | FetchProblem] = {}
        self._lock = threading.Lock()  # one fetch an origin, whoever asks first

    def allows(self, url: str) -> bool:
        """Whether robots.txt lets us fetch the address; FetchProblem when its rules cannot be known."""
        return self.rules(url).allows(url)

    def rules(self, url: str) -> Robots:
        """The rules of the address's origin; FetchProblem when they cannot be known."""
        place = origin(url)
        with self._lock:
            if place not in self._known:
                self._known[place] = self._read(place)
            known = self._known[place]
        if isinstance(known, FetchProblem):
            raise known
        return known

    def _read(self, place: str) -> Robots | FetchProblem:
        try:
            answer = self._answer(f"{place}/robots.txt")
        except FetchProblem as problem:
            return problem
        if answer.status == 429 or answer.status >= 500:
            return FetchProblem("robots", str(answer.status), "robots-unavailable")
        rules = read_robots(answer.body, self._token) if answer.status < 300 else allow_all(self._token)
        if same_site(place, self._fetcher.root):  # a page drawn in a browser may ask others too
            self._fetcher.pace.ask(rules.crawl_delay)
        return rules

    def _answer(self, url: str) -> Answer:
        for _ in range(MAX_HOPS + 1):
            answer = self._fetcher.get(url, limit=MAX_READ, wanted=lambda kind: True, may_cut=True)
            if answer.status not in REDIRECTS:
                break
            try:
                url = joined(url, answer.location)
            except ValueError:
                break
        return answer
