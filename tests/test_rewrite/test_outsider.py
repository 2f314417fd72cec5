"""What a model offers is held against the recipes' lock and their grammar: it may say what a recipe could have said, in its order."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Lang, Segment, Suggestion
from auditor.rewrite import Proof, guard, outsider

from .conftest import COMPANY, labelled

Judge = Callable[..., Suggestion | str]
PLAN = "Nous vous envoyons un plan sous 48 heures."
PROVED = Proof("p" * 12, "/", "Nos ateliers ont réparé 412 volets depuis 1998.", frozenset({"customers", "volume", "founded"}), "fr")


@pytest.fixture(scope="session")
def judge(known: Knowledge, engine: Engine) -> Judge:
    """`outsider.judged`; unless told otherwise every rewrite is labelled better, so that only the locks refuse."""

    def ask(
        before: str,
        after: str,
        lang: Lang,
        rule: str = "what-we-are",
        *,
        focus: str = "customer",
        site: tuple[Proof, ...] = (),
        **where: str,
    ) -> Suggestion | str:
        segment = Segment("0" * 12, before, lang, **where)  # type: ignore[arg-type]
        return outsider.judged(
            labelled(segment),
            known.rules[rule],
            after,
            company=COMPANY,
            parse=engine.parse,
            relabel=lambda new: labelled(new, focus),
            knowledge=known,
            site=site,
        )

    return ask


SAFE = [
    ("fr", PLAN, "Vous recevez un plan sous 48 heures."),
    ("fr", PLAN, "Sous 48 heures, vous recevez un plan."),
    ("fr", "Nos experts vous remettent un rapport.", "Vous recevez un rapport de la part de nos experts."),
    ("fr", "Nous réparons vos vélos sous 48 heures.", "Vos vélos sont réparés par nos soins sous 48 heures."),
    ("en", "We send you samples.", "You receive samples."),
    ("en", "We provide you with parts for 5 years and labour for 2 years.", "You get parts for 5 years and labour for 2 years."),
    ("en", "We repair your boiler within two days.", "Your boiler is repaired within two days."),
    ("en", "We can send you a sample of the oak.", "You can receive a sample of the oak."),
]


@pytest.mark.parametrize(("lang", "before", "after"), SAFE)
def test_words_that_a_recipe_could_have_written_are_marked_as_the_model_s(judge: Judge, lang: Lang, before: str, after: str) -> None:
    made = judge(before, after, lang)
    assert isinstance(made, Suggestion), made
    assert (made.text, made.status, made.origin, made.why) == (after, "ready", "model", "rewrite.why.model")


UNSAFE = [
    ("fr", PLAN, ""),
    ("fr", PLAN, PLAN),
    ("fr", PLAN, "Vous recevez un plan sous 24 heures."),
    ("fr", PLAN, "Vous recevez un plan."),
    ("fr", PLAN, "Vous recevez un plan sous 48 heures, sans engagement."),
    ("fr", PLAN, "Vous recevez toujours un plan sous 48 heures."),
    ("fr", PLAN, "Vous recevrez un plan sous 48 heures."),
    ("fr", PLAN, "Vous envoyez un plan sous 48 heures."),
    ("fr", PLAN, "Vous recevez un plan sous 48 heures. [nom du client]"),
    ("fr", PLAN, "**Vous recevez** un plan sous 48 heures."),
    ("fr", PLAN, "Vous recevez un plan sous 48 heures : https://brume.example"),
    ("fr", PLAN, "Vous recevez un plan <b>sous</b> 48 heures."),
    ("fr", PLAN, "You receive a plan within 48 hours."),
    ("fr", PLAN, "Votre plan sous 48 heures"),
    ("fr", PLAN, "vous recevez un plan sous 48 heures."),
    ("fr", PLAN, "Vous recevez un plan sous 48 heures.\u202e"),
    ("fr", "Nos experts vous remettent un rapport.", "Vous recevez un rapport."),
    ("fr", "Nous vous remettons un plan et répondons à vos questions.", "Vous recevez un plan et répondons à vos questions."),
    ("fr", "Nous envoyons les clés à votre voisin.", "Vous recevez les clés de votre voisin."),
    ("en", "We provide you with up to three quotes a year.", "You get three quotes a year."),
    ("en", "We send some of you a gift in June.", "You receive a gift in June."),
    ("en", "Our engineers can send you a report.", "You receive a report from our engineers."),
    ("en", "We repair your boiler within two days.", "You repair your boiler within two days."),
    ("en", "We repair your boiler within two days.", "Repair your boiler within two days."),
    ("en", "We send trucks from Paris to Lyon.", "You receive trucks from Lyon to Paris."),
    ("en", "We provide you with a discount on boilers with pumps.", "You get a discount on pumps with boilers."),
    ("en", "We provide you with parts for 5 years and labour for 2 years.", "You get parts for 2 years and labour for 5 years."),
    ("en", "We send you a report and answer your questions.", "You receive a report and answer your questions."),
    ("en", "We give you the keys and you give us the deposit.", "You get the deposit and you give us the keys."),
    ("en", "We deliver certified heat pumps.", "You get heat pumps."),
    ("en", "We deliver heat pumps from Nordique.", "You get heat pumps from Acme."),
    ("en", "We send you the plan gladly.", "You receive the plan gladly."),
]


@pytest.mark.parametrize(("lang", "before", "after"), UNSAFE)
def test_invented_lost_swapped_and_widened_words_are_put_aside(judge: Judge, lang: Lang, before: str, after: str) -> None:
    assert isinstance(judge(before, after, lang), str)


def test_what_the_labels_do_not_bear_out_is_put_aside(judge: Judge) -> None:
    assert judge(PLAN, "Vous recevez un plan sous 48 heures.", "fr", focus="self") == "no-better"


@pytest.mark.parametrize("where", [{"page_kind": "legal"}, {"page_kind": "careers"}, {"kind": "quote"}])
def test_nobody_rewords_what_is_binding_or_another_s(judge: Judge, where: dict[str, str]) -> None:
    assert isinstance(judge(PLAN, "Vous recevez un plan sous 48 heures.", "fr", **where), str)


@pytest.mark.parametrize(
    "text", ["Nous ne vous envoyons aucun plan.", "Nous vous envoyons un plan si vous signez.", "Qui vous envoie un plan ?"]
)
def test_sentences_that_no_answer_could_mend_are_not_sent(known: Knowledge, text: str) -> None:
    assert not outsider.may_ask(labelled(Segment("0" * 12, text, "fr")), known)


def test_a_fact_of_the_site_is_quoted_whole_or_not_at_all(judge: Judge) -> None:
    claim = "Nos ateliers connaissent les volets."
    made = judge(claim, f"{claim} {PROVED.text}", "fr", site=(PROVED,), focus="self")
    assert isinstance(made, Suggestion)
    assert made.source == PROVED.segment
    assert isinstance(judge(claim, f"{claim} Nos ateliers ont réparé 412 volets.", "fr", site=(PROVED,)), str)
    assert isinstance(judge(claim, f"{claim} {PROVED.text}", "fr"), str)  # a fact that nobody showed it


def test_an_empty_word_that_the_rule_met_may_go_and_is_named(judge: Judge) -> None:
    made = judge("Nos volets innovants protègent votre salon.", "Nos volets protègent votre salon.", "fr", "innovation")
    assert isinstance(made, Suggestion)
    assert made.drops == "innovants"
    assert isinstance(judge("Nos volets innovants protègent votre salon.", "Nos volets protègent votre salon.", "fr", "passion"), str)


WORDS = st.sampled_from(
    [
        *"vous recevez votre vos nous notre un le sous 48 24 heures plan plans pour 3 de à envoyons Nordique Acme tous jamais".split(),
        ".",
        ",",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_offered_figures_names_and_limits_stay_those_of_the_sentence(judge: Judge, after: str) -> None:
    made = judge(PLAN, after[:1].upper() + after[1:] + ".", "fr")
    if isinstance(made, Suggestion):
        told = guard.words(made.text)
        assert told.count("48") == told.count("sous") == told.count("heures") == told.count("plan") == 1
        assert not {"24", "3", "acme", "nordique", "tous", "jamais", "pour", "plans"} & {*told}
        assert told[told.index("sous") : told.index("sous") + 3] == ["sous", "48", "heures"]
