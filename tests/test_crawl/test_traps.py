"""What a site has without end, or has not at all, does not pass for its pages."""

from collections.abc import Callable

import pytest

from auditor.crawl.chain import MAX_CHAIN, Chains
from auditor.crawl.shown import Missing, words_of
from auditor.models import NotRead, Page
from test_crawl.crawl_server import Handler, Reply, Server, page, to
from test_crawl.seen import paths, reasons

Read = Callable[..., list[Page | NotRead]]
MENU = "Accueil Offres Références Contact Mentions légales Plan du site " * 6
SORRY = "La page {path} que vous cherchez n'existe pas ou a été déplacée, revenez à l'accueil."


def served(site: Server, sorry: Callable[[str], Reply]) -> None:
    """A site that answers every address it does not have with `sorry`."""

    class Lenient(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            return super().get(path) or (default if path in ("/robots.txt", "/sitemap.xml") else sorry(path))

    site.routes = Lenient(site.routes)


def test_a_not_found_page_that_says_ok_is_no_page(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/a", "/perdu", "/egare?x=1", text=MENU), "/a": page(text=f"{MENU} Vous choisissez la date du chantier.")}
    served(site, lambda path: page("/jamais", text=MENU + SORRY.format(path=path)))
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/", "/a"], {"/perdu": "missing", "/egare?x=1": "missing"})


def test_short_pages_are_not_taken_for_the_not_found_page(site: Server, read: Read) -> None:
    site.routes |= {
        "/": page("/a", "/b", text=MENU),
        "/a": page(text=f"{MENU} Appelez-nous."),
        "/b": page(text=f"{MENU} Devis sous deux jours."),
    }
    served(site, lambda path: page(text=f"{MENU} Rien ici."))
    assert sorted(paths(read())) == ["/", "/a", "/b"]


@pytest.mark.parametrize("sorry", [lambda path: to("/"), lambda path: page("/a", text=MENU), lambda path: Reply("non", 404)])
def test_a_site_that_shows_its_first_page_or_an_error_loses_nothing(site: Server, read: Read, sorry: Callable[[str], Reply]) -> None:
    site.routes |= {"/": page("/a", text=MENU), "/a": page("/a", text=f"{MENU} Vous choisissez.")}
    served(site, sorry)
    assert paths(read()) == ["/", "/a"]


def test_the_probe_is_no_evidence_and_forbidden_like_any_page(site: Server, read: Read) -> None:
    site.routes |= {"/robots.txt": Reply("User-agent: *\nAllow: /$\nAllow: /a\nDisallow: /"), "/": page("/a"), "/a": page(text="a")}
    assert paths(read()) == ["/", "/a"]
    assert {asked.path for asked in site.asked} == {"/robots.txt", "/", "/a"}


def test_what_is_not_known_is_not_missing() -> None:
    first, probe = b"<p>Accueil et menu</p>", b"<p>Accueil et menu</p><p>Page introuvable, cherchez encore</p>"
    missing = Missing(first, probe)
    assert missing.is_shown(probe)
    assert not missing.is_shown(first)
    assert not missing.is_shown(b"<p>Accueil et menu</p><p>Vos travaux</p>")
    assert not missing.is_shown(b"")


def test_words_are_those_that_are_shown() -> None:
    body = b"<title>Titre</title><style>p{color:red}</style><!-- <p>non</p> --><p>Vous <b>choisissez</b></p><SCRIPT>var a</SCRIPT> fin"
    assert words_of(body) == ("titre", "vous", "choisissez", "fin")
    assert words_of(b"<p>a</p><script>never closed <p>b</p>") == ("a",)
    assert words_of(b"<script>" * 60_000) == ()
    assert words_of(b"<" * 500_000) == ()
    assert words_of(b"<p>moins de 5 < 7 <b>non</b> > et</p> fin") == ("moins", "de", "5", "7", "non", "et", "fin")
    assert words_of(b"un > deux") == ("un", "deux")


def test_the_same_text_is_the_same_page_whatever_stands_between(site: Server, read: Read) -> None:
    """A token in a form or a time in a comment makes each answer another body."""
    numbers = iter(range(100))

    def fresh(handler: Handler) -> Reply:
        return Reply(f"<!-- {next(numbers)} --><p>{MENU}</p><input name='token' value='{next(numbers)}'>")

    site.routes |= {"/": page("/a", "/b"), "/a": fresh, "/b": fresh}
    seen = read()
    assert (paths(seen), reasons(seen)) == (["/", "/a"], {"/b": "duplicate"})


def test_a_calendar_ends_before_the_depth_does(site: Server, read: Read) -> None:
    def month(handler: Handler) -> Reply:
        number = int(handler.path.partition("=")[2] or 0)
        return page(f"/agenda?mois={number + 1}", f"/agenda?mois={number - 1}", text=handler.path)

    site.routes |= {"/": page("/agenda"), "/agenda": month}
    seen = read(max_pages=200, max_depth=100)
    assert len(paths(seen)) == 3 + 2 * (MAX_CHAIN + 1)
    assert set(reasons(seen).values()) == {"trap"}


def test_a_list_of_many_products_is_no_trap(site: Server, read: Read) -> None:
    site.routes |= {"/": page("/produits?page=1"), "/produits?page=1": page(*(f"/produit/{n}" for n in range(40)), text="liste")}
    site.routes |= {f"/produit/{n}": page(f"/produit/{n + 1}", text=f"Produit {n}") for n in range(41)}
    seen = read()
    assert (len(paths(seen)), reasons(seen)) == (43, {"/produit/41": "http-error"})


def test_a_nearer_link_frees_an_address_from_its_chain() -> None:
    chains, url = Chains(), "https://exemple.fr/p{}".format
    assert [chains.is_too_long(url(n + 1), url(n)) for n in range(MAX_CHAIN + 1)] == [False] * MAX_CHAIN + [True]
    assert chains.is_too_long(url(MAX_CHAIN + 1), "https://exemple.fr/plan") is False
    assert chains.is_too_long(url(MAX_CHAIN + 2), url(MAX_CHAIN + 1)) is False


def test_an_address_of_megabytes_is_listed_by_its_beginning(site: Server, read: Read) -> None:
    site.routes["/"] = page(f"/{'a' * 3_000_000}", "/b")
    site.routes["/b"] = page(text="b")
    seen = read()
    assert paths(seen) == ["/", "/b"]
    assert [(one.reason, len(one.url) < 10_000) for one in seen if isinstance(one, NotRead)] == [("trap", True)]
