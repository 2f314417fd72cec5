"""What a card asks its writer, and why it has no text where it has none.

In: a joined audit and the findings of one sentence. Out: questions, a refusal, and the words that lead to the first question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from auditor.models import Finding
from auditor.report.views.joined import Joined
from auditor.words import has, say

QUESTIONS = 3  # nobody answers nine
REFUSAL = "rewrite.refusal."
TOLD = f"{REFUSAL}told-beside"  # what the rule would ask is answered beside the sentence


def questions(joined: Joined, findings: Sequence[Finding]) -> tuple[str, ...]:
    """The first questions to the writer: what the rules ask, then what the rewrite needs, then what any such sentence raises."""
    findings = [f for f in findings if f.advice.refusal != TOLD]
    rules = [joined.knowledge.rules.get(f.rule) for f in findings]
    asked = [rule.mending(joined.lang).ask for rule in rules if rule]
    asked += [said(joined, key) for f in findings for s in f.advice.suggestions for key in s.questions]
    asked += [said(joined, key) for f in findings for key in f.advice.questions]
    return tuple(dict.fromkeys(q for q in asked if q))[:QUESTIONS]


def refusal(joined: Joined, findings: Sequence[Finding]) -> str:
    """Why there is no text, "" where there is one."""
    return said(joined, _refused(joined, findings))


def lead(joined: Joined, findings: Sequence[Finding], *, has_text: bool) -> str:
    """What stands before the first question: why there is no text and what it takes to write one; with a text, that this is to be asked."""
    reason = "" if has_text else _refused(joined, findings).removeprefix(REFUSAL)
    return _said(joined.lang, f"report.no-text.{reason}") or say(joined.lang, "report.rule.ask")


def said(joined: Joined, key: str) -> str:
    """A sentence of any catalogue, "" where none holds it."""
    return _said(joined.lang, key) if key else ""


@lru_cache(maxsize=1024)  # a site has thousands of sentences and asks few questions
def _said(lang: str, key: str) -> str:
    return say(lang, key) if has(lang, key) else ""


def _refused(joined: Joined, findings: Sequence[Finding]) -> str:
    """The first refusal that can be told, "" where a finding has a suggestion."""
    if any(f.advice.suggestions for f in findings):
        return ""
    return next((f.advice.refusal for f in findings if said(joined, f.advice.refusal)), "")
