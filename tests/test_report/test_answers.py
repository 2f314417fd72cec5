"""A workbook that comes back is read as text, whatever saved it; one that attacks its reader is one sentence."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from auditor.errors import UsageProblem
from auditor.models import Answer, Decision, Lang, Muted
from auditor.models.gating import Mute
from auditor.report import answers as reading
from auditor.report import read_answers
from auditor.report.views.cards import Cards, ranked
from auditor.report.views.joined import join
from auditor.report.workbook import COLUMNS, MARK, rewrites_xlsx
from auditor.words import say

from . import samples

PLACES = {name: n for n, (name, _) in enumerate(COLUMNS)}
Change = Callable[[bytes], bytes]


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A workbook as the report holds it."""
    return written(tmp_path, "fr")


def written(folder: Path, lang: Lang, decisions: tuple[Decision, ...] = ()) -> Path:
    joined = join(samples.audit(lang), samples.KNOWLEDGE, lang, decisions=decisions)
    path = folder / f"rewrites.{lang}.xlsx"
    path.write_bytes(rewrites_xlsx(joined, ranked(joined, Cards(joined).values())))
    return path


def fill(path: Path, row: int, **cells: object) -> Path:
    book = load_workbook(path)
    sheet = book.worksheets[1]
    for name, value in cells.items():
        sheet.cell(row, PLACES[name] + 1).value = value  # type: ignore[assignment]
    book.save(path)
    return path


def row_of(path: Path, row: int) -> Answer:
    return next(answer for answer in read_answers(path).rows if answer.row == row)


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as packed:
        yield from ((name, packed.read(name)) for name in packed.namelist())


