"""One command line run inside this process: its exit code, stdout and stderr."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from auditor import cli, settings


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Ran]


@pytest.fixture
def ran(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Runs `auditor ARGS` in an empty folder, with only the variables that are given and no user file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "user_settings_folder", lambda: tmp_path / "no-user-file")

    def run(*args: str, **environ: str) -> Ran:
        code = cli.run(args, {"AUDITOR_REPORT_PDF": "false", **environ})  # a browser for every report would double their time
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
