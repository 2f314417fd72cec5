"""Distributions over companies, and a site's place in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.judge.benchmark import NEEDED, SHOWN, distributions, figures_of, percentile, place
from auditor.models import (
    Audit,
    AuditedPage,
    Axis,
    Benchmark,
    Classic,
    Crossing,
    Distribution,
    Indicator,
    Lang,
    PageKind,
    Recipe,
    Score,
    Site,
)

RECIPE = Recipe("auditor", "2026-03-12", "0" * 12, "reference", "store", 30, 30, (), (), 4, 5)


def score(value: float | None) -> Score:
    return Score(value, value, value, "ok" if value is not None else "inconclusive")


def page(kind: PageKind, lang: str = "fr", weight: float = 1.0) -> AuditedPage:
    return AuditedPage(kind, kind, f"https://a.example/{kind}", "", "", lang, kind, weight, score(50), (), ())


def audit(index: float | None = 40.0, *, languages: tuple[Lang, ...] = ("fr",), kinds: Sequence[PageKind] = ("home",)) -> Audit:
    """An audit of one axis and one indicator, with the crossings by kind that a site of several kinds has."""
    voice = Indicator("voice", "focus", 0.25, score(index))
    crossings = [Crossing("index", "kind", kind, None, score(30 + n), 1, 9) for n, kind in enumerate(kinds) if len(kinds) > 1]
    crossings += [Crossing("voice", "kind", kind, 0.5, score(35), 1, 9) for kind in kinds if len(kinds) > 1]
    crossings += [Crossing("index", "language", lang, None, score(60), 1, 9) for lang in languages if len(languages) > 1]
    return Audit(
        site=Site("a.example", "https://a.example/"), tool="auditor", date="2026-01-02", rules_digest="0" * 12, reference="reference",
        languages=languages, index=score(index), axes=(Axis("focus", 35.0, score(index), (voice,)),), classic=Classic(0, 0, 0, None),
        pages=tuple(page(kind) for kind in kinds), findings=(), crossings=tuple(crossings),
    )  # fmt: skip


def benchmark(values: Sequence[float], lang: Lang = "fr") -> Benchmark:
    figures = [("", {(lang, ""): {"index": value, "axis.focus": value, "indicator.voice": value}}) for value in values]
    return Benchmark(1, "Plumbers", RECIPE, distributions(figures))


def test_a_site_in_one_language_counts_as_a_whole_and_by_kind_of_page() -> None:
    found = figures_of(audit(40.0, kinds=("home", "offer")))
    assert found["fr", ""] == {"index": 40.0, "axis.focus": 40.0, "indicator.voice": 40.0, "value.voice": 0.25}
    assert found["fr", "offer"] == {"index": 31, "indicator.voice": 35, "value.voice": 0.5}


def test_a_site_of_one_kind_of_page_is_that_kind() -> None:
    found = figures_of(audit(40.0))
    assert found["fr", "home"] == found["fr", ""]


def test_a_site_in_two_languages_counts_in_each_and_in_no_kind() -> None:
    assert set(figures_of(audit(40.0, languages=("fr", "en"), kinds=("home", "offer")))) == {("fr", ""), ("en", "")}


def test_a_site_without_a_number_has_no_figures() -> None:
    assert figures_of(audit(None)) == {}


def test_deciles_are_shown_from_five_companies_and_counts_always() -> None:
    few, enough = (benchmark([float(n) for n in range(count)]).distributions[0] for count in (SHOWN - 1, SHOWN))
    assert [(m.n, m.deciles) for m in few.measures] == [(SHOWN - 1, ())] * 3
    assert enough.measures[0].deciles == (0.0, 0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 2.8, 3.2, 3.6, 4.0)


def test_a_company_counts_in_its_sector_and_in_all() -> None:
    found = distributions([("plumbing", {("fr", ""): {"index": 1.0}}), ("", {("fr", ""): {"index": 2.0}})])
    assert [(d.sector, d.companies) for d in found] == [("", 2), ("plumbing", 1)]


def test_a_site_is_placed_among_twenty_companies_of_its_language() -> None:
    placed = place(audit(40.0), benchmark([float(5 * n) for n in range(NEEDED + 1)]))
    assert placed.placing is not None
    assert (placed.placing.name, placed.placing.companies, placed.placing.index, placed.placing.same_rules) == ("Plumbers", 21, 40.0, True)
    assert placed.placing.axes == (("focus", 40.0),)
    assert placed.axes[0].indicators[0].percentile == 40.0


@pytest.mark.parametrize(
    ("site", "lang", "count"), [(audit(40.0), "fr", NEEDED - 1), (audit(40.0), "en", NEEDED + 9), (audit(None), "fr", NEEDED)]
)
def test_nothing_is_compared_under_twenty_in_another_language_or_without_a_number(site: Audit, lang: Lang, count: int) -> None:
    placed = place(site, benchmark([float(n) for n in range(count)], lang))
    assert placed.placing is not None
    assert (placed.placing.index, placed.placing.axes) == (None, ())
    assert placed.placing.companies == (count if lang == "fr" else 0)
    assert replace(placed, placing=None) == site


def test_a_set_judged_by_other_rules_is_told() -> None:
    placed = place(replace(audit(40.0), rules_digest="1" * 12), benchmark([float(n) for n in range(NEEDED)]))
    assert placed.placing is not None
    assert not placed.placing.same_rules


def in_sectors(**counts: int) -> Benchmark:
    """A set with so many French companies of each sector, each with a home page that scores ten points less than the site."""
    values = [(sector, float(n)) for sector, count in counts.items() for n in range(count)]
    return Benchmark(
        1,
        "Trades",
        RECIPE,
        distributions([(sector, {("fr", ""): {"index": v}, ("fr", "home"): {"index": v - 10}}) for sector, v in values]),
    )


def test_a_site_is_held_against_its_sector_where_twenty_companies_are_of_it() -> None:
    placed = place(audit(10.0), in_sectors(plumbing=NEEDED + 1, bakery=NEEDED), sector=" Plumbing ").placing
    assert placed is not None
    assert (placed.companies, placed.in_sector, placed.within_sector, placed.index) == (NEEDED + 1, NEEDED + 1, True, 50.0)
    assert [(one.kind, one.companies, one.within_sector, one.index) for one in placed.kinds] == [("home", NEEDED + 1, True, 100.0)]


def test_a_sector_of_nineteen_is_compared_with_nothing_and_all_sectors_stand_in() -> None:
    placed = place(audit(10.0), in_sectors(plumbing=NEEDED - 1, bakery=NEEDED), sector="plumbing").placing
    assert placed is not None
    assert (placed.companies, placed.in_sector, placed.within_sector) == (2 * NEEDED - 1, NEEDED - 1, False)
    assert [one.within_sector for one in placed.kinds] == [False]


def test_a_kind_of_page_that_nineteen_companies_have_is_compared_with_nothing() -> None:
    figures = [{("fr", ""): {"index": float(n)}} | ({("fr", "home"): {"index": 1.0}} if n else {}) for n in range(NEEDED)]
    placed = place(audit(10.0), Benchmark(1, "Trades", RECIPE, distributions([("", one) for one in figures]))).placing
    assert placed is not None
    assert (placed.index, placed.kinds) == (52.6, ())


def test_two_spellings_of_a_sector_are_one() -> None:
    found = distributions([("Plumbing", {("fr", ""): {"index": 1.0}}), (" plumbing", {("fr", ""): {"index": 2.0}})])
    assert [(d.sector, d.companies) for d in found] == [("", 2), ("plumbing", 2)]


@pytest.mark.parametrize(("value", "expected"), [(-1.0, 0.0), (0.0, 0.0), (5.0, 50.0), (5.5, 55.0), (10.0, 100.0), (11.0, 100.0)])
def test_a_percentile_lies_between_its_deciles(value: float, expected: float) -> None:
    assert percentile(value, [float(n) for n in range(11)]) == expected


def test_among_equals_a_site_stands_in_the_middle() -> None:
    """Half of the companies have 100: who has 100 too is not above all of them."""
    assert percentile(100.0, [0, 10, 20, 30, 40, 100, 100, 100, 100, 100, 100]) == 75.0
    assert percentile(7.0, [7.0] * 11) == 50.0


@given(st.lists(st.floats(0, 100), min_size=11, max_size=11).map(sorted), st.lists(st.floats(-5, 105), min_size=2, max_size=9).map(sorted))
def test_who_has_more_stands_no_lower(deciles: list[float], values: list[float]) -> None:
    places = [percentile(value, deciles) for value in values]
    assert places == sorted(places)
    assert all(0 <= one <= 100 for one in places)


def test_the_measures_of_a_set_come_in_an_order_that_does_not_depend_on_the_companies() -> None:
    one = distributions([("", {("fr", ""): {"index": 1.0, "axis.focus": 2.0}}), ("b", {("fr", "home"): {"index": 3.0}})])
    other = distributions([("b", {("fr", "home"): {"index": 3.0}}), ("", {("fr", ""): {"axis.focus": 2.0, "index": 1.0}})])
    assert one == other
    assert [(d.kind, d.sector) for d in one] == [("", ""), ("home", ""), ("home", "b")]
    assert isinstance(one[0], Distribution)