def rezip(path: Path, change: dict[str, Change] | None = None, add: dict[str, bytes] | None = None) -> Path:
    """The workbook with some of its parts changed or added."""
    every = dict(parts(path)) | (add or {})
    for name, how in (change or {}).items():
        every[name] = how(every[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in every.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_file_knows_its_site_its_language_and_its_day(lang: Lang, tmp_path: Path) -> None:
    back = read_answers(written(tmp_path, lang))
    assert (back.slug, back.lang, back.date) == ("brevent.example", lang, "2026-11-01")
    assert [row.row for row in back.rows] == list(range(2, 2 + len(back.rows)))
    assert back.rows[0].before
    assert not any(row.decision or row.version or row.note for row in back.rows)


def test_the_row_that_names_the_site_is_hidden_from_the_writer(sent: Path) -> None:
    sheet = load_workbook(sent).worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[0].value == MARK)
    assert sheet.row_dimensions[row[0].row].hidden


@pytest.mark.parametrize("text", ["=1+1", "+33 1 23", "-20 % dès mars", "@SUM(A1)", "＝cmd"])
def test_a_sentence_that_looks_like_a_formula_comes_back_as_it_was_typed(text: str, sent: Path) -> None:
    assert row_of(fill(sent, 2, version=text), 2).version == text


def test_exactly_one_apostrophe_that_makes_a_cell_text_is_taken_away(sent: Path) -> None:
    fill(sent, 2, version="'=1+1", note="''=1+1")
    fill(sent, 3, version="'Tis the season", note="l'été")
    assert (row_of(sent, 2).version, row_of(sent, 2).note) == ("=1+1", "'=1+1")
    assert (row_of(sent, 3).version, row_of(sent, 3).note) == ("'Tis the season", "l'été")


def test_dates_numbers_and_truth_values_are_read_as_their_writer_sees_them(sent: Path) -> None:
    fill(sent, 2, version=datetime(2026, 5, 12), note=True, decision=48)
    fill(sent, 3, version=7.0, note=2.5, decision=datetime(2026, 5, 12, 8, 30))
    assert (row_of(sent, 2).version, row_of(sent, 2).note, row_of(sent, 2).decision) == ("2026-05-12", "TRUE", "48")
    assert (row_of(sent, 3).version, row_of(sent, 3).note, row_of(sent, 3).decision) == ("7", "2.5", "2026-05-12T08:30:00")


def test_the_narrow_spaces_of_french_survive_and_line_breaks_become_spaces(sent: Path) -> None:
    assert row_of(fill(sent, 2, version="Prêts\u202f?\r\n Votre devis\u00a0: 48 h. "), 2).version == "Prêts\u202f? Votre devis\u00a0: 48 h."


def test_a_workbook_with_inline_strings_is_read_like_one_with_shared_ones(sent: Path, tmp_path: Path) -> None:
    book = load_workbook(sent)
    inline = Workbook(write_only=True)
    for sheet in book.worksheets:
        copy = inline.create_sheet(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            copy.append(row)
    inline.save(tmp_path / "inline.xlsx")
    strings = re.compile(rb'<c r="([A-Z]+\d+)" t="s"><v>(\d+)</v></c>')
    shared = re.findall(rb"<si><t[^>]*>(.*?)</t></si>", dict(parts(sent))["xl/sharedStrings.xml"], re.DOTALL)

    def to_inline(sheet: bytes) -> bytes:
        styled = re.sub(rb' s="\d+"', b"", sheet)
        return strings.sub(lambda m: b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (m.group(1), shared[int(m.group(2))]), styled)

    by_hand = rezip(written(tmp_path, "fr"), {f"xl/worksheets/sheet{n}.xml": to_inline for n in (1, 2, 3)})
    assert b"inlineStr" in dict(parts(by_hand))["xl/worksheets/sheet2.xml"]
    assert read_answers(by_hand) == read_answers(tmp_path / "inline.xlsx") == read_answers(sent)


def test_columns_may_stand_in_another_order_and_rows_may_be_sorted(sent: Path, tmp_path: Path) -> None:
    rows = [list(row) for row in load_workbook(sent).worksheets[1].iter_rows(values_only=True)]
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (rows[0], *reversed(rows[1:])):
        sheet.append(row[::-1])
    book.save(tmp_path / "sorted.xlsx")
    back = read_answers(tmp_path / "sorted.xlsx")
    assert back.slug == ""
    assert [row.segment for row in back.rows] == [row.segment for row in reversed(read_answers(sent).rows)]


def test_a_decision_stands_in_the_next_workbook_and_comes_back_the_same(tmp_path: Path) -> None:
    first = read_answers(written(tmp_path, "fr")).rows
    texts = {"accept": first[0].suggestion, "edit": "Votre devis arrive vite.", "mute": "", "reject": ""}
    audit = samples.audit("fr")
    decided = tuple(
        Decision(finding.page, finding.segment, finding.rule, row.before, verdict, text, "dit à Léa", "2026-11-02")  # type: ignore[arg-type]
        for (verdict, text), row in zip(texts.items(), first, strict=False)
        for finding in audit.findings
        if finding.segment == row.segment
    )
    again = read_answers(written(tmp_path, "fr", decided)).rows
    assert [row.decision for row in again[:4]] == [say("fr", f"workbook.decision.{verdict}") for verdict in texts]
    assert again[0].suggestion == texts["accept"]
    assert (again[1].version, again[1].note) == (texts["edit"], "dit à Léa")
    assert not any(row.decision for row in again[4:])


def test_a_suggestion_that_was_turned_down_gives_way_to_the_next(tmp_path: Path) -> None:
    first = read_answers(written(tmp_path, "fr")).rows[0]
    finding = next(f for f in samples.audit("fr").findings if f.segment == first.segment)
    refused = Decision(finding.page, finding.segment, finding.rule, first.before, "reject", first.suggestion)
    again = read_answers(written(tmp_path, "fr", (refused,))).rows[0]
    assert again.suggestion == f"Pour vous, {first.before} [preuve]"
    assert again.decision == ""
    last = read_answers(written(tmp_path, "fr", (refused, replace(refused, text=again.suggestion)))).rows[0]
    assert last.decision == say("fr", "workbook.decision.reject")
    assert last.suggestion in (first.suggestion, again.suggestion)


def test_a_muted_sentence_that_left_the_lists_stays_in_the_workbook(tmp_path: Path) -> None:
    audit = samples.audit("fr")
    finding = audit.findings[0]
    mute = Mute(rule=finding.rule, segments=(finding.segment,), reason="vrai", origin="decisions")
    rest = tuple(f for f in audit.findings if f.segment != finding.segment)
    silent = replace(audit, findings=rest, muted=(Muted(replace(finding, points=None), mute),))
    decided = Decision(finding.page, finding.segment, finding.rule, "x", "mute", "", "vrai")
    joined = join(silent, samples.KNOWLEDGE, "fr", decisions=(decided,))
    path = tmp_path / "muted.xlsx"
    path.write_bytes(rewrites_xlsx(joined, ranked(joined, Cards(joined).values())))
    row = read_answers(path).rows[-1]
    assert (row.segment, row.decision, row.note) == (finding.segment, "ignorer", "vrai")


# ------------------------------------------------------------ files that are refused


def refusal(path: Path) -> str:
    with pytest.raises(UsageProblem) as caught:
        read_answers(path)
    assert path.name in caught.value.sentence("fr")
    assert "\n" not in caught.value.sentence("en")
    return caught.value.key


def test_what_is_no_workbook_is_one_sentence(tmp_path: Path) -> None:
    for name, content in (("a.xlsx", b"PK\x03\x04 cut"), ("b.xlsx", b"id;Avant"), ("old.xls", b"\xd0\xcf\x11\xe0" * 99), ("empty", b"")):
        (tmp_path / name).write_bytes(content)
        assert refusal(tmp_path / name) == "workbook.not-a-workbook"
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    (tmp_path / "letter.xlsx").write_bytes(other.getvalue())
    assert refusal(tmp_path / "letter.xlsx") == "workbook.not-a-workbook"
    assert refusal(tmp_path / "missing.xlsx") == refusal(tmp_path) == "workbook.unreadable"


def test_another_workbook_is_one_sentence(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["id", "Before", "Price"])
    book.save(tmp_path / "prices.xlsx")
    assert refusal(tmp_path / "prices.xlsx") == "workbook.not-ours"


def test_macros_are_refused_and_links_to_other_files_are_told(sent: Path) -> None:
    rezip(sent, add={"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert read_answers(sent).notes == ("workbook.note.links",)
    assert refusal(rezip(sent, add={"xl/vbaProject.bin": b"\xd0\xcf"})) == "workbook.macros"


def test_a_bomb_is_refused_before_it_is_unpacked(sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("nothing is read")

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    monkeypatch.setattr(reading, "MOST_UNPACKED", 20_000)
    assert refusal(sent) == "workbook.too-large"
    monkeypatch.setattr(reading, "MOST_UNPACKED", 10**9)
    monkeypatch.setattr(reading, "MOST_PARTS", 3)
    assert refusal(sent) == "workbook.too-large"
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert refusal(sent) == "workbook.too-large"


def test_a_part_that_is_longer_than_it_says_is_not_read_on(sent: Path) -> None:
    """zipfile stops at the size that a part declares, and its sum no longer fits."""
    content = sent.read_bytes()
    with zipfile.ZipFile(sent) as packed:
        size = packed.getinfo("xl/worksheets/sheet2.xml").file_size
    assert content.count(size.to_bytes(4, "little")) >= 1
    sent.write_bytes(content.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little")))
    assert refusal(sent) in ("workbook.damaged", "workbook.not-a-workbook")


@pytest.mark.parametrize("word", ["<!DOCTYPE x [<!ENTITY a 'aa'>]>", "<!ENTITY a SYSTEM 'file:///etc/passwd'>"])
def test_a_document_type_is_refused(word: str, sent: Path) -> None:
    def typed(sheet: bytes) -> bytes:
        return sheet.replace(b"?>", b"?>" + word.encode(), 1)

    assert refusal(rezip(sent, {"xl/worksheets/sheet2.xml": typed})) == "workbook.damaged"


def test_a_sheet_that_claims_a_million_rows_or_columns_is_read_as_far_as_ours_go(sent: Path) -> None:
    def claim(sheet: bytes) -> bytes:
        wide = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', sheet)
        return wide.replace(b"</sheetData>", b'<row r="999999999"><c r="XFD999999999" t="str"><v>far</v></c></row></sheetData>')

    before = read_answers(sent).rows
    assert read_answers(rezip(sent, {"xl/worksheets/sheet2.xml": claim})).rows == before


def test_a_sheet_cut_in_the_middle_is_one_sentence(sent: Path) -> None:
    assert refusal(rezip(sent, {"xl/worksheets/sheet2.xml": lambda sheet: sheet[: len(sheet) // 2]})) == "workbook.damaged"
    assert refusal(rezip(sent, {"xl/workbook.xml": lambda book: b"<workbook/>"})) in ("workbook.damaged", "workbook.not-ours")
