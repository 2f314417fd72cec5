"""A page becomes segments whose ids and neighbours depend on that page alone."""

from __future__ import annotations

from dataclasses import replace

from auditor.language import segments_of
from auditor.language.segments import word_count
from auditor.models import Block, PageText

BLOCKS = (
    Block("title", "Aubry, volets à Rennes", lang="fr"),
    Block("description", "Nous posons vos volets.", lang="fr"),
    Block("heading", "Vos volets. Posés.", level=1, lang="fr"),
    Block("paragraph", "Nous mesurons. Vous choisissez.", heading=("Vos volets. Posés.",), lang="fr"),
    Block("list-item", "Un devis écrit. Une pose nette.", lead_in="Vous recevez :", lang="fr"),
    Block("button", "Demandez un devis. Maintenant", lang="fr"),
    Block("paragraph", "Wir kommen gern.", lang="de"),
)
PAGE = PageText("offre", "offre", "fr", "offer", BLOCKS[0].text, BLOCKS[1].text, BLOCKS)


def texts(page: PageText) -> list[str]:
    return [segment.text for segment in segments_of(page)]


def test_headings_and_buttons_are_whole_and_the_rest_is_cut_into_sentences():
    assert texts(PAGE) == [
        "Aubry, volets à Rennes", "Nous posons vos volets.", "Vos volets. Posés.", "Nous mesurons.", "Vous choisissez.",
        "Un devis écrit.", "Une pose nette.", "Demandez un devis. Maintenant",
    ]  # fmt: skip


def test_a_segment_knows_where_it_stands():
    second = segments_of(PAGE)[4]
    assert (second.text, second.prev, second.heading) == ("Vous choisissez.", "Nous mesurons.", ("Vos volets. Posés.",))
    assert BLOCKS[3].text[second.start : second.end] == second.text
    assert segments_of(PAGE)[5].lead_in == "Vous recevez :"
    assert (second.page, second.page_kind, second.kind, second.lang) == ("offre", "offer", "paragraph", "fr")


def test_segments_of_one_block_share_its_id():
    first, second, third = segments_of(PAGE)[3:6]
    assert first.block == second.block != third.block


def test_dropping_a_block_changes_no_other_id_and_no_neighbour():
    """What other pages repeat is dropped after cutting: a page alone and a page among others keep the same ids."""
    dropped = replace(PAGE, blocks=(*BLOCKS[:3], replace(BLOCKS[3], kept=False, reason="repeated"), *BLOCKS[4:]))
    kept = {segment.id: segment for segment in segments_of(PAGE)}
    fewer = segments_of(dropped)
    assert len(fewer) == len(kept) - 2
    assert all(kept[segment.id].prev == segment.prev and kept[segment.id].block == segment.block for segment in fewer)


def test_the_same_sentence_twice_has_two_ids():
    twice = replace(PAGE, blocks=(BLOCKS[1], BLOCKS[1], BLOCKS[1]))
    assert len({segment.id for segment in segments_of(twice)}) == 3


def test_a_long_paragraph_leaves_the_first_screen_after_sixty_words():
    sentence = " ".join(["volet"] * 29) + "."
    blocks = (Block("title", "T"), *(Block("paragraph", sentence) for _ in range(4)), Block("heading", "Plus bas", level=2))
    found = segments_of(replace(PAGE, blocks=blocks))
    assert [s.first_screen for s in found] == [True, True, True, True, False, False]
    assert [s.prominence for s in found] == [3.0, 2.0, 2.0, 2.0, 1.0, 1.5]


def test_title_and_description_do_not_use_up_the_first_screen():
    blocks = (Block("title", "mot " * 70), Block("description", "mot " * 70), Block("paragraph", "Nous posons."))
    assert segments_of(replace(PAGE, blocks=blocks))[-1].first_screen


def test_words_are_counted_as_a_reader_counts_them():
    assert [word_count(text) for text in ("L’eau coule.", "tailor-made pumps", "1 200 €", "", "…", "aujourd'hui")] == [3, 2, 2, 0, 0, 2]


def test_a_page_in_another_language_has_no_segments():
    blocks = tuple(replace(block, lang="") for block in BLOCKS)
    assert segments_of(replace(PAGE, lang="es", blocks=blocks)) == []
