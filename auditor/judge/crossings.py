"""Crossings: every indicator over parts of the site, by kind of page, section and language.

In: the pool of a site and the function that judges a pool. Out: `Crossing` records. A part is scored by the very code that scores the site,
on its own pages alone; where it has too little text, it has no number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from auditor.judge.pooling import Pool, PooledPage
from auditor.models import Axis, Crossing, Score

By = Literal["kind", "section", "language"]
Judgement = Callable[[Pool], tuple[Score, tuple[Axis, ...]]]
WAYS: tuple[By, ...] = ("kind", "section", "language")
INDEX = "index"  # the whole score, beside the indicators


def cross(pool: Pool, judge: Judgement) -> tuple[Crossing, ...]:
    """The crossings of a site by each way that cuts its pages in scope into two parts or more; none where one part is the whole."""
    return tuple(crossing for by in WAYS for crossing in _by(pool, by, judge))


def section(key: str) -> str:
    """The first folder of a page's path, "" for a page that lies in none."""
    folder, slash, _ = key.partition("?")[0].partition("/")
    return folder if slash else ""


def _by(pool: Pool, by: By, judge: Judgement) -> Iterator[Crossing]:
    parts: dict[str, list[PooledPage]] = {}
    for page in pool.pages:
        parts.setdefault(_part(page, by), []).append(page)
    if len(parts) > 1:
        for name in sorted(parts):
            yield from _crossings(Pool(tuple(parts[name]), pool.known), by, name, judge)


def _part(page: PooledPage, by: By) -> str:
    if by == "kind":
        return page.kind
    return section(page.key) if by == "section" else max(page.languages, key=lambda lang: page.languages[lang])


def _crossings(part: Pool, by: By, name: str, judge: Judgement) -> Iterator[Crossing]:
    overall, axes = judge(part)
    segments = sum(segment.is_body for page in part.pages for segment in page.view.segments)
    yield Crossing(INDEX, by, name, None, overall, len(part.pages), segments)
    for axis in axes:
        for indicator in axis.indicators:
            yield Crossing(indicator.id, by, name, indicator.value, indicator.score, len(part.pages), len(indicator.counted))
