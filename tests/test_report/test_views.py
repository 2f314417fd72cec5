"""What the overview dares to say: never more than its figures."""

from dataclasses import replace

import pytest

from auditor.models import Advice, Classic, Contradiction, Fact, Lang, Score, Segment, Stated, Suggestion
from auditor.report import build
from auditor.report.pages import prepared
from auditor.report.render import render
from auditor.report.views.annotated import Annotated, Run, annotated
from auditor.report.views.cards import Cards, ranked
from auditor.report.views.findings import Card
from auditor.report.views.frame import Shape, frame
from auditor.report.views.joined import Joined, join
from auditor.report.views.lists import rule_view
from auditor.report.views.overview import Overview, detail, verdict
from auditor.report.views.scores import band, score_view
from auditor.report.views.shares import Shares
from auditor.words import say

from . import samples


def joined(lang: Lang = "en", **changes: object) -> Joined:
    return join(replace(samples.audit(lang), **changes), samples.KNOWLEDGE, lang)  # type: ignore[arg-type]


def view(lang: Lang = "en", **changes: object) -> Overview:
    return first_page(joined(lang, **changes))


def first_page(found: Joined) -> Overview:
    return prepared(found, Cards(found)).overview


def cards(found: Joined) -> tuple[Card, ...]:
    return ranked(found, Cards(found).values())


def page(key: str = "") -> Annotated:
    found = joined()
    shown = found.page_of[key]
    return annotated(found, shown, Cards(found).of_page(shown))


@pytest.mark.parametrize(
    ("own", "client", "both", "key"),
    [
        (9, 1, 0, "own"),
        (6, 4, 0, "more-own"),
        (5, 5, 0, "even"),
        (4, 6, 0, "more-client"),
        (4, 3, 3, "more-client"),
        (1, 9, 0, "client"),
        (0, 0, 0, "nothing"),
    ],
)
def test_the_headline_says_what_the_count_says(own: int, client: int, both: int, key: str):
    assert verdict(joined(), Shares(own, client, both, 0, ()), 0) == say("en", f"report.verdict.{key}", count=0, n="0")


def test_the_count_behind_the_headline_adds_up():
    sentence = detail(joined(), Shares(7, 2, 1, 30, ()))
    assert sentence == "Of the 40 sentences that count, 10 are about someone: 7 about you, 2 about your clients and 1 about both."


def test_without_a_number_the_headline_is_what_to_change():
    shown = view(index=samples.score(None, "inconclusive"))
    assert not shown.score.known
    assert shown.verdict == "4 sentences to change first"
    assert "150 words" in shown.basis


def test_a_score_of_one_theme_says_so():
    assert "Focus theme only" in view().basis
    assert "seul thème" in view("fr").basis


@pytest.mark.parametrize(
    ("value", "name"), [(0, "weak"), (39.4, "weak"), (39.6, "mixed"), (69.4, "mixed"), (69.6, "strong"), (100, "strong")]
)
def test_the_printed_number_decides_its_band(value: float, name: str):
    assert band(value) == name


@pytest.mark.parametrize("own_share", [None, 0.8, 0.3])
def test_a_band_has_one_name_whatever_the_sentences_count(own_share: float | None):
    assert score_view(samples.score(20), "en", own_share=own_share).word == "Weak"


@pytest.mark.parametrize(
    ("value", "own_share", "compared"),
    [(20, 0.8, False), (20, 0.3, True), (50, 0.5, False), (50, 0.9, True), (50, 0.1, True), (80, 0.2, False), (80, 0.8, True)],
)
def test_a_score_at_odds_with_the_headline_says_that_it_compares(value: float, own_share: float, compared: bool):
    assert score_view(samples.score(value), "en", own_share=own_share).compared is compared


