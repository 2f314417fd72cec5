"""`auditor benchmark build --warc` from the command line to the file: archives here and afar, ours, wget's and damaged ones."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import fsspec
import pytest
from made_sites import made_site, write_site

from auditor import archives, benchmark, cli, settings
from auditor.cli.terminal import LANGS
from auditor.crawl.anybody import Whole, read_every_site
from auditor.errors import UsageProblem
from auditor.models import Page
from auditor.pipeline import Unwatched
from auditor.scale import gathering
from auditor.scale.gathering import Gathering
from auditor.settings import Settings

from .test_archives import write

Run = Callable[..., tuple[dict[str, object], str]]  # what was printed as JSON, and on stderr
NAMES = {f"https://www.firm-{n}.{'fr' if n % 2 else 'co.uk'}": ("fr" if n % 2 else "en", n) for n in range(4)}


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two archives of four companies: of each, two pages lie in one and two in the other."""
    folder = tmp_path_factory.mktemp("archives")
    halves: list[dict[str, tuple[str, str]]] = [{}, {}]
    for address, (lang, number) in NAMES.items():
        for n, (name, text) in enumerate(made_site(number, lang).items()):
            halves[n % 2][f"{address}/{name}"] = (text, "200 OK")
    first, second = (write(folder / f"{n}.warc.gz", pages) for n, pages in enumerate(halves))
    return first, second


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    monkeypatch.setattr(settings, "user_settings_folder", lambda: tmp_path / "no-user-file")

    def done(*patterns: str, code: int = 0) -> tuple[dict[str, object], str]:
        given = [part for pattern in patterns for part in ("--warc", pattern)]
        ended = cli.run(["benchmark", "build", *given, "-o", "set.json", "--workers", "1", "--json", "--ui-lang", "en"], {})
        captured = capsys.readouterr()
        assert ended == code, captured.err
        return (json.loads(captured.out) if captured.out else {}), captured.err

    return done


def in_memory(file: Path, name: str) -> str:
    address = f"memory://archives/{name}"
    with fsspec.open(address, "wb") as stream:
        stream.write(file.read_bytes())
    return address


