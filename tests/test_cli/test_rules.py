"""The catalogue of rules, as the terminal shows it."""

import json

import pytest

from auditor import knowledge

from .conftest import Runner


@pytest.fixture(scope="module")
def one() -> str:
    """The id of a rule that makes findings."""
    return next(rule.id for rule in knowledge.load().rules.values() if rule.severity == "warning")


def test_every_rule_has_a_line_in_the_language_of_the_session(ran: Runner) -> None:
    known = knowledge.load().rules
    for lang in ("en", "fr"):
        lines = ran("rules", "list", "--ui-lang", lang).out.splitlines()
        assert len(lines) == len(known)
        assert {line.split()[0] for line in lines} == set(known)
        assert all(any(line.endswith(rule.section(lang).title) for line in lines) for rule in known.values())


def test_a_rule_is_shown_with_its_reason_and_its_examples(ran: Runner, one: str) -> None:
    rule = knowledge.load().rules[one]
    shown = ran("rules", "show", one, "--ui-lang", "fr").out
    assert shown.startswith(f"{one}\u00a0: {rule.fr.title}\n")
    assert rule.fr.examples[0].text in shown
    assert json.loads(ran("rules", "show", one, "--json").out)["en"]["title"] == rule.en.title


def test_a_mistyped_rule_is_answered_with_the_nearest(ran: Runner, one: str) -> None:
    found = ran("rules", "show", one[:-1])
    assert found.code == 2
    assert f"did you mean {one}?" in found.err


def test_the_examples_of_one_rule_run(ran: Runner, one: str) -> None:
    found = ran("rules", "test", one)
    assert found.code == 0
    assert "1 rules run, 0 failed" in found.err or "0 failed" in found.err
