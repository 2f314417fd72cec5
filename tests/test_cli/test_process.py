"""The program as a process: pipes, encodings, `python -m`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = [sys.executable, "-m", "auditor"]


def test_an_ascii_pipe_does_not_stop_french_help() -> None:
    environ = os.environ | {"PYTHONIOENCODING": "ascii:strict", "AUDITOR_UI_LANG": "fr"}
    shown = subprocess.run([*RUN, "--help"], capture_output=True, env=environ)
    assert shown.returncode == 0
    assert "navigateur" in shown.stdout.decode("utf-8")
    assert shown.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipe there")
def test_a_reader_that_leaves_early_is_no_failure() -> None:
    """`auditor rules list | head -1`."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        shown = subprocess.run([*RUN, "rules", "list"], stdout=closed, stderr=subprocess.PIPE, encoding="utf-8")
    assert shown.returncode == 0
    assert shown.stderr == ""


def test_label_streams_every_line_in_order_and_reports_the_broken_ones(tmp_path: Path) -> None:
    """A broken line, an empty one, and one that is not UTF-8 come out as errors; the others are labelled; the exit code is 2."""
    rows = [
        json.dumps({"id": "1", "text": "We build boats.", "lang": "en", "focus": "customer"}).encode(),
        b'{"text": "We bui',
        b"",
        '{"text": "Déjà", "lang": "fr"}'.encode("latin-1"),
        json.dumps({"id": "2", "text": "Vous naviguez dès samedi.", "lang": "fr"}).encode(),
    ]
    shown = subprocess.run([*RUN, "--ui-lang", "en", "label"], input=b"\xef\xbb\xbf" + b"\n".join(rows), capture_output=True, cwd=tmp_path)
    out = [json.loads(line) for line in shown.stdout.decode("utf-8").splitlines()]
    assert shown.returncode == 2
    assert ["error" in line for line in out] == [False, True, True, True, False]
    assert (out[0]["focus"], out[4]["focus"]) == ("self", "customer")
    assert shown.stderr.decode("utf-8") == "3 lines could not be read: they came out as errors.\n"