def test_archives_here_and_afar_give_the_same_benchmark_and_leave_nothing_behind(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    told, _ = run(str(two[0].parent / "*.warc.gz"))
    assert (told["companies"], told["left_out"], told["origin"]) == (4, [], "archives")
    here = (tmp_path / "set.json").read_bytes()
    found = benchmark.load(tmp_path / "set.json")
    assert {(d.lang, d.companies) for d in found.distributions if not d.kind} == {("fr", 2), ("en", 2)}
    assert [path.name for path in tmp_path.iterdir()] == ["set.json"]
    for n, file in enumerate(two):
        in_memory(file, f"{n}.warc.gz")
    run("memory://archives/*.warc.gz")
    assert (tmp_path / "set.json").read_bytes() == here


def test_a_run_that_was_killed_reads_no_archive_and_measures_no_company_again(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed when two companies were measured; the second run does the others, and gives what one run gives."""
    addresses, whole = [str(one) for one in two], Gathering(tmp_path / "whole", Settings())
    measured: list[str] = []
    measure = gathering.measure_site

    def killed(slug: str, *args: object, **kwargs: object) -> object:
        if len(measured) == 2:
            raise KeyboardInterrupt
        measured.append(slug)
        return measure(slug, *args, **kwargs)  # type: ignore[arg-type]

    broken = Gathering(tmp_path / "broken", Settings())
    with monkeypatch.context() as patched:
        patched.setattr(gathering, "measure_site", killed)
        with pytest.raises(KeyboardInterrupt):
            broken.of_archives(addresses, Unwatched())
    with monkeypatch.context() as patched:
        patched.setattr(archives, "gather", lambda *_: pytest.fail("an archive was read again"))
        patched.setattr(gathering, "measure_site", lambda slug, *a, **k: measured.append(slug) or measure(slug, *a, **k))
        counted, out = broken.of_archives(addresses, Unwatched())
    assert sorted(measured) == sorted(set(measured))
    assert len(measured) == len(NAMES)
    assert (counted, out) == whole.of_archives(addresses, Unwatched())


def test_an_archive_that_breaks_off_is_named_and_what_stood_before_counts(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(two[1].read_bytes()[:-120])
    told, err = run(str(two[0]), str(torn))
    assert told["companies"] == 4
    assert told["left_out"] == [{"name": "torn.warc.gz", "reason": "broken"}]
    assert "torn.warc.gz" in err


@contextmanager
def served(handler: type[BaseHTTPRequestHandler] | partial[SimpleHTTPRequestHandler]) -> Iterator[int]:
    """The port of a server that runs inside."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_an_archive_on_a_web_server_is_read_as_one_here(two: tuple[Path, Path], tmp_path: Path) -> None:
    pytest.importorskip("aiohttp")
    with served(partial(Quiet, directory=str(two[0].parent))) as port:
        found = list(read_every_site(f"http://127.0.0.1:{port}/0.warc.gz"))
        assert found == list(read_every_site(str(two[0])))
        with pytest.raises(UsageProblem, match="none.warc.gz"):
            list(read_every_site(f"http://127.0.0.1:{port}/none.warc.gz"))


class Proxy(BaseHTTPRequestHandler):
    """A proxy that knows one company's site, so that wget reads it by its name."""

    pages = made_site(0, "en")

    def do_GET(self) -> None:
        name = urlsplit(self.path).path.strip("/") or "index.html"
        body = self.pages.get(name, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.mark.skipif(not shutil.which("wget"), reason="wget is not installed")
def test_an_archive_of_wget_gives_its_pages(tmp_path: Path) -> None:
    with served(Proxy) as port:
        options = ["-q", "-r", "-e", "robots=off", "-e", "use_proxy=yes", "-e", f"http_proxy=127.0.0.1:{port}", "--tries=1"]
        subprocess.run(["wget", *options, "--warc-file=firm", "http://www.firm.co.uk/"], cwd=tmp_path, check=False, timeout=60)
    pages = [seen for seen in read_every_site(str(tmp_path / "firm.warc.gz")) if isinstance(seen, Page)]
    assert {page.key for page in pages} == {"", "about", "services", "contact"}
    assert {archives.registered_domain(page.url) for page in pages} == {"firm.co.uk"}


def test_an_archive_of_our_own_crawler_counts_as_a_company(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its address is of numbers only, which no company has: here it is given a domain."""
    monkeypatch.setattr(archives, "registered_domain", lambda url: "firm.fr" if "127.0.0.1" in url else "")
    folder = write_site(tmp_path / "site", 1, "fr")
    with served(partial(Quiet, directory=str(folder))) as port:
        crawled = cli.run(["crawl", f"http://127.0.0.1:{port}/", "--allow-private", "--ui-lang", "en"], {"AUDITOR_CRAWL_PAUSE": "0"})
    assert crawled == 0, capsys.readouterr().err
    capsys.readouterr()
    told, _ = run(str(tmp_path / ".auditor" / "warc" / "*.warc.gz"))
    assert told["companies"] == 1
    found = benchmark.load(tmp_path / "set.json")
    assert [(d.lang, d.companies) for d in found.distributions if not d.kind] == [("fr", 1)]


def test_a_stream_that_stops_is_torn_and_not_a_crash(two: tuple[Path, Path]) -> None:
    class Broken:
        def __init__(self) -> None:
            self.left = two[0].read_bytes()[:500]

        def read(self, size: int = -1) -> bytes:
            if not self.left:
                raise ConnectionError("the line broke")
            block, self.left = self.left[:200], self.left[200:]
            return block

    whole = Whole(Broken())  # type: ignore[arg-type]
    while whole.read(4096):
        pass
    assert (whole.is_torn, whole.size) == (True, 500)


@pytest.mark.parametrize("lang", LANGS)
def test_what_cannot_be_reached_is_one_sentence(run: Run, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, err = run("memory://nowhere/*.warc.gz", code=2)
    assert "memory://nowhere/*.warc.gz" in err
    _, err = run("nosuch://bucket/a*.warc.gz", code=2)
    assert err.count("\n") == 1
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(UsageProblem) as caught:
        archives.archives_of(["s3://bucket/*.warc.gz"])
    assert 'client-focus-auditor[archives]"' in caught.value.sentence(lang)
