"""Figures, addresses, marks: the small parts that every page is made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.report.figures import day, gain, number, percent
from auditor.report.links import live_href, safe_href, slug, slugs
from auditor.report.render import as_json
from auditor.report.views.families import letter_of, letters
from auditor.report.views.marking import Span, compare, mark


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (number(1234.5, "fr", 1), "1\u202f234,5"),
        (number(1234.5, "en", 1), "1,234.5"),
        (number(-0.2, "fr"), "0"),
        (percent(0.624, "fr"), "62\u202f%"),
        (percent(0.624, "en"), "62%"),
        (gain(2.44, "fr"), "+2,4"),
        (gain(-0.5, "en"), "−0.5"),
        (day("2026-11-01", "fr"), "1er novembre 2026"),
        (day("2026-11-21", "fr"), "21 novembre 2026"),
        (day("2026-11-01T10:00:00Z", "en"), "November 1, 2026"),
    ],
)
def test_figures_are_written_as_each_language_writes_them(shown: str, expected: str):
    assert shown == expected


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "page.html",
        "http:///x",
        "http://[x",
        "",
    ],
)
def test_only_web_addresses_become_links(url: str):
    assert safe_href(url) == ""
    assert live_href(url, "some words") == ""


def test_a_link_to_the_live_page_opens_it_at_the_first_whole_words():
    href = live_href("https://x.example/a#top", "Sur-mesure, c’est 100 % vous & nous deux")
    assert href == "https://x.example/a#:~:text=Sur%2Dmesure%2C%20c%E2%80%99est%20100%20%25%20vous"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("", "home-012345"),
        ("Offre/Équipe à domicile", "offre-equipe-a-domicile-012345"),
        ("🦊", "home-012345"),
        ("../..", "home-012345"),
        ("x" * 300, "x" * 60 + "-012345"),
    ],
)
def test_slugs_are_short_lower_case_ascii(key: str, expected: str):
    assert slug(key, "0123456789ab") == expected


def test_two_pages_never_share_a_file():
    assert len(set(slugs([("a", "012345000000"), ("A", "012345111111")]).values())) == 2


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_a_marked_sentence_keeps_its_text_and_ends_each_finding_once(text: str, bounds: list[tuple[int, int]]):
    spans = [Span(a, b, "abcd"[n % 4], n % 4, str(n), "ABCD"[n % 4]) for n, (a, b) in enumerate(bounds)]
    pieces = mark(text, spans)
    assert "".join(p.text for p in pieces) == text
    assert all(len(p.kinds) <= 2 for p in pieces)
    if text:
        assert sorted(s.finding for p in pieces for s in p.ending) == sorted(s.finding for s in spans)


def test_the_worst_kind_underlines_first_where_findings_overlap():
    pieces = mark("Nous sommes leader", [Span(5, 18, "c", 2, "2", "C"), Span(0, 18, "a", 0, "1", "A")])
    assert [(p.text, p.kinds) for p in pieces] == [("Nous ", ("a",)), ("sommes leader", ("a", "c"))]


def test_only_the_words_that_changed_are_marked_in_a_rewrite():
    before, after = compare("Nous livrons votre pompe en deux jours.", "Vous recevez votre pompe en deux jours.")
    assert [(c.text, c.changed) for c in before] == [("Nous livrons", True), (" votre pompe en deux jours.", False)]
    assert [(c.text, c.changed) for c in after] == [("Vous recevez", True), (" votre pompe en deux jours.", False)]


def test_a_word_that_only_moved_to_another_place_in_the_order_of_both_sides_is_not_struck():
    before, after = compare("Nous réalisons l’abattage, la taille.", "Vous pouvez nous confier l'abattage, ou la taille.")
    assert [c.text for c in before if c.changed] == ["réalisons"]
    assert [c.text for c in after if c.changed] == ["Vous pouvez", "confier", "ou"]


def test_a_sign_that_stands_alone_between_changes_is_part_of_them():
    before, _ = compare("Hier, demain.", "Ici, là.")
    assert [(c.text, c.changed) for c in before] == [("Hier, demain.", True)]


@given(st.text(alphabet="ab ,.'\n", max_size=20), st.text(alphabet="ab ,.'\n", max_size=20))
def test_the_two_sides_of_a_rewrite_give_back_their_texts_and_what_neither_marks_is_the_same(before: str, after: str):
    sides = compare(before, after)
    for text, runs in zip((before, after), sides, strict=True):
        assert "".join(run.text for run in runs).split() == text.split()
    kept = ["".join(run.text for run in runs if not run.changed).replace(" ", "") for runs in sides]
    assert kept[0] == kept[1].replace(" ", "")


@given(st.text())
def test_data_in_a_page_cannot_end_its_element(text: str):
    written = str(as_json([text]))
    assert not set(written) & set("<>&\u2028\u2029")


def test_every_family_has_a_letter_even_one_that_is_not_named():
    assert {letter_of("x", family) for family in ("self-talk", "promise", "generic", "tone", "never-heard-of")} <= set(letters())


def test_a_rewrite_keeps_the_spaces_at_which_french_may_not_break():
    _, after = compare("La donnée, pensée pour vous.", "La donnée, pensée pour vous. Ce que cela permet\u00a0: [gain]\u202f!")
    assert after[-1].text.endswith("permet\u00a0: [gain]\u202f!")
