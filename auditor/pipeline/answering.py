"""What one row of a workbook asks for, and why that may be impossible.

In: an `Answer`. Out: a verdict and the text that it chooses, or `BadAnswer`.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from auditor import rewrite
from auditor.identity import normalise
from auditor.models import LANGS, VERDICTS, Answer, Verdict
from auditor.words import say

OPEN_AGAIN: Literal["open"] = "open"


class BadAnswer(Exception):
    """A row that cannot be kept: the end of a catalogue key under `workbook.refused`, and its fields."""

    def __init__(self, why: str, **fields: str) -> None:
        super().__init__(why)
        self.why, self.fields = why, fields


def asked(answer: Answer) -> tuple[Verdict | Literal["open", ""], str]:
    """The verdict of a row and the text that it chooses; "" where nothing was decided; BadAnswer where that cannot be."""
    verdict = _verdict(answer)
    if verdict == "edit":
        return verdict, _edited(answer)
    if verdict and answer.version and normalise(answer.version) != normalise(answer.suggestion):
        raise BadAnswer("version-unused", decision=answer.decision)
    if verdict == "accept":
        return verdict, _accepted(answer)
    return verdict, answer.suggestion if verdict == "reject" else ""


def _verdict(answer: Answer) -> Verdict | Literal["open", ""]:
    """The word that was chosen, in either language; an own version without a word is an edit."""
    if not answer.decision:
        return "edit" if answer.version else ""
    found = _words().get(normalise(answer.decision))
    if found is None:
        raise BadAnswer("unknown-decision", decision=answer.decision)
    return found


@cache
def _words() -> dict[str, Verdict | Literal["open"]]:
    every: tuple[Verdict | Literal["open"], ...] = (*VERDICTS, OPEN_AGAIN)
    return {normalise(say(lang, f"workbook.decision.{one}")): one for lang in LANGS for one in every}


def _edited(answer: Answer) -> str:
    if not answer.version:
        raise BadAnswer("no-version")
    if normalise(answer.version) == normalise(answer.before):
        raise BadAnswer("unchanged")
    return answer.version


def _accepted(answer: Answer) -> str:
    if not answer.suggestion:
        raise BadAnswer("no-suggestion")
    if rewrite.has_blank(answer.suggestion) and not rewrite.has_blank(answer.before):
        raise BadAnswer("blanks")
    return answer.suggestion
