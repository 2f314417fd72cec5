"""Every sentence that the command line says is in both catalogues, and no sentence stands in its code."""

import ast
import re
from pathlib import Path

import pytest

import auditor.cli
from auditor.words import has

FILES = sorted(Path(auditor.cli.__file__).parent.glob("*.py"))


def texts(path: Path) -> list[str]:
    """The string constants of a module, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body]
    docstrings = {id(node.body[0].value) for node in bodies if isinstance(node.body[0], ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_key_that_is_named_is_in_both_catalogues(path: Path) -> None:
    keys = [text for text in texts(path) if re.fullmatch(r"cli\.[a-z0-9.-]+[a-z0-9]", text)]
    assert [key for key in keys if not has("fr", key) or not has("en", key)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_stands_in_code(path: Path) -> None:
    """Three words in a row make a sentence; a pattern or an example of a value is none."""
    found = [text for text in texts(path) if re.search(r"[A-Za-zé]{2,} [a-zé]{2,} [a-zé]{2,}", text)]
    assert found == []
