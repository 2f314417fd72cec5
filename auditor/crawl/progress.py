"""How far a crawl is, for whoever draws a bar.

In: what the crawl gives, as it gives it. Out: the same, with a Progress handed over for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.models import NotRead, Page


@dataclass(frozen=True, slots=True)
class Progress:
    """Pages read, addresses found so far (read, not read or waiting), addresses not read, and the last one dealt with."""

    done: int
    found: int
    not_read: int
    url: str


def watched(
    seen: Iterable[Page | NotRead],
    report: Callable[[Progress], None],
    already: Sequence[Page | NotRead] = (),
    waiting: Callable[[], int] = lambda: 0,
) -> Iterator[Page | NotRead]:
    """What is seen, unchanged, each followed by a report that counts what an unfinished run had already seen."""
    done = sum(isinstance(one, Page) for one in already)
    not_read = len(already) - done
    for one in seen:
        done, not_read = (done + 1, not_read) if isinstance(one, Page) else (done, not_read + 1)
        report(Progress(done, done + not_read + waiting(), not_read, one.url))
        yield one
