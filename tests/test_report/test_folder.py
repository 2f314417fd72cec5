"""The folder of a report is replaced as a whole or not at all."""

from pathlib import Path

import pytest

from auditor.errors import UsageProblem
from auditor.report.folder import replacing


def report(folder: Path, text: str, **pages: str) -> None:
    with replacing(folder) as fresh:
        fresh.write_parts("data/audit.json", [text.encode()])
        for name, page in pages.items():
            fresh.write(f"p/{name}.html", page)


def test_a_new_report_takes_the_place_of_the_old_one(tmp_path: Path):
    folder = tmp_path / "site"
    report(folder, "old")
    (folder / "left-over.html").write_text("", encoding="utf-8")
    report(folder, "new")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (folder / "data" / "audit.json").read_text(encoding="utf-8") == "new"
    assert not (folder / "left-over.html").exists()


def test_a_file_with_the_same_bytes_is_the_same_file_and_another_is_written(tmp_path: Path):
    folder = tmp_path / "site"
    report(folder, "audit", home="one", offer="one", gone="one")
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*.*")}
    report(folder, "audit", home="one", offer="two", fresh="one")
    after = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*.*")}
    assert {name for name in after if before.get(name) == after[name]} == {"audit.json", "home.html"}
    assert set(after) == {"audit.json", "home.html", "offer.html", "fresh.html"}
    assert (folder / "p" / "offer.html").read_text(encoding="utf-8") == "two"


def test_where_a_file_cannot_have_two_names_it_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object) -> None:
        raise OSError("no links on this disk")

    folder = tmp_path / "site"
    report(folder, "audit", home="one")
    monkeypatch.setattr("os.link", refused)
    report(folder, "audit", home="one")
    assert (folder / "p" / "home.html").read_text(encoding="utf-8") == "one"
    assert (folder / "data" / "audit.json").read_text(encoding="utf-8") == "audit"


def test_a_link_in_the_old_report_is_not_taken_over(tmp_path: Path):
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere.html"
    report(folder, "audit", home="one")
    elsewhere.write_text("one", encoding="utf-8")
    (folder / "p" / "home.html").unlink()
    (folder / "p" / "home.html").symlink_to(elsewhere)
    report(folder, "audit", home="one")
    assert not (folder / "p" / "home.html").is_symlink()


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
