"""A site read and judged on processes while it is crawled gives the audit that one process gives, byte for byte."""

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

import pytest

from auditor import pipeline, report
from auditor.models import Page
from auditor.pipeline import judging, keys, stages
from auditor.pipeline.hands import Hands
from auditor.pipeline.knowing import rules_digest
from auditor.pipeline.meanwhile import Meanwhile
from auditor.settings import CrawlSettings, ReportSettings, Settings
from auditor.store import Store
from auditor.store.kept import Kept

PAGES = 5
DAY = "1700000000"  # seconds, for SOURCE_DATE_EPOCH
SENTENCES = (
    "Nous sommes le partenaire de référence des jardins en ville.",
    "Vous choisissez le jour, et la haie est taillée avant midi.",
    "Chez Tarvelo, nos équipes mettent leur passion au service de vos arbres.",
    "Depuis 1998, Tarvelo a planté plus de 4 000 arbres.",
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # the name is the base class's
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    links = "".join(f'<a href="p{n}.html">{n}</a>' for n in range(1, PAGES))
    for number in range(PAGES):
        said = "".join(f"<h2>Partie {number}</h2><p>{one} Votre devis numéro {number} arrive sous huit jours.</p>" for one in SENTENCES)
        page = (
            f'<html lang="fr"><head><title>Page {number} | Tarvelo</title></head><body><main>{said}</main><nav>{links}</nav></body></html>'
        )
        (folder / ("index.html" if not number else f"p{number}.html")).write_text(page, encoding="utf-8")
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def audited(site: str, folder: Path, workers: int) -> str:
    """The audit.json of the site, without what tells one run from another."""
    settings = Settings(crawl=CrawlSettings(allow_private=True), report=ReportSettings(pdf=False), store=str(folder / "store"))
    index = pipeline.audit_source(site, settings, output=folder / "report", workers=workers).index_html
    return (index.parent / "data" / "audit.json").read_text(encoding="utf-8")


class Noting(Hands):
    """Hands that note what they are given."""

    given: ClassVar[list[tuple[str, tuple[Any, ...]]]] = []

    def give(self, job: Callable[..., Any], *given: Any, **named: Any) -> Future[Any]:
        self.given.append((job.__name__, given))
        return super().give(job, *given, **named)


def test_processes_and_none_give_the_same_audit(site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read ahead, each knowing its own names only: what the site's name can change is judged again, and nothing else."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setattr(stages, "Meanwhile", functools.partial(Meanwhile, few=1))
    monkeypatch.setattr(stages, "Hands", Noting)
    alone, beside = audited(site, tmp_path / "alone", 0), audited(site, tmp_path / "beside", 1)
    assert alone == beside
    assert len(json.loads(beside)["pages"]) == PAGES
    read = [url for job, given in Noting.given if job == "read_pages" for _, url in given[1]]
    assert len(read) == len(set(read)) == PAGES
    late = [segment.text for job, given in Noting.given if job == "judge_batch" for segment in given[0]]
    assert all("Tarvelo" in text for text in late), "a sentence without a name was judged twice"
    with Store(tmp_path / "beside" / "store") as store:
        crawl = next(crawl for crawl in map(store.latest_crawl, store.sites()) if crawl)
        makers = keys.makers_of(rules_digest())
        marks = {keys.mark_of(page, Settings().site, makers) for page in store.pages(crawl.id) if isinstance(page, Page)}
        assert Kept(store).has(marks) == marks, "a process did not read its page"
    monkeypatch.setattr(judging, "label_seen", lambda *given, **named: pytest.fail("nothing has changed, and pages were read"))
    monkeypatch.setattr(report, "build", lambda *given, **named: pytest.fail("nothing has changed, and a report was written"))
    monkeypatch.setattr(Store, "latest_audit", lambda *given: pytest.fail("nothing has changed, and the audit was read"))
    assert audited(site, tmp_path / "beside", 1) == beside
