"""A report over an older one is, byte for byte, what it would be in a folder of its own; what did not change keeps its file."""

from dataclasses import replace
from pathlib import Path

import pytest

from auditor.models import Audit
from auditor.report import Brand, build

from . import samples

LANGS = ("fr", "en")
PLAIN = Brand()


def edited(audit: Audit) -> Audit:
    """The audit once a plain sentence of the page "contact" has another word."""
    key = "contact"
    page = next(page for page in audit.pages if page.key == key)
    kept = {finding.segment for finding in audit.findings}
    at = next(n for n, one in enumerate(page.segments) if one.segment.kind == "paragraph" and one.segment.id not in kept)
    segment = page.segments[at].segment
    new = replace(page.segments[at], segment=replace(segment, text=segment.text.replace(" ", " bien ", 1)))
    changed = replace(page, segments=(*page.segments[:at], new, *page.segments[at + 1 :]))
    return replace(audit, pages=tuple(changed if one is page else one for one in audit.pages))


def files(folder: Path) -> dict[str, bytes]:
    """What stands in a report, by the names of its files."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(folder: Path, audit: Audit, brand: Brand = PLAIN) -> Path:
    """The report of an audit, written into a folder."""
    return build(audit, folder, languages=LANGS, knowledge=samples.KNOWLEDGE, brand=brand).parent


def test_one_changed_sentence_gives_the_bytes_of_a_report_made_from_nothing_and_writes_few_of_them(tmp_path: Path):
    report = written(tmp_path / "a", samples.audit("fr"))
    before, pages = files(report), {path: path.stat().st_ino for path in report.glob("fr/p/*.html")}
    written(report, edited(samples.audit("fr")))
    after = files(report)
    assert after == files(written(tmp_path / "b", edited(samples.audit("fr"))))
    turned = {name for name in after if after[name] != before.get(name)}
    assert {name.partition("-")[0] for name in turned if "/p/" in name} == {"fr/p/contact", "en/p/contact"}
    assert {path.name.partition("-")[0] for path, inode in pages.items() if path.stat().st_ino != inode} == {"contact"}


def test_what_was_deleted_spoilt_or_added_by_another_hand_is_mended(tmp_path: Path):
    report = written(tmp_path / "a", samples.audit("fr"))
    whole = files(report)
    (report / "fr" / "index.html").unlink()
    page = next(report.glob("fr/p/*.html"))
    page.write_bytes(page.read_bytes()[::-1])
    (report / "fr" / "p" / "foreign.html").write_text("not ours", encoding="utf-8")
    written(report, samples.audit("fr"))
    assert files(report) == whole


@pytest.mark.parametrize("brand", [Brand(client="Orvanne"), Brand(css="body{color:#123}")], ids=["another name", "another colour"])
def test_another_brand_stands_on_every_page(tmp_path: Path, brand: Brand):
    report = written(tmp_path / "a", samples.audit("fr"))
    before = files(report)
    after = files(written(report, samples.audit("fr"), brand))
    assert after == files(written(tmp_path / "b", samples.audit("fr"), brand))
    assert not [name for name in after if "/p/" in name and after[name] == before[name]]


def test_a_page_that_could_not_be_printed_leaves_the_report_as_it_is_without_a_printer(tmp_path: Path):
    """The pages are written while the browser prints, as if it will have done so."""
    unprinted = build(samples.audit("fr"), tmp_path / "a", languages=LANGS, knowledge=samples.KNOWLEDGE, to_pdf=lambda *_: False).parent
    assert files(unprinted) == files(written(tmp_path / "b", samples.audit("fr")))
