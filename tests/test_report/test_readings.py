"""The other readings in the report: sentences or "nothing found", flags with what would help, two languages, parts of the site."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.knowledge import lenses
from auditor.models import Audit, Crossing, Lang, Lens, LensEntry, Parity, ParityRow, Score
from auditor.report import build
from auditor.report.views.crossings import way_views
from auditor.report.views.joined import Joined, join
from auditor.report.views.lenses import SHOWN, lens_views
from auditor.report.views.parity import pair_views
from auditor.resources import folder

from .samples import KNOWLEDGE, TEXTS, audit, page

KNOWN = replace(KNOWLEDGE, lenses=lenses.load(folder("rules")))
GOOD, POOR = Score(81.0, 74.0, 88.0, "ok"), Score(22.0, 15.0, 30.0, "ok")
NONE = Score(None, None, None, "inconclusive")


def ids(given: Audit) -> dict[str, str]:
    return {s.segment.text: s.segment.id for p in given.pages for s in p.segments}


def read(lang: Lang = "fr") -> Audit:
    """The sample audit with some answers, a flag, a pair of pages and crossings."""
    english = page("en/home", "en", TEXTS["en"][""], value=55)
    plain = audit(lang, extra=(english,))
    of = ids(plain)
    rank, passion = (
        of["Nous sommes la référence de la menuiserie"],
        of["Nous sommes une équipe de passionnés, fière de 40 % de croissance."],
    )
    notes = ("lenses.note.no-source", "lenses.note.no-date")
    found = (
        Lens("principles", (LensEntry("sponsors"), LensEntry("teams", (passion,)))),
        Lens("expectations", (LensEntry("quality", (rank,), "claimed"), LensEntry("quality", (passion,), "proved"), LensEntry("care"))),
        Lens("claim-risk", (LensEntry("rank", (rank,), notes=notes), LensEntry("green"))),
        Lens("horoscope", (LensEntry("libra"),)),
    )
    rows = (
        ParityRow("inflated", of["Notre meilleur prix, toujours."], of["Our best price, always."], "promise"),
        ParityRow("dropped", of["Un plan coté sous huit jours."], "", "figure"),
        ParityRow("kept", of["Demandez votre devis"], of["Ask for your quote"], "claim"),
    )
    crossings = (
        Crossing("index", "kind", "home", None, GOOD, 1, 8),
        Crossing("voice", "kind", "home", 0.7, GOOD, 1, 8),
        Crossing("index", "kind", "offer", None, POOR, 2, 9),
        Crossing("voice", "kind", "offer", 0.2, POOR, 2, 9),
        Crossing("index", "kind", "contact", None, NONE, 1, 2),
        Crossing("index", "language", "fr", None, NONE, 3, 9),
        Crossing("index", "language", "en", None, NONE, 1, 9),
    )
    return replace(plain, lenses=found, parity=(Parity("", "en/home", "path", rows, ((rank, rank),)),), crossings=crossings)


def joined(lang: Lang = "fr", given: Audit | None = None) -> Joined:
    return join(given or read(), KNOWN, lang)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("readings") / "report"
    build(read(), into, languages=("fr", "en"), knowledge=KNOWN)
    return into


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_question_without_an_answer_says_how_many_pages_were_read() -> None:
    entry = lens_views(joined())[0].entries[0]
    assert (entry.name, entry.found) == ("Appui de la direction", False)
    assert entry.nothing == "Rien trouvé sur les 4 pages examinées"  # the legal notice is not read


def test_a_lens_that_the_rules_no_longer_know_is_left_out() -> None:
    assert [view.id for view in lens_views(joined())] == ["principles", "expectations", "claim-risk"]


def test_the_summary_counts_questions_with_an_answer_and_flagged_sentences() -> None:
    assert [view.summary for view in lens_views(joined("en"))] == [
        "1 of 2 questions is covered (pages looked at: 4).",
        "1 of 2 questions is covered (pages looked at: 4).",
        "1 sentence flagged on the 4 pages that we looked at.",
    ]


def test_a_reading_that_flags_nothing_says_what_it_looked_for() -> None:
    empty = replace(audit("en"), lenses=(Lens("claim-risk", tuple(LensEntry(name) for name in ("rank", "absolute"))),))
    (view,) = lens_views(joined("en", given=empty))
    assert [entry.name[:1].lower() + entry.name[1:] in view.summary for entry in view.entries] == [True] * len(view.entries)
    assert "not found" in view.summary


def test_a_sentence_that_two_pages_repeat_is_shown_once() -> None:
    again = page("again", "fr", TEXTS["fr"][""][:3], value=50)
    given = replace(audit("fr", extra=(again,)))
    same = [s.segment.id for p in given.pages for s in p.segments if s.segment.text == "Nous sommes la référence de la menuiserie"]
    given = replace(given, lenses=(Lens("principles", (LensEntry("teams", tuple(same)),)),))
    (group,) = lens_views(joined(given=given))[0].entries[0].groups
    assert (len(same), [row.also for row in group.shown]) == (2, ["et ailleurs\u00a0: 2 pages en tout"])


def test_many_sentences_are_folded_away() -> None:
    given = audit("fr")
    every = tuple(s.segment.id for p in given.pages for s in p.segments)
    given = replace(given, lenses=(Lens("principles", (LensEntry("teams", every),)),))
    (group,) = lens_views(joined(given=given))[0].entries[0].groups
    assert len(group.shown) == SHOWN
    assert group.more == f"{len(group.folded)} autres phrases"


def test_who_is_speaking_needs_three_sentences_and_a_majority() -> None:
    given = audit("fr")
    home = [s.segment.id for p in given.pages if p.key == "" for s in p.segments]
    offer = [s.segment.id for p in given.pages if p.key == "offre/escaliers" for s in p.segments]
    entries = (LensEntry("management", tuple(home[:3])), LensEntry("customer", (home[4], offer[0])), LensEntry("adviser"))
    view = lens_views(joined(given=replace(given, lenses=(Lens("perspectives", entries),))))[0]
    assert {row.title: row.speaker for row in view.speakers if row.stack.total} == {
        "Atelier Brévent – menuiserie sur mesure": "La direction",
        "Escaliers en chêne": "Trop peu de phrases pour le dire",
    }
    assert view.summary == "3 pages ont été examinées\u00a0: la direction domine sur 1 page."


def test_the_points_of_view_that_lead_are_told_in_one_sentence() -> None:
    """The verb stands once; a point of view that leads on no page is not named."""
    given = audit("en")
    home, offer = [[s.segment.id for s in page.segments] for page in given.pages if len(page.segments) >= 3][:2]
    entries = (LensEntry("management", tuple(offer[:3])), LensEntry("customer", tuple(home[:3])), LensEntry("adviser"))
    view = lens_views(joined("en", replace(given, lenses=(Lens("perspectives", entries),))))[0]
    leads = "the customer leads on 1 page, management on 1 page"
    assert view.summary == f"Of the 3 pages that we looked at, {leads}."


def test_a_flag_stands_with_what_it_lacks_and_what_would_help(site: Path) -> None:
    text = plain((site / "fr" / "l" / "claim-risk.html").read_text(encoding="utf-8"))
    assert "Pas de source. Pas de date." in text
    assert "Ce qui rendrait l’affirmation plus sûre" in text
    assert text.count("Ce qui rendrait") == 1  # nothing green was found: nothing to mend


def test_a_page_in_two_languages_shows_what_is_missing_and_never_what_was_not_compared(site: Path) -> None:
    text = plain((site / "en" / "parity.html").read_text(encoding="utf-8"))
    assert "English says more" in text
    assert "Missing in English" in text
    assert "Nowhere on this page." in text
    assert "One sentence was compared, of 7 and 7." in text
    assert "Only in English" not in text


def test_the_pair_shows_both_scores() -> None:
    (pair,) = pair_views(joined("en"))
    assert (pair.left.score.text, pair.right.score.text, pair.right.language) == ("32", "55", "English")


def test_a_part_with_too_little_text_shows_no_number_and_a_cut_without_any_number_is_not_shown() -> None:
    (way,) = way_views(joined("en"))
    assert way.id == "kind"
    assert [(part.name, part.score.known) for part in way.parts] == [("Home page", True), ("Offer", True), ("Contact", False)]
    voice = next(line for line in way.lines if line.name == "Voice")
    assert [cell.score.text for cell in voice.cells] == ["81", "22", "–"]
    assert way.finding == "Home page reaches 81, Offer 22: more than chance explains."


def test_two_parts_whose_ranges_overlap_are_not_told_apart() -> None:
    given = read()
    near = replace(POOR, value=75.0, low=70.0, high=80.0)
    close = tuple(replace(c, score=near) if c.part == "offer" else c for c in given.crossings)
    assert way_views(joined(given=replace(given, crossings=close)))[0].finding == ""


def test_the_tables_for_spreadsheets_hold_every_answer_and_every_silence(site: Path) -> None:
    rows = list(csv.reader(io.StringIO((site / "data" / "lenses.csv").read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[0] == ["lecture", "question", "état", "remarques", "phrase", "page", "adresse", "lien"]
    assert ["Les dix principes", "Appui de la direction", "rien trouvé", "", "", "", "", ""] in rows
    flagged = next(row for row in rows if row[0] == "Les affirmations à risque" and row[4])
    assert flagged[3] == "Pas de source. / Pas de date."
    crossed = list(csv.reader(io.StringIO((site / "data" / "crossings.en.csv").read_text(encoding="utf-8-sig"))))
    assert crossed[1] == ["By kind of page", "Home page", "1", "Client focus score", "", "81", "74", "88", "complete"]


def test_an_audit_without_lenses_has_no_page_and_no_entry_in_the_menu(tmp_path: Path) -> None:
    build(audit("fr"), tmp_path / "report", languages=("fr",), knowledge=KNOWN)
    assert not (tmp_path / "report" / "lenses.html").exists()
    assert "lenses.html" not in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_the_sentences_of_an_answer_begin_with_running_text_and_the_longest_that_is_read_first() -> None:
    texts = (
        ("heading", "Our teams"),
        ("table-cell", "Nora, Bourg, Nantua"),
        ("paragraph", "We answer."),
        ("paragraph", "Nora answers each of your letters."),
    )
    pages = (page("", "en", tuple((kind, text, 1, "self", ()) for kind, text in texts)),)
    ids = tuple(s.segment.id for s in pages[0].segments)
    lens = replace(read().lenses[0], entries=(replace(read().lenses[0].entries[0], segments=ids),))
    view = lens_views(join(replace(audit("en"), pages=pages, findings=(), lenses=(lens,)), KNOWN, "en"))[0]
    shown = [one.text for one in view.entries[0].groups[0].shown]
    assert shown[:2] == ["Nora answers each of your letters.", "We answer."]
    assert set(shown[2:]) == {"Our teams", "Nora, Bourg, Nantua"}
