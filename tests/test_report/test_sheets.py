"""The report on one sheet: it stands alone, says the same as the site, and costs nothing where it cannot be printed."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from auditor.browser import VARIABLE
from auditor.report import NotPrinted, build, pack, print_page
from auditor.report.views.cards import Cards, ranked
from auditor.report.views.fixes import MOST
from auditor.report.views.joined import join

from . import samples
from .sites import Seen


def _printed(sheet: Path, pdf: Path) -> bool:
    pdf.write_bytes(b"%PDF " + sheet.name.encode())
    return True


def test_the_one_file_report_leads_nowhere_in_the_folder_it_was_taken_from(reports: dict[str, Path]):
    sheet = Seen(reports["fr"] / "report.html")
    inner = [
        href for href, attrs in sheet.links() if href and not href.startswith(("#", "data:")) and "live" not in (attrs.get("class") or "")
    ]
    assert inner == []
    assert not any(tag in ("script", "link") and "icon" not in (attrs.get("rel") or "") for tag, attrs in sheet.elements)


def test_it_holds_the_first_sentences_to_change_in_their_order(reports: dict[str, Path]):
    joined = join(samples.audit("fr"), samples.KNOWLEDGE, "fr")
    said = [card.reasons[0].title for card in ranked(joined, Cards(joined).values())[:MOST]]
    assert said
    shown = (reports["fr"] / "report.html").read_text(encoding="utf-8")
    assert shown.count('class="rank"') == len(said)


def test_what_follows_the_first_ten_is_a_line_under_its_page_that_opens_its_text(tmp_path: Path):
    lines = tuple(("paragraph", f"We fit {n} kinds of stairs.", 0, "self", (("self-opening", "We"),)) for n in range(MOST + 3))
    pages = (samples.page("", "en", lines),)
    folder = build(
        replace(samples.audit("en"), pages=pages, findings=samples.findings(pages)),
        tmp_path / "r",
        languages=("en",),
        knowledge=samples.KNOWLEDGE,
    ).parent
    sheet = html.fromstring((folder / "report.html").read_text(encoding="utf-8"))
    assert len(sheet.xpath("//article")) == MOST
    (page,) = sheet.xpath("//ul[@class='by-page']/li/details")
    assert page.get("open") is None
    folded = page.xpath("details")
    assert len(folded) == 3
    assert all("starts from you" in one.xpath("string(p)") for one in folded)
    assert not html.fromstring((folder / "print.html").read_text(encoding="utf-8")).xpath("//ul[@class='by-page']")


def test_paper_leaves_out_the_list_of_addresses_that_a_file_holds(reports: dict[str, Path]):
    file, paper = (Seen(reports["fr"] / name) for name in ("report.html", "print.html"))
    assert "not-read" in {attrs.get("class") for _, attrs in file.elements}
    assert "not-read" not in {attrs.get("class") for _, attrs in paper.elements}


def test_each_language_has_its_sheet_and_the_first_the_plain_name(tmp_path: Path):
    folder = build(samples.audit("fr"), tmp_path / "r", languages=("fr", "en"), knowledge=samples.KNOWLEDGE, to_pdf=_printed).parent
    assert {path.name for path in folder.glob("report*.html")} == {"report.html", "report.en.html"}
    assert {path.name for path in folder.glob("summary*.pdf")} == {"summary.pdf", "summary.en.pdf"}
    assert "../summary.en.pdf" in Seen(folder / "en" / "index.html").values("href")


def test_a_summary_that_could_not_be_printed_is_not_offered(tmp_path: Path):
    folder = build(samples.audit("fr"), tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE, to_pdf=lambda *_: False).parent
    assert not any("summary.pdf" in (href or "") for href in Seen(folder / "index.html").values("href"))


def test_without_a_browser_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "no-browser"))
    with pytest.raises(NotPrinted) as problem:
        print_page(tmp_path / "print.html", tmp_path / "summary.pdf")
    assert problem.value.key == "sheet.no-browser"


def test_a_browser_that_fails_costs_the_summary_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = tmp_path / "browser"
    broken.write_bytes(b"no program")
    monkeypatch.setenv(VARIABLE, str(broken))
    with pytest.raises(NotPrinted) as problem:
        print_page(tmp_path / "print.html", tmp_path / "summary.pdf")
    assert problem.value.key == "sheet.not-printed"
    assert problem.value.fields["browser"] == "browser"


def test_packed_twice_a_report_is_the_same_zip(reports: dict[str, Path], tmp_path: Path):
    first, second = (pack(reports["fr"], tmp_path / name).read_bytes() for name in ("a.zip", "b.zip"))
    assert first == second
