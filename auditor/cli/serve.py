"""`auditor serve DIR`: show a report at an address of this machine only.

In: the folder of a report. Out: its address on stdout, then a server until Ctrl-C (exit code 130, as everywhere).
"""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click

from auditor.cli.commands import as_command
from auditor.cli.options import Port
from auditor.cli.terminal import Session, say, show, show_json
from auditor.errors import UsageProblem

HOST = "127.0.0.1"  # never the network's own address: a client's audit is nobody else's business


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line per request, and without telling other sites where the reader came from."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def end_headers(self) -> None:
        """Headers that keep a rebuilt report from being shown stale."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()


@as_command("serve", click.argument("folder", required=True), click.option("--port", type=Port(), default=0))
def command(session: Session, folder: str, port: int) -> None:
    """Serve the folder until interrupted."""
    path = Path(folder)
    if not (path / "index.html").is_file():
        raise UsageProblem("cli.no-report", folder=folder)
    with server(path, port) as running:
        address = f"http://{HOST}:{running.server_address[1]}/"
        show_json({"schema_version": 1, "address": address}, indent=None) if session.as_json else show(address)
        sys.stdout.flush()
        session.kept = "cli.served"
        say(session, "cli.serving")
        running.serve_forever()


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server of the folder on 127.0.0.1; port 0 takes any free one. UsageProblem when the port is taken."""
    try:
        return ThreadingHTTPServer((HOST, port), partial(Quiet, directory=str(folder)))
    except OSError as error:
        raise UsageProblem("cli.port-taken", port=port) from error
