"""An archive that another tool wrote is audited as ours is (see archives/README.md for how this one was made)."""

from pathlib import Path
from urllib.parse import urlsplit

from auditor import pipeline
from auditor.crawl import read_warc
from auditor.models import NotRead, Page
from auditor.settings import Settings

WGET = Path(__file__).parent / "archives" / "wget.warc.gz"


def test_an_archive_of_wget_gives_its_pages() -> None:
    seen = list(read_warc(WGET))
    assert [urlsplit(one.url).path for one in seen if isinstance(one, Page)] == ["/", "/metiers/", "/en.html", "/tarifs.html"]
    assert [(urlsplit(one.url).path, one.reason, one.detail) for one in seen if isinstance(one, NotRead)] == [
        ("/absent.html", "http-error", "404")
    ]
    chunked = next(one for one in seen if one.url.endswith("/tarifs.html"))
    assert isinstance(chunked, Page)
    assert chunked.body.startswith(b"<!doctype html>")
    assert chunked.body.rstrip().endswith(b"</html>")


def test_an_archive_of_wget_is_audited(tmp_path: Path) -> None:
    outcome = pipeline.audit_source(str(WGET), Settings(store=str(tmp_path / "store")), output=tmp_path / "out")
    assert sorted(page.key for page in outcome.audit.pages) == ["", "en", "metiers", "tarifs"]
    assert {page.key: page.lang for page in outcome.audit.pages}["en"] == "en"
    said = {segment.segment.text for page in outcome.audit.pages for segment in page.segments}
    assert "Un volet posé coûte 380 euros, taxes comprises." in said
    assert [one.reason for one in outcome.audit.not_read] == ["http-error"]
    assert outcome.index_html.exists()
