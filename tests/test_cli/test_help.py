"""Help is told by the catalogues in both languages, and costs no heavy import."""

import os
import re
import subprocess
import sys

import click
import pytest

from auditor.cli.commands import NAMES, auditor

from .conftest import Runner

HEAVY = (
    "pydantic",
    "rich",
    "spacy",
    "numpy",
    "sqlalchemy",
    "alembic",
    "jinja2",
    "requests",
    "lxml",
    "bs4",
    "babel",
    "auditor.models",
    "auditor.pipeline",
)


def every_path() -> list[tuple[str, ...]]:
    """() for the program itself, then ("audit",), ..., ("rules", "list"), ..."""
    ctx = click.Context(auditor)
    paths: list[tuple[str, ...]] = [()]
    for name in NAMES:
        paths.append((name,))
        command = auditor.get_command(ctx, name)
        if isinstance(command, click.Group):
            paths += [(name, below) for below in command.list_commands(ctx)]
    return paths


@pytest.mark.parametrize("path", every_path(), ids=" ".join)
def test_every_command_has_help_in_english_and_in_french(ran: Runner, path: tuple[str, ...]) -> None:
    english, french = ran(*path, "--help", "--ui-lang", "en"), ran(*path, "-h", "--ui-lang", "fr")
    assert english.code == french.code == 0
    assert english.out.startswith("Usage: auditor")
    assert french.out.startswith("Utilisation\u00a0: auditor")
    assert not re.search(r"Usage|Show this|Examples|default:|Commands", french.out)
    assert english.err == french.err == ""
    assert set(re.findall(r"--[a-z-]+", english.out)) == set(re.findall(r"--[a-z-]+", french.out))


@pytest.mark.parametrize("path", every_path(), ids=" ".join)
def test_the_common_options_are_everywhere(ran: Runner, path: tuple[str, ...]) -> None:
    shown = ran(*path, "-h").out
    assert all(option in shown for option in ("--store", "--ui-lang", "--json", "-q, --quiet", "-v, --verbose", "-h, --help"))


def test_a_common_option_is_heard_before_and_after_the_command(ran: Runner) -> None:
    before, after = ran("--json", "--ui-lang", "fr", "serve", "nowhere"), ran("serve", "nowhere", "--json", "--ui-lang=fr")
    assert before == after
    assert "ne contient pas de rapport" in before.err


def test_the_version_is_printed(ran: Runner) -> None:
    from auditor import __version__

    assert ran("--version").out == f"auditor {__version__}\n"


def test_a_program_called_without_a_command_shows_its_help_and_says_what_is_missing(ran: Runner) -> None:
    found = ran()
    assert found.code == 2
    assert found.out == ""
    assert "Commands:" in found.err
    assert found.err.endswith("auditor: a command is missing: see auditor --help.\n")


def test_help_imports_nothing_heavy() -> None:
    """What is imported, not how long it took: a clock on a busy machine says nothing."""
    probe = f"import sys; from auditor.cli import run; run(['--help'], {{}}); print([m for m in {HEAVY!r} if m in sys.modules])"
    shown = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, encoding="utf-8", check=True, env=os.environ | {"PYTHONIOENCODING": "utf-8"}
    )
    assert shown.stdout.splitlines()[-1] == "[]"
    assert "calibrate" in shown.stdout
