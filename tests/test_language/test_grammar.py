"""What the grammar of a segment says of who it is about."""

import pytest

from auditor.models import Company, Segment

GUIDE = {
    ("fr", "Nous réparons votre pompe."): "we-reader-owns-object",
    ("fr", "Nous vous aidons à réduire vos stocks."): "we-reader-object",
    ("fr", "Nous affûtons des scies depuis vingt ans."): "we-alone",
    ("fr", "Vous récupérez votre vélo le soir même."): "reader-alone",
    ("fr", "Choisissez votre créneau."): "order-yours",
    ("fr", "Construisons ensemble la suite."): "order-together",
    ("fr", "Entretien de votre verger"): "none-aside-reader",
    ("en", "We repair your pump."): "we-reader-owns-object",
    ("en", "Our millers grind oats."): "ours-alone",
    ("en", "You get your bike back in the evening."): "reader-alone",
    ("en", "Choose your slot."): "order-yours",
    ("en", "Let's plan the orchard."): "order-together",
    ("en", "The lathe runs at night."): "thing-alone",
}


def grammar(engine, text, lang):
    return engine.analyse([Segment("000000000000", text, lang)], Company("Scierie Morel"))[0].grammar


@pytest.mark.parametrize(("given", "verdict"), GUIDE.items(), ids=[text for _, text in GUIDE])
def test_who_does_what_to_whom_is_told_in_one_word(engine, given, verdict):
    lang, text = given
    assert f"guide:{verdict}" in grammar(engine, text, lang)


def test_a_reader_who_only_owns_something_aside_is_told_apart(engine):
    assert "reader:only-aside" in grammar(engine, "We bake bread for your table.", "en")
    assert "reader:only-aside" not in grammar(engine, "You choose our bread.", "en")


@pytest.mark.parametrize(
    ("text", "made_of"),
    [
        ("Nous servons Lyon, Paris, Nantes et Brest.", "row:of-names"),
        ("Le tri, la coupe, le séchage et la livraison.", "row:of-articles"),
    ],
)
def test_a_row_says_what_it_is_made_of(engine, text, made_of):
    assert made_of in grammar(engine, text, "fr")
    assert made_of not in grammar(engine, "Nous assurons tri, coupe, séchage et livraison.", "fr")


def test_a_speakers_own_story_is_in_the_past(engine):
    assert "voice:i-past" in grammar(engine, "Je dormais mal et je toussais chaque nuit.", "fr")
    assert "voice:i-present" in grammar(engine, "Je taille vos haies.", "fr")


def test_words_are_told_by_lemma_without_accents(engine):
    assert "word:depanneur" in grammar(engine, "Nos dépanneurs travaillent.", "fr")


def test_nothing_is_told_of_a_text_without_words(engine):
    assert grammar(engine, "…", "fr") == ()
