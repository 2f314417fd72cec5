"""Completion of commands in shells."""

import os
import shutil
import subprocess
import sys

import pytest

from .conftest import Runner

ASK = "from auditor.cli import main; main()"


def words(line: str, at: int) -> list[str]:
    """What bash is told to propose for a line: the words alone."""
    environ = {**os.environ, "_AUDITOR_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(at)}
    told = subprocess.run([sys.executable, "-c", ASK], env=environ, capture_output=True, text=True, timeout=120, check=False)
    assert told.stderr == ""
    return told.stdout.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(ran: Runner, shell: str) -> None:
    told = ran("completion", shell)
    assert told.code == 0
    assert f"_AUDITOR_COMPLETE={shell}_complete" in told.out


def test_another_shell_is_refused_in_a_sentence(ran: Runner) -> None:
    assert ran("completion", "tcsh").code == 2


def test_commands_options_and_choices_are_proposed() -> None:
    assert "plain,check" in words("auditor che", 1)
    assert "plain,--fail-under" in words("auditor check --fail", 2)
    assert words("auditor check --fail-on w", 3) == ["plain,warning"]


def test_where_no_word_is_known_files_are_proposed() -> None:
    assert words("auditor check con", 2) == ["file,con"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
def test_bash_can_read_its_script(ran: Runner) -> None:
    script = ran("completion", "bash").out
    read = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, timeout=60, check=False)
    assert (read.returncode, read.stderr) == (0, "")