def test_the_median_site_is_named_only_where_sites_are_behind_the_scale():
    own = tuple(samples.page(key, "en", (samples.TEXTS["en"][""][1],)) for key in ("", "stairs"))
    fields = {"pages": own, "findings": (), "index": samples.score(50)}
    assert "median" not in view(reference="someone else’s", **fields).compared
    assert "median" in view(reference=samples.KNOWLEDGE.index.curves.name, **fields).compared


def test_how_often_a_judgement_is_right_is_the_mean_of_its_chances():
    sure = [s.labels.confidence for s in joined().sentences]
    assert f"about {round(10 * sum(sure) / len(sure))} in 10 as a careful reader would" in view().trust


@pytest.mark.parametrize(("own", "customer", "figure"), [(37, 12, "3.1×"), (12, 37, "3.1×"), (10, 10, "10 / 10"), (5, 0, "5")])
def test_the_ratio_of_words_is_the_one_of_the_classic_count(own: int, customer: int, figure: str):
    assert view(classic=Classic(customer, own, 0, None)).facts[0].figure == figure


def test_a_fact_that_counts_nothing_is_left_out():
    assert len(view(classic=Classic(0, 0, 3, 0.0)).facts) == 2
    assert first_page(join(samples.empty(), samples.KNOWLEDGE, "en")).facts[-1].figure == "0%"


def test_the_strip_of_pages_begins_with_the_lowest_score_and_ends_with_pages_that_have_none_and_why():
    found = joined()
    scored = [replace(p, weight=1.0, index=samples.score(value)) for p, value in zip(found.audit.pages[:2], (61.0, 42.0), strict=True)]
    bare = replace(found.audit.pages[2], weight=1.0, index=Score(None, None, None, "inconclusive"))
    rows = view(pages=(bare, *scored)).rows
    assert [row.score.text for row in rows] == ["42", "61", "–"]
    assert [row.why_none for row in rows] == ["", "", "no score: too little text"]


def test_between_your_pages_is_only_said_of_contradictions_that_concern_two():
    found = joined()
    first, second = (page.segments[0].segment for page in found.audit.pages[:2])
    other = found.audit.pages[0].segments[1].segment

    def stated(one: Segment) -> Stated:
        return Stated(Fact("founded", "1994", 0, 4), one.id, one.page)

    apart = Contradiction("c", "founded", (stated(first), stated(second)))
    within = Contradiction("d", "founded", (stated(first), stated(other)))
    assert view(contradictions=(apart,)).contradictions == "1 contradiction between your pages"
    assert view(contradictions=(apart, within)).contradictions == "2 contradictions in your pages"
    assert view().contradictions == ""


def test_the_overview_leads_to_the_rewrites_where_there_are_any():
    assert view().texts == "One rewrite ready to paste that does not fix everything"
    assert view(findings=()).texts == ""


def test_findings_of_one_sentence_make_one_card_with_the_best_gain_not_the_sum():
    found = cards(joined())
    assert len(found) == 4
    assert [r.kind.letter for r in found[0].reasons] == ["A", "B"]
    assert found[0].points == max(f.points or 0 for f in joined().findings_of_sentence[found[0].sentence])


def runs() -> list[Run]:
    """Of the home page, whatever stands beside them."""
    return [run for row in page().rows for run in (*row.own, *row.rest)]


def test_a_page_is_shown_in_its_own_order_and_each_card_beside_the_block_that_it_is_about():
    texts = [one.text for run in runs() for block in run.blocks for one in block.sentences]
    assert texts == [s.segment.text for s in joined().texts[""]]
    assert "".join(p.text for p in page().rows[0].own[0].blocks[0].sentences[0].marks) == "We are the reference in joinery"
    placed = {one.card.sentence: block.sentences for row in page().rows for one in row.cards for block in row.own[0].blocks}
    assert all(id in [one.id for one in sentences] for id, sentences in placed.items())
    assert len(placed) == page().cards


def test_what_follows_a_block_with_cards_stands_beside_them_until_the_next_such_block():
    for row in page().rows:
        assert row.cards
        assert [len(run.blocks) for run in row.own] == [1]
        rest = [one.id for run in row.rest for block in run.blocks for one in block.sentences]
        assert not set(rest) & set(joined().findings_of_sentence)


