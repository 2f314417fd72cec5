"""The main job on small hand-written sites: read from a folder, served on 127.0.0.1, and from the archive that the crawl wrote."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor import pipeline
from auditor.identity import page_key
from auditor.models import Audit
from auditor.settings import CrawlSettings, ReportSettings, Settings
from auditor.store import Store

SITES = Path(__file__).parent / "sites"
NO_PDF = ReportSettings(pdf=False)  # no two prints of a page are the same bytes
NAMES = ("atelier-fr", "studio-en", "bilingual", "hostile")


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # the name is the base class's
        """Say nothing."""


@dataclass
class Ways:
    """One site audited in three ways, and what its expect.yml says."""

    expect: dict[str, Any]
    folder: Audit
    served: Audit
    archive: Audit
    report: Path


@pytest.fixture(scope="module", params=NAMES)
def ways(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ways:
    site, tmp = SITES / request.param, tmp_path_factory.mktemp(request.param)
    expect = yaml.safe_load((site / "expect.yml").read_text(encoding="utf-8"))
    handler = functools.partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        served = _audit(f"http://127.0.0.1:{server.server_port}/", tmp / "served", CrawlSettings(allow_private=True))
        server.shutdown()
    archive = next((tmp / "served" / "store").rglob("*.warc.gz"))
    folder = _audit(str(site), tmp / "folder", CrawlSettings())
    return Ways(expect, folder.audit, served.audit, _audit(str(archive), tmp / "archive", CrawlSettings()).audit, folder.index_html)


def _audit(source: str, tmp: Path, crawl: CrawlSettings) -> pipeline.Outcome:
    settings = Settings(crawl=crawl, report=NO_PDF, store=str(tmp / "store"))
    return pipeline.audit_source(source, settings, output=tmp / "report", report_langs=("fr", "en"))


def _keys(audit: Audit) -> set[str]:
    return {page.key for page in audit.pages}


def test_every_way_reads_the_pages_that_it_should(ways: Ways) -> None:
    assert _keys(ways.folder) == set(ways.expect["folder"])
    assert _keys(ways.served) == _keys(ways.archive) == set(ways.expect["served"])


def test_page_kinds_languages_and_company_are_found(ways: Ways) -> None:
    kinds = {page.key: page.kind for page in ways.served.pages}
    assert {key: kinds[key] for key in ways.expect["kinds"]} == ways.expect["kinds"]
    assert sorted(ways.folder.languages) == sorted(ways.expect["languages"])
    assert ways.expect["company"] in {"", ways.folder.site.company.name}


def test_what_was_not_read_is_listed_with_its_reason(ways: Ways) -> None:
    reasons = {page_key(row.url): row.reason for row in ways.served.not_read}
    wanted = ways.expect.get("not_read", {})
    assert {key: reasons.get(key) for key in wanted} == wanted


def test_another_address_of_a_page_that_was_read_is_not_told(ways: Ways) -> None:
    """Menus say index.html where the crawl began with "/": to the reader that is one page, not one missing."""
    told = {page_key(row.url) for row in ways.served.not_read if row.reason == "duplicate"}
    assert not told & _keys(ways.served)


def test_served_and_folder_give_the_same_ids_and_labels(ways: Ways) -> None:
    folder = {s.segment.id: (s.segment.text, s.labels) for page in ways.folder.pages for s in page.segments}
    served = {s.segment.id: (s.segment.text, s.labels) for page in ways.served.pages for s in page.segments}
    assert served
    assert served.items() <= folder.items()


def test_the_archive_gives_the_numbers_of_the_crawl(ways: Ways) -> None:
    assert (ways.archive.index, ways.archive.axes, ways.archive.classic) == (ways.served.index, ways.served.axes, ways.served.classic)
    assert [finding.id for finding in ways.archive.findings] == [finding.id for finding in ways.served.findings]


def test_sentences_carry_the_labels_of_a_careful_reader(ways: Ways) -> None:
    labels = {(page.key, s.segment.text): s.labels for page in ways.folder.pages for s in page.segments}
    for wanted in ways.expect["sentences"]:
        found = labels[wanted["page"], wanted["text"]]
        assert found.focus == wanted["focus"], wanted["text"]
        assert set(wanted.get("traits", ())) <= set(found.traits), wanted["text"]


def test_the_index_is_whole_and_within_reason(ways: Ways) -> None:
    index = ways.folder.index
    low, high = ways.expect["index"]["between"]
    assert index.state == ways.expect["index"]["state"]
    assert index.value is not None
    assert low <= index.value <= high
    assert {axis.score.state for axis in ways.folder.axes} == {"ok"}


def test_findings_lead_to_rewrites_that_keep_the_act(ways: Ways) -> None:
    assert len(ways.folder.findings) >= ways.expect["findings"]["at_least"]
    texts = {s.segment.id: s.segment.text for page in ways.folder.pages for s in page.segments}
    offered = {(texts[f.segment], s.text) for f in ways.folder.findings for s in f.advice.suggestions}
    assert {(wanted["before"], wanted["after"]) for wanted in ways.expect["rewrites"]} <= offered


def test_the_report_is_written_in_both_languages_with_its_data(ways: Ways) -> None:
    root = ways.report.parent
    document = json.loads((root / "data" / "audit.json").read_text(encoding="utf-8"))
    assert {page["id"] for page in document["pages"]} == {page.id for page in ways.folder.pages}
    assert {(root / lang / "index.html").exists() for lang in ("fr", "en")} == {True}
    assert not list(root.rglob("*.js"))


def test_judging_and_building_again_need_no_source_and_change_nothing(tmp_path: Path) -> None:
    settings = Settings(report=NO_PDF, store=str(tmp_path / "store"))
    first = pipeline.audit_source(str(SITES / "studio-en"), settings, output=tmp_path / "one")
    with Store(settings.store) as store:
        again = pipeline.judge_site(first.audit.site.slug, settings, store=store)
        pipeline.build_site(first.audit.site.slug, settings, store=store, output=tmp_path / "two")
    assert again == first.audit
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
