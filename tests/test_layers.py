"""The direction of imports: nothing imports to its right (docs/architecture.md)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "auditor"
GROUND = {
    "models",
    "errors",
    "identity",
    "words",
    "resources",
    "copies",
    "garbage",
    "settings",
    "house",
    "toml_file",
    "duration",
    "browser",
}
MAY_IMPORT = {
    "models": set(),
    "resources": set(),
    "identity": set(),
    "copies": {"resources"},
    "words": {"resources"},
    "garbage": set(),
    "errors": {"words"},
    "toml_file": {"errors"},
    "duration": {"words"},
    "house": {"toml_file", "models"},
    "settings": {"toml_file", "errors", "words", "models", "duration", "house"},
    "browser": {"errors", "words"},
    "knowledge": GROUND,
    "crawl": GROUND | {"knowledge"},
    "extract": GROUND | {"knowledge"},
    "language": GROUND | {"knowledge"},
    "judge": GROUND | {"knowledge"},
    "calibrate": GROUND | {"knowledge", "language", "judge"},
    "rewrite": GROUND | {"knowledge"},
    "model_help": GROUND | {"knowledge"},  # beside crawl the only room with a network, to the one address that the user names
    "store": GROUND | {"migrations"},
    "migrations": set(),
    "gate": GROUND | {"knowledge", "judge"},
    "report": GROUND | {"knowledge", "judge", "gate"},
    "rows": GROUND | {"knowledge", "language", "judge"},
    "swap_rows": GROUND | {"knowledge", "language", "judge", "rows"},
    "pipeline": GROUND | {"knowledge", "crawl", "extract", "language", "judge", "rewrite", "model_help", "store", "report", "benchmark"},
    "many_rows": GROUND | {"rows", "pipeline"},
    "ahead": GROUND | {"crawl", "store", "pipeline"},
    "portfolio": GROUND | {"crawl"},
    "benchmark": GROUND | {"knowledge", "language", "judge", "store"},
    "archives": GROUND | {"crawl", "extract", "store", "benchmark"},
    "scale": GROUND | {"crawl", "store", "pipeline", "ahead", "benchmark", "archives"},
    "api": GROUND | {"knowledge", "language", "judge", "pipeline"},
}
ONLY_IN = {
    "spacy": {"language"},
    "sqlalchemy": {"store", "migrations"},
    "jinja2": {"report"},
    "openpyxl": {"report"},
    "docx": {"report"},
    "requests": {"crawl"},
    "sklearn": {"calibrate"},
    "scipy": {"calibrate"},
    "lxml": {"extract", "crawl"},
    "dask": {"scale"},
    "fsspec": {"crawl"},
    "openai": {"model_help"},
    "tldextract": {"benchmark"},
}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Dotted names that a module imports, wherever the import stands."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if room(path) not in {"cli", "__main__", "__init__"})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_lies_left_of_it(path: Path) -> None:
    here = room(path)
    rooms = {p.stem for p in PACKAGE.iterdir()} - {"__init__"}
    theirs = {name.split(".")[1] for name in imported(path) if name.startswith("auditor.")} & rooms
    assert theirs - {here} <= MAY_IMPORT[here], f"{here} imports to its right"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_known_in_its_room_only(path: Path) -> None:
    tops = {name.split(".")[0] for name in imported(path)}
    strangers = {library for library in tops & ONLY_IN.keys() if room(path) not in ONLY_IN[library]}
    assert not strangers


def test_every_name_that_the_pipeline_offers_can_be_had() -> None:
    """They are loaded when first named: one that is only announced would be missed by nobody but a user."""
    from auditor import pipeline

    assert [name for name in pipeline.__all__ if getattr(pipeline, name, None) is None] == []
