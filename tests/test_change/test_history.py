"""Audits of a site accumulate: what is a new point in time, what a report says of it, and what a draft leaves behind."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from auditor import pipeline
from auditor.settings import Settings
from auditor.store import Store
from test_change.sites import FOLDER

FIRST, LATER = "1772400000", "1779400000"  # 1 March and 21 May 2026


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER / "fr-before", tmp_path / "orvanne"))


def settings(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "store"))


def audited(site: Path, tmp_path: Path, when: str, patch: pytest.MonkeyPatch) -> pipeline.Outcome:
    patch.setenv("SOURCE_DATE_EPOCH", when)
    return pipeline.audit_source(str(site), settings(tmp_path), output=tmp_path / "report", report_langs=("fr", "en"))


def published(site: Path) -> None:
    """The site as it is after its rewrite."""
    shutil.rmtree(site)
    shutil.copytree(FOLDER / "fr-after", site)


def test_a_second_audit_is_told_beside_the_first(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = audited(site, tmp_path, FIRST, monkeypatch)
    report = tmp_path / "report"
    assert first.audit.history == ()
    assert not list(report.rglob("trend.html"))
    assert not (report / "data" / "history.jsonl").exists()
    published(site)
    second = audited(site, tmp_path, LATER, monkeypatch)
    lines = [json.loads(line) for line in (report / "data" / "history.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["date"] for line in lines] == ["2026-03-01", "2026-05-21"]
    assert [line["index"]["value"] for line in lines] == [first.audit.index.value, second.audit.index.value]
    assert set(lines[0]) == {
        "date", "tool", "rules_digest", "reference", "index", "axes", "findings", "sentences", "promises", "pages", "archive",
    }  # fmt: skip
    change = json.loads((report / "data" / "change.json").read_text(encoding="utf-8"))
    assert sum(part["points"] for part in change["parts"]) == pytest.approx(change["points"], abs=0.001)
    for lang in ("fr", "en"):
        assert "trend.html" in (report / lang / "index.html").read_text(encoding="utf-8")
        assert "<ins>Vous choisissez vos</ins> nappes" in (report / lang / "trend.html").read_text(encoding="utf-8")


def test_the_same_text_audited_again_on_its_day_is_no_new_point(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audited(site, tmp_path, FIRST, monkeypatch)
    before = {path.name: path.read_bytes() for path in (tmp_path / "report" / "data").iterdir()}
    audited(site, tmp_path, FIRST, monkeypatch)
    with Store(settings(tmp_path).store) as store:
        pipeline.judge_site("orvanne", settings(tmp_path), store=store)
        assert len(store.audits("orvanne")) == 1
        assert store.audits("orvanne")[0].history == ()
    assert {path.name: path.read_bytes() for path in (tmp_path / "report" / "data").iterdir()} == before


def test_the_same_text_audited_later_is_a_point_at_which_nothing_changed(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audited(site, tmp_path, FIRST, monkeypatch)
    audited(site, tmp_path, LATER, monkeypatch)
    change = json.loads((tmp_path / "report" / "data" / "change.json").read_text(encoding="utf-8"))
    assert (change["points"], change["edits"], change["pages"]) == (0.0, [], [])
    assert "Aucune phrase n’a changé" in (tmp_path / "report" / "fr" / "trend.html").read_text(encoding="utf-8")


def test_what_other_rules_did_stands_apart_from_the_words(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first audit is put down to other rules, with a number of theirs: the old pages are judged again."""
    audited(site, tmp_path, FIRST, monkeypatch)
    with Store(settings(tmp_path).store) as store:
        ((crawl, old),) = store.recent_audits("orvanne", 2)
        other = replace(old, rules_digest="f" * 12, index=replace(old.index, value=(old.index.value or 0.0) - 3))
        store.save_audit("orvanne", other, crawl=crawl, instead=True)
    published(site)
    audited(site, tmp_path, LATER, monkeypatch)
    change = json.loads((tmp_path / "report" / "data" / "change.json").read_text(encoding="utf-8"))
    parts = {part["id"]: part["points"] for part in change["parts"]}
    assert parts["rules"] == pytest.approx(3, abs=0.01)
    assert sum(parts.values()) == pytest.approx(change["points"], abs=0.001)
    assert "Les règles ont changé" in (tmp_path / "report" / "fr" / "trend.html").read_text(encoding="utf-8")


DRAFT = """# Location de nappes et de tabliers

Vous choisissez vos nappes, vos serviettes et vos tabliers. Vous ne payez que les pièces que vous rendez.

## Lavage

Une tache qui reste est relavée sans frais sous 48 heures. Votre linge revient plié la semaine suivante.
"""


@pytest.mark.parametrize(
    ("name", "head", "key", "how"),
    [
        ("services.md", "", "services", "file"),
        ("v2.md", "---\ncanonical: https://orvanne.example/contact\n---\n", "contact", "address"),
        ("v2.md", "", "services", "title"),
        ("nouveau.md", "---\ntitle: Tarifs\n---\n", "services", "title"),
    ],
)
def test_a_draft_takes_the_place_of_its_page(name: str, head: str, key: str, how: str, site: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(head + DRAFT, encoding="utf-8")
    outcome = pipeline.audit_drafts([str(tmp_path / name)], str(site), settings(tmp_path), output=tmp_path / "draft", report_langs=("fr",))
    assert outcome.change is not None
    (draft,) = outcome.change.drafts
    assert (draft.key, draft.how) == (key, how)
    assert len(outcome.audit.pages) == 5
    (page,) = (page for page in outcome.audit.pages if page.key == key)
    assert page.url.endswith(f"{key}.html")
    assert any(s.segment.text.startswith("Votre linge revient plié") for s in page.segments)
    assert any(s.segment.kind == "title" for s in page.segments)  # the page's own, where the draft has none
    assert outcome.change.pages == ()


def test_a_draft_like_no_page_is_a_new_page_and_no_draft_is_history(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    audited(site, tmp_path, FIRST, monkeypatch)
    text = "# Tarifs au kilo\n\nVous payez au kilo, à la livraison. Le prix est le même toute l’année.\n"
    (tmp_path / "tarifs.md").write_text(text, encoding="utf-8")
    outcome = pipeline.audit_drafts([str(tmp_path / "tarifs.md")], "orvanne", settings(tmp_path), output=tmp_path / "draft")
    assert outcome.change is not None
    assert [(one.key, one.how) for one in outcome.change.drafts] == [("tarifs", "new")]
    assert [(page.key, page.how) for page in outcome.change.pages] == [("tarifs", "added")]
    assert not (tmp_path / "draft" / "data" / "history.jsonl").exists()
    assert "Ce que le brouillon changerait" in (tmp_path / "draft" / "trend.html").read_text(encoding="utf-8")
    with Store(settings(tmp_path).store) as store:
        assert len(store.audits("orvanne")) == 1
