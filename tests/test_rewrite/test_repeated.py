"""A blank stands at most twice on a page; what else there is to say stays."""

from __future__ import annotations

from auditor.models import Advice, Suggestion
from auditor.rewrite import spared
from auditor.rewrite.repeated import REFUSAL

from .conftest import Advise


def blank(text: str, say: str = "what it saves") -> Suggestion:
    return Suggestion(f"{text} For you, that means [{say}].", "fill-in", "shown", "rewrite.why.shown")


def page(*texts: str) -> list[tuple[str, Advice]]:
    return [(text, Advice((blank(text),), "", ("rewrite.ask.any",))) for text in texts]


def test_a_third_sentence_is_not_given_the_blank_of_two_others() -> None:
    first, second, third = spared(page("We saw oak.", "We dry ash.", "We plane elm."))
    assert len(first.suggestions) == len(second.suggestions) == 1
    assert (third.suggestions, third.refusal, third.questions) == ((), REFUSAL, ("rewrite.ask.any",))


def test_a_sentence_that_two_rules_found_counts_once() -> None:
    assert all(advice.suggestions for advice in spared(page("We saw oak.", "We saw oak.", "We dry ash.")))


def test_what_has_no_blank_or_another_one_stays() -> None:
    ready = Suggestion("You get oak.", "ready", "receive", "rewrite.why.receive")
    text = "We plane elm."
    rows = [*page("We saw oak.", "We dry ash."), (text, Advice((ready, blank(text), blank(text, "how long"))))]
    assert [*spared(rows)][-1].suggestions == (ready, blank(text, "how long"))


def test_no_question_is_asked_twice_in_other_words(advise: Advise) -> None:
    advice = advise("Our know-how is in every joint.", "en", rule="expertise", traits=("generic_claim",))
    assert advice.suggestions[0].questions == ("rewrite.ask.what-proof",)
    assert advice.questions == ("rewrite.ask.generic.2", "rewrite.ask.generic.3")


def test_a_sentence_without_a_suggestion_keeps_all_questions(advise: Advise) -> None:
    advice = advise("Our know-how?", "en", rule="expertise", traits=("generic_claim",))
    assert advice.questions == ("rewrite.ask.generic.1", "rewrite.ask.generic.2", "rewrite.ask.generic.3")