def test_a_card_says_its_sentence_again_only_where_its_block_holds_others():
    assert not any(one.quoted for row in page().rows for one in row.cards)
    found = joined()
    home = found.page_of[""]
    together = replace(home, segments=tuple(replace(s, segment=replace(s.segment, block="b", kind="paragraph")) for s in home.segments))
    assert all(one.quoted for row in annotated(found, together, Cards(found).of_page(together)).rows for one in row.cards)


def test_a_page_without_cards_is_one_stretch():
    found = joined(findings=())
    assert [bool(row.cards) for row in annotated(found, found.page_of[""], {}).rows] == [False]


def test_a_heading_that_skips_a_level_is_brought_back():
    assert [b.level for run in runs() for b in run.blocks if b.tag == "h"] == [2, 3]


def test_sentences_that_speak_to_the_client_are_shown_as_good():
    toggles = {t.kind.letter: t.count for t in page().toggles}
    assert toggles == {"A": "2", "B": "2", "C": "1", "D": "0", "+": "3"}


def test_a_page_out_of_scope_shows_no_toggles_for_findings_that_nobody_looked_for():
    outside = page("legal")
    assert (outside.cards, [t.kind.letter for t in outside.toggles]) == (0, ["+"])


def test_a_sentence_that_several_pages_repeat_is_one_card_that_lists_them():
    lines = (samples.TEXTS["en"][""][1],)
    found = joined(pages=tuple(samples.page(key, "en", lines) for key in ("", "stairs", "contact")))
    found = joined(pages=found.audit.pages, findings=samples.findings(found.audit.pages))
    (card,) = cards(found)
    assert {w.file.rpartition("-")[0] for w in card.where} == {"p/home", "p/stairs", "p/contact"}
    assert card.gain.endswith("for each page you fix")


def test_the_type_of_a_page_of_findings_speaks_first_in_its_cards():
    found = joined()
    assert {c.reasons[0].rule for c in rule_view(found, samples.RULES[1], Cards(found)).cards} == {"superlative"}


@pytest.mark.parametrize(("points", "gained"), [(1.4, "+1,4 point "), (2.4, "+2,4 points ")])
def test_french_points_are_plural_from_two(points: float, gained: str):
    found = joined("fr")
    richer = joined("fr", findings=tuple(replace(f, points=points) for f in found.audit.findings))
    assert all(gained in c.gain for c in cards(richer))


def test_titles_lose_the_ending_they_share_unless_that_makes_two_alike():
    titles = ("Services - Acme", "Contact us - Acme", "Contact us - Acme", "Acme")
    found = joined(pages=tuple(replace(samples.page(f"p{n}", "en", ()), title=title) for n, title in enumerate(titles)), findings=())
    assert [found.titles[f"p{n}"] for n in range(4)] == [
        "Services",
        "Contact us - Acme (p1)",
        "Contact us - Acme (p2)",
        "Acme",
    ]


def test_pages_of_one_title_are_told_apart_by_their_address_and_flagged():
    pages = tuple(replace(samples.page(key, "en", ()), title=title) for key, title in (("a", "Work"), ("b", "Work"), ("c", "")))
    found = joined(pages=pages, findings=())
    shown = {row.address.rpartition("/")[2]: row for row in prepared(found, Cards(found)).rows}
    assert [(shown[key].row.title, shown[key].twins[:26]) for key in "abc"] == [
        ("Work (a)", "Same title as another page"),
        ("Work (b)", "Same title as another page"),
        ("c", ""),
    ]


def test_a_suggestion_says_what_it_leaves_out_and_whose_words_it_borrows():
    found = joined("fr")
    first = next(card for card in cards(found) if card.rewritings).rewritings[0]
    assert first.ready
    assert first.drops == "vraiment"
    assert first.source == found.pages[0].segments[-1].segment.text
    assert first.source_href.endswith(f"#s-{found.pages[0].segments[-1].segment.id}")


