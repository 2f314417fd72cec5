"""Coherence of voice: tu and vous, names for the customer and the company, the language of a page."""

from __future__ import annotations

from told import known, page, told

from auditor.judge.contradictions import contradictions
from auditor.judge.voice import faults, mixed_blocks, mixed_pages, uses, voice


def used(*pages):
    return uses(pages, known().voice)


def said(found, matter):
    return [(usage.said, len(usage.segments)) for usage in voice(found) if usage.matter == matter]


def test_a_page_that_mixes_tu_and_vous_is_found():
    """A page that mixes, a page that keeps to vous, and a site that mixes only between its pages."""
    mixing = page("", told("Votre toit fuit."), told("Ton toit fuit."))
    steady = page("b", told("Votre toit est sec."), told("Demandez votre devis."), kind="about")
    found = used(mixing, steady)
    assert said(found, "address") == [("vous", 3), ("tu", 1)]
    assert mixed_pages(voice(found)) == ("",)
    assert mixed_pages(voice(used(page("a", told("Ton toit fuit.")), steady))) == ()


def test_a_block_that_mixes_is_told_from_a_page_that_does():
    apart = used(page("a", told("Votre toit fuit."), told("Ton toit fuit.")))
    beside = used(page("a", told("Votre toit fuit.", block="b"), told("Ton toit fuit.", block="b")))
    assert mixed_blocks(apart) == ()
    assert mixed_blocks(beside) == ("b",)


def test_customers_and_the_law_have_voices_of_their_own():
    quoted = told("Je te recommande Verdon, ton toit sera sec.", traits=("testimonial",))
    found = used(page("a", told("Votre toit fuit."), quoted), page("l", told("Ton toit."), kind="legal"))
    assert said(found, "address") == [("vous", 1)]


def test_we_and_the_name_are_two_ways_of_speaking_of_oneself():
    found = used(page("", told("Nous réparons vos toits."), told("Verdon répare vos toits.")))
    assert dict(said(found, "company-person")) == {"nous": 1, "name": 1}
    assert said(found, "company-name") == [("Verdon", 1)]


def test_a_name_set_in_capitals_is_the_same_name():
    assert said(used(page("", told("Verdon répare vos toits."), told("VERDON répare vos toits."))), "company-name") == [("Verdon", 2)]


def test_a_sentence_in_another_language_than_its_page_is_seen_a_short_label_is_not():
    found = used(page("", told("We repair every roof in the valley.", "en"), told("Contact us", "en"), told("Votre toit est sec.")))
    assert said(found, "language") == [("en", 1)]


def test_faults_count_kinds_and_name_the_sentences():
    """Two forms of address and a contradicted fact are two faults; a page without any has none."""
    pages = [
        page("a", told("Votre toit fuit."), told("Vos murs aussi."), told("Ton toit fuit."), told("Réponse sous 24 h")),
        page("b", told("Réponse sous 48 h"), kind="about"),
        page("c", told("Votre toit est sec."), kind="contact"),
    ]
    found = faults(used(*pages), contradictions(pages, known().facts, "2026-11-22"))
    assert {key: kinds for key, (kinds, _) in found.items()} == {"a": 2, "b": 1}
    assert len(found["a"][1]) == 2


def test_one_slip_is_no_rival_name_for_the_customer():
    """A name is rival from its second use on the page."""
    once = page("a", told("Nos clients le disent."), told("Les clients reviennent."), told("Les usagers du parc passent."))
    twice = page(
        "b", told("Nos clients le disent."), told("Les clients reviennent."), told("Nos usagers aussi."), told("Les usagers restent.")
    )
    assert set(faults(used(once), ())) == set()
    assert set(faults(used(twice), ())) == {"b"}
