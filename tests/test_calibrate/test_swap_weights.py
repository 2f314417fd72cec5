"""The fit of the swap test: signs hold, thresholds never see their own topic, and the labelled pairs are what they say."""

import json

import pytest

from auditor.calibrate import swap
from auditor.errors import FileProblem
from auditor.models import LANGS
from auditor.resources import folder

LINE = {"id": "1", "lang": "en", "topic": "shutters", "kind": "delay", "a": "In a day.", "b": "In a week.", "interchangeable": False}


def test_what_speaks_for_a_pair_never_weighs_against_it():
    known = [swap.Example("t", {"words.least": float(n % 2), "time.other": float(not n % 2)}, n % 2 == 0) for n in range(20)]
    weights = swap.fit(known).weights
    assert weights["words.least"] >= 0 >= weights["time.other"]


def test_a_threshold_is_chosen_on_the_other_topics():
    levels = swap.thresholds([0.1, 0.9, 0.4, 0.6], [False, True, False, True], ["a", "a", "b", "b"])
    assert levels == {"a": pytest.approx(0.5), "b": pytest.approx(0.5)}
    assert swap.f1([True, True, False], [True, False, True]) == 0.5


def test_a_bad_line_is_told_with_its_number(tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(LINE) + "\n{\n", encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        swap.read(path)
    assert f"{path}:2" in str(caught.value)


@pytest.mark.parametrize("lang", LANGS)
def test_the_labelled_pairs_are_enough_and_about_half_of_them_near_misses(lang):
    pairs = swap.read(folder("rules") / "swap" / "pairs" / f"{lang}.jsonl")
    near = [pair for pair in pairs if pair.kind not in ("same", "reworded", "paraphrase", "other")]
    assert len({pair.id for pair in pairs}) == len(pairs) >= 260
    assert len({pair.topic for pair in pairs}) >= 12
    assert len(near) >= 0.49 * len(pairs)
    assert not any(pair.interchangeable for pair in near)
