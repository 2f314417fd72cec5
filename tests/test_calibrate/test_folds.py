"""Calibration: what it reads, that it learns, that it never looks at the company it is tried on, and that it writes what it fitted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from auditor import knowledge
from auditor.calibrate import fitting, folds
from auditor.errors import FileProblem, UsageProblem
from auditor.knowledge import scorecards
from auditor.models import Labels

OUR, YOUR = "party:self-1", "party:customer-1"


def known(company, lang, found, focus, traits=()):
    return fitting.Known(company, lang, frozenset(found), Labels(focus, traits, "quality" if traits else "none", 1.0))


def rows(companies="abcdef"):
    """Each company has both languages: its own words are self, the customer's are customer, both shared, none neutral."""
    made = []
    for company in companies:
        for lang in ("fr", "en"):
            made += [
                known(company, lang, {OUR}, "self", ("generic_claim",)),
                known(company, lang, {YOUR}, "customer"),
                known(company, lang, {OUR, YOUR}, "shared"),
                known(company, lang, set(), "neutral"),
            ] * 3
    return made


def test_what_sets_labels_apart_gets_the_weight():
    cards = fitting.scorecards(rows()).focus
    for lang in ("fr", "en"):
        own = cards.sheet(lang).cards["self"]
        assert own.weights[OUR] > 0 > own.weights[YOUR]


def test_a_fact_seen_in_one_language_weighs_in_the_other_too_but_less():
    only_french = [row for row in rows() if row.lang == "fr"]
    english = [known(c, "en", set(), "neutral") for c in "abcdef"]
    cards = fitting.scorecards([*only_french, *english]).focus
    assert cards.sheet("fr").cards["self"].weights[OUR] > cards.sheet("en").cards["self"].weights[OUR] > 0


def test_a_fact_of_one_company_alone_weighs_nothing():
    quirk = [known("a", "fr", {"quirk", OUR}, "self", ("generic_claim",))] * 5
    cards = fitting.scorecards([*rows(), *quirk])
    assert all("quirk" not in card.weights for card in cards.focus.fr.cards.values())


def test_words_of_an_expectation_weigh_on_the_dimension_alone():
    """They say which expectation a claim speaks to, not who it is about nor whether it is one."""
    made = [known(c, lang, {OUR, "expected-trust"}, "self", ("generic_claim",)) for c in "abcdef" for lang in ("fr", "en")]
    trust = [fitting.Known(r.company, r.lang, r.features, Labels("self", r.labels.traits, "trust", 1.0)) for r in made]
    cards = fitting.scorecards([*rows(), *trust])
    others = [*cards.focus.fr.cards.values(), *cards.traits.fr.cards.values()]
    assert cards.dimension.fr.cards["trust"].weights["expected-trust"] > 0
    assert all("expected-trust" not in card.weights for card in others)


def test_a_threshold_is_no_lucky_step():
    """One step does best by chance, a run of steps does nearly as well: the run is taken."""
    scores = [-1.5, -1.5, -0.9, -0.3, -0.3, 0.3, 0.3, 0.5]
    true = [False, False, True, False, False, True, True, True]
    assert -0.3 < fitting._threshold(scores, true) <= 0.3


def test_the_same_rows_give_the_same_scorecards():
    assert fitting.scorecards(rows()) == fitting.scorecards(rows())


def test_rows_of_less_weight_teach_less_and_choose_nothing():
    """What was written for the fit pulls a weight its way, by as much as it weighs; thresholds and strengths are those of the others."""
    odd = [known(c, "fr", {OUR, "oddity"}, "neutral") for c in "uvwxyz"] * 3
    pulled = {}
    for weight in (1.0, 0.1):
        cards = fitting.scorecards([*rows(), *(replace(row, weight=weight) for row in odd)])
        pulled[weight] = cards.focus.fr.cards["neutral"].weights["oddity"]
    assert pulled[1.0] > pulled[0.1] > 0
    both = [*rows(), *(replace(row, weight=0.5) for row in odd)]
    design = fitting.Design(both, fitting._evidence(both))
    for fit, held in design.folds():
        assert all(design.rows[n].weight == 1.0 for n in held)
        assert sum(design.rows[n].weight == 0.5 for n in fit) == len(odd)


def test_a_trait_that_nobody_shows_is_never_given():
    sheet = fitting.scorecards(rows()).traits.fr
    assert sheet.scores(frozenset({OUR, YOUR}))["testimonial"] < sheet.cards["testimonial"].threshold


def test_no_company_is_on_both_sides_of_a_fold():
    companies = list("aabbccddee")
    for kept, held in fitting.folds(companies, 4):
        assert not {companies[n] for n in kept} & {companies[n] for n in held}


def test_what_is_written_is_what_is_read_back(tmp_path):
    fitted = folds.Fitted(fitting.scorecards(rows()), ())
    fitted.write(tmp_path / "labels")
    assert scorecards.load(tmp_path) == fitted.scorecards
    first = (tmp_path / "labels" / "focus.yml").read_bytes()
    fitted.write(tmp_path / "labels")
    assert (tmp_path / "labels" / "focus.yml").read_bytes() == first


def test_a_language_without_rows_keeps_its_sheet(tmp_path):
    before = fitting.scorecards(rows("abc"))
    folds.Fitted(fitting.scorecards(rows()), ()).write(tmp_path / "labels", ["fr"], before)
    again = scorecards.load(tmp_path)
    assert again.focus.en == before.focus.en
    assert again.focus.fr != before.focus.fr


LINE = {"text": "We mend shutters.", "lang": "en", "company": "Kestrel", "focus": "self", "traits": [], "dimension": "none"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "no JSON object"),
        ("[]", "no JSON object"),
        (json.dumps({k: v for k, v in LINE.items() if k != "focus"}), "“focus” is missing"),
        (json.dumps(LINE | {"focus": "selfish"}), "“selfish” is no focus"),
        (json.dumps(LINE | {"traits": ["prof"]}), "“prof” is no traits"),
        (json.dumps(LINE | {"text": 3}), "“text” must be text"),
    ],
)
def test_a_bad_line_is_told_with_its_file_and_number(tmp_path, line, told):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINE) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        folds.read(path)
    assert str(caught.value).startswith(f"{path}:2: ")
    assert told in str(caught.value)


def test_a_file_that_is_no_text_is_told(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(FileProblem, match="UTF-8"):
        folds.read(path)


def test_two_companies_are_too_few(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(LINE | {"company": c}) + "\n" for c in "ab"), encoding="utf-8")
    with pytest.raises(UsageProblem, match="2 companies"):
        folds.run([path], knowledge.load())


def test_figures_are_per_language_and_speak_both():
    segment = folds._segment(LINE, "x")
    row = folds.Row(segment, "Kestrel", Labels("self", ("proof",), "none", 1.0))
    figures = folds.figures_of([row] * 5, [Labels("self", ("proof",), "none", 0.9)] * 4 + [Labels("shared", (), "none", 0.9)])
    assert figures.by_lang["en"]["focus_accuracy"] == 0.8
    assert figures.by_lang["en"]["trait_f1.proof"] == pytest.approx(8 / 9)
    assert "English, 5 segments" in figures.text("en")
    assert "Anglais, 5 segments" in figures.text("fr")


def test_what_was_written_for_the_fit_is_read_without_its_place():
    line = LINE | {"heading": "Reviews", "block": "quote", "page_kind": "home"}
    (row,) = folds._bare([folds._row(json.dumps(line), Path("x.jsonl"), 1)])
    assert (row.segment.text, row.segment.kind, row.segment.heading, row.segment.page_kind) == (LINE["text"], "", (), "")
