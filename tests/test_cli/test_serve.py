"""A report is served on this machine only, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from urllib.request import urlopen

import pytest

from auditor.cli.serve import server

from .conftest import Runner


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<title>Report</title>", encoding="utf-8")
    return tmp_path


def test_the_server_listens_on_this_machine_only_and_shows_the_report(report: Path) -> None:
    with server(report) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        host, port = running.server_address[:2]
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            body, cache = answer.read(), answer.headers["Cache-Control"]
        running.shutdown()
        thread.join()
    assert (host, body, cache) == ("127.0.0.1", b"<title>Report</title>", "no-store")


def test_a_port_that_is_taken_is_told(ran: Runner, report: Path) -> None:
    with server(report) as running:
        found = ran("serve", str(report), "--port", str(running.server_address[1]))
    assert found.code == 2
    assert "is taken" in found.err


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is no signal that a test can send there")
def test_ctrl_c_ends_the_server_with_130(report: Path) -> None:
    # A shell that runs the tests in the background makes its children deaf to SIGINT; the program under test must hear it.
    start = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from auditor.cli import main; main()"
    command = [sys.executable, "-c", start, "serve", str(report)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=os.environ | {"AUDITOR_UI_LANG": "en"}
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        said = process.stderr.readline()
        with urlopen(address) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(timeout=20) == 130
    assert "Ctrl-C" in said
    assert rest == "The server has stopped.\n"
