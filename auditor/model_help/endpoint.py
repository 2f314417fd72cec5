"""The model's address: checked before anything is sent, and asked within bounds of time and size that the other side cannot stretch.

In: settings and the environment (the key is read there and kept nowhere). Out: `Endpoint`; a wrong address is a `UsageProblem`, an answer
that does not come a `NoAnswer` with its reason, never with the other side's words: they could repeat the key, or drive a terminal.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import json
import queue
import socket
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from auditor.errors import UsageProblem
from auditor.settings import RewriteSettings

KEYS = ("AUDITOR_LLM_KEY", "OPENAI_API_KEY")  # the first that is set
NO_KEY = "none"  # the client asks for one, local servers do not
MOST_BYTES = 256 * 1024  # of an answer; one sentence in JSON is a few hundred
MOST_TOKENS = 300
STATUS = {401: "refused", 403: "refused", 404: "unknown", 429: "busy"}
NOT_UNDERSTOOD = (400, 422)  # some servers know no temperature or limit: asked once more without
FATAL = ("refused", "unknown", "busy", "unreachable")  # the next request would fare no better


class NoAnswer(Exception):
    """No answer that can be used: timeout | unreachable | refused | unknown | busy | failed | too-long | nonsense | redirected."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.status = reason, status


@dataclass
class Endpoint:
    """A chat model behind an OpenAI-compatible address."""

    url: str
    model: str
    timeout: float  # seconds, for a whole exchange
    is_local: bool  # this very machine
    is_plain: bool  # no TLS
    key: str = field(default=NO_KEY, repr=False)
    extras: dict[str, Any] = field(default_factory=lambda: {"temperature": 0, "max_tokens": MOST_TOKENS})
    _client: Any = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """The host, with its port where one is named: what a user is told."""
        return urlsplit(self.url).netloc

    def ask(self, messages: Sequence[Mapping[str, str]]) -> str:
        """The model's answer to a chat; NoAnswer after `timeout` seconds at the latest, whatever the other side does."""
        try:
            return self._within(messages)
        except NoAnswer as problem:
            if problem.status not in NOT_UNDERSTOOD or not self.extras:
                raise
        self.extras = {}
        return self._within(messages)

    def close(self) -> None:
        """Let go of the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _within(self, messages: Sequence[Mapping[str, str]]) -> str:
        """A thread of its own asks: a server that sends a byte now and then would hold this one for ever."""
        client, told = self._opened(), queue.Queue[str | NoAnswer](1)
        threading.Thread(target=_exchange, args=(client, self._request(messages), told), daemon=True, name="model").start()
        try:
            answer = told.get(timeout=self.timeout)
        except queue.Empty:
            self.close()
            raise NoAnswer("timeout") from None
        if isinstance(answer, NoAnswer):
            raise answer from None
        return answer

    def _request(self, messages: Sequence[Mapping[str, str]]) -> dict[str, Any]:
        return {"model": self.model, "messages": [dict(message) for message in messages], **self.extras}

    def _opened(self) -> Any:
        if self._client is None:
            import openai

            hooks: dict[str, list[Any]] = {"response": [_refuse_early]}
            http = openai.DefaultHttpxClient(follow_redirects=False, trust_env=not self.is_local, event_hooks=hooks)
            headers = {"Accept-Encoding": "identity"}
            self._client = openai.OpenAI(
                base_url=self.url, api_key=self.key, timeout=self.timeout, max_retries=0, http_client=http, default_headers=headers
            )
        return self._client


def endpoint(settings: RewriteSettings, environ: Mapping[str, str]) -> Endpoint | None:
    """The model that the user has named, its address checked; None without one. UsageProblem says what is missing or unsafe."""
    if not settings.llm_url:
        if settings.llm_model:
            raise UsageProblem("model_help.no-address")
        return None
    parts = urlsplit(settings.llm_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageProblem("model_help.no-such-address", scheme=parts.scheme or "-")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageProblem("model_help.key-in-address", host=parts.hostname, variable=KEYS[0])
    if not settings.llm_model:
        raise UsageProblem("model_help.no-model", host=parts.hostname)
    found = _addresses(parts.hostname)
    is_local = bool(found) and all(address.is_loopback for address in found)
    if parts.scheme == "http" and not (found and all(address.is_private or address.is_loopback for address in found)):
        raise UsageProblem("model_help.plain-http", host=parts.hostname)
    if importlib.util.find_spec("openai") is None:
        raise UsageProblem("model_help.no-extra")
    key = next((environ[name] for name in KEYS if environ.get(name)), NO_KEY)
    plain = parts.scheme == "http" and not is_local
    return Endpoint(settings.llm_url, settings.llm_model, settings.llm_timeout, is_local, plain, key)


def _addresses(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Where a host lies; nothing when nobody knows."""
    try:
        rows = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in rows]


def _exchange(client: Any, request: Mapping[str, Any], told: queue.Queue[str | NoAnswer]) -> None:
    try:
        told.put(_answer(client, request))
    except Exception as error:  # whatever it was: its words may repeat the key, so only its kind is told
        told.put(_reason(error))


def _answer(client: Any, request: Mapping[str, Any]) -> str:
    body = bytearray()
    with client.chat.completions.with_streaming_response.create(**request) as response:
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise NoAnswer("too-long")
    try:
        content = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NoAnswer("nonsense") from None
    if not isinstance(content, str):
        raise NoAnswer("nonsense")
    return content


def _refuse_early(response: Any) -> None:
    """Before any byte of a body is read: the client would read an error's whole, and a packed one could be of any size."""
    status = int(response.status_code)
    if 300 <= status < 400:
        raise NoAnswer("redirected", status)  # the text was announced for this host, not for another
    if status != 200:
        raise NoAnswer(STATUS.get(status, "failed"), status)
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NoAnswer("nonsense")


def _reason(error: BaseException) -> NoAnswer:
    """The kind of a failure, found along its causes."""
    import openai

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, NoAnswer):
            return seen
        if isinstance(seen, openai.APITimeoutError | TimeoutError):
            return NoAnswer("timeout")
        seen = seen.__cause__ or seen.__context__
    return NoAnswer("unreachable" if isinstance(error, openai.APIConnectionError) else "failed")
