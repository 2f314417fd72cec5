"""A mistake in a file is one sentence with its file and line."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict

from auditor.errors import RuleProblem
from auditor.knowledge import yaml_file
from auditor.words import has


class Tyre(BaseModel):
    model_config = ConfigDict(extra="forbid")
    width: int
    brand: str = ""


class Bicycle(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    tyres: tuple[Tyre, ...] = ()


def problem(tmp_path, text: str) -> RuleProblem:
    path = tmp_path / "bicycle.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleProblem) as caught:
        yaml_file.read(path, Bicycle)
    assert has("fr", caught.value.key)
    assert has("en", caught.value.key)
    assert caught.value.sentence("fr").startswith(str(path))
    return caught.value


def test_a_good_file_is_its_record(tmp_path):
    path = tmp_path / "bicycle.yml"
    path.write_text("name: Hirondelle\ntyres:\n  - {width: 32, brand: Gom}\n", encoding="utf-8")
    assert yaml_file.read(path, Bicycle) == Bicycle(name="Hirondelle", tyres=(Tyre(width=32, brand="Gom"),))


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("name: a\ntyre: []\n", "knowledge.unknown-key-near", 2),
        ("name: a\nzzzzzz: []\n", "knowledge.unknown-key", 2),
        ("name: a\ntyres:\n  - width: 3\n    brnad: x\n", "knowledge.unknown-key-near", 4),
        ("tyres: []\n", "knowledge.missing-key", 1),
        ("name: a\ntyres:\n  - brand: x\n", "knowledge.missing-key", 3),
        ("name: a\n\nname: b\n", "knowledge.duplicate-key", 3),
        ("name: on\n", "knowledge.quote-it", 1),
        ("name: a\nno: b\n", "knowledge.quote-it", 2),
        ("name: 12\n", "knowledge.not-text", 1),
        ("name: a\ntyres:\n  - width: wide\n", "knowledge.wrong-value", 3),
        ("name: [a\n", "knowledge.not-yaml", 2),
        ("- a\n", "knowledge.not-a-mapping", 1),
        ("", "knowledge.not-a-mapping", 1),
        ("[a, b]: c\n", "knowledge.not-a-key", 1),
    ],
)
def test_a_mistake_names_its_line(tmp_path, text, key, line):
    found = problem(tmp_path, text)
    assert (found.key, found.line) == (key, line)


def test_the_first_mistake_of_the_file_is_told_first(tmp_path):
    assert problem(tmp_path, "tyres:\n  - width: x\nnam: a\n").line in (1, 2)


def test_the_nearest_known_key_is_suggested_at_any_depth(tmp_path):
    assert "brand" in problem(tmp_path, "name: a\ntyres:\n  - width: 3\n    brnad: x\n").sentence()


def test_a_missing_file_and_bytes_that_are_no_text_are_told(tmp_path):
    path = tmp_path / "latin.yml"
    path.write_bytes(b"name: caf\xe9\n")
    for wrong in (path, tmp_path / "none.yml"):
        with pytest.raises(RuleProblem) as caught:
            yaml_file.read(wrong, Bicycle)
        assert caught.value.key == "knowledge.not-readable"


def test_numbers_that_only_yaml_knows_stay_text(tmp_path):
    """`12:30` is 750 for YAML 1.1, and a time for its writer."""
    path = tmp_path / "bicycle.yml"
    path.write_text("name: 12:30\n", encoding="utf-8")
    assert yaml_file.read(path, Bicycle).name == "12:30"


def test_anchors_that_contain_themselves_are_refused(tmp_path):
    assert problem(tmp_path, "name: a\ntyres: &t [*t]\n").key == "knowledge.too-deep"
