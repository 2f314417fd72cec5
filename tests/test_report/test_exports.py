"""Files for other tools."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.report.exports import safe, summary_md
from auditor.report.views.cards import Cards, ranked
from auditor.report.views.joined import join

from . import samples


def read(path: Path, delimiter: str) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")  # or Excel reads it in the local code page
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=delimiter))


def test_french_excel_opens_the_findings_in_columns(reports: dict[str, Path]):
    rows = read(reports["fr"] / "data" / "findings.csv", ";")
    assert len(rows) == 7
    assert rows[0]["points"] == "1,2"
    assert rows[0]["phrase"] == "Nous sommes la référence de la menuiserie"
    assert rows[0]["constat"].startswith("« Nous »")


def test_each_language_has_its_own_dialect(reports: dict[str, Path]):
    french = read(reports["both"] / "data" / "pages.csv", ";")
    english = read(reports["both"] / "data" / "pages.en.csv", ",")
    assert (french[0]["score"], english[0]["score"]) == ("31,6", "31.6")


def test_the_summary_begins_with_the_sentences_of_the_overview():
    """Even where others would gain more by the points of their findings alone."""
    joined = join(samples.audit("en"), samples.KNOWLEDGE, "en")
    found = tuple(reversed(ranked(joined, Cards(joined).values())))
    lines = [line for line in summary_md(joined, found, "").splitlines() if "“" in line and line.startswith("- `")]
    assert len(lines) == len(found) > 2
    assert all(card.text[:20] in line for card, line in zip(found, lines, strict=True))


def test_the_summary_counts_sentences_as_the_overview_does_and_says_how_many_more_there_are():
    joined = join(samples.audit("en"), samples.KNOWLEDGE, "en")
    found = ranked(joined, Cards(joined).values())
    told = summary_md(joined, found * 9, "9 sentences could be better.")
    assert "9 sentences could be better." in told
    assert "finding" not in told
    assert re.search(r"^- … and \d+ more sentences\.$", told, re.M)


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_a_cell_that_would_start_a_formula_gets_one_apostrophe(cell: str):
    assert safe(cell) == f"'{cell}"


@given(st.text())
def test_any_other_cell_is_left_as_it_is(cell: str):
    assert safe(cell) in (cell, f"'{cell}")
    assert not safe(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_no_cell_of_a_hostile_site_is_a_formula(reports: dict[str, Path]):
    rows = read(reports["hostile"] / "data" / "findings.csv", ";") + read(reports["hostile"] / "data" / "pages.csv", ";")
    assert rows
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_audit_json_holds_the_whole_audit(reports: dict[str, Path]):
    document = json.loads((reports["both"] / "data" / "audit.json").read_text(encoding="utf-8"))
    assert document["index"]["value"] == 31.6
    assert len(document["pages"]) == 4
    assert len(document["findings"]) == 7
