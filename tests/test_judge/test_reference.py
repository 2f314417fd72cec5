"""The curves come from a named set of audits: its median scores 50, its 90th percentile 90."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from judged import INDEX, SITE, WHEN, WHOLE, knowledge, page, sentence

from auditor.errors import RuleProblem
from auditor.judge import assess, reference_points
from auditor.judge.known import known
from auditor.judge.pooling import pool_site
from auditor.judge.resampling import intervals, resamples
from auditor.judge.scoring import log_normal, score
from auditor.knowledge import index
from auditor.knowledge.index import Index
from auditor.models import Audit, Lang
from auditor.resources import folder


def audit(customer: int, lang: Lang = "en") -> Audit:
    """A page with `customer` sentences of 20 about the customer."""
    text = [*[sentence("customer", lang=lang)] * customer, *[sentence("self", lang=lang)] * (20 - customer)]
    return assess(SITE, [page("", "home", *text)], knowledge=knowledge(), **WHEN)


def test_the_median_and_the_90th_percentile_of_each_language_are_the_control_points() -> None:
    audits = [audit(n) for n in range(21)] + [audit(n, "fr") for n in range(10, 21)]
    curves = reference_points(audits, INDEX, name="ours-1")
    assert curves.points["voice"] == {"fr": (0.75, 1.0), "en": (0.5, 0.9)}
    assert (curves.name, curves.provisional, curves.audits) == ("ours-1", True, {"fr": 11, "en": 21})


def test_a_language_with_few_audits_takes_the_curve_of_both() -> None:
    audits = [audit(n) for n in range(20)] + [audit(20, "fr")]
    assert reference_points(audits, INDEX, name="x").points["voice"]["fr"] == (0.5, 0.9)


def test_points_that_fall_together_are_kept_apart() -> None:
    curves = reference_points([audit(10)] * 6, INDEX, name="x")
    assert curves.points["voice"]["en"] == (0.5, 0.75)


def test_audits_without_a_number_are_no_reference() -> None:
    empty = assess(SITE, [page("", "home")], knowledge=knowledge(), **WHEN)
    with pytest.raises(ValueError, match="no audit"):
        reference_points([empty], INDEX, name="x")


def drawn(priors: bool) -> Index:
    """The axis on curves of its own, with the priors of its indicators or without."""
    points = dict.fromkeys(INDEX.curves.points, {"fr": (0.5, 0.9), "en": (0.3, 0.6)})
    ours = INDEX.model_copy(update={"curves": INDEX.curves.model_copy(update={"points": points})})
    if priors:
        return ours
    axes = [{id: rule.model_copy(update={"prior": 0.0}) for id, rule in axis.indicators.items()} for axis in ours.axes]
    return ours.model_copy(update={"axes": tuple(a.model_copy(update={"indicators": i}) for a, i in zip(ours.axes, axes, strict=True))})


def test_on_its_curve_the_median_scores_50_and_the_90th_percentile_what_the_scope_says() -> None:
    import numpy as np

    totals = np.array([[3.0, 10.0] * 5, [6.0, 10.0] * 5])
    pool = pool_site([page("", "home", sentence("self"))], {"": 1.0}, known(drawn(priors=False), {}))
    assert score(totals, pool).index[:, 0] == pytest.approx([50.0, INDEX.scope.high])


def test_a_share_of_few_stands_nearer_to_the_median_and_the_median_stays() -> None:
    """Six of ten clauses and two more at the median of 0.3: (6 + 2 x 0.3) / 12 = 0.55; of a hundred (60 + 0.6) / 102 = 0.594."""
    import numpy as np

    assert INDEX.axes[0].indicators["actors"].prior == 2
    pool = pool_site([page("", "home", sentence("self"))], {"": 1.0}, known(drawn(priors=True), {}))
    found = score(np.array([[3.0, 10.0] * 5, [6.0, 10.0] * 5, [60.0, 100.0] * 5]), pool)
    actors, mentions = (found.indicators[:, list(pool.places).index(id)] for id in ("actors", "mentions"))
    assert actors[0] == pytest.approx(50.0)
    assert actors[1:] == pytest.approx([100 / (1 + (18 / 82) ** ((v - 0.3) / 0.3)) for v in (0.55, 60.6 / 102)])
    assert mentions[1:] == pytest.approx([82.0, 82.0])


def test_a_prior_is_of_the_weightiest_page_whatever_the_scale_of_weights() -> None:
    import numpy as np

    one, three = ({"": weight} for weight in (1.0, 3.0))
    pages = [page("", "home", sentence("self"))]
    light, heavy = (pool_site(pages, weights, known(drawn(priors=True), {})) for weights in (one, three))
    totals = np.array([[6.0, 10.0] * 5])
    assert score(totals, light).indicators == pytest.approx(score(3 * totals, heavy).indicators)


def test_a_rate_scores_50_at_the_median_and_90_at_the_90th_percentile_and_little_at_nothing() -> None:
    import numpy as np

    scores = log_normal(np.array([0.0, 1.0, 3.0, 7.0, 1e9, np.nan]), 3.0, 7.0, 90.0)
    assert scores[1:4] == pytest.approx([10.0, 50.0, 90.0])  # 1 + 1 is as far below 1 + 3 as 1 + 7 is above it
    assert 0 < scores[0] < 5
    assert scores[4] == pytest.approx(100.0)
    assert np.isnan(scores[5])


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    copytree(folder("rules") / "index", tmp_path / "index")
    curves = reference_points([audit(n) for n in range(21)], WHOLE, name="ours-1", provisional=False)
    index.write_curves(curves, tmp_path)
    assert index.load(tmp_path).curves == curves


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("curves.yml", "fr: [0.45, 0.8]", "fr: [0.8, 0.8]", "knowledge.curve"),
        ("curves.yml", "  voice:", "  voix:", "knowledge.no-curve"),
        ("scope.yml", "rough:", "rugh: 15\nrough:", "knowledge.unknown-key-near"),
    ],
)
def test_a_slip_in_a_file_of_the_index_is_told_with_its_line(tmp_path: Path, file: str, old: str, new: str, key: str) -> None:
    copytree(folder("rules") / "index", tmp_path / "index")
    written = INDEX.curves.model_copy(update={"points": dict.fromkeys(WHOLE.curves.points, {"fr": (0.45, 0.8), "en": (0.45, 0.8)})})
    path = index.write_curves(written, tmp_path).with_name(file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RuleProblem) as caught:
        index.load(tmp_path)
    assert caught.value.key == key
    assert caught.value.sentence("fr").startswith(str(path))


def test_an_axis_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    copytree(folder("rules") / "index", tmp_path / "index")
    (tmp_path / "index" / "axes" / "fokus.yml").write_text("weight: 1\n", encoding="utf-8")
    with pytest.raises(RuleProblem, match="focus, value, proof, relationship"):
        index.load(tmp_path)


def test_resamples_are_the_same_on_every_machine() -> None:
    """RandomState's stream is frozen: these counts must never change."""
    drawn = resamples(4, 1000, 35)
    assert drawn[:3].tolist() == [[1.0, 3.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0], [1.0, 0.0, 2.0, 1.0]]
    assert set(drawn.sum(axis=1)) == {4.0}


def test_the_interval_leaves_two_and_a_half_per_cent_on_either_side() -> None:
    import numpy as np

    values = np.array([[np.nan, *range(1000)], [np.nan] * 1001], dtype=np.float64).T
    low, high = intervals(values)
    assert (low[0], high[0]) == (25.0, 974.0)
    assert np.isnan(low[1])
