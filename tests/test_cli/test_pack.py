"""A report is packed into one zip; what is no report is not."""

import json
import zipfile
from pathlib import Path

import pytest

from .conftest import Runner

FILES = ("index.html", "report.html", "data/audit.json")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "client.example"
    (folder / "data").mkdir(parents=True)
    for name in FILES:
        (folder / name).write_text("{}", encoding="utf-8")
    return folder


def test_the_zip_stands_beside_the_report_with_all_its_files_under_its_name(ran: Runner, report: Path) -> None:
    found = ran("pack", str(report))
    archive = report.parent / "client.example.zip"
    assert (found.code, found.out.strip()) == (0, str(archive))
    assert set(zipfile.ZipFile(archive).namelist()) == {
        f"client.example/{name}" for name in ("index.html", "report.html", "data/audit.json")
    }
    assert "report.html" in found.err


def test_a_program_is_told_the_size_and_the_single_file(ran: Runner, report: Path) -> None:
    told = json.loads(ran("pack", str(report), "-o", str(report.parent / "x.zip"), "--json").out)
    assert told["bytes"] == (report.parent / "x.zip").stat().st_size
    assert told["single_files"] == [str(report / "report.html")]


def test_a_folder_that_is_no_report_is_refused_and_nothing_is_written(ran: Runner, tmp_path: Path) -> None:
    found = ran("pack", str(tmp_path))
    assert found.code == 2
    assert str(tmp_path) in found.err
    assert not list(tmp_path.parent.glob("*.zip"))
