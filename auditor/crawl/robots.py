"""What robots.txt allows: RFC 9309, with protego beneath and three things put right before it reads.

In: the file's bytes and what the server said. Out: Robots, which answers for a path and names sitemaps and a crawl-delay.
"""

from __future__ import annotations

import re

from protego import Protego

MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: at least so much is read
HTML = re.compile(r"\s*<(!doctype|html|head|body|title|\?xml|!--)", re.IGNORECASE)
FIELD = re.compile(r"^\s*([A-Za-z-]+(?: (?:agent|delay|rate|time))?)\s*:\s*(.*?)\s*$")
TOKEN = re.compile(r"^[A-Za-z_-]+(?=\s)")
AGENT = frozenset(("user-agent", "useragent", "user agent"))
# The other fields of RFC 9309 and the misspellings that protego reads. Anything else, Crawl-delay too, must not cut a group in two (2.2.4).
RULES = frozenset(("allow", "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"))


class Robots:
    """The rules of one origin for one product token."""

    def __init__(self, text: str, token: str) -> None:
        self._rules = Protego.parse(_mended(text))
        self._whole = Protego.parse(text)
        self._token = token

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return bool(self._rules.can_fetch(url, self._token))

    @property
    def crawl_delay(self) -> float | None:
        """Seconds that the site asks for between two requests."""
        delay = self._whole.crawl_delay(self._token)
        return None if delay is None else float(delay)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Sitemaps that the file names, as written there."""
        return tuple(dict.fromkeys(self._whole.sitemaps))


def read_robots(body: bytes, token: str) -> Robots:
    """The rules in a body: the first 500 KiB of it, none at all where a page of HTML came instead."""
    cut = body[:MAX_BYTES]
    if len(body) > MAX_BYTES:  # half a rule would be another rule
        cut = cut[: max(cut.rfind(b"\n"), cut.rfind(b"\r")) + 1]
    text = cut.decode("utf-8-sig", errors="replace")
    return Robots("" if HTML.match(text) else text, token)


def allow_all(token: str) -> Robots:
    """The rules of a site that has none (4xx)."""
    return Robots("", token)


def _mended(text: str) -> str:
    """The lines that protego should see: an unknown field would end a group for it, and "foo bar" is the agent "foo"."""
    return "\n".join(line for raw in text.splitlines() if (line := _mended_line(raw.partition("#")[0])))


def _mended_line(line: str) -> str:
    found = FIELD.match(line)
    if not found:
        return line
    field, value = found[1].lower(), found[2]
    if field in AGENT:
        token = TOKEN.match(value)
        return f"User-agent: {token[0] if token else value}"
    return line if field in RULES else ""
