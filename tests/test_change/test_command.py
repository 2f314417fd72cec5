"""`auditor audit DRAFT --against SITE` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from auditor import cli
from test_change.sites import FOLDER
from test_change.test_history import DRAFT

QUIET = {"AUDITOR_REPORT_PDF": "false"}


def run(args: list[str]) -> int:
    return cli.run(args, QUIET)


def test_a_draft_is_held_against_a_folder_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "services.md").write_text(DRAFT, encoding="utf-8")
    asked = ["audit", "services.md", "--against", str(FOLDER / "fr-before"), "-o", "report", "--json", "--ui-lang", "en"]
    assert run([*asked, "--store", "store"]) == 0
    told = capsys.readouterr()
    (document,) = json.loads(told.out)["audits"]
    assert document["draft"]["drafts"] == [{"source": "services.md", "page": "services", "by": "file"}]
    assert sum(part["points"] for part in document["draft"]["parts"]) == pytest.approx(document["draft"]["points"], abs=0.001)
    assert "services.md takes the place of" in told.err
    assert (tmp_path / "report" / "trend.html").is_file()


@pytest.mark.parametrize(("lang", "words"), [("en", "do not go together"), ("fr", "ne vont pas ensemble")])
def test_a_draft_has_no_rivals(lang: str, words: str, capsys: pytest.CaptureFixture[str]):
    assert run(["audit", "x.md", "--against", "a", "--competitor", "b", "--ui-lang", lang]) == 2
    assert words in capsys.readouterr().err


def test_a_site_that_is_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "services.md").write_text(DRAFT, encoding="utf-8")
    assert run(["audit", "services.md", "--against", "nowhere-at-all", "--store", "store", "--ui-lang", "en"]) == 2
    assert "nowhere-at-all" in capsys.readouterr().err
