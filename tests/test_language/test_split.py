"""Sentences end where a reader ends them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.language import split


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("fr", ["M. Aubry répare vos volets.", "Mme. Roy les pose."]),
        ("fr", ["Le devis est de 1 200 € H.T. par an.", "La pose est comprise !"]),
        ("fr", ["La S.A.R.L. Aubry intervient 24/7… et même la nuit.", "Appelez-nous."]),
        ("fr", ["« Enfin un toit sec ! » dit Mme Roy.", "Elle sourit."]),
        ("fr", ["Des volets, des stores, etc.", "Nous posons tout."]),
        ("fr", ["Voir www.aubry-volets.example/pose.html pour en savoir plus.", "Ou écrivez-nous."]),
        ("fr", ["Une fuite ?", "Un volet bloqué ?", "Appelez le 02 99 00 00 00."]),
        ("fr", ["La version 2.5 est là.", "3 ateliers vous attendent."]),
        ("fr", ["C’est l’heure.", "« Nous arrivons. »", "Ouvrez."]),
        ("en", ["Acme Inc. makes pumps.", "We work with e.g. Mr. Jones."]),
        ("en", ["It costs $1.50 a day.", "Open 9 a.m. to 5 p.m. on weekdays."]),
        ("en", ["Need a pump?", "“It works.”", "So said J. Smith."]),
        ("en", ["We opened in the U.S. in 1990.", "Then came Kent!"]),
        ("en", ["Wait... there is more.", "Much more."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(lang, sentences):
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split(text, lang)] == sentences


def test_a_numbered_step_is_one_sentence():
    text = "1. Choisissez un volet. 2. Posez-le."
    assert [text[a:b] for a, b in split(text, "fr")] == ["1. Choisissez un volet.", "2. Posez-le."]


def test_signs_that_stand_for_bullets_separate():
    text = "🌱 Bois local 🌱 Pose soignée ✅ Devis écrit"
    assert [text[a:b] for a, b in split(text, "fr")] == ["🌱 Bois local", "🌱 Pose soignée", "✅ Devis écrit"]


def test_a_stop_before_a_small_letter_ends_nothing():
    text = "The .com boom... and what came after. yes"
    assert len(split(text, "en")) == 1


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_has_no_sentence(text):
    assert split(text, "fr") == []


def test_ten_thousand_words_without_a_full_stop_are_one_sentence():
    text = "volet " * 10_000
    assert split(text, "fr") == [(0, len(text) - 1)]


@given(st.text(max_size=300), st.sampled_from(["fr", "en"]))
def test_offsets_are_in_order_trimmed_and_cover_every_word(text, lang):
    spans = split(text, lang)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(0 <= a < b <= len(text) and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    assert all(at in covered for at, char in enumerate(text) if char.isalnum())


BORDERS = Path(__file__).parent / "borders"  # hard cases by language, a line each, ‖ where one sentence ends and the next begins
HARD = [(path.stem, line) for path in sorted(BORDERS.glob("*.txt")) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("lang", "line"), HARD)
def test_hard_cases_end_where_the_table_says(lang, line):
    sentences = line.split(" ‖ ")
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split(text, lang)] == sentences


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_there_are_sixty_hard_cases_in_each_language(lang):
    assert len({line for told, line in HARD if told == lang}) >= 60
