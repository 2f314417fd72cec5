"""A page behind its redirects: every hop is checked as if it were the first.

In: an address of the site. Out: the last answer; FetchProblem when a hop is forbidden, leaves the site, loops or never ends.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from auditor.crawl.address import identity, joined, same_site
from auditor.crawl.fetch import Answer, Fetcher, FetchProblem
from auditor.crawl.gate import REDIRECTS, Gate


class Follower:
    """Reads addresses of one site; `is_known` says which pages need no second visit."""

    def __init__(self, fetcher: Fetcher, gate: Gate, is_known: Callable[[str], bool]) -> None:
        self._fetcher, self._gate, self._is_known = fetcher, gate, is_known

    def read(self, url: str, **wanted: Any) -> Answer:
        """The answer at the end of the redirects (`wanted` as Fetcher.get has it); `duplicate` when they lead to a known page."""
        met = {url}
        for _ in range(self._fetcher.settings.max_redirects + 1):
            answer = self._get(url, **wanted)
            if answer.status not in REDIRECTS or not answer.location:
                return answer
            target = _target(answer)
            if target in met:
                break
            if identity(target) != identity(url) and self._is_known(target):
                raise FetchProblem("duplicate", target)
            met.add(target)
            url = target
        raise FetchProblem("redirect", url, "too-many-redirects")

    def _get(self, url: str, **wanted: Any) -> Answer:
        if not self._gate.allows(url):
            raise FetchProblem("robots", key="robots-forbid")
        return self._fetcher.get(url, **wanted)


def _target(answer: Answer) -> str:
    """Where a redirect leads; FetchProblem when that is no web address or another site."""
    try:
        target = joined(answer.url, answer.location)
    except ValueError:
        raise FetchProblem("off-site", answer.location, "moved") from None
    if not same_site(target, answer.url):
        raise FetchProblem("off-site", target, "moved")
    return target