def test_the_suggestions_after_the_first_are_there_to_open(tmp_path):
    folder = build(samples.audit("fr"), tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE).parent
    assert "[preuve]</span>" in (folder / "fix-first.html").read_text(encoding="utf-8")


def test_a_proof_brought_beside_a_sentence_answers_its_own_finding_not_the_first():
    found = joined()
    first = next(f for f in found.audit.findings if f.rule == "self-opening")
    beside = Suggestion("It stands as it is. 300 roofs since 1994.", "ready", "shown-here", "rewrite.why.receive", (), "", first.segment)
    blank = Suggestion("Your roof [figure].", "fill-in", "receive", "rewrite.why.receive")
    claim = replace(first, id="c" * 12, rule="superlative", family="claims", advice=Advice((beside,)))
    (card,) = cards(joined(findings=(replace(first, advice=Advice((blank,))), claim)))
    assert ([r.text for r in card.rewritings], card.reasons[0].rule) == ([blank.text, beside.text], "self-opening")
    (card,) = cards(joined(findings=(replace(first, advice=Advice()), claim)))
    assert ([r.text for r in card.rewritings], card.reasons[0].rule) == ([beside.text], "superlative")


def test_search_and_method_stand_beside_the_languages_and_every_page_of_the_report_is_in_one_of_the_two_menus():
    shape = Shape(("en",))
    shown = frame(joined(), shape, "search.html", "Search")
    assert [link.href for link in shown.tools] == ["search.html", "method.html"]
    assert sorted(link.href for link in (*shown.menu, *shown.tools)) == sorted(f"{name}.html" for name in shape.menu)
    assert [link.href for link in (*shown.menu, *shown.tools) if link.current] == ["search.html"]


@pytest.mark.parametrize(("left", "title"), [(3, "Three facts"), (2, "Two facts"), (1, "One fact"), (0, "")])
def test_the_title_above_the_facts_counts_those_that_the_text_allows(left: int, title: str):
    shown = view()
    page = {"frame": frame(joined(), Shape(("en",)), "index.html", "Overview"), "view": replace(shown, facts=shown.facts[:left])}
    made = render("pages/index.html", "en", **page)
    assert (f">{title} you can count yourself<" in made) if title else ("you can count yourself" not in made)


def test_pages_count_the_places_of_the_sentences_to_change_and_the_overview_says_both_numbers():
    lines = (samples.TEXTS["en"][""][1],)
    pages = tuple(samples.page(key, "en", lines) for key in ("", "stairs", "contact"))
    found = joined(pages=pages, findings=samples.findings(pages))
    made = prepared(found, Cards(found))
    assert [row.to_change_text for row in made.rows] == ["1", "1", "1"]
    assert made.overview.fixes_total == "One sentence could be better; it stands in 3 places."
    assert "places" not in view().fixes_total
    shown = annotated(found, pages[0], Cards(found).of_page(pages[0]))
    assert shown.to_change == 1


@pytest.mark.parametrize(("value", "score", "told"), [(1.0, 50.0, True), (0.0, 50.0, True), (0.4, 50.0, False), (1.0, 82.0, False)])
def test_a_measure_without_a_fault_that_scores_50_says_why(value: float, score: float, told: bool):
    (axis, *_) = samples.audit("en").axes
    (one, *rest) = axis.indicators
    changed = replace(axis, indicators=(replace(one, value=value, score=samples.score(score)), *rest))
    assert bool(view(axes=(changed,)).axes[0].indicators[0].shared) is told


def test_the_range_on_the_score_card_is_named():
    page = {"frame": frame(joined(), Shape(("en",)), "index.html", "Overview"), "view": view(index=samples.score(50))}
    assert "likely range: " in render("pages/index.html", "en", **page).split('class="scale-words"')[0]
