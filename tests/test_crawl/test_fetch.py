"""One request, one answer, within limits of time and size."""

import gzip
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from auditor.crawl.answer import retry_after
from auditor.crawl.decode import TooLarge, UnknownEncoding, decoded
from auditor.crawl.pace import MAX_ADAPTED, MAX_CRAWL_DELAY, Pace
from auditor.models import NotRead, Page
from test_crawl.crawl_server import Handler, Reply, Server, page
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
BODY = b"<p>Vous choisissez le jour.</p>" * 50


def beside(site: Server, reply: Reply | Callable[[Handler], Reply | None]) -> None:
    """A site whose page /a gives the reply."""
    site.routes |= {"/": page("/a"), "/a": reply}


def packed(body: bytes, encoding: str) -> Reply:
    return Reply(body, headers=(("Content-Encoding", encoding),))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(BODY), "gzip"),
        (gzip.compress(BODY), "x-gzip"),
        (gzip.compress(BODY[:100]) + gzip.compress(BODY[100:]), "gzip"),
        (zlib.compress(BODY), "deflate"),
        (zlib.compress(BODY)[2:-4], "deflate"),
        (gzip.compress(gzip.compress(BODY)), "gzip, gzip"),
        (BODY, "gzip"),
        (BODY, "identity"),
    ],
    ids=["gzip", "x-gzip", "two members", "deflate", "bare deflate", "twice", "not at all", "identity"],  # the bytes hold the time of day
)
def test_a_compressed_page_is_read_as_it_was(site: Server, read: Read, body: bytes, encoding: str) -> None:
    site.routes["/"] = packed(body, encoding)
    [found] = read()
    assert isinstance(found, Page)
    assert found.body == BODY


def test_a_bomb_is_stopped_before_it_unpacks(site: Server, read: Read) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    beside(site, packed(bomb, "gzip"))
    assert reasons(read()) == {"/a": "too-large"}
    beside(site, packed(gzip.compress(bomb), "gzip, gzip"))
    assert reasons(read()) == {"/a": "too-large"}


def test_half_a_million_empty_members_take_no_time() -> None:
    """What follows a member was copied at its end: ten megabytes of empty ones took hours."""
    began = time.process_time()
    assert decoded(gzip.compress(b"") * 400_000 + gzip.compress(b"fin"), "gzip", 100) == b"fin"
    assert time.process_time() - began < 20


