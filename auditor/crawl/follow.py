"""One hop of a page's redirects: every hop is checked as if it were the first.

In: an address of the site. Out: the answer, and where it leads; FetchProblem when a hop is forbidden, leaves the site, or never ends.
"""

from __future__ import annotations

from typing import Any

from auditor.crawl.address import joined, same_site
from auditor.crawl.answer import Answer
from auditor.crawl.fetch import Fetcher
from auditor.crawl.gate import REDIRECTS, Gate
from auditor.crawl.problem import FetchProblem


class Follower:
    """Reads addresses of one site as robots.txt allows."""

    def __init__(self, fetcher: Fetcher, gate: Gate) -> None:
        self._fetcher, self._gate = fetcher, gate

    def hop(self, url: str, **wanted: Any) -> Answer:
        """The answer, redirect or not (`wanted` as Fetcher.get has it)."""
        if not self._gate.allows(url):
            raise FetchProblem("robots", key="robots-forbid")
        return self._fetcher.get(url, **wanted)

    def read(self, url: str, **wanted: Any) -> Answer:
        """The answer at the end of the redirects: for what is read beside the pages."""
        met = {url}
        for _ in range(self._fetcher.settings.max_redirects + 1):
            answer = self.hop(url, **wanted)
            url = target_of(answer)
            if not url:
                return answer
            if url in met and not answer.has_news:
                break
            met.add(url)
        raise FetchProblem("redirect", url, "too-many-redirects")


def target_of(answer: Answer) -> str:
    """Where a redirect leads, "" for any other answer; FetchProblem when that is no web address or another site."""
    if answer.status not in REDIRECTS or not answer.location:
        return ""
    return own_target(answer.url, answer.location)


def own_target(url: str, location: str) -> str:
    """The address of the same site that a page sends its reader to; FetchProblem `off-site` for any other."""
    try:
        target = joined(url, location)
    except ValueError:
        raise FetchProblem("off-site", location, "moved") from None
    if not same_site(target, url):
        raise FetchProblem("off-site", target, "moved")
    return target
