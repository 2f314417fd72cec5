"""Distributions over companies, and a site's place in them.

In: audits, one a company. Out: `Distribution` records; an audit with the percentiles of its figures. Figures of a language come from the
site where it has one language, else from its crossing by language, which has no axes; those of a kind of page from the crossing by kind of
a site in one language, for a kind of two languages is none to compare with.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from auditor.judge.crossings import INDEX
from auditor.models import Audit, Axis, Benchmark, Distribution, Lang, Measure, Placing

SHOWN = 5  # companies from which deciles are published: under it they would be single companies' figures
NEEDED = 20  # companies from which a site is compared (INDEX.md)
STEPS = tuple(n / 10 for n in range(11))
PLACES = 4
Figures = dict[str, float]
Where = tuple[Lang, str]  # language, kind of page


def figures_of(audit: Audit) -> dict[Where, Figures]:
    """The figures of a site by language and kind of page ("" for all); none where the site has no number."""
    if audit.index.value is None:
        return {}
    if len(audit.languages) > 1:
        return {(lang, ""): _crossed(audit, "language", lang) for lang in audit.languages}
    lang = audit.languages[0]
    kinds = {crossing.part for crossing in audit.crossings if crossing.by == "kind"}
    in_scope: set[str] = {page.kind for page in audit.pages if page.weight > 0}
    whole = {"index": audit.index.value, **_of_axes(audit.axes)}
    alone: dict[Where, Figures] = {(lang, kind): whole for kind in in_scope if len(in_scope) == 1}
    return {(lang, ""): whole, **alone, **{(lang, kind): _crossed(audit, "kind", kind) for kind in kinds}}


def distributions(companies: Sequence[tuple[str, Mapping[Where, Figures]]]) -> tuple[Distribution, ...]:
    """Distributions of companies, each given as its sector and its figures; by language, kind and sector, "" being all of them."""
    gathered: dict[tuple[Lang, str, str], list[Figures]] = {}
    for sector, figures in companies:
        for (where, found), named in product(figures.items(), {"", sector}):
            if found:
                gathered.setdefault((*where, named), []).append(found)
    return tuple(Distribution(*key, len(found), tuple(_measures(found))) for key, found in sorted(gathered.items()))


def place(audit: Audit, benchmark: Benchmark) -> Audit:
    """The audit with its place in the benchmark; its percentiles only where the set holds twenty companies of its language."""
    lang = audit.languages[0] if audit.languages else "en"
    found = next((d for d in benchmark.distributions if (d.lang, d.kind, d.sector) == (lang, "", "")), None)
    companies = found.companies if found else 0
    same = benchmark.recipe.rules_digest == audit.rules_digest
    placing = Placing(benchmark.name, benchmark.recipe.date, lang, companies, NEEDED, same)
    figures = figures_of(audit).get((lang, ""), {})
    if found is None or companies < NEEDED or not figures:
        return replace(audit, placing=placing)
    places = {m.id: percentile(figures[m.id], m.deciles) for m in found.measures if m.id in figures and m.n >= NEEDED}
    axes = tuple((axis.id, places[f"axis.{axis.id}"]) for axis in audit.axes if f"axis.{axis.id}" in places)
    placing = replace(placing, index=places.get("index"), axes=axes)
    return replace(audit, placing=placing, axes=tuple(_placed(axis, places) for axis in audit.axes))


def percentile(value: float, deciles: Sequence[float]) -> float:
    """Per cent of the companies that have less: between two deciles as far as the value lies between them; of equal ones the middle."""
    low, high = bisect_left(deciles, value), bisect_right(deciles, value)
    if low < high:
        return round(10 * (low + high - 1) / 2, 1)
    if not 0 < low < len(deciles):
        return 0.0 if low == 0 else 100.0
    share = (value - deciles[low - 1]) / (deciles[low] - deciles[low - 1])
    return round(10 * (low - 1 + share), 1)


def _of_axes(axes: Sequence[Axis]) -> Figures:
    found: Figures = {}
    for axis in axes:
        if axis.score.value is not None:
            found[f"axis.{axis.id}"] = axis.score.value
        for indicator in axis.indicators:
            if indicator.score.value is not None and indicator.value is not None:
                found |= {f"indicator.{indicator.id}": indicator.score.value, f"value.{indicator.id}": indicator.value}
    return found


def _crossed(audit: Audit, by: str, part: str) -> Figures:
    found: Figures = {}
    for crossing in audit.crossings:
        if (crossing.by, crossing.part) != (by, part) or crossing.score.value is None:
            continue
        if crossing.indicator == INDEX:
            found["index"] = crossing.score.value
        elif crossing.value is not None:
            found |= {f"indicator.{crossing.indicator}": crossing.score.value, f"value.{crossing.indicator}": crossing.value}
    return found if "index" in found else {}


def _measures(found: Sequence[Figures]) -> Iterator[Measure]:
    for id in sorted({id for figures in found for id in figures}):
        values = [figures[id] for figures in found if id in figures]
        shown = np.quantile(values, STEPS) if len(values) >= SHOWN else ()
        yield Measure(id, len(values), tuple(round(float(value), PLACES) for value in shown))


def _placed(axis: Axis, places: Mapping[str, float]) -> Axis:
    indicators = (replace(one, percentile=places.get(f"indicator.{one.id}")) for one in axis.indicators)
    return replace(axis, indicators=tuple(indicators))
