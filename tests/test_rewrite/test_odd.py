"""Odd and hostile sentences: what comes out was read by a person, and nothing else may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.models import Lang
from auditor.rewrite import guard

from .conftest import Advise

ODD: dict[Lang, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("odd.yml").read_text(encoding="utf-8"))
CASES = [pytest.param(lang, case, id=f"{lang}-{case['text'][:50]}") for lang, cases in ODD.items() for case in cases]


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_an_odd_sentence_gives_only_what_was_read(lang: Lang, case: dict[str, Any], advise: Advise) -> None:
    advice = advise(case["text"], lang, rule=case.get("rule", ""), traits=tuple(case.get("traits", ())))
    assert [s.text for s in advice.suggestions] == case.get("gives", [])
    assert advice.refusal == (f"rewrite.refusal.{case['refusal']}" if "refusal" in case else "")


@pytest.mark.parametrize(("lang", "case"), [c for c in CASES if "gives" in c.values[1]])
def test_a_suggestion_is_left_alone_when_met_again(lang: Lang, case: dict[str, Any], advise: Advise) -> None:
    for text in case["gives"]:
        assert [s.text for s in advise(text, lang, rule=case.get("rule", "")).suggestions] in ([], [text])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_there_are_enough_odd_sentences(lang: Lang) -> None:
    assert sum("refusal" in case for case in ODD[lang]) >= 60
    assert all(not guard.check(c["text"], c["gives"][0], lang=lang, allowed=guard_words(c["gives"][0])) for c in ODD[lang] if "gives" in c)


def guard_words(text: str) -> list[str]:
    """Everything in the suggestion is declared: what is left for the lock are figures, units, dates, names, negations and limits."""
    return text.split()
