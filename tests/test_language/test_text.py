"""Spellings that a reader does not tell apart are read alike, and spans lead back to the text as given."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from auditor.language.phrases import Phrases, expand, longest
from auditor.language.text import LONGEST, fold, lower, read


def found(phrase: str, text: str) -> list[str]:
    return [text[a:b] for a, b in Phrases([("x", phrase)]).find(read(text)).get("x", [])]


def test_a_phrase_is_met_in_any_case_and_with_either_apostrophe():
    assert found("n'hésitez pas", "N’hésitez pas !") == ["N’hésitez pas"]


def test_accents_may_be_missing_from_capitals_only():
    assert found("écoute", "À votre ECOUTE") == ["ECOUTE"]
    assert found("équipe", "Equipe soudée") == ["Equipe"]
    assert found("marché", "Marche lente") == []


def test_a_star_is_any_ending_and_a_star_alone_any_word():
    assert found("innov*", "Innovante et innovation") == ["Innovante", "innovation"]
    assert found("depuis * ans", "Actifs depuis vingt ans ici") == ["depuis vingt ans"]
    assert found("innov*", "rénovation") == []


def test_a_space_also_stands_for_a_hyphen():
    assert found("tailor made", "A tailor-made pump") == ["tailor-made"]


def test_a_phrase_is_met_on_whole_words():
    assert found("art", "Artisan d'art") == ["art"]


def test_either_spelling_of_a_ligature_is_met():
    assert found("au cœur", "Au coeur du métier") == ["Au coeur"]


def test_lists_are_written_out():
    assert list(expand("la {adjectif} pose", {"adjectif": ("belle", "bonne")})) == ["la belle pose", "la bonne pose"]


def test_of_spans_that_overlap_the_longest_stays():
    assert longest([(0, 3), (2, 9), (9, 10)]) == [(2, 9), (9, 10)]


def test_a_text_in_capitals_is_lowered_for_the_parser_and_keeps_its_length():
    text = read("NOS VOLETS SONT BEAUX")
    assert text.to_parse == "Nos volets sont beaux"
    assert read("Nos volets").to_parse == "Nos volets"


def test_only_the_first_characters_of_an_endless_text_are_read():
    assert len(read("a" * 100_000).text) == LONGEST


@given(st.text(max_size=60))
def test_spans_lead_back_to_the_text_as_given(raw):
    text = read(raw)
    assert all(0 <= a <= b <= len(raw) for a, b in (text.given(w.start, w.end) for w in text.words))
    assert text.given(0, len(text.text)) == (0, len(raw))


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=60))
def test_composed_and_decomposed_texts_read_alike(raw):
    composed, decomposed = unicodedata.normalize("NFC", raw), unicodedata.normalize("NFD", raw)
    assert read(composed).text == read(decomposed).text


@given(st.text(max_size=60))
def test_lower_case_keeps_offsets(raw):
    assert len(lower(raw)) == len(raw)
    assert fold(raw) == fold(fold(raw))
