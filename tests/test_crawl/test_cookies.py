"""Cookies are brought back as a browser brings them, and no site fills the jar."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from auditor.crawl.cookies import ALL, MOST
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from test_crawl.crawl_server import Handler, Reply, Server, page, to
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]


def sent(site: Server, path: str) -> str:
    """The cookies of the last request for a path."""
    return next(asked.headers.get("cookie", "") for asked in reversed(site.asked) if asked.path == path)


def handing_out(*cookies: str, body: Reply) -> Reply:
    return Reply(body.body, headers=tuple(("Set-Cookie", cookie) for cookie in cookies))


def test_a_page_that_is_shown_to_who_brings_its_cookie_back_is_read(site: Server, read: Read) -> None:
    """The answer without the cookie is a redirect to the address itself."""

    def gate(handler: Handler) -> Reply:
        if "vu=1" in handler.headers.get("Cookie", ""):
            return page("/tarifs", text="Vous choisissez la date.")
        return Reply("", 302, headers=(("Location", handler.path), ("Set-Cookie", "vu=1")))

    site.routes |= {"/": gate, "/tarifs": page(text="Vos tarifs.")}
    assert paths(read()) == ["/", "/tarifs"]


def test_a_gate_by_way_of_another_page_opens_too(site: Server, read: Read) -> None:
    def gate(handler: Handler) -> Reply:
        return page(text="Bienvenue.") if "vu=1" in handler.headers.get("Cookie", "") else to("/entree")

    site.routes |= {"/": gate, "/entree": Reply("", 302, headers=(("Location", "/"), ("Set-Cookie", "vu=1")))}
    assert paths(read()) == ["/"]


def test_a_gate_that_a_killed_run_stood_before_is_asked_again(site: Server, read: Read, tmp_path: Path) -> None:
    """The archive holds the way to the gate, not the cookie that opens it; what else it holds is not asked for again."""
    behind = [Reply("", 503, headers=(("Retry-After", "9999"),)), page(text="Vos tarifs.")]

    def gate(handler: Handler) -> Reply:
        if "vu=1" in handler.headers.get("Cookie", ""):
            return behind[0]
        return Reply("", 302, headers=(("Location", handler.path), ("Set-Cookie", "vu=1")))

    site.routes |= {"/": page("/ici", "/porte"), "/ici": to("/la"), "/la": page(text="Vous choisissez."), "/porte": gate}
    warc = tmp_path / "site.warc.gz"
    assert reasons(read(warc=warc)) == {"/ici": "duplicate", "/porte": "busy"}
    behind.pop(0)
    site.asked.clear()
    assert paths(read(warc=warc)) == ["/", "/la", "/porte"]
    assert site.paths == ["/porte", "/porte"]


def test_a_redirect_to_itself_ends_with_the_same_cookie_or_with_a_new_one_each_time(site: Server, read: Read) -> None:
    number = count()

    def endless(handler: Handler) -> Reply:
        return Reply("", 302, headers=(("Location", "/neuf"), ("Set-Cookie", f"visite={next(number)}")))

    site.routes |= {
        "/": page("/meme", "/neuf"),
        "/meme": Reply("", 302, headers=(("Location", "/meme"), ("Set-Cookie", "a=1"))),
        "/neuf": endless,
    }
    assert reasons(read(max_redirects=5)) == {"/meme": "redirect", "/neuf": "redirect"}
    assert (site.paths.count("/meme"), site.paths.count("/neuf")) == (2, 6)


def test_a_first_page_that_only_redirects_to_itself_is_one_clear_sentence(site: Server, read: Read) -> None:
    site.routes["/"] = to("/")
    with pytest.raises(NothingToAudit) as problem:
        read()
    assert problem.value.key == "crawl.too-many-redirects"


def test_no_site_fills_the_jar(site: Server, read: Read) -> None:
    """The newest cookies are kept, as many as a browser keeps and a server takes; one that is too long is none."""
    many = [f"c{n}={'x' * 200}" for n in range(MOST + 20)]
    site.routes |= {
        "/": handing_out(*many, f"trop={'y' * 5_000}", body=page("/a")),
        "/a": handing_out(*(f"d{n}=1" for n in range(MOST)), body=page("/b", text="a")),
        "/b": page(text="b"),
    }
    assert paths(read()) == ["/", "/a", "/b"]
    first = sent(site, "/a")
    assert f"c{MOST + 19}=" in first
    assert "c0=" not in first
    assert "trop=" not in first
    assert len(first) < ALL + 3 * MOST
    assert sent(site, "/b").count("=") == MOST
