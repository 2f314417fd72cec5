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
from auditor.models import Audit, Axis, Benchmark, Distribution, Lang, Measure, PlacedKind, Placing

SHOWN = 5  # companies from which deciles are published: under it they would be single companies' figures
NEEDED = 20  # companies from which a site is compared (INDEX.md)
KINDS = ("home", "about", "offer", "case", "contact")  # of pages that count, in the order in which they are told
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
        for (where, found), named in product(figures.items(), {"", _named(sector)}):
            if found:
                gathered.setdefault((*where, named), []).append(found)
    return tuple(Distribution(*key, len(found), tuple(_measures(found))) for key, found in sorted(gathered.items()))


def place(audit: Audit, benchmark: Benchmark, *, sector: str = "") -> Audit:
    """The audit with its place in the benchmark, among the companies of its language and, where there are twenty of them, of its sector;
    percentiles only where twenty companies have the figure.
    """
    lang = audit.languages[0] if audit.languages else "en"
    spreads = {(d.kind, d.sector): d for d in benchmark.distributions if d.lang == lang}
    own = spreads.get(("", _named(sector))) if _named(sector) else None
    found = _enough(spreads, "", sector)
    placing = Placing(
        benchmark.name, benchmark.recipe.date, lang, found.companies if found else 0, NEEDED,
        benchmark.recipe.rules_digest == audit.rules_digest, sector=sector, in_sector=own.companies if own else 0,
        within_sector=bool(found and found.sector),
    )  # fmt: skip
    figures = figures_of(audit)
    places = _places(found, figures.get((lang, ""), {}))
    if not places:
        return replace(audit, placing=placing)
    axes = tuple((axis.id, places[f"axis.{axis.id}"]) for axis in audit.axes if f"axis.{axis.id}" in places)
    kinds = tuple(_placed_kinds(spreads, {kind: of for (in_lang, kind), of in figures.items() if in_lang == lang and kind}, sector))
    placing = replace(placing, index=places.get("index"), axes=axes, kinds=kinds)
    return replace(audit, placing=placing, axes=tuple(_placed(axis, places) for axis in audit.axes))


def _named(sector: str) -> str:
    """A sector as distributions name it: two lists that spell it otherwise mean one."""
    return " ".join(sector.split()).casefold()


def _enough(spreads: Mapping[tuple[str, str], Distribution], kind: str, sector: str) -> Distribution | None:
    """The companies of the sector where there are enough of them, else those of all sectors, however many."""
    own = spreads.get((kind, _named(sector)))
    return own if own and own.companies >= NEEDED else spreads.get((kind, ""))


def _places(found: Distribution | None, figures: Figures) -> Figures:
    """Per cent of the companies that have less of each figure, where enough of them have it."""
    measures = found.measures if found and found.companies >= NEEDED else ()
    return {m.id: percentile(figures[m.id], m.deciles) for m in measures if m.id in figures and m.n >= NEEDED}


def _placed_kinds(spreads: Mapping[tuple[str, str], Distribution], kinds: Mapping[str, Figures], sector: str) -> Iterator[PlacedKind]:
    for kind in (kind for kind in KINDS if kind in kinds):
        found = _enough(spreads, kind, sector)
        places = _places(found, kinds[kind])
        if found and "index" in places:
            yield PlacedKind(kind, found.companies, bool(found.sector), places["index"])


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
