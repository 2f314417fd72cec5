"""The workbook holds each sentence to change once, as text, with the cells that a copywriter fills and no others open."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditor.report.views.cards import Cards, ranked
from auditor.report.views.joined import Joined, join
from auditor.report.workbook import COLUMNS, OPEN, rewrites_xlsx

from . import samples

NAMES = [name for name, _ in COLUMNS]


@pytest.fixture
def joined() -> Joined:
    return join(samples.audit("fr"), samples.KNOWLEDGE, "fr")


def rows(joined: Joined) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(rewrites_xlsx(joined, ranked(joined, Cards(joined).values()))))["Réécritures"]
    return [dict(zip(NAMES, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]


def test_each_sentence_is_one_line_with_the_id_that_brings_it_back(joined: Joined):
    cards = ranked(joined, Cards(joined).values())
    assert cards
    assert [row["id"] for row in rows(joined)] == [card.sentence for card in cards]
    assert [row["before"] for row in rows(joined)] == [card.text for card in cards]


def test_what_the_copywriter_fills_is_open_and_empty_and_the_rest_is_locked(joined: Joined):
    sheet = load_workbook(io.BytesIO(rewrites_xlsx(joined, ranked(joined, Cards(joined).values()))))["Réécritures"]
    assert sheet.protection.sheet
    for name, cell in zip(NAMES, sheet[2], strict=True):
        assert cell.protection.locked == (name not in OPEN), name
        assert name not in OPEN or cell.value is None
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == ['"accepter,modifier,refuser,ignorer,à faire"']


def test_a_sentence_that_looks_like_a_formula_stays_text():
    audit = samples.audit("fr")
    finding = audit.findings[0]
    page = next(page for page in audit.pages if page.key == finding.page)
    found = next(s for s in page.segments if s.segment.id == finding.segment)
    hostile = replace(found, segment=replace(found.segment, text='=HYPERLINK("http://evil.example")' + found.segment.text))
    changed = replace(page, segments=tuple(hostile if s is found else s for s in page.segments))
    joined = join(replace(audit, pages=tuple(changed if p is page else p for p in audit.pages)), samples.KNOWLEDGE, "fr")
    sheet = load_workbook(io.BytesIO(rewrites_xlsx(joined, ranked(joined, Cards(joined).values()))))["Réécritures"]
    cell = next(cell for row in sheet.iter_rows(min_row=2) for cell in row if str(cell.value).startswith("=HYPERLINK"))
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_the_same_audit_gives_the_same_bytes(joined: Joined):
    assert rewrites_xlsx(joined, ranked(joined, Cards(joined).values())) == rewrites_xlsx(joined, ranked(joined, Cards(joined).values()))


def test_each_language_of_the_report_has_its_workbook(reports: dict[str, Path]):
    assert (reports["both"] / "data" / "rewrites.xlsx").is_file()
    assert len(list((reports["both"] / "data").glob("rewrites.*.xlsx"))) == 1
