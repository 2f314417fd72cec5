"""Pages that would be the same are taken over from the report before, and no others: no byte of a report tells that they were."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditor.models import Audit, AuditedPage, Decision
from auditor.report import Brand, Memory, Notes, build, writing
from auditor.report.pages import Page, audited

from . import samples
from .test_rebuild import edited, files


class Report:
    """A report that is written again and again with what is remembered of it; which pages had to be made the last time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.notes, self.made = folder, Notes(), list[str]()

    def write(self, audit: Audit, *, program: str = "program", **how: Any) -> dict[str, bytes]:
        """What stands in the report now: the bytes of one made from nothing."""
        self.made = []
        memory = Memory(program, self.notes, self._keep)
        build(audit, self.folder, languages=("fr", "en"), knowledge=samples.KNOWLEDGE, memory=memory, **how)
        return files(self.folder)

    def _keep(self, notes: Notes) -> None:
        self.notes = notes


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report of the French sample, written once."""
    found = Report(tmp_path / "kept")

    def noting(*given: Any) -> Iterator[Page]:
        for page in audited(*given):
            found.made.append(page[0])
            yield page

    monkeypatch.setattr(writing, "audited", noting)
    found.write(samples.audit("fr"))
    assert found.made
    return found


def assert_as_anew(report: Report, other: Path, audit: Audit, **how: Any) -> None:
    """Written over the one before, the report holds the bytes of one made from nothing."""
    whole = Report(other).write(audit, **how)
    assert report.write(audit, **how) == whole


def names(report: Report) -> set[str]:
    """Pages made, by the first word of their files."""
    return {file.rpartition("/")[2].partition("-")[0] for file in report.made}


def page(audit: Audit) -> AuditedPage:
    return next(page for page in audit.pages if page.key == "contact")


def test_no_page_of_a_report_that_stays_the_same_is_made(report: Report, tmp_path: Path):
    assert_as_anew(report, tmp_path / "b", samples.audit("fr"))
    assert not report.made


def test_of_a_changed_sentence_its_page_alone_is_made(report: Report, tmp_path: Path):
    audit = edited(samples.audit("fr"))
    assert_as_anew(report, tmp_path / "b", audit)
    assert names(report) == {"contact"}
    assert_as_anew(report, tmp_path / "c", samples.audit("fr"))
    assert names(report) == {"contact"}


def test_points_that_move_unseen_make_no_page(report: Report, tmp_path: Path):
    audit = samples.audit("fr")
    moved = tuple(replace(one, points=one.points + 1e-6) if one.points else one for one in audit.findings)
    assert moved != audit.findings
    changed = replace(audit, findings=moved)
    assert_as_anew(report, tmp_path / "b", changed)
    assert not report.made


def test_points_that_are_seen_make_the_pages_that_show_them(report: Report, tmp_path: Path):
    audit = samples.audit("fr")
    first = max(audit.findings, key=lambda one: one.points or 0.0)
    changed = replace(
        audit, findings=tuple(replace(one, points=(one.points or 0.0) + 3) if one is first else one for one in audit.findings)
    )
    assert_as_anew(report, tmp_path / "b", changed)
    assert {file for file in report.made if ".rewritten." not in file} == {f"p/{report_slug(report, first.page)}"}


def report_slug(report: Report, key: str) -> str:
    return next(path.name for path in report.folder.glob("fr/p/*.html") if path.name.startswith(f"{key.replace('/', '-') or 'home'}-"))


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "2026-02-02"), ("tool", "auditor 9"), ("index", None), ("site", "https://elsewhere.example")],
)
def test_what_every_page_shows_makes_every_page(report: Report, tmp_path: Path, field: str, value: Any):
    audit = samples.audit("fr")
    if field == "index":
        value = replace(audit.index, value=(audit.index.value or 0) + 5)
    if field == "site":
        value = replace(audit.site, company=replace(audit.site.company, name="Elsewhere"))
    changed = replace(audit, **{field: value})
    assert_as_anew(report, tmp_path / "b", changed)
    assert {file for file in report.made if ".rewritten." not in file} == {f"p/{path.name}" for path in annotated(report)}


def annotated(report: Report) -> list[Path]:
    return [path for path in report.folder.glob("fr/p/*.html") if ".rewritten." not in path.name]


@pytest.mark.parametrize("how", [{"brand": Brand(footer="Bonjour")}, {"program": "another"}], ids=["brand", "program"])
def test_another_brand_or_program_makes_every_page(report: Report, tmp_path: Path, how: dict[str, Any]):
    assert_as_anew(report, tmp_path / "b", samples.audit("fr"), **how)
    assert {file for file in report.made if ".rewritten." not in file} == {f"p/{path.name}" for path in annotated(report)}


def test_a_page_that_another_hand_has_touched_is_made(report: Report):
    whole = files(report.folder)
    spoilt, dated, gone = annotated(report)[:3]
    spoilt.write_bytes(spoilt.read_bytes() + b" ")
    told = dated.stat()
    dated.write_bytes(dated.read_bytes()[::-1])
    os.utime(dated, ns=(told.st_atime_ns, told.st_mtime_ns + 1))
    gone.unlink()
    assert report.write(samples.audit("fr")) == whole
    assert {f"p/{path.name}" for path in (spoilt, dated, gone)} == {file for file in report.made if ".rewritten." not in file}


def test_a_decision_makes_the_page_that_it_is_about_with_the_page_as_it_would_read(report: Report, tmp_path: Path):
    audit = samples.audit("fr")
    decided = edit(audit)
    assert_as_anew(report, tmp_path / "b", audit, decisions=[decided])
    turned = {f"p/{path.name}" for path in report.folder.glob("fr/p/*.rewritten.html")}
    assert turned
    assert turned <= {*report.made}
    assert_as_anew(report, tmp_path / "c", audit, decisions=[decided])
    assert not report.made
    (report.folder / "fr" / next(iter(turned))).unlink()
    assert_as_anew(report, tmp_path / "d", audit, decisions=[decided])
    assert {*report.made} == {*turned, *(name.replace(".rewritten", "") for name in turned)}


def edit(audit: Audit) -> Decision:
    """Another text for a sentence that has a finding."""
    found = audit.findings[0]
    before = next(one.segment.text for page in audit.pages for one in page.segments if one.segment.id == found.segment)
    return Decision(found.page, found.segment, found.rule, before, "edit", "Votre escalier est posé en deux jours.")


def test_texts_are_not_read_from_an_audit_json_that_another_hand_has_touched(report: Report):
    whole = files(report.folder)
    file = report.folder / "data" / "audit.json"
    file.write_bytes(file.read_bytes().replace(b"contact", b"context"))
    assert report.write(samples.audit("fr")) == whole


def test_half_a_character_is_made_each_time(report: Report, tmp_path: Path):
    audit = samples.audit("fr")
    old = page(audit)
    changed = replace(audit, pages=tuple(replace(one, description="\ud800") if one is old else one for one in audit.pages))
    for _ in range(2):
        assert_as_anew(report, tmp_path / "b", changed)
        assert "contact" in names(report)
