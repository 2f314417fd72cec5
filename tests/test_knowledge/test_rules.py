"""A rule file is read as the contract in docs/architecture.md says, and what it must not hold is refused at its line."""

from __future__ import annotations

import pytest

from auditor import knowledge
from auditor.errors import RuleProblem
from auditor.knowledge import rules
from auditor.words import has

SECTION = """
  title: Title
  message: "{match}"
  why: why
  phrases: [best pump]
  examples:
    - bad: The best pump of all.
      at: best pump
    - good: A pump.
"""
GOOD = f"severity: warning\nsignals: generic_claim\nfr:{SECTION}en:{SECTION}"


def written(tmp_path, text: str):
    path = tmp_path / "signals" / "generic" / "best-pump.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problem(tmp_path, text: str) -> RuleProblem:
    path = written(tmp_path, text)
    with pytest.raises(RuleProblem) as caught:
        rules.read(path)
    assert has("fr", caught.value.key)
    assert caught.value.sentence("fr")
    return caught.value


def test_the_folder_is_the_family_and_the_file_the_id(tmp_path):
    written(tmp_path, GOOD)
    rule = rules.load(tmp_path)["best-pump"]
    assert (rule.family, rule.id, rule.severity, rule.signals) == ("generic", "best-pump", "warning", ("generic_claim",))
    assert rule.section("fr").examples[0].at == "best pump"
    assert rule.line("fr", 0) == 9
    assert rule.line("en", 1) == 20


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("severity: warning", "severity: fatal", "knowledge.not-one-of"),
        ("signals: generic_claim", "signals: focus.them", "knowledge.no-such-label"),
        ('message: "{match}"', 'message: "{word}"', "knowledge.message-field"),
        ('message: "{match}"', 'message: "{match"', "knowledge.message-shape"),
        ("phrases: [best pump]", "phrases: [best pump]\n  check: figure", "knowledge.one-kind"),
        ("  phrases: [best pump]\n", "", "knowledge.one-kind"),
        ("at: best pump", "at: worst pump", "knowledge.example-at"),
        ("      at: best pump\n", "", "knowledge.example-shape"),
        ("    - good: A pump.\n", "", "knowledge.examples-missing"),
        ("phrases:", "phrase:", "knowledge.unknown-key-near"),
    ],
)
def test_what_a_rule_must_not_hold_is_refused(tmp_path, old, new, key):
    assert problem(tmp_path, GOOD.replace(old, new)).key == key


def test_a_rule_without_one_of_the_languages_is_refused(tmp_path):
    assert problem(tmp_path, f"fr:{SECTION}").key == "knowledge.missing-key"


def test_an_id_stands_in_one_family_only(tmp_path):
    written(tmp_path, GOOD)
    other = tmp_path / "signals" / "other" / "best-pump.yml"
    other.parent.mkdir()
    other.write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleProblem) as caught:
        rules.load(tmp_path)
    assert caught.value.key == "knowledge.id-twice"
    assert "generic" in str(caught.value)


def test_what_stands_beside_the_languages_holds_for_both(tmp_path):
    text = GOOD.replace("  phrases: [best pump]\n", "").replace("severity: warning", "check: figure")
    rule = rules.read(written(tmp_path, text))
    assert rule.matching("fr").check == rule.matching("en").check == "figure"


def test_a_measure_may_be_named_in_the_message(tmp_path):
    text = GOOD.replace("  phrases: [best pump]\n", "  measure: {of: words, over: 30}\n").replace('"{match}"', '"{value} over {limit}"')
    assert rules.read(written(tmp_path, text)).fr.fields == ("value", "limit")


def test_the_rules_that_travel_with_the_program_load():
    known = knowledge.load()
    assert known.rules
    assert set(known.parties) == {"fr", "en"}
    assert len(known.digest) == 12


def test_the_digest_follows_contents_and_names_but_not_line_endings(tmp_path):
    path = written(tmp_path, GOOD)
    first = knowledge.digest(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert knowledge.digest(tmp_path) == first
    path.write_text(GOOD + "# a comment\n", encoding="utf-8")
    assert knowledge.digest(tmp_path) != first


def test_rules_are_pure_data_that_a_reader_cannot_change(tmp_path):
    rule = rules.read(written(tmp_path, GOOD))
    with pytest.raises(ValueError, match="frozen"):
        rule.severity = "note"
