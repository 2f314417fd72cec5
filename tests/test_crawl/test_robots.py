"""What robots.txt allows is done, and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.crawl.robots import Robots, read_robots
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from test_crawl.crawl_server import Handler, Reply, Server, page, to
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
CASES = Path(__file__).parents[3] / "shared" / "bench" / "robots_cases.json"
OURS = "client-focus-auditor"
FORBID = "User-agent: *\nDisallow: /prive\n"


def allows(text: str, path: str = "/prive", token: str = OURS) -> bool:
    return Robots(text, token).allows(f"https://exemple.fr{path}")


def test_a_forbidden_page_is_listed_and_never_asked_for(site: Server, read: Read) -> None:
    site.routes |= {"/robots.txt": Reply(FORBID, type="text/plain"), "/": page("/a", "/prive"), "/a": page(text="a")}
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/", "/a"], {"/prive": "robots"})
    assert "/prive" not in site.paths


def test_a_forbidden_first_page_is_one_clear_sentence(site: Server, read: Read) -> None:
    site.routes |= {"/robots.txt": Reply("User-agent: *\nDisallow: /\n"), "/": page()}
    with pytest.raises(NothingToAudit, match="robots.txt") as problem:
        read()
    assert (problem.value.key, site.paths) == ("crawl.robots-forbid", [])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_robots_txt_that_is_not_there_forbids_nothing(site: Server, read: Read, status: int) -> None:
    site.routes |= {"/robots.txt": Reply(FORBID, status), "/": page("/prive"), "/prive": page(text="p")}
    assert paths(read()) == ["/", "/prive"]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_robots_txt_that_the_server_cannot_give_forbids_everything(site: Server, read: Read, status: int) -> None:
    site.routes |= {"/robots.txt": Reply("", status, headers=(("Retry-After", "0"),)), "/": page()}
    with pytest.raises(NothingToAudit) as problem:
        read()
    assert (problem.value.key, site.paths) == ("crawl.robots-unavailable", [])


def test_a_robots_txt_that_never_comes_forbids_everything(site: Server, read: Read) -> None:
    def hang_up(handler: Handler) -> None:
        handler.close_connection = True

    site.routes |= {"/robots.txt": hang_up, "/": page()}
    with pytest.raises(NothingToAudit):
        read()
    assert site.paths == []


def test_a_robots_txt_behind_redirects_counts(site: Server, read: Read) -> None:
    site.routes |= {"/robots.txt": to("/r1"), "/r1": to("/r2"), "/r2": Reply(FORBID), "/": page("/prive")}
    assert reasons(read()) == {"/prive": "robots"}


def test_a_robots_txt_that_loops_counts_as_missing(site: Server, read: Read) -> None:
    site.routes |= {"/robots.txt": to("/robots.txt"), "/": page("/prive"), "/prive": page(text="p")}
    assert paths(read()) == ["/", "/prive"]


def test_a_page_of_html_in_its_place_is_no_rule() -> None:
    assert read_robots(b"<!DOCTYPE html>\nUser-agent: *\nDisallow: /\n", OURS).allows("https://exemple.fr/")


def test_only_the_first_500_kib_count_and_no_rule_is_cut_in_two() -> None:
    head = b"User-agent: *\nDisallow: /a\n" + b"# " + b"x" * (500 * 1024 - 60) + b"\nDisallow: /prive/quelque/part\nDisallow: /b\n"
    rules = read_robots(head, OURS)
    assert not rules.allows("https://exemple.fr/a")
    assert rules.allows("https://exemple.fr/prive")
    assert rules.allows("https://exemple.fr/b")


def test_a_byte_order_mark_and_odd_bytes_do_not_hide_the_rules() -> None:
    assert not read_robots(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /prive\r\n# \xe9t\xe9\r\n", OURS).allows("https://exemple.fr/prive")


def test_our_group_is_found_by_its_product_token() -> None:
    assert not allows("User-agent: Client-Focus-Auditor\nDisallow: /prive")
    assert allows("User-agent: autre-outil\nDisallow: /prive")
    assert allows("User-agent: auditor\nDisallow: /prive")
    assert allows("User-agent: *\nDisallow: /\n\nUser-agent: client-focus-auditor\nAllow: /")


def test_a_field_that_is_unknown_does_not_cut_a_group_in_two() -> None:
    assert not allows("User-agent: *\nClean-param: ref /\nDisallow: /prive")
    assert not allows("User-agent: client-focus-auditor\nCrawl-delay: 5\nUser-agent: *\nDisallow: /prive")
    assert not allows("User-agent: client-focus-auditor\nUnknown: x\nUser-agent: autre\nDisallow: /prive")


def test_the_crawl_delay_of_our_group_is_told() -> None:
    text = "User-agent: *\nCrawl-delay: 2\n\nUser-agent: client-focus-auditor\nCrawl-delay: 7\nDisallow: /x"
    assert Robots(text, OURS).crawl_delay == 7
    assert Robots("User-agent: *\nCrawl-delay: 2", OURS).crawl_delay == 2
    assert Robots("User-agent: *\nDisallow: /x", OURS).crawl_delay is None


def test_sitemaps_are_told_once_each() -> None:
    assert Robots("Sitemap: /a.xml\nSitemap: /b.xml\nSitemap: /a.xml", OURS).sitemaps == ("/a.xml", "/b.xml")


@pytest.mark.shared
def test_every_undisputed_row_of_the_specification_and_of_protego_holds() -> None:
    """Rows of scope "google" go beyond RFC 9309 (typing errors, a cap on line length); disputed rows are those on which both disagree."""
    if not CASES.exists():
        pytest.skip("the cases lie beside the project, in ../shared/bench, and are not here")
    rows = json.loads(CASES.read_text(encoding="utf-8"))
    held = [row for row in rows if row["scope"] in ("rfc9309", "protego") and not row.get("disputed")]
    assert len(held) > 300
    assert [row for row in held if Robots(row["robots_txt"], row["user_agent"]).allows(row["url"]) != row["allowed"]] == []
