"""The model's address is checked before anything is sent, and no server can hold a run, fill its memory or learn more than it was told."""

from __future__ import annotations

import gzip
import time
from typing import Any

import pytest

from auditor import words
from auditor.errors import UsageProblem
from auditor.model_help import NoAnswer, endpoint
from auditor.model_help.endpoint import MOST_BYTES
from auditor.models import LANGS
from auditor.settings import RewriteSettings

from .conftest import KEY, Handler, Server, chat

CHAT = ({"role": "user", "content": "Bonjour"},)


def opened(server: Server, timeout: float = 5.0, **environ: str) -> Any:
    return endpoint(RewriteSettings(llm_url=server.url, llm_model="petit", llm_timeout=timeout), environ)


def test_nothing_is_asked_of_anybody_by_default() -> None:
    assert endpoint(RewriteSettings(), {"OPENAI_API_KEY": KEY}) is None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("ftp://127.0.0.1/v1", "no-such-address"),
        ("127.0.0.1:8080", "no-such-address"),
        (f"https://user:{KEY}@example.com/v1", "key-in-address"),
        (f"https://example.com/v1?api_key={KEY}", "key-in-address"),
        ("http://93.184.216.34/v1", "plain-http"),
        ("http://no-such-host.invalid/v1", "plain-http"),
    ],
)
def test_an_address_that_nothing_may_be_sent_to_is_refused_without_repeating_its_secrets(url: str, key: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        endpoint(RewriteSettings(llm_url=url, llm_model="petit"), {})
    assert caught.value.key == f"model_help.{key}"
    assert KEY not in "".join(caught.value.sentence(lang) for lang in LANGS)


def test_a_model_needs_a_server_and_a_server_a_model() -> None:
    for given in ({"llm_model": "petit"}, {"llm_url": "https://example.com/v1"}):
        with pytest.raises(UsageProblem):
            endpoint(RewriteSettings(**given), {})


@pytest.mark.parametrize(
    ("url", "local", "plain"),
    [
        ("http://127.0.0.1:1/v1", True, False),
        ("http://[::1]:1/v1", True, False),
        ("http://10.1.2.3/v1", False, True),
        ("https://93.184.216.34/v1", False, False),
    ],
)
def test_who_hears_it_is_known_before_it_is_said(url: str, local: bool, plain: bool) -> None:
    found = endpoint(RewriteSettings(llm_url=url, llm_model="petit"), {})
    assert found is not None
    assert (found.is_local, found.is_plain) == (local, plain)


def test_the_answer_comes_back_and_our_own_key_goes_before_the_common_one(server: Server) -> None:
    server.says("Vous.")
    model = opened(server, AUDITOR_LLM_KEY=KEY, OPENAI_API_KEY="sk-other")
    assert model.ask(CHAT) == "Vous."
    assert server.keys == [f"Bearer {KEY}"]
    assert server.asked[0]["messages"] == list(CHAT)
    assert KEY not in repr(model)
    model.close()


def test_a_server_that_knows_no_limits_is_asked_without_them(server: Server) -> None:
    def picky(handler: Handler, body: dict[str, Any]) -> None:
        handler.send(b'{"error": "temperature"}', 400) if "temperature" in body else handler.send(chat("Vous."))

    server.answering = picky
    model = opened(server)
    assert model.ask(CHAT) == model.ask(CHAT) == "Vous."
    assert len(server.asked) == 3  # the second request is told from the first
    model.close()


def _drip(handler: Handler, body: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def _drip_headers(handler: Handler, body: dict[str, Any]) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(200):
        handler.wfile.write(f"X-{n}: y\r\n".encode())
        time.sleep(0.05)


def _flood(handler: Handler, body: dict[str, Any], status: int = 200) -> None:
    handler.send_response(status)
    handler.end_headers()
    for _ in range(4096):
        handler.wfile.write(b"x" * 65536)


def _hang_up(handler: Handler, body: dict[str, Any]) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"choices"')
    handler.close_connection = True


ODD = {
    "drips": (_drip, "timeout"),
    "drips its headers": (_drip_headers, "timeout"),
    "silent": (lambda handler, body: time.sleep(2), "timeout"),
    "floods": (_flood, "too-long"),
    "floods with an error": (lambda handler, body: _flood(handler, body, 500), "failed"),
    "huge answer": (lambda handler, body: handler.send(chat("x" * MOST_BYTES)), "too-long"),
    "packed": (lambda handler, body: handler.send(gzip.compress(b" " * 10**7), Content_Encoding="gzip"), "nonsense"),
    "a page": (lambda handler, body: handler.send(b"<html><h1>Bienvenue</h1>", Content_Type="text/html"), "nonsense"),
    "no choices": (lambda handler, body: handler.send(b'{"choices": []}'), "nonsense"),
    "no words": (lambda handler, body: handler.send(chat(None)), "nonsense"),
    "a list": (lambda handler, body: handler.send(chat(["Vous."])), "nonsense"),
    "deep": (lambda handler, body: handler.send(b"[" * 100_000), "nonsense"),
    "no text": (lambda handler, body: handler.send(b"\xff\xfe\x00"), "nonsense"),
    "refuses": (lambda handler, body: handler.send(KEY.encode(), 401), "refused"),
    "knows no model": (lambda handler, body: handler.send(b"", 404), "unknown"),
    "busy": (lambda handler, body: handler.send(b"", 429, Retry_After="3600"), "busy"),
    "broken": (lambda handler, body: handler.send(KEY.encode(), 503), "failed"),
    "sends on": (lambda handler, body: handler.send(b"", 307, Location="http://127.0.0.1:9/v1/chat/completions"), "redirected"),
    "hangs up": (_hang_up, "failed"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_server_costs_its_time_at_most_and_is_told_by_kind_only(server: Server, name: str) -> None:
    server.answering, reason = ODD[name]
    model = opened(server, timeout=1.0, AUDITOR_LLM_KEY=KEY)
    begun = time.monotonic()
    with pytest.raises(NoAnswer) as caught:
        model.ask(CHAT)
    assert time.monotonic() - begun < 4
    assert caught.value.reason == reason
    assert KEY not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert all(words.has(lang, f"model_help.failed.{reason}") for lang in LANGS)
    model.close()


def test_a_server_that_is_not_there_is_unreachable(server: Server) -> None:
    server.server_close()
    model = opened(server)
    with pytest.raises(NoAnswer) as caught:
        model.ask(CHAT)
    assert caught.value.reason == "unreachable"
    model.close()
