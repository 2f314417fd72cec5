"""Addresses that need nothing done to them are taken as they are: the short way and the long way agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.crawl import address
from auditor.extract import links

HOSTS = st.sampled_from(["a.example", "www.a.example", "127.0.0.1:34567", "a.example:80", "a.example.", "www", "WWW.a.example", "a..b"])
PARTS = st.sampled_from(
    ["", "/", "/a.html", "/.", "/..", "/.well", "/x y", "/é", "/%41", "/a;b", "/A-b_~", "/...", "?x=1", "?", "#f", "/a..b", "/@:", "//c"]
)
PATHS = st.lists(PARTS, max_size=4).map("".join)


def told(function, *given):
    try:
        return function(*given)
    except ValueError:
        return ValueError


@given(st.sampled_from(["http://", "https://", "HTTP://", "ftp://"]), HOSTS, PATHS)
def test_a_plain_address_is_what_tidying_makes_of_it(scheme, host, path):
    """Tidying, identity and host are those that the parts of the address give."""
    url, no = scheme + host + path, address.re.compile(r"(?!)")
    short = [told(of.__wrapped__, url) for of in (address.tidy, address.identity, address.bare_host)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(address, "PLAIN", no)
        patch.setattr(address, "tidy", address.tidy.__wrapped__)
        assert short == [told(of, url) for of in (address.tidy, address.identity.__wrapped__, address.bare_host.__wrapped__)]


@given(st.sampled_from(["https://a.example/", "HTTPS://a.example/", "http://a.example/fr/b.html", "dossier/page.html", ""]), PATHS)
def test_a_path_from_the_root_is_joined_as_any_other(base, href):
    """An address from the site's root is what urljoin makes of it."""
    short = links._address.__wrapped__(base, href)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "ROOTED", links.re.compile(r"(?!)"))
        assert short == links._address.__wrapped__(base, href)
