"""The labelled pages of `examples/labelled`: they can be fitted on, and keep the rules of the labels that no reader may break."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor.calibrate import folds

FOLDER = Path(__file__).parents[2] / "examples" / "labelled"
BEARING = {"generic_claim", "promise", "benefit"}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_line_can_be_fitted_on_and_is_of_one_language(lang):
    rows = folds.read(FOLDER / f"{lang}.jsonl")
    assert {row.segment.lang for row in rows} == {lang}
    assert len({row.segment.id for row in rows}) == len(rows) > 5_000
    assert len({row.company for row in rows}) >= 100


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_expectation_is_named_where_something_speaks_to_one_and_praise_of_others_is_no_claim(lang):
    for line in (FOLDER / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert (row["dimension"] != "none") == bool(BEARING & {*row["traits"]}), row["id"]
        assert not {"testimonial", "generic_claim"} <= {*row["traits"]}, row["id"]
        assert row["source"].startswith("invented:"), row["id"]
