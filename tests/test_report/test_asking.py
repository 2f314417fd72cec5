"""What a card asks its writer, and what it says where no text could be written."""

from __future__ import annotations

import pytest

from auditor.models import Advice, Lang
from auditor.report.views.rewrites import WITHOUT, rewrites
from auditor.words import say

from . import test_fixes, test_rewrites


def refused(*reasons: str) -> Advice:
    return Advice(refusal=f"rewrite.refusal.{reasons[0]}", questions=("rewrite.ask.any",)) if reasons else Advice()


@pytest.mark.parametrize("reason", ["nothing-safe", "too-complex", "negation", "asked-twice"])
def test_without_a_text_the_question_says_why_there_is_none(reason: str):
    card = test_fixes.only(test_fixes.held(refused(reason)))
    assert card.lead == say("en", f"report.no-text.{reason}") != say("en", "report.rule.ask")
    assert card.questions


def test_with_a_text_the_question_is_a_plain_one():
    assert test_fixes.only(test_fixes.held(test_fixes.offer("Your roof: [how dry]."))).lead == "Ask yourself:"


def test_a_proof_that_stands_beside_the_claim_is_not_asked_for():
    card = test_fixes.only(test_fixes.held(refused("told-beside")))
    assert card.questions == ()
    assert card.refusal == say("en", "rewrite.refusal.told-beside")


@pytest.mark.parametrize(("lang", "title"), [("en", "3 sentences without a suggested text"), ("fr", "3 phrases sans texte proposé")])
def test_the_page_of_rewrites_names_the_sentences_that_have_none_in_the_order_of_their_points(lang: Lang, title: str):
    page = test_rewrites.shown(test_rewrites.advised(lang, test_rewrites.READY))
    assert page.without_title == title
    assert [card.points for card in page.without] == sorted((card.points for card in page.without), reverse=True)
    many = test_fixes.many(test_fixes.held(refused("nothing-safe")), mending=0, others=WITHOUT + 2)
    assert rewrites(test_fixes.held(Advice()), many).without == tuple(many[:WITHOUT])
