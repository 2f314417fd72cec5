"""One test per example of every rule: bad is met exactly once, at its words; good is left alone."""

from __future__ import annotations

from functools import cache

import pytest

from auditor import knowledge
from auditor.knowledge.examples import Failure, cases, check_examples
from auditor.language import Engine


@cache
def known() -> knowledge.Knowledge:
    return knowledge.load()


@cache
def failures() -> dict[tuple[str, int], Failure]:
    return {(f.file, f.line): f for f in check_examples(known(), Engine(known()))}


EXAMPLES = [(case, case.rule.line(case.lang, case.number)) for case in cases(known())]


@pytest.mark.parametrize(("case", "line"), EXAMPLES, ids=[case.segment.id for case, _ in EXAMPLES])
def test_the_rule_meets_its_bad_examples_once_and_leaves_its_good_ones(case, line):
    failure = failures().get((case.rule.file, line))
    assert failure is None, failure.sentence()


def test_every_rule_has_two_bad_and_two_good_examples_in_each_language():
    """One of each is refused at load; a rule that travels with the program has two."""
    thin = [
        f"{rule.id} ({lang})"
        for rule in known().rules.values()
        for lang in ("fr", "en")
        if min(sum(bool(e.bad) for e in rule.section(lang).examples), sum(bool(e.good) for e in rule.section(lang).examples)) < 2
    ]
    assert not thin
