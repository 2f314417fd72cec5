"""Where a segment stands: whose words a quote block or a list of reviews holds, and who "you" is on a page of jobs."""

import pytest

from auditor import knowledge
from auditor.judge import label
from auditor.judge.features import features
from auditor.language import Engine
from auditor.models import Company, Segment

KNOWN = knowledge.load()
ENGINE = Engine(KNOWN)
PRAISE = {"fr": "Un escalier posé sans une rayure, avec le sourire.", "en": "A staircase fitted without a scratch, with a smile."}
MOTTO = {"fr": "Le bois, la main, le temps.", "en": "Wood, hands and time."}
LIKED = {"fr": "Notre escalier ne grince plus, un travail impeccable.", "en": "Lovely work, our stairs have gone quiet."}


def read(text, lang, **place):
    segment = Segment(id="x", text=text, lang=lang, words=len(text.split()), **place)
    (analysis,) = ENGINE.analyse([segment], Company("Atelier Corvane"))
    return label(segment, analysis, KNOWN), features(segment, analysis, KNOWN)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_quote_block_is_a_push_towards_a_testimonial_and_makes_none_of_a_motto(lang):
    assert "testimonial" in read(LIKED[lang], lang, kind="quote")[0].traits
    assert "testimonial" not in read(MOTTO[lang], lang, kind="quote")[0].traits


@pytest.mark.parametrize(
    ("lang", "heading"),
    [
        ("fr", "Ce que disent nos clients."),
        ("fr", "L’avis de nos clients"),
        ("fr", "Livre d'or"),
        ("en", "Customer reviews"),
        ("en", "What our clients are saying"),
    ],
)
def test_a_sentence_under_a_heading_that_announces_customers_is_a_testimonial(lang, heading):
    assert "testimonial" in read(PRAISE[lang], lang, kind="paragraph", heading=("Atelier Corvane", heading))[0].traits


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("fr", "Élise M.", {"kind": "paragraph", "heading": ("Avis clients",)}),  # a name under the review
        ("fr", "Sur 112 avis, la note est de 4,8 sur 5.", {"kind": "paragraph", "heading": ("Avis clients",)}),  # a mark: a proof
        ("fr", "Un escalier posé sans une rayure, avec le sourire.", {"kind": "heading", "heading": ("Avis clients",)}),
        ("fr", "Un escalier posé sans une rayure, avec le sourire.", {"kind": "paragraph", "heading": ("Avis de passage du ramoneur",)}),
        ("fr", "Ce bois vient de Bresse.", {"kind": "paragraph", "heading": ("Ils nous font confiance",)}),  # a row of logos
        ("fr", "Découvrez ce que disent nos clients.", {"kind": "paragraph", "heading": ("Avis clients",)}),
        ("en", "Jo B., Leeds", {"kind": "paragraph", "heading": ("Reviews",)}),
        ("en", "A staircase fitted without a scratch, with a smile.", {"kind": "paragraph", "heading": ("We review your plans",)}),
    ],
)
def test_names_figures_headings_and_other_headings_are_no_customers_words(lang, text, place):
    labels, found = read(text, lang, **place)
    assert "context:review" not in found
    assert "testimonial" not in labels.traits


@pytest.mark.parametrize("before", ['"', "❝", "« ", "★★★★★", "⭐️ ⭐️ ⭐️ ⭐️ ⭐️"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_sentence_after_a_drawn_quotation_mark_or_stars_is_a_testimonial(lang, before):
    labels, found = read(PRAISE[lang], lang, kind="paragraph", prev=before)
    assert "context:review" in found
    assert "testimonial" in labels.traits


@pytest.mark.parametrize(
    ("lang", "text", "before"),
    [
        ("fr", "Nous posons chaque marche à la main, sans une vis.", '"'),  # the company quotes itself
        ("en", "We fit each step by hand, without a screw.", "❝"),
        ("fr", "Un escalier posé sans une rayure, avec le sourire.", "★★★★★ sur 112 avis"),  # a mark of the company
        ("en", "A staircase fitted without a scratch, with a smile.", "He called it “a gem”"),
        ("fr", "Demandez votre devis pour un escalier.", "★★★★★"),
        ("en", "Rated 4.8 by a hundred owners.", "★★★★★"),
        ("fr", "Élise M.", '"'),
        ("en", "A staircase fitted without a scratch, with a smile.", ""),
    ],
)
def test_the_companys_own_words_marks_and_names_after_such_a_sign_are_no_customers_words(lang, text, before):
    assert "context:review" not in read(text, lang, kind="paragraph", prev=before)[1]


@pytest.mark.parametrize(
    ("lang", "before", "text", "is_review"),
    [
        ("fr", "il y a 3 mois · Google", "L'entreprise a taillé nos grands arbres.", True),
        ("en", "3 months ago · Trustpilot", "The company pruned our tall trees.", True),
        ("fr", "il y a 3 mois", "L'entreprise a taillé nos grands arbres.", False),
        ("fr", "Notre fiche Google", "L'entreprise a taillé nos grands arbres.", False),
        ("en", "Trained at Google in Chicago", "The company pruned our tall trees.", False),
        ("en", "We asked Google three months ago how many people in our valley look for a roofer.", "The answer surprised us all.", False),
    ],
)
def test_a_sentence_under_the_line_of_a_review_site_is_a_review(lang, before, text, is_review) -> None:
    assert ("context:review" in read(text, lang, kind="paragraph", prev=before)[1]) == is_review


@pytest.mark.parametrize(
    ("lang", "text"), [("fr", "Nous dessinons votre escalier, marche après marche."), ("en", "We draw your staircase, step by step.")]
)
def test_a_slogan_set_as_a_quote_is_no_testimonial(lang, text):
    labels, found = read(text, lang, kind="quote")
    assert "context:quote-to-you" in found
    assert "testimonial" not in labels.traits


@pytest.mark.parametrize(
    ("lang", "text"),
    [("fr", "Vous avez le goût du bois et trois ans de pose."), ("en", "You like wood and have fitted stairs for three years.")],
)
def test_you_on_a_page_of_jobs_is_a_candidate(lang, text):
    assert read(text, lang, kind="paragraph", page_kind="careers")[0].focus == "neutral"
    assert read(text, lang, kind="paragraph", page_kind="about")[0].focus == "customer"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_fitted_sheet_holds_what_a_place_is_given(lang):
    for kind in ("focus", "traits"):
        for name, card in getattr(knowledge.scorecards.fitted(knowledge.resource("rules")), kind).sheet(lang).cards.items():
            assert not [feature for feature in card.weights if feature.startswith("context:review")], name
