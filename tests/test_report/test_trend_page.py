"""The page of what changed: parts, sentences, pages, audits; drafts; what attacks it; what a brand hides."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.models import Audit, Change, Draft, Edit, Labels, Lang, Noted, PageChange, Part, Past, Score, Share
from auditor.report import Brand, build

from .samples import HOSTILE, KNOWLEDGE, audit, score

LANGS: tuple[Lang, ...] = ("fr", "en")
SELF, CUSTOMER = Labels("self", (), "none", 0.9), Labels("customer", (), "none", 0.9)


def past(date: str, value: float | None, rules: str = "0123456789ab", archive: str = "") -> Past:
    index = score(value, "ok") if value is not None else Score(None, None, None, "inconclusive")
    counts = (("error", 0), ("warning", 7), ("note", 2))
    return Past(date, "auditor 0.1.0", rules, "by hand", index, (("focus", index),), counts, 20, 4, 1, 5, 4, archive)


HISTORY = (past("2025-06-02", 22), past("2025-11-20", None), past("2026-01-08", 34.2, archive="brevent.example-000003.warc.gz"))


def changed(told: Audit, **fields: object) -> Change:
    """A change of the sample audit: every kind of sentence and page."""
    (home,) = (page for page in told.pages if page.key == "")
    heading, first, second = (s.segment for s in home.segments[1:4])
    share = Share(3.14, 2.8, 3.4)
    edits = (
        Edit("edited", "fr", heading.id, heading.id, "Nous sommes leaders de la menuiserie", heading.text, "", "", CUSTOMER, SELF, share),
        Edit("new", "fr", "", first.id, "", first.text, "", "", None, SELF, Share(-1.2, -1.3, -1.1)),
        Edit("gone", "fr", "0" * 12, "", HOSTILE[0], "", "", "", SELF, None, Share(1.0, 1.0, 1.0)),
        Edit("moved", "fr", "1" * 12, second.id, second.text, second.text, "contact", "", CUSTOMER, CUSTOMER, Share(0.4, 0.3, 0.5)),
        Edit("context", "fr", second.id, second.id, second.text, second.text, "", "", SELF, CUSTOMER, Share(0.2, 0.2, 0.2)),
        Edit("edited", "fr", "2" * 12, second.id, HOSTILE[4], second.text, "", "", SELF, SELF, Share(0.01, 0.01, 0.01)),
        Edit("gone", "fr", "3" * 12, "", "Une phrase d’une page perdue.", "", "vieille", "", SELF, None),
    )
    pages = (
        PageChange("lost", "vieille", "https://brevent.example/vieille", HOSTILE[1], "fr", "about", "", "vieille", Share(0.66, 0.1, 0.9)),
        PageChange("renamed", "contact", "https://brevent.example/contact", "Contact", "fr", "contact", "contact", "nous-joindre"),
    )
    parts = (
        Part("edited", 3.15, 2), Part("new", -1.2, 1), Part("gone", 1.0, 1), Part("moved", 0.4, 1), Part("context", 0.2, 1),
        Part("pages", 0.66, 1), Part("rules", 1.79, 0),
    )  # fmt: skip
    noted = (Noted("superlative", "warning", "0" * 12, "", HOSTILE[0], "fr"), Noted("passion", "warning", "1" * 12, "", "Passion.", "fr"))
    after = past(told.date, 40.2, "ba9876543210", "brevent.example-000004.warc.gz")
    made = Change(HISTORY[-1], after, 6.0, parts, edits, 11, pages, noted, noted[:1])
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    told = audit("fr")
    folder = tmp_path_factory.mktemp("trend") / "r"
    return build(told, folder, languages=LANGS, knowledge=KNOWLEDGE, change=changed(told), history=HISTORY).parent


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_headline_says_how_the_score_went(report: Path) -> None:
    assert "<h1>Le score est monté de 34,2 à 40,2.</h1>" in (report / "fr" / "trend.html").read_text(encoding="utf-8")
    assert "<h1>The score has risen from 34.2 to 40.2.</h1>" in (report / "en" / "trend.html").read_text(encoding="utf-8")


def test_the_overview_has_a_line_that_leads_there(report: Path) -> None:
    html = (report / "fr" / "index.html").read_text(encoding="utf-8")
    assert '<a href="trend.html">Le score est monté de 34 à 40. 2 constats ont disparu, 1 est nouveau.</a>' in html


@pytest.mark.parametrize(("lang", "shown"), [("fr", r"[+−]\d+,\d"), ("en", r"[+−]\d+\.\d")])
def test_the_parts_as_printed_add_up(lang: Lang, shown: str, report: Path) -> None:
    html = (report / lang / "trend.html").read_text(encoding="utf-8")
    bars = html[html.index('id="parts"') : html.index("</ul>", html.index('id="parts"'))]
    points = [float(one.replace("−", "-").replace(",", ".")) for one in re.findall(shown, bars)]
    assert points[-1] == 6.0
    assert sum(points[:-1]) == pytest.approx(6.0, abs=0.001)


def test_every_way_of_changing_is_named_with_both_sides(report: Path) -> None:
    text = plain((report / "en" / "trend.html").read_text(encoding="utf-8"))
    for words in ("Edited", "Was not there.", "Taken out.", "Moved here from “Parlons de votre projet”", "Same words, read differently"):
        assert words in text
    assert "Was about the company; is now about the client." in text
    assert "Same page, new address; it was /nous-joindre" in text
    assert "Range: +2.8 to +3.4" in text


def test_the_evidence_is_named_and_not_shipped(report: Path) -> None:
    text = plain((report / "fr" / "trend.html").read_text(encoding="utf-8"))
    assert "8 janvier 2026 : brevent.example-000003.warc.gz" in text
    assert "brevent.example-000004.warc.gz" in text
    assert not list(report.rglob("*.warc*"))


def test_other_rules_are_said(report: Path) -> None:
    assert "Les règles ont changé" in (report / "fr" / "trend.html").read_text(encoding="utf-8")


def test_hostile_sentences_are_text(report: Path) -> None:
    html = (report / "fr" / "trend.html").read_text(encoding="utf-8")
    assert "<script>document.title" not in html
    assert "onerror=" not in html.replace("onerror=&#34;", "")
    assert "'=HYPERLINK" in (report / "data" / "changes.csv").read_text(encoding="utf-8")


def test_the_history_has_a_line_an_audit(report: Path) -> None:
    lines = [json.loads(line) for line in (report / "data" / "history.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["index"]["value"] for line in lines] == [22, None, 34.2, 40.2]


def test_without_a_change_there_is_no_page(tmp_path: Path) -> None:
    built = build(audit("fr"), tmp_path / "r", languages=("fr",), knowledge=KNOWLEDGE).parent
    assert not (built / "trend.html").exists()
    assert "trend.html" not in (built / "index.html").read_text(encoding="utf-8")
    assert not (built / "data" / "history.jsonl").exists()


def test_a_brand_hides_the_page_and_its_files_and_never_names_the_tool(tmp_path: Path) -> None:
    told = audit("fr")
    given = {"languages": ("fr",), "knowledge": KNOWLEDGE, "change": changed(told), "history": HISTORY}
    hidden = build(told, tmp_path / "a", brand=Brand(hide=("trend",)), **given).parent  # type: ignore[arg-type]
    assert "trend.html" not in (hidden / "index.html").read_text(encoding="utf-8")
    assert not [path for path in hidden.rglob("*") if path.name in ("trend.html", "history.jsonl", "change.json", "changes.csv")]
    own = build(told, tmp_path / "b", brand=Brand(agency="Zed", powered_by=False), **given).parent  # type: ignore[arg-type]
    assert "auditor 0.1.0" not in (own / "data" / "history.jsonl").read_text(encoding="utf-8")
    assert "auditor 0.1.0" not in (own / "data" / "change.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_a_draft_has_its_own_words_and_no_history(lang: Lang, tmp_path: Path) -> None:
    told = audit("fr")
    drafts = (Draft("escaliers.md", "offre/escaliers", "file", "Escaliers en chêne"), Draft("tarifs.md", "tarifs", "new", ""))
    built = build(told, tmp_path / "r", languages=(lang,), knowledge=KNOWLEDGE, change=changed(told, drafts=drafts)).parent
    text = plain((built / "trend.html").read_text(encoding="utf-8"))
    assert {"fr": "Ce que change le brouillon", "en": "What the draft changes"}[lang] in text
    assert {"fr": "Avec ce brouillon, le score du site passerait de 34,2 à 40,2.", "en": "The draft would lift"}[lang] in text
    assert "escaliers.md" in text
    assert not (built / "data" / "history.jsonl").exists()


def test_a_change_without_numbers_shows_its_sentences(tmp_path: Path) -> None:
    told = audit("fr")
    change = changed(told, points=None, parts=(), before=past("2026-01-08", None))
    bare = replace(change, edits=tuple(replace(edit, share=None) for edit in change.edits))
    built = build(told, tmp_path / "r", languages=("fr",), knowledge=KNOWLEDGE, change=bare, history=HISTORY[:1]).parent
    text = plain((built / "trend.html").read_text(encoding="utf-8"))
    assert "Nous sommes leaders" in text.replace("  ", " ")
    assert "Ce qui a fait bouger le score" not in text
