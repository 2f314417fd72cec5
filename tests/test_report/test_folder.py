"""The folder of a report is replaced as a whole or not at all."""

from pathlib import Path

import pytest

from auditor.errors import UsageProblem
from auditor.report.folder import replacing


def report(folder: Path, text: str) -> None:
    with replacing(folder) as fresh:
        (fresh / "data").mkdir()
        (fresh / "data" / "audit.json").write_text(text, encoding="utf-8")


def test_a_new_report_takes_the_place_of_the_old_one(tmp_path: Path):
    folder = tmp_path / "site"
    report(folder, "old")
    (folder / "left-over.html").write_text("", encoding="utf-8")
    report(folder, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (folder / "data" / "audit.json").read_text(encoding="utf-8") == "new"
    assert not (folder / "left-over.html").exists()


def test_a_report_that_fails_leaves_the_old_one_whole(tmp_path: Path):
    folder = tmp_path / "site"
    report(folder, "old")
    with pytest.raises(ZeroDivisionError), replacing(folder):
        raise ZeroDivisionError
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (folder / "data" / "audit.json").read_text(encoding="utf-8") == "old"


def test_a_run_killed_between_the_two_renames_is_repaired(tmp_path: Path):
    folder = tmp_path / "site"
    report(folder, "old")
    folder.rename(tmp_path / ".site.old")
    with pytest.raises(ZeroDivisionError), replacing(folder):
        raise ZeroDivisionError
    assert (folder / "data" / "audit.json").read_text(encoding="utf-8") == "old"


def test_an_empty_folder_may_be_written_to(tmp_path: Path):
    report(tmp_path, "new")
    assert (tmp_path / "data" / "audit.json").exists()


def test_a_file_in_the_way_is_refused(tmp_path: Path):
    (tmp_path / "site").write_text("", encoding="utf-8")
    with pytest.raises(UsageProblem) as caught, replacing(tmp_path / "site"):
        pass
    assert caught.value.key == "report.not-a-folder"


def test_a_folder_that_the_system_refuses_is_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageProblem) as caught, replacing(tmp_path / "file" / "site"):
        pass
    assert caught.value.key == "report.cannot-write"
    assert "file" in caught.value.sentence("fr")


def test_a_report_may_be_written_where_we_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    report(Path("site"), "new")
    assert (tmp_path / "site" / "data" / "audit.json").exists()
