"""The copy of the rules in the user's own folder: it says what the files say, and nothing where it is not whole or made of others."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from auditor import copies, knowledge, resources
from auditor.errors import RuleProblem
from auditor.knowledge import kept, parties, yaml_file
from auditor.knowledge.parties import PartyWords

PARTY = "parties/fr.yml"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder."""
    folder = tmp_path / "own"
    monkeypatch.setattr(copies, "own_folder", lambda: folder)
    return folder


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with one file of rules."""
    path = tmp_path / "rules" / PARTY
    path.parent.mkdir(parents=True)
    shutil.copy(resources.folder("rules") / PARTY, path)
    return tmp_path / "rules"


def read(rules: Path, made_of: str = "one") -> tuple[PartyWords, bool]:
    """What the file holds, and whether the copy held it."""
    files = kept.known_files(rules, made_of)
    was_known = rules / PARTY in files
    with yaml_file.noting(files):
        found = yaml_file.read(rules / PARTY, PartyWords)
    kept.keep(rules, made_of, files)
    return found, was_known


def test_all_that_is_loaded_is_the_same_with_a_copy_and_without(home: Path):
    made, again, read = (replace(one, swap=None) for one in (knowledge.load_again(), knowledge.load_again(), knowledge.load()))
    assert (home / kept.FILE).is_file()
    assert made == again == read
    assert list(again.rules) == list(read.rules)
    assert [rule.example_lines for rule in again.rules.values()] == [rule.example_lines for rule in read.rules.values()]


def test_a_file_is_taken_from_the_copy_the_second_time(home: Path, rules: Path):
    assert [known for _, known in (read(rules), read(rules))] == [False, True]
    assert read(rules)[0] == yaml_file.read(rules / PARTY, PartyWords)


def test_a_copy_of_other_rules_is_not_taken(home: Path, rules: Path):
    read(rules, "one")
    assert not read(rules, "another")[1]


@pytest.mark.parametrize("spoil", [lambda b: b[:-40], lambda b: b"", lambda b: b.replace(b"nous", b"vous"), lambda b: b"\xff" + b])
def test_a_copy_that_is_not_whole_is_not_taken(home: Path, rules: Path, spoil):
    whole, _ = read(rules)
    file = home / kept.FILE
    file.write_bytes(spoil(file.read_bytes()))
    assert read(rules) == (whole, False)
    assert read(rules) == (whole, True)  # it has been made again


def test_without_a_folder_of_ones_own_the_files_are_read(home: Path, rules: Path):
    home.write_text("no folder", encoding="utf-8")
    assert [known for _, known in (read(rules), read(rules))] == [False, False]


def test_what_the_copy_holds_is_checked_and_the_file_says_what_is_wrong(home: Path, rules: Path):
    path = rules / PARTY
    for text, is_wrong in ((path.read_text(encoding="utf-8"), False), ("unknown: 1\n", True)):
        path.write_text(text, encoding="utf-8")
        with yaml_file.noting({path: ({"self": "no list", "unknown": 1}, {})}), pytest.raises(RuleProblem) if is_wrong else nullcontext():
            assert yaml_file.read(path, PartyWords) == parties.load(resources.folder("rules"))["fr"]


def test_keys_that_are_no_text_stay_in_the_file(home: Path, rules: Path):
    path = rules / PARTY
    kept.keep(rules, "one", {path: ({1: "one"}, {}), rules / "parties" / "en.yml": ({"1": "one"}, {})})
    assert list(kept.known_files(rules, "one")) == [rules / "parties" / "en.yml"]
