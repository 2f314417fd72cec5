"""What is said of one segment: when a rewrite is offered, when refused, and which questions go with it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor import rewrite, words
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import LANGS, LabelledSegment, Lang, Segment, Suggestion

from .conftest import COMPANY, Advise, labelled

PLAIN = "Nous vous envoyons un plan sous 48 heures."
REWRITTEN = "Vous recevez un plan sous 48 heures."


def test_a_rewrite_is_ready_and_says_why(advise: Advise) -> None:
    suggestion = advise(PLAIN, "fr").suggestions[0]
    assert (suggestion.text, suggestion.status, suggestion.why) == (REWRITTEN, "ready", "rewrite.why.receive")
    assert words.has("fr", suggestion.why)


def test_a_blank_makes_it_a_fill_in(advise: Advise) -> None:
    suggestion = advise("We respond promptly.", "en").suggestions[0]
    assert (suggestion.text, suggestion.status) == ("You get our reply within [delay, in hours].", "fill-in")


def test_a_rewrite_that_is_still_about_us_is_not_shown(advise: Advise) -> None:
    advice = advise(PLAIN, "fr", focus="self")
    assert (advice.suggestions, advice.refusal) == ((), "rewrite.refusal.no-better")


def test_a_rewrite_that_fires_its_rule_again_is_not_shown(advise: Advise) -> None:
    assert not advise(PLAIN, "fr", signals=("what-we-are",)).suggestions
    assert advise(PLAIN, "fr", signals=("team",)).suggestions


def test_a_move_that_keeps_the_sentence_answers_only_the_rule_that_asks_for_it(advise: Advise) -> None:
    """« Un travail de qualité » found for its quality is asked for what shows it; found for anything else it is left alone."""
    asked = advise("Un travail de qualité", "fr", traits=("generic_claim",), rule="quality").suggestions
    assert [s.status for s in asked] == ["fill-in"]
    assert not advise("Un travail de qualité", "fr", traits=("generic_claim",), rule="passion").suggestions


def test_a_blank_is_asked_for_only_once_and_on_no_quoted_or_legal_page(advise: Advise) -> None:
    def blanks(text: str, **where: str) -> tuple[Suggestion, ...]:
        return advise(text, "fr", rule="quality", traits=("generic_claim",), **where).suggestions

    first = blanks("Un travail de qualité")[0].text
    assert first.count("[") == 1
    assert not blanks(first)
    assert not blanks("Un travail de qualité", page_kind="legal")
    assert not blanks("Un travail de qualité", kind="quote")


def test_rules_that_a_recipe_answers_exist(known: Knowledge) -> None:
    answered = {rule for recipe in known.recipes.moves.values() for lang in LANGS for w in recipe.section(lang).wholes for rule in w.blanks}
    assert answered <= {*known.rules}


def test_legal_pages_candidates_and_quotations_are_left_alone(advise: Advise) -> None:
    assert advise(PLAIN, "fr", page_kind="legal").refusal == "rewrite.refusal.legal"
    assert advise(PLAIN, "fr", page_kind="careers").refusal == "rewrite.refusal.careers"
    assert advise(PLAIN, "fr", kind="quote").refusal == "rewrite.refusal.quoted"
    assert advise(PLAIN, "fr", traits=("testimonial",)).refusal == "rewrite.refusal.quoted"


def test_every_refusal_and_question_has_its_sentence(advise: Advise) -> None:
    asked = (("fr", "Nous sommes heureux."), ("en", "We are happy."), ("fr", "Nous ne vous aidons pas."), ("en", "We help you?"))
    for lang, text in asked:
        advice = advise(text, lang)
        assert advice.questions
        assert all(words.has(lang, key) for key in (advice.refusal, *advice.questions))


def test_typography_of_the_source_is_kept(advise: Advise) -> None:
    """Curly apostrophes and narrow spaces stay as they are, also around words that the recipe adds."""
    curly = advise("Notre équipe vous aide à choisir l’isolant à 12\u202f%\u00a0!", "fr").suggestions[0].text
    assert curly == "Vous choisissez l’isolant à 12\u202f%, avec l’aide de notre équipe\u00a0!"
    straight = advise("Notre équipe vous aide à choisir l'isolant.", "fr").suggestions[0].text
    assert straight == "Vous choisissez l'isolant, avec l'aide de notre équipe."


NOUNS = st.sampled_from(["un plan", "le devis Hestia", "la facture n° 12", "votre code", "deux clés", "les photos de votre toit",
                         "des échantillons"])  # fmt: skip
TIMES = st.sampled_from(["", " sous 48 h", " chaque lundi", " en 3 jours", " jusqu'à 20 h", " dès 9 h", " par e-mail", " à 15 €"])
STARTS = st.sampled_from(["Nous vous envoyons", "Notre équipe vous remet", "Nordique vous livre", "Nous vous garantissons",
                          "Nous pouvons vous envoyer", "Nous vous aidons à vérifier", "Chaque mois, nous vous adressons"])  # fmt: skip
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)


@QUIET
@given(STARTS, NOUNS, TIMES)
def test_figures_and_names_come_from_the_source_and_nothing_moves_twice(advise: Advise, start: str, thing: str, time: str) -> None:
    text, lang = f"{start} {thing}{time}.", "fr"
    first, again = advise(text, lang), advise(text, lang)
    assert first == again
    for suggestion in first.suggestions:
        assert sorted(filter(str.isdigit, suggestion.text)) == sorted(filter(str.isdigit, text))
        assert ("Hestia" in suggestion.text, "Nordique" in suggestion.text) == ("Hestia" in text, "Nordique" in text)
        assert thing.split()[-1] + time in suggestion.text
        assert not advise(suggestion.text, _lang(lang)).suggestions


def _lang(lang: str) -> Lang:
    return "fr" if lang == "fr" else "en"


def test_a_sentence_cut_in_two_is_measured_as_the_page_reads_it_one_sentence_at_a_time(known: Knowledge, engine: Engine) -> None:
    """Measured as one, the two halves would be as long as the sentence was."""
    long = (
        "L'atelier de Sète fabrique les cadres en frêne de vos fenêtres depuis trois hivers déjà, et nous les livrons dans tous les "
        "villages voisins chaque mardi matin avec le camion rouge de la scierie."
    )

    def relabel(new: Segment) -> LabelledSegment:
        return labelled(new, "self", signals=("too-long",) if new.words > 30 else ())

    before = labelled(Segment("0" * 12, long, "fr"))
    advice = rewrite.advise(
        before, known.rules["too-long"], company=COMPANY, parse=engine.parse, relabel=relabel, knowledge=known, site=(), without=()
    )
    assert [s.recipe for s in advice.suggestions] == ["two-sentences"]
    still = rewrite.advise(
        before, known.rules["too-long"], company=COMPANY, parse=engine.parse,
        relabel=lambda new: labelled(new, "self", signals=("too-long",)), knowledge=known, site=(), without=(),
    )  # fmt: skip
    assert not still.suggestions
