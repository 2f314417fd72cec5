"""A server on the loopback that answers as a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from auditor import knowledge
from auditor.knowledge import Knowledge
from auditor.language import Engine

Answering = Callable[["Handler", dict[str, Any]], None]
KEY = "sk-brume-4f1d9c7a"


class Handler(BaseHTTPRequestHandler):
    """One request; what is sent back is the server's `answering`."""

    server: Server

    def do_POST(self) -> None:
        """Remember, then answer."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        self.server.keys.append(self.headers.get("Authorization", ""))
        self.server.answering(self, body)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    """The server; `answering` may be changed at any time."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answering: Answering = lambda handler, body: handler.send(chat(""))
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def url(self) -> str:
        """The base address that a client is given."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, content: object) -> None:
        """Answer every request with these words."""
        self.answering = lambda handler, body: handler.send(chat(content))

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news."""


def chat(content: object) -> bytes:
    """An answer as OpenAI-compatible servers give it."""
    return json.dumps(
        {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}
    ).encode()


def offers(text: str, lang: str = "fr") -> str:
    """What an obedient model says."""
    return json.dumps({"phrase" if lang == "fr" else "sentence": text}, ensure_ascii=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return knowledge.load()


@pytest.fixture(scope="session")
def engine(known: Knowledge) -> Engine:
    return Engine(known)