@pytest.mark.parametrize("size", [0, 1, 1023, 1024, 70_000])
def test_members_are_put_together_and_counted_as_one_body(size: int) -> None:
    parts = [bytes(range(256)) * (size // 256) + b"x" * (size % 256), b"entre", b"z" * size]
    packed = b"".join(map(gzip.compress, parts))
    whole = b"".join(parts)
    assert decoded(packed + b"rest", "gzip", len(whole)) == whole
    with pytest.raises(TooLarge):
        decoded(packed, "gzip", len(whole) - 1)


def test_more_encodings_than_a_server_needs_are_refused() -> None:
    body = gzip.compress(gzip.compress(gzip.compress(b"x")))
    with pytest.raises(UnknownEncoding):
        decoded(body, "gzip, gzip, gzip", 1000)
    with pytest.raises(TooLarge):
        decoded(b"x" * 1001, "", 1000)


def test_an_encoding_that_was_not_offered_is_listed(site: Server, read: Read) -> None:
    beside(site, packed(b"\x0b\x02\x80", "br"))
    assert reasons(read()) == {"/a": "not-text"}


def test_a_page_larger_than_the_limit_is_listed(site: Server, read: Read) -> None:
    beside(site, Reply(b"<p>" + b"a" * 4000))
    assert reasons(read(max_bytes=2048)) == {"/a": "too-large"}


def test_a_wrong_length_loses_no_text(site: Server, read: Read) -> None:
    long, short = Reply("<p>Votre toit.</p>", length=5000), Reply("<p>Votre cave.</p>", length=10)
    site.routes |= {"/": page("/long", "/short", "/b"), "/long": long, "/short": short, "/b": page(text="b")}
    bodies = {found.key: found.body for found in read(timeout=1) if isinstance(found, Page)}
    assert bodies["long"] == b"<p>Votre toit.</p>"
    assert bodies["short"] == b"<p>Votre c"
    assert "b" in bodies


def drip(handler: Handler) -> None:
    """A byte every twentieth of a second, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    handler.close_connection = True
    for _ in range(200):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def test_a_page_that_drips_is_given_up(site: Server, read: Read) -> None:
    beside(site, drip)
    started = time.monotonic()
    assert reasons(read(timeout=0.2)) == {"/a": "timeout"}
    assert time.monotonic() - started < 5


def test_a_page_that_never_answers_is_given_up(site: Server, read: Read) -> None:
    beside(site, lambda handler: time.sleep(1))
    assert reasons(read(timeout=0.2)) == {"/a": "timeout"}


def test_a_page_that_never_ends_is_cut_at_the_limit(site: Server, read: Read) -> None:
    def pour(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        handler.close_connection = True
        for _ in range(10_000):
            handler.wfile.write(b"a" * 10_000)

    beside(site, pour)
    assert reasons(read(max_bytes=100_000)) == {"/a": "too-large"}


def test_chunks_are_put_together(site: Server, read: Read) -> None:
    def chunked(handler: Handler) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        handler.wfile.write(head + b"3\r\n<p>\r\n5\r\nVotre\r\n4\r\n</p>\r\n0\r\n\r\n")

    beside(site, chunked)
    assert [found.body for found in read() if isinstance(found, Page)][1] == b"<p>Votre</p>"


def once(first: Reply, then: Reply) -> Callable[[Handler], Reply]:
    replies = [first]
    return lambda handler: replies.pop() if replies else then


@pytest.mark.parametrize("first", [Reply("later", 503, headers=(("Retry-After", "0"),)), Reply("", 200, length=10)])
def test_one_failure_is_tried_again(site: Server, read: Read, first: Reply) -> None:
    beside(site, once(first, page(text="a")))
    assert paths(read()) == ["/", "/a"]


def test_retry_after_is_honoured(site: Server, read: Read) -> None:
    at: list[float] = []

    def slow(handler: Handler) -> Reply:
        at.append(time.monotonic())
        return page(text="a") if len(at) > 1 else Reply("later", 429, headers=(("Retry-After", "1"),))

    beside(site, slow)
    assert paths(read()) == ["/", "/a"]
    assert at[1] - at[0] >= 0.99


def test_a_server_that_wants_a_long_rest_gets_it(site: Server, read: Read) -> None:
    tired = Reply("later", 503, headers=(("Retry-After", "86400"),))
    site.routes |= {"/": page("/a", "/b", "/c"), "/a": tired, "/b": tired, "/c": tired}
    assert set(reasons(read()).values()) == {"busy"}
    assert len(site.paths) == 2


def test_a_site_that_goes_down_is_left_alone(site: Server, read: Read) -> None:
    def hang_up(handler: Handler) -> None:
        handler.close_connection = True

    site.routes["/"] = page(*(f"/p{n}" for n in range(9)))
    site.routes |= {f"/p{n}": hang_up for n in range(9)}
    seen = read()
    assert reasons(seen) == {f"/p{n}": "unreachable" for n in range(9)}
    assert len(site.paths) == 1 + 5 * 2


def test_retry_after_is_a_number_or_a_date() -> None:
    assert retry_after("120") == 120
    assert 50 < retry_after(format_datetime(datetime.now(UTC) + timedelta(minutes=1), usegmt=True)) <= 60
    assert retry_after(format_datetime(datetime.now(UTC) - timedelta(minutes=1), usegmt=True)) == 0
    assert [retry_after(header) for header in ("", "soon", "-3", "nan", "Fri, 31 Dec 99999999999999 23:59:59 GMT")] == [0] * 5
    assert {retry_after(header) for header in ("inf", "1e400", "9999999999")} == {365 * 24 * 3600}


class Clock:
    """Time that passes only when one sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def paced(pause: float, **named: bool) -> tuple[Pace, Clock]:
    clock = Clock()
    return Pace(pause, **named, clock=lambda: clock.now, sleep=clock.sleep), clock


def test_the_first_request_goes_at_once_and_the_next_after_the_pause() -> None:
    pace, clock = paced(1.0)
    for _ in range(3):
        pace.wait()
        pace.answered(0.1, ok=True)
    assert clock.slept == [1.0, 1.0]


def test_a_slow_site_is_asked_less_often_and_an_error_never_speeds_up() -> None:
    pace, clock = paced(1.0)
    pace.answered(9.0, ok=True)
    assert pace.delay == 5.0
    pace.answered(0.1, ok=False)
    assert pace.delay == 5.0
    pace.answered(1000.0, ok=True)
    assert pace.delay == MAX_ADAPTED


def test_a_crawl_delay_is_honoured_up_to_its_ceiling() -> None:
    pace, _ = paced(1.0)
    pace.ask(5)
    pace.answered(0.1, ok=True)
    assert pace.delay == 5
    pace.ask(86400)
    assert pace.delay == MAX_CRAWL_DELAY


def test_a_preview_on_this_computer_is_read_without_pause() -> None:
    pace, clock = paced(1.0, is_preview=True)
    pace.ask(10)
    pace.answered(3.0, ok=True)
    pace.wait()
    assert clock.slept == []
    pace.hold(2)
    pace.wait()
    assert clock.slept == [2]


def test_headers_that_drip_are_given_up(site: Server, read: Read) -> None:
    """Each byte comes in time, the answer never does."""

    def drip(handler: Handler) -> None:
        handler.close_connection = True
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(60):
            time.sleep(0.1)
            handler.wfile.write(b"X-A: b\r\n")
            handler.wfile.flush()

    site.routes |= {"/": page("/a", "/b"), "/a": drip, "/b": page(text="b")}
    started = time.monotonic()
    seen = read(timeout=0.3)
    assert (paths(seen), reasons(seen)) == (["/", "/b"], {"/a": "timeout"})
    assert time.monotonic() - started < 4
