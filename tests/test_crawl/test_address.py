"""When two addresses are one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.crawl.address import identity, is_endless, is_no_page, matches, same_site, tidy


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTP://Exemple.FR:80/", "http://exemple.fr/"),
        ("https://exemple.fr:443", "https://exemple.fr/"),
        ("https://exemple.fr:8443/a", "https://exemple.fr:8443/a"),
        ("https://exemple.fr/a/./b/../c", "https://exemple.fr/a/c"),
        ("https://exemple.fr/../../a", "https://exemple.fr/a"),
        ("https://exemple.fr/a/%2e%2E/b/..", "https://exemple.fr/"),
        ("https://exemple.fr/à-propos", "https://exemple.fr/%C3%A0-propos"),
        ("https://exemple.fr/%c3%a0-propos", "https://exemple.fr/%C3%A0-propos"),
        ("https://exemple.fr/%7Elise", "https://exemple.fr/~lise"),
        ("https://exemple.fr/100%", "https://exemple.fr/100%25"),
        ("https://élagage.fr/", "https://xn--lagage-9ua.fr/"),
        ("https://exemple.fr/a#top", "https://exemple.fr/a"),
        ("https://exemple.fr/a?utm_source=lettre&b=2&fbclid=x", "https://exemple.fr/a?b=2"),
        ("https://exemple.fr/a?PHPSESSID=0123456789abcdef0123", "https://exemple.fr/a"),
        ("https://exemple.fr/a;jsessionid=0123AB?b=1", "https://exemple.fr/a?b=1"),
        ("https://lise:secret@exemple.fr/a", "https://exemple.fr/a"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_an_address_is_tidied_before_it_is_fetched(written: str, expected: str) -> None:
    assert tidy(written) == expected


def test_a_short_sid_numbers_a_section_and_stays() -> None:
    assert tidy("https://exemple.fr/a?sid=12") == "https://exemple.fr/a?sid=12"


@pytest.mark.parametrize("written", ["ftp://exemple.fr/", "javascript:void(0)", "mailto:a@exemple.fr", "http://", "http://a:99999/", "/a"])
def test_what_is_no_web_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="."):
        tidy(written)


def test_one_page_has_one_identity_however_it_is_linked() -> None:
    ways = ["http://exemple.fr/a?x=1&y=2", "https://www.exemple.fr/a/?y=2&x=1", "https://exemple.fr:443/b/../a?x=1&y=2#c"]
    assert len({identity(way) for way in ways}) == 1


def test_order_of_letters_in_a_path_still_counts() -> None:
    assert identity("https://exemple.fr/Offre") != identity("https://exemple.fr/offre")


@given(st.text(max_size=40))
def test_tidying_twice_changes_nothing(path: str) -> None:
    try:
        once = tidy(f"https://exemple.fr/{path}")
    except ValueError:  # a few characters break the address itself
        return
    assert tidy(once) == once


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("https://www.exemple.fr/a", True),
        ("http://exemple.fr/", True),
        ("https://blog.exemple.fr/", False),
        ("https://exemple.fr:8443/", False),
        ("https://exemple.fr.autre.com/", False),
        ("https://exemple.fr@autre.com/", False),
        ("mailto:a@exemple.fr", False),
    ],
)
def test_a_site_is_one_host_with_or_without_www(other: str, same: bool) -> None:
    assert same_site("https://exemple.fr/", other) is same


def test_addresses_that_grow_are_seen_for_what_they_are() -> None:
    assert is_endless("https://exemple.fr/a//a//a//a/")
    assert is_endless("https://exemple.fr/?q=" + "a" * 2000)
    assert not is_endless("https://exemple.fr/metiers/bois/portes/bois")


def test_a_suffix_may_say_that_this_is_no_page() -> None:
    assert is_no_page("https://exemple.fr/plaquette.PDF?v=2")
    assert not is_no_page("https://exemple.fr/version-2.0")
    assert not is_no_page("https://exemple.fr/pdf")


def test_patterns_match_the_whole_address_or_its_path() -> None:
    assert matches("https://exemple.fr/blog/a", ["/blog/*"])
    assert matches("https://exemple.fr/blog/a", ["*exemple.fr/blog*"])
    assert matches("blog/a.html", ["blog/*"])
    assert not matches("https://exemple.fr/offre", ["/blog/*"])
