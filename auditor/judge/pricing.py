"""What a mended segment changes: the very sums of the site with that one segment in the place of the old one.

In: a pool, a place in it, the mended segment. Out: what the pooled sums gain. Only what can have changed is counted again: the segment's
own row; the rows of its page that depend on what changed in it; the proofs of pages that link to its page.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from auditor.judge.evidence import View, Weighed, met_in, seen_as
from auditor.judge.indicators import FORMULAS
from auditor.judge.pooling import Pool, PooledPage, segment_rows
from auditor.judge.terms import Sums
from auditor.models import LabelledSegment


def change(pool: Pool, page: int, row: int, mended: LabelledSegment) -> Sums:
    """What the pooled sums gain when segment `row` of page `page` gives way to its mended self, which keeps its weight and place."""
    here, old = pool.pages[page], pool.pages[page].view.segments[row]
    new = in_place_of(old, mended, pool)
    view = here.view.turned(row, new)
    gained = segment_rows(view, (row,), pool.known)[0] - here.rows[row]
    for id, (place, seen) in pool.known.leaning.items():
        if seen(old) != seen(new):
            gained[place] = _rows(here, view, id, place).sum(axis=0)
    gained = here.weight * gained
    return gained if old.is_proof == new.is_proof else np.asarray(gained + _linked(pool, page, view))


def in_place_of(old: Weighed, mended: LabelledSegment, pool: Pool) -> Weighed:
    """The mended segment with the weight and place of the old one: a rewrite that is longer is not worth more."""
    here, same = old.labelled, mended.segment.text == old.labelled.segment.text
    segment = here.segment if same else replace(here.segment, text=mended.segment.text)
    new = LabelledSegment(segment, mended.analysis, mended.labels)
    is_kept = same and new.analysis.signals == here.analysis.signals  # as a rule's target leaves them
    return seen_as(new, old.weight, old.found if is_kept else met_in(new, pool.known.evidence))


def _rows(page: PooledPage, view: View, id: str, place: slice) -> Sums:
    """What each row of the page gains in the columns of one indicator."""
    rows = FORMULAS[id].rows(view, range(len(view.segments)))
    return np.asarray(np.array(rows, dtype=np.float64) - page.rows[:, place])


def _linked(pool: Pool, page: int, view: View) -> Sums:
    """What pages gain that link to a page which now carries a proof, or no longer does."""
    key, gained = pool.pages[page].key, np.zeros(pool.totals.shape[1])
    is_proved = any(segment.is_proof for segment in view.segments)
    place = pool.places.get("proof")
    if place is None or is_proved == (key in view.proved):
        return gained
    for n, other in enumerate(pool.pages):
        if n != page and any(key in linked for linked in other.view.links.values()):
            turned = replace(other.view, proved=view.proved ^ {key})
            gained[place] += other.weight * _rows(other, turned, "proof", place).sum(axis=0)
    return gained
