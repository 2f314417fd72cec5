"""Pages that JavaScript draws are drawn, or said to need a browser; the browser goes nowhere that we would not."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from auditor.browser import find_chromium
from auditor.crawl import Progress, draw, read_warc
from auditor.crawl.shell import needs_browser
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from test_crawl.crawl_server import Reply, Server, page, running
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
SHELL = '<!doctype html><html><head><title>Atelier</title></head><body><div id="root"></div><script src="/app.js"></script></body></html>'
SCRIPT = """
fetch("/textes.json").then(r => r.json()).then(t => {
  document.getElementById("root").innerHTML = "<h1>" + t.titre + "</h1><p>" + location.pathname + "</p><a href='/offre'>Offre</a>";
});
"""
TEXTS = Reply('{"titre": "Vous choisissez"}', type="application/json")
JS = "text/javascript"


@pytest.fixture
def app(site: Server) -> Server:
    """A site of one shell for every address, whose text a script fetches."""
    site.routes |= {"/": Reply(SHELL), "/offre": Reply(SHELL), "/app.js": Reply(SCRIPT, type=JS), "/textes.json": TEXTS}
    return site


@pytest.fixture
def browser() -> None:
    if find_chromium() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium found; set AUDITOR_CHROMIUM to one")


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "find_chromium", lambda: None)


def seen(body: str, kind: str = "text/html") -> Page:
    return Page("https://exemple.fr/", "", body.encode(), kind)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (SHELL, True),
        ("<body><app-root></app-root><script src=a.js></script></body>", True),
        ("<body><div class=x id='__next'>Chargement</div><script>1</script><noscript>Activez JavaScript</noscript></body>", True),
        (f"<body><div id=root>{'mot ' * 60}</div><script></script></body>", False),
        ("<body><div id=root>Bonjour</div></body>", False),
        ("<body><div id=rooted>Bonjour</div><script></script></body>", False),
        ("<body><p>Bonjour</p><script></script></body>", False),
    ],
)
def test_a_page_needs_a_browser_where_it_has_a_root_and_no_text(body: str, expected: bool) -> None:
    assert needs_browser(seen(body)) is expected
    assert not needs_browser(seen(body, "text/plain"))


@pytest.mark.usefixtures("browser")
def test_a_page_without_text_of_its_own_is_drawn_and_its_links_followed(app: Server, read: Read) -> None:
    found = [one for one in read() if isinstance(one, Page)]
    assert paths(found) == ["/", "/offre"]
    assert "<h1>Vous choisissez</h1><p>/offre</p>" in found[1].body.decode()
    assert found[0].charset == "utf-8"
    assert app.paths.count("/") == app.paths.count("/offre") == app.paths.count("/app.js") == 1


@pytest.mark.usefixtures("browser")
def test_the_archive_holds_pages_as_they_were_drawn(app: Server, read: Read, tmp_path: Path) -> None:
    """The drawn page is a conversion that refers to its response, so that the archive alone gives the text of the crawl."""
    warc = tmp_path / "site.warc.gz"
    found = [one for one in read(warc=warc) if isinstance(one, Page)]
    with warc.open("rb") as stream:
        records = [(one.rec_type, one.rec_headers) for one in ArchiveIterator(stream, check_digests="raise")]
    answered = {told.get_header("WARC-Record-ID"): told.get_header("WARC-Target-URI") for kind, told in records if kind == "response"}
    drawn = [told for kind, told in records if kind == "conversion"]
    assert [answered[told.get_header("WARC-Refers-To")] for told in drawn] == [one.url for one in found]
    assert [(one.url, one.key, one.body, one.charset) for one in read_warc(warc)] == [
        (one.url, one.key, one.body, one.charset) for one in found
    ]


def test_an_archive_of_pages_that_were_not_drawn_says_that_they_need_a_browser(app: Server, read: Read, tmp_path: Path) -> None:
    app.routes |= {"/": page("/offre")}
    read(render="never", warc=tmp_path / "site.warc.gz")
    assert reasons(read_warc(tmp_path / "site.warc.gz")) == {"/offre": "needs-browser"}


@pytest.mark.usefixtures("browser")
def test_a_page_that_needed_a_browser_is_drawn_once_there_is_one_and_not_fetched_again(app: Server, read: Read, tmp_path: Path) -> None:
    app.routes |= {"/": page("/offre")}
    warc = tmp_path / "site.warc.gz"
    before = read(render="never", warc=warc)
    assert reasons(before) == {"/offre": "needs-browser"}
    assert paths(read(warc=warc, already=before)) == ["/offre"]
    assert app.paths.count("/offre") == 1
    assert paths(read_warc(warc)) == ["/", "/offre"]


@pytest.mark.usefixtures("browser")
def test_what_a_page_asks_for_passes_robots_txt(app: Server, read: Read) -> None:
    app.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /textes.json")
    [found] = read(max_pages=1)
    assert isinstance(found, Page)
    assert b"Vous choisissez" not in found.body
    assert "/textes.json" not in app.paths


@pytest.mark.usefixtures("browser")
def test_what_a_page_asks_for_elsewhere_passes_the_same_checks(app: Server, read: Read) -> None:
    """Another host may give a script where its robots.txt allows it; a frame, a picture, a socket or a form go nowhere."""
    with running(Server()) as other:
        away = f"""
            const away = "{other.url}";
            fetch(away + "/a"); fetch(away + "/prive"); fetch(away + "/b", {{method: "POST", body: "x"}});
            new WebSocket(away.replace("http", "ws") + "/ws"); new Image().src = away + "/image"; navigator.sendBeacon(away + "/c");
            const frame = document.createElement("iframe"); frame.src = away + "/cadre"; document.body.append(frame);
            open(away + "/fenetre"); location.href = away + "/ailleurs";
        """
        other.routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /prive")
        app.routes["/app.js"] = Reply(away + SCRIPT, type=JS)
        assert paths(read(max_pages=1)) == ["/"]
        assert sorted(asked.path for asked in other.asked) == ["/a", "/robots.txt"]


@pytest.mark.usefixtures("browser")
def test_a_page_that_never_rests_is_taken_as_it_stands(app: Server, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draw, "LONGEST", 1.5)
    app.routes["/app.js"] = Reply("setInterval(() => document.getElementById('root').append('mot '), 20)", type=JS)
    [found] = read(max_pages=1)
    assert isinstance(found, Page)
    assert b"mot mot" in found.body


@pytest.mark.usefixtures("browser")
def test_always_draws_every_page(site: Server, read: Read) -> None:
    body = "<body><p>Avant</p><script>document.querySelector('p').textContent = 'Apr\\u00e8s'</script></body>"
    site.routes["/"] = Reply(body)
    [found] = read(render="always")
    assert isinstance(found, Page)
    assert "<p>Après</p>" in found.body.decode()
    [found] = read()
    assert isinstance(found, Page)
    assert found.body == body.encode()


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_page_is_listed(app: Server, read: Read) -> None:
    app.routes["/"] = page("/offre", text="Vous choisissez la date.")
    found = read()
    assert (paths(found), reasons(found)) == (["/"], {"/offre": "needs-browser"})


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize("render", ["auto", "always"])
def test_a_first_page_that_needs_a_browser_is_one_clear_sentence(app: Server, read: Read, render: str) -> None:
    with pytest.raises(NothingToAudit, match=r"client-focus-auditor\[render\]") as problem:
        read(render=render)
    assert problem.value.key == "crawl.first-needs-browser"


def test_a_short_page_that_looks_like_an_application_is_read_as_it_stands(site: Server, read: Read) -> None:
    short = "<body><div id=app><p>Vous appelez le matin, nous passons le soir, et vous gardez le devis trente jours sans rien devoir, "
    site.routes["/"] = Reply(short + "même si vous changez d'avis.</p></div><script>1</script></body>")
    assert needs_browser(seen(str(site.routes["/"].body)))
    assert paths(read(render="never")) == ["/"]


def test_never_starts_no_browser(app: Server, read: Read) -> None:
    app.routes["/"] = page("/offre", text="Vous choisissez la date.")
    assert reasons(read(render="never")) == {"/offre": "needs-browser"}
    assert "/app.js" not in app.paths


@pytest.mark.usefixtures("browser")
def test_a_script_in_an_endless_loop_does_not_hold_the_crawl(app: Server, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    app.routes |= {"/": page("/fou", "/offre", text="Vous choisissez."), "/fou": Reply(SHELL.replace("/app.js", "/fou.js"))}
    app.routes["/fou.js"] = Reply("for (;;) {}", type=JS)

    def hurry(at: Progress) -> None:
        """The browser may take its time to start, for the page before."""
        if at.url.endswith("/offre"):
            monkeypatch.setattr(draw, "GIVEN_UP", 2.0)

    browsers: list[int] = []
    process_of = draw._process_of
    monkeypatch.setattr(draw, "_process_of", lambda browser: browsers.append(process_of(browser)) or browsers[-1])
    found = read(progress=hurry)
    assert (sorted(paths(found)), reasons(found)) == (["/", "/offre"], {"/fou": "needs-browser"})
    assert not any(map(_runs, browsers)), "a loop that goes on keeps a core busy"
    assert browsers


def _runs(process: int) -> bool:
    """Whether a process is still there two seconds later."""
    until = time.monotonic() + 2
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True
