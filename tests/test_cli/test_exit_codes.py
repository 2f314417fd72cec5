"""What happens in the rooms becomes an exit code, a sentence on stderr, and nothing else on stdout."""

import errno
import json
from pathlib import Path

import pytest

from auditor import pipeline
from auditor.errors import GateFailed, NothingToAudit
from auditor.models import Audit, AuditedPage, Classic, Company, Score, Site
from auditor.pipeline import Outcome

from .conftest import Runner

SCORE = Score(41.4, 33.0, 48.0, "partial")
NOTHING = Score(None, None, None, "inconclusive")


def page(key: str, score: Score, *, title: str = "A page", weight: float = 1.0) -> AuditedPage:
    return AuditedPage(key[:12], key, f"https://a.example/{key}", title, "", "en", "offer", weight, score, (), ())


def audit(index: Score = SCORE, pages: tuple[AuditedPage, ...] = ()) -> Audit:
    site = Site("a.example", "https://a.example", Company("Acme\x1b[2J"))
    return Audit(site, "auditor", "2026-01-01", "0" * 12, "ref", ("en",), index, (), Classic(1, 1, 0, 50.0), pages, ())


@pytest.fixture
def audited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Audit:
    """Auditing anything gives this audit."""
    found = audit(
        SCORE, (page("good", Score(70.0, 60.0, 80.0, "partial")), page("bad", Score(12.3, 5.0, 20.0, "partial"), title="B\x1b[31mad"))
    )

    def audit_source(source: str, settings: object, *, output: Path | None, **_: object) -> Outcome:
        folder = output or Path("output") / "a.example"
        return Outcome.of(found, folder / "index.html")

    monkeypatch.setattr(pipeline, "audit_source", audit_source)
    return found


def fails_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def audit_source(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "audit_source", audit_source)


def test_a_finished_audit_prints_the_path_and_tells_the_score_in_words(ran: Runner, audited: Audit, tmp_path: Path) -> None:
    found = ran("audit", "https://a.example", "-o", "report")
    assert found.code == 0
    assert found.out == f"{Path('report') / 'index.html'}\n"
    assert "Client focus score: 41 out of 100, likely range 33 to 48 (part of the themes)" in found.err
    assert "Weakest page: “B[31mad” (bad), 12" in found.err
    assert (tmp_path / "report" / "index.html").as_uri() in found.err
    assert "Next: auditor serve" in found.err
    assert "\x1b" not in found.out + found.err


def test_the_same_is_said_in_french(ran: Runner, audited: Audit) -> None:
    found = ran("audit", "https://a.example", AUDITOR_UI_LANG="fr")
    assert "Score d’orientation client\u00a0: 41 sur 100, fourchette probable de 33 à 48 (une partie des thèmes)" in found.err
    assert "Page la plus faible\u00a0: «\u00a0B[31mad\u00a0» (bad), 12" in found.err


def test_quiet_leaves_the_path_alone(ran: Runner, audited: Audit) -> None:
    found = ran("audit", "x", "-q")
    assert found.err == ""
    assert found.out.endswith("index.html\n")


def test_json_is_one_document_for_all_sources(ran: Runner, audited: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    from auditor import crawl

    monkeypatch.setattr(crawl, "slug_of", lambda source: f"slug-{source}")
    found = ran("audit", "one", "two", "--json", "-o", "reports", "-q")
    document = json.loads(found.out)
    assert [Path(a["report"]).parts[-3:-1] for a in document["audits"]] == [("reports", "slug-one"), ("reports", "slug-two")]
    assert document["audits"][0]["index"] == {"value": 41.4, "low": 33.0, "high": 48.0, "state": "partial", "rough": False}
    assert document["audits"][0]["worst_page"]["key"] == "bad"


def test_an_audit_without_a_number_says_so_and_is_no_failure(ran: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "audit_source", lambda *_, **__: Outcome.of(audit(NOTHING), Path("r/index.html")))
    found = ran("audit", "x")
    assert found.code == 0
    assert "Client focus score: none, not enough text" in found.err
    assert "Weakest" not in found.err
    assert "out of 100" not in found.err


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (NothingToAudit("pipeline.no-pages", source="https://a.example"), 3, "https://a.example"),
        (GateFailed("cli.untitled"), 1, "without a title"),
        (KeyboardInterrupt(), 130, "the same command goes on from there"),
        (PermissionError(errno.EACCES, "Permission denied", "report"), 2, "report cannot be used: Permission denied"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "No space left on device"),
        (RuntimeError("boom"), 70, "This is a bug of auditor"),
        (BrokenPipeError(errno.EPIPE, "closed"), 0, ""),
    ],
)
def test_each_end_has_its_exit_code(ran: Runner, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, says: str) -> None:
    from auditor import cli

    monkeypatch.setattr(cli, "_forget_stdout", lambda: None)  # it would point the test runner's own stdout at nothing
    fails_with(monkeypatch, error)
    found = ran("audit", "x")
    assert found.code == code
    assert found.out == ""
    assert says in found.err


def test_a_bug_shows_its_traceback_and_no_other_error_does(ran: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_with(monkeypatch, RuntimeError("boom"))
    assert "RuntimeError: boom" in ran("audit", "x").err
    fails_with(monkeypatch, NothingToAudit("pipeline.no-pages", source="x"))
    assert "Traceback" not in ran("audit", "x").err


def test_flags_reach_the_settings(ran: Runner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given = {}

    def audit_source(source: str, settings: object, **options: object) -> Outcome:
        given.update(options, settings=settings)
        return Outcome.of(audit(), Path("r/index.html"))

    monkeypatch.setattr(pipeline, "audit_source", audit_source)
    (tmp_path / "urls.txt").write_text("\ufeffhttps://a.example/\n# a note\n\nhttps://a.example/b\n", encoding="utf-8")
    flags = "--max-pages 7 --lang fr --report-lang en,fr,en --name Acme --include a* --include b* --exclude c* --urls urls.txt"
    ran("audit", "x", *flags.split(), *"--header A:b --cookie c=d=e --auth u:p:q --allow-private --render never --store kept".split())
    settings = given["settings"]
    assert settings.site.model_dump() == {"name": "Acme", "aliases": (), "customer_nouns": (), "lang": "fr", "sector": ""}
    crawl = settings.crawl
    assert (crawl.max_pages, crawl.include, crawl.exclude, crawl.allow_private, crawl.render) == (7, ("a*", "b*"), ("c*",), True, "never")
    assert crawl.urls == ("https://a.example/", "https://a.example/b")
    assert (crawl.headers, crawl.cookies, crawl.auth) == ((("A", "b"),), (("c", "d=e"),), ("u", "p:q"))
    assert given["store"] == settings.store == "kept"
    assert given["report_langs"] == ("en", "fr")


def test_the_stages_alone_print_what_the_next_one_takes(ran: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "crawl_site", lambda *_, **__: "a.example")
    monkeypatch.setattr(pipeline, "judge_site", lambda *_, **__: audit())
    monkeypatch.setattr(pipeline, "build_site", lambda *_, **__: Path("output/a.example/index.html"))
    assert ran("crawl", "https://a.example").out == "a.example\n"
    assert ran("judge", "a.example").out.startswith("41 out of 100")
    assert ran("build", "a.example").out == f"{Path('output/a.example/index.html')}\n"
    assert json.loads(ran("judge", "a.example", "--json").out)["index"]["value"] == 41.4
    assert json.loads(ran("crawl", "x", "--json").out)["site"] == "a.example"
    assert json.loads(ran("build", "x", "--json").out)["report"].endswith("index.html")
