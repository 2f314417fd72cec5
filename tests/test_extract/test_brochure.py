"""A PDF brochure is read as a page is: headings, paragraphs, list items, without what runs along every sheet."""

import time
import zlib

import pytest
from pdf import Line, pdf, whole

from auditor.extract import brochure, extract
from auditor.models import Page, PageText

SHEET: list[Line] = [
    (24, 60, 780, "Votre toiture tient cent ans"),
    (11, 60, 740, "Vous choisissez les tuiles, nous les posons en une se-"),
    (11, 60, 726, "maine, et votre maison reste habitable pendant les travaux."),
    (16, 60, 690, "Ce que vous recevez"),
    (11, 60, 670, "• Un devis chiffré en deux jours"),
    (11, 60, 656, "• Une garantie écrite de dix ans"),
    (11, 60, 610, "Appelez Marie avant midi."),
]


def read(body: bytes, key: str = "plaquette.pdf") -> PageText:
    return extract(Page(url=key, key=key, body=body, content_type="application/pdf"))


def shown(text: PageText) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in text.blocks if block.kept and block.kind != "title"]


def test_headings_are_told_by_their_size_and_lines_make_paragraphs() -> None:
    assert shown(read(pdf(SHEET))) == [
        ("heading", 1, "Votre toiture tient cent ans"),
        (
            "paragraph",
            0,
            "Vous choisissez les tuiles, nous les posons en une semaine, et votre maison reste habitable pendant les travaux.",
        ),
        ("heading", 2, "Ce que vous recevez"),
        ("list-item", 0, "Un devis chiffré en deux jours"),
        ("list-item", 0, "Une garantie écrite de dix ans"),
        ("paragraph", 0, "Appelez Marie avant midi."),
    ]


def test_what_runs_along_the_sheets_and_their_numbers_are_left_out() -> None:
    sheets = [[(11, 60, 700, f"Phrase {n} de la plaquette."), (9, 60, 40, "Toitures Vasseur"), (9, 300, 40, f"{n} / 4")] for n in "1234"]
    assert [said for _, _, said in shown(read(pdf(*sheets)))] == [f"Phrase {n} de la plaquette." for n in "1234"]


def test_a_line_that_two_sheets_share_is_text() -> None:
    sheets: list[list[Line]] = [[(11, 60, 700, "Vous gardez vos tuiles."), (11, 60, 600, f"Exemple {n} en images.")] for n in "12"]
    assert sum(said == "Vous gardez vos tuiles." for _, _, said in shown(read(pdf(*sheets)))) >= 1


def test_language_and_title_are_those_that_the_file_says() -> None:
    said = read(pdf(SHEET, title="Toitures Vasseur, la plaquette", lang="fr-FR"))
    assert (said.lang, said.title) == ("fr", "Toitures Vasseur, la plaquette")


@pytest.mark.parametrize("title", ["plaquette_v3.indd", "Document1", ""])
def test_a_title_that_is_a_file_name_gives_way_to_the_first_heading(title: str) -> None:
    assert read(pdf(SHEET, title=title)).title == "Votre toiture tient cent ans"


@pytest.mark.parametrize(("key", "kind"), [("docs/plaquette.pdf", "offer"), ("brochure-2026.pdf", "offer"), ("docs/cgv.pdf", "legal")])
def test_the_name_says_what_a_brochure_is_for(key: str, kind: str) -> None:
    assert read(pdf(SHEET), key).kind == kind


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\x00\xff" * 500, pdf(SHEET)[:300], pdf([])])
def test_a_file_that_is_broken_or_says_nothing_has_no_text_and_raises_nothing(body: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    assert shown(read(body)) == []
    assert capfd.readouterr().err == ""


def test_what_stands_before_the_damage_is_read() -> None:
    broken = pdf(SHEET, SHEET[:1]).replace(b"/Contents 7 0 R", b"/Contents 99 1 Q", 1)
    assert ("paragraph", 0, "Appelez Marie avant midi.") in shown(read(broken))


def test_a_file_that_takes_too_long_is_left_with_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brochure, "MAX_SECONDS", 0.1)
    said = "Vous choisissez le jour de la pose."
    sheets: list[list[Line]] = [[(11, 60, 700 - n / 10, f"{said} {sheet}-{n}-") for n in range(600)] for sheet in range(30)]
    found = brochure.as_html(pdf(SHEET, *sheets))
    assert "<h1>Votre toiture tient cent ans</h1>" in found
    assert found.count(said) < 30 * 600


def test_only_so_many_sheets_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brochure, "MAX_SHEETS", 2)
    sheets: list[list[Line]] = [[(11, 60, 700, f"Phrase {n} de la plaquette.")] for n in "1234"]
    assert len(shown(read(pdf(*sheets)))) == 2


def test_a_sheet_that_unpacks_into_endless_steps_is_left() -> None:
    """Sixty million bytes of drawing in sixty thousand: they are not parsed, and the sheet before still counts."""
    packed = zlib.compress(b"q Q " * 15_000_000)
    body = pdf(SHEET, SHEET[:1])
    bomb = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    start = body.index(b"7 0 obj\n") + len(b"7 0 obj\n")
    body = body[:start] + bomb + body[body.index(b"\nendobj", start) :]
    began = time.monotonic()
    assert ("paragraph", 0, "Appelez Marie avant midi.") in shown(read(body))
    assert time.monotonic() - began < 10


def test_forms_that_draw_each_other_twice_over_and_over_are_left() -> None:
    forms = 40
    named = b"/F 3 0 R"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << %s >> /XObject << /X 6 0 R >> >> >>" % named,
        b"<< /Length 60 >>\nstream\nBT /F 11 Tf 1 0 0 1 60 700 Tm (Vous gardez vos tuiles.) Tj ET /X Do\nendstream",
    ]
    for number in range(6, 6 + forms):
        below = b"/XObject << /X %d 0 R >>" % (number + 1) if number < 5 + forms else b""
        told = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >> /Length 11 >>" % below
        parts.append(told + b"\nstream\n/X Do /X Do\nendstream")
    began = time.monotonic()
    read(whole(parts))
    assert time.monotonic() - began < brochure.MAX_SECONDS + 10
