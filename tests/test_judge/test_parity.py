"""Parity: pages are paired where that is sure, sentences compared where that is sure, and nothing else is said."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from auditor.identity import segment_ids
from auditor.judge.parity import compare_languages
from auditor.judge.parity_pairs import find_pairs
from auditor.judge.parity_words import Reader
from auditor.judge.pooling import JudgedPage
from auditor.knowledge import lenses
from auditor.models import Analysis, LabelledSegment, Labels, Lang, Link, PageText, Parties, Segment
from auditor.resources import folder

TERMS = lenses.load(folder("rules")).terms
HOST = "https://vaubert.example/"


@dataclass(frozen=True)
class Row:
    state: str
    what: str
    left: str
    right: str


def page(key: str, lang: Lang, *lines: str, to: tuple[tuple[str, str], ...] = (), links: tuple[Link, ...] = ()) -> JudgedPage:
    """A page of paragraphs of one sentence; "# " makes a heading, "- " an item."""
    kinds = {"#": "heading", "-": "list-item"}
    texts = [line.removeprefix("# ").removeprefix("- ") for line in lines]
    made = []
    for id, line, text in zip(segment_ids(key, texts), lines, texts, strict=True):
        segment = Segment(id=id, text=text, lang=lang, page=key, block=id, kind=kinds.get(line[0], "paragraph"), words=len(text.split()))  # type: ignore[arg-type]
        made.append(LabelledSegment(segment, Analysis(Parties(), ()), Labels("self", (), "none", 0.9)))
    return PageText(key, HOST + key, lang, "offer", key, "", (), links=links, alternates=to), tuple(made)


def pairs(*pages: JudgedPage) -> list[tuple[str, str, str]]:
    return [(pair.left[0].key, pair.right[0].key, pair.how) for pair in find_pairs(pages, "fr", TERMS)]


def rows(left: list[str], right: list[str]) -> list[Row]:
    """What became of a French page in English."""
    given = [page("fr/offre", "fr", *left), page("en/offer", "en", *right)]
    text = {s.segment.id: s.segment.text for _, segments in given for s in segments} | {"": ""}
    (found,) = compare_languages(given, "fr", TERMS)
    return [Row(row.state, row.what, text[row.left], text[row.right]) for row in found.rows]


# ---------------------------------------------------------------- pairs


def test_pages_that_name_each_other_are_a_pair_whatever_their_paths() -> None:
    left = page("tarifs", "fr", "Un.", to=(("en", f"{HOST}en/what-it-costs"), ("fr", f"{HOST}tarifs")))
    right = page("en/what-it-costs", "en", "One.", to=(("fr-FR", f"{HOST}tarifs"),))
    assert pairs(left, right) == [("tarifs", "en/what-it-costs", "hreflang")]


def test_a_page_that_names_one_that_names_another_is_no_pair() -> None:
    old = page("vieux", "fr", "Un.", to=(("en", f"{HOST}en/new"),))
    new = page("nouveau", "fr", "Un.", to=(("en", f"{HOST}en/new"),))
    assert pairs(old, new, page("en/new", "en", "One.", to=(("fr", f"{HOST}nouveau"),))) == [("nouveau", "en/new", "hreflang")]


def test_a_page_of_another_site_is_no_pair() -> None:
    left = page("tarifs", "fr", "Un.", to=(("en", "https://other.example/en/what-it-costs"),))
    assert pairs(left, page("en/what-it-costs", "en", "One.")) == []


def test_pages_whose_language_switches_lead_to_each_other_are_a_pair() -> None:
    left = page("clotures", "fr", "Un.", links=(Link(f"{HOST}en/fences", "English", "nav"),))
    right = page("en/fences", "en", "One.", links=(Link(f"{HOST}clotures", "Français", "nav"),))
    assert pairs(left, right) == [("clotures", "en/fences", "link")]


def test_a_switch_that_leads_to_the_home_page_from_everywhere_pairs_the_home_pages_only() -> None:
    to_en, to_fr = (Link(f"{HOST}en", "English", "nav"),), (Link(f"{HOST}fr", "Français", "nav"),)
    site = [page("fr", "fr", "Un.", links=to_en), page("fr/clotures", "fr", "Un.", links=to_en)]
    site += [page("en", "en", "One.", links=to_fr), page("en/gates", "en", "One.", links=to_fr)]
    assert pairs(*site) == [("fr", "en", "link")]


def test_a_link_that_does_not_name_the_language_is_no_switch() -> None:
    left = page("clotures", "fr", "Un.", links=(Link(f"{HOST}en/fences", "Our fences", "body"),))
    right = page("en/fences", "en", "One.", links=(Link(f"{HOST}clotures", "Nos clôtures", "body"),))
    assert pairs(left, right) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("fr/offre", "en/offer"),
        ("a-propos", "en/about-us"),
        ("contact", "contact-en"),
        ("fr/p/7", "en/p/7"),
        ("fr", "en"),
        ("prix?lang=fr", "prices?lang=en"),
    ],
)
def test_paths_that_differ_by_the_language_alone_are_a_pair(left: str, right: str) -> None:
    assert pairs(page(left, "fr", "Un."), page(right, "en", "One.")) == [(left, right, "path")]


@pytest.mark.parametrize(("left", "right"), [("fr/clotures", "en/gates"), ("offre", "offer"), ("fr/p/7", "en/p/8")])
def test_paths_that_differ_otherwise_are_none(left: str, right: str) -> None:
    assert pairs(page(left, "fr", "Un."), page(right, "en", "One.")) == []


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "Vous payez 6 € par colis.", ["6 eur"]),
        ("en", "You pay €6 a parcel.", ["6 eur"]),
        ("fr", "120\u202f000 colis livrés avant 18 h.", ["120000 parcel", "18 hour"]),
        ("en", "120,000 parcels delivered by 6 pm.", ["18 hour", "120000 parcel"]),
        ("fr", "Une planche de 1,5 m.", ["1.5 metre"]),
        ("en", "A plank of 1.5 m.", ["1.5 metre"]),
        ("fr", "Ouvert dès 9h30.", ["9.5 hour"]),
        ("en", "Open from 9:30 am.", ["9.5 hour"]),
        ("fr", "Appelez le 02 40 00 00 00 ou écrivez à lise7@vaubert.example.", []),
        ("fr", "Quarante vélos, vingt-cinq mille colis.", ["40 vehicle"]),
    ],
)
def test_figures_are_read_as_each_language_writes_them(lang: Lang, text: str, expected: list[str]) -> None:
    assert [figure.name for figure in Reader(TERMS).read(text, lang).figures] == expected


# ---------------------------------------------------------------- rows

FRENCH = ["# Clôtures en châtaignier", "Vous êtes livré sous 48 heures.", "Le devis est gratuit.", "Nous avons posé 340 clôtures en 2025."]
ENGLISH = ["# Chestnut fences", "You get your delivery within 48 hours.", "The quote is free.", "We put up 340 fences in 2025."]


def test_what_both_languages_say_is_kept() -> None:
    found = rows(FRENCH, ENGLISH)
    assert {row.state for row in found} == {"kept"}
    assert Row("kept", "promise", FRENCH[2], ENGLISH[2]) in found
    assert Row("kept", "figure", FRENCH[1], ENGLISH[1]) in found


def test_a_shorter_delay_and_a_bigger_number_are_inflated() -> None:
    english = [ENGLISH[0], "You get your delivery within 24 hours.", ENGLISH[2], ENGLISH[3]]
    assert Row("inflated", "figure", FRENCH[1], english[1]) in rows(FRENCH, english)
    left, right = ["# Avis", "Nous comptons 200 clients à Nantes."], ["# Reviews", "We have 300 customers in Nantes."]
    assert rows(left, right) == [Row("inflated", "figure", left[1], right[1])]


def test_a_longer_delay_is_changed() -> None:
    english = [ENGLISH[0], "You get your delivery within 72 hours.", ENGLISH[2], ENGLISH[3]]
    assert Row("changed", "figure", FRENCH[1], english[1]) in rows(FRENCH, english)


def test_more_than_a_number_is_more_than_the_number() -> None:
    left, right = ["# Flotte", "Nous avons 40 vélos à Lille."], ["# Fleet", "We have more than 40 bikes in Lille."]
    assert rows(left, right) == [Row("inflated", "figure", left[1], right[1])]


def test_the_leader_is_more_than_one_of_the_leaders() -> None:
    left, right = ["# Vaubert", "Vaubert est un des leaders de la clôture."], ["# Vaubert", "Vaubert is the leader in fences."]
    assert Row("inflated", "claim", left[1], right[1]) in rows(left, right)


def test_a_promise_that_the_other_page_makes_nowhere_is_dropped() -> None:
    left = [*FRENCH[:2], "Nous vous rendons votre argent\u202f: satisfait ou remboursé sous 30 jours.", FRENCH[3]]
    right = [*ENGLISH[:2], "We stand by your fence for 30 days and more.", ENGLISH[3]]
    assert Row("dropped", "promise", left[2], "") in rows(left, right)


def test_a_promise_made_elsewhere_on_the_page_is_not_dropped() -> None:
    left = [*FRENCH[:2], "Satisfait ou remboursé sous 30 jours, à Nantes.", FRENCH[3], "Une dernière phrase."]
    right = [*ENGLISH[:2], "We stand by your fence for 30 days, in Nantes.", ENGLISH[3], "A full refund is yours."]
    assert [row for row in rows(left, right) if row.state == "dropped"] == []


def test_a_sentence_missing_between_two_that_answer_each_other_is_dropped() -> None:
    left = ["# Offre", "- Livraison sous 48 heures.", "- Garantie sur chaque piquet.", "- 340 clôtures en 2025."]
    right = ["# Offer", "- Delivery within 48 hours.", "- 340 fences in 2025."]
    found = rows(left, right)
    assert Row("dropped", "promise", "Garantie sur chaque piquet.", "") in found
    assert rows_of_english_only(right, left) == [Row("added", "promise", "", "Guarantee on each post.")]


def rows_of_english_only(left: list[str], right: list[str]) -> list[Row]:
    """The same, where English has the item that French lacks."""
    french = ["# Offre", "- Livraison sous 48 heures.", "- 340 clôtures en 2025."]
    english = ["# Offer", "- Delivery within 48 hours.", "- Guarantee on each post.", "- 340 fences in 2025."]
    assert (len(left), len(right)) == (len(french), len(english))
    return [row for row in rows(french, english) if row.state != "kept"]


def test_what_is_not_sure_to_answer_is_not_compared() -> None:
    """Pages of another build: no row, though one promises what the other does not."""
    left = ["# Nos clôtures", "Un mot de bienvenue.", "Livraison gratuite dans tout le département, toute l'année."]
    right = ["# Fences", "- Oak", "- Chestnut", "Ask us anything about your garden, we have seen many of them over time."]
    assert rows(left, right) == []


def test_pages_that_share_one_figure_in_many_sentences_are_no_translations() -> None:
    left = ["# Haies", *(f"Une phrase de remplissage, la {n}e du lot." for n in "abcdefgh"), "Nous taillons 340 haies en 2025."]
    right = ["# Servers", *(f"Another filler of some length, letter {n}." for n in "abcdefghij"), "We run 340 servers in 2025."]
    assert rows(left, right) == []


def test_a_number_in_letters_that_the_other_page_turns_otherwise_is_not_dropped() -> None:
    left, right = ["# Vaubert", "Une maison à deux pas de Nantes."], ["# Vaubert", "A house a stone's throw from Nantes."]
    assert rows(left, right) == []


def test_a_site_in_one_language_has_no_pair() -> None:
    assert compare_languages([page("fr", "fr", "Un."), page("fr/offre", "fr", "Deux.")], "fr", TERMS) == ()


def test_the_pair_says_which_sentences_were_compared() -> None:
    (found,) = compare_languages([page("fr/offre", "fr", *FRENCH), page("en/offer", "en", *ENGLISH)], "fr", TERMS)
    assert len(found.compared) == 4
    assert (found.left, found.right, found.how) == ("fr/offre", "en/offer", "path")
