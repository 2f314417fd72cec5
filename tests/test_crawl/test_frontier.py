"""When not all pages can be read, the right ones are."""

import random
from collections import Counter

import pytest

from auditor.crawl.data import priorities
from auditor.crawl.frontier import Candidate, Frontier, worth_of

HOME = "https://exemple.fr"


def order(*links: tuple[str, str, str], count: int = 99) -> list[str]:
    """Paths in the order in which the frontier gives them; links are (path, text, region)."""
    frontier = Frontier()
    for path, text, region in links:
        frontier.add(HOME + path, text=text, region=region, depth=1)
    taken: list[str] = []
    while len(taken) < count and (candidate := frontier.take(99)):
        taken.append(candidate.url.removeprefix(HOME))
    return taken


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("/", "", "home"),
        ("/qui-sommes-nous.html", "", "about"),
        ("/%C3%A0-propos", "", "about"),
        ("/p12", "Nos réalisations", "case"),
        ("/p13", "What we do", "offer"),
        ("/en/case-studies/acier", "", "case"),
        ("/nous-contacter/", "", "contact"),
        ("/mentions-legales", "", "legal"),
        ("/services/recrutement", "", "careers"),
        ("/panier", "Commander", "search"),
        ("/acier", "Acier", "other"),
        ("/prestige", "", "other"),
    ],
)
def test_a_link_promises_a_kind_of_page(path: str, text: str, kind: str) -> None:
    assert worth_of(HOME + path, text, "body")[0] == kind


def test_the_pages_on_which_a_company_presents_itself_come_first() -> None:
    taken = order(
        ("/mentions-legales", "", "footer"),
        ("/blog/2024/un-article", "", "body"),
        ("/panier", "", "nav"),
        ("/contact", "", "nav"),
        ("/nos-services", "", "nav"),
        ("/a-propos", "", "nav"),
        ("/acier?page=2", "", "body"),
    )
    assert taken[:3] == ["/a-propos", "/nos-services", "/contact"]
    assert taken[-1] == "/panier"


def test_three_hundred_product_sheets_leave_room_for_the_rest() -> None:
    sheets = [(f"/produits/ref-{n}", "", "body") for n in range(300)]
    others = [("/qui-sommes-nous", "", "footer"), ("/references", "", "footer"), ("/contact", "", "footer"), ("/produits", "", "nav")]
    assert set(order(*sheets, *others, count=15)) >= {path for path, _, _ in others}


def test_the_order_does_not_depend_on_the_order_of_links() -> None:
    links = [(f"/{name}", "", "body") for name in ("a", "b", "services", "contact", "c?x=1", "blog/a")]
    assert order(*links) == order(*reversed(links))


def test_a_better_link_to_the_same_page_counts() -> None:
    taken = order(("/p1", "", "footer"), ("/p2", "", "footer"), ("/p2/", "À propos", "nav"))
    assert taken == ["/p2", "/p1"]


def test_a_page_too_deep_waits_for_a_nearer_link() -> None:
    frontier = Frontier()
    frontier.add(f"{HOME}/a", depth=5)
    assert frontier.take(2) is None
    frontier.add(f"{HOME}/a", depth=2)
    assert frontier.take(2) is not None
    assert len(frontier) == 0


def test_what_is_left_can_be_listed() -> None:
    frontier = Frontier()
    for path in ("/b", "/a", "/c"):
        frontier.add(HOME + path)
    frontier.drop(f"{HOME}/c")
    assert [candidate.url for candidate in frontier.rest()] == [f"{HOME}/a", f"{HOME}/b"]


def best_of(frontier: Frontier, taken: list[Candidate], max_depth: int) -> Candidate | None:
    """What comes next, by looking at all there is: of each kind and folder the most telling, of those the one worth most by now."""
    cost, groups = priorities().taken, Counter(one.group for one in taken)
    kinds = Counter(kind for kind, _ in groups.elements() if kind != "other")
    tops: dict[tuple[str, str], Candidate] = {}
    for one in sorted(frontier.rest(), key=lambda one: (-one.worth, one.depth, one.url)):
        if one.depth <= max_depth:
            tops.setdefault(one.group, one)

    def worth(one: Candidate) -> float:
        return round(one.worth - cost * (groups[one.group] + kinds[one.group[0]]) - one.depth * 0.01, 6)

    return min(tops.values(), key=lambda one: (-worth(one), one.url), default=None)


@pytest.mark.parametrize("seed", range(12))
def test_of_all_that_waits_the_best_comes_next(seed: int) -> None:
    """Whatever is found, found again by a better link, nearer, or reached another way in between."""
    chance, frontier, taken = random.Random(seed), Frontier(), list[Candidate]()
    names = ("services", "contact", "blog", "actus", "produits", "a", "b", "en")
    for _ in range(80):
        for _ in range(chance.randrange(4)):
            path = "/".join(f"{chance.choice(names)}{chance.choice(('', 1, 2))}" for _ in range(chance.randrange(1, 4)))
            url, told = f"{HOME}/{path}", {"text": chance.choice(("", "Contact")), "region": chance.choice(("nav", "body", "footer"))}
            if chance.random() < 0.2:
                frontier.drop(url)
            else:
                frontier.add(url, depth=chance.randrange(5), **told)
        expected = best_of(frontier, taken, 3)
        found = frontier.take(3)
        assert found == expected
        taken += [found] if found else []
    assert len(taken) > 40
