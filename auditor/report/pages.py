"""Which pages a report has, and the views that each shows.

In: a joined audit. Out: pages as (file, template, views), made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from auditor.models import AuditedPage
from auditor.report.links import rule_file
from auditor.report.views import lists, method
from auditor.report.views.annotated import annotated
from auditor.report.views.cards import Cards, ranked, to_change
from auditor.report.views.compare import compare_view
from auditor.report.views.consistency import consistency_view
from auditor.report.views.crossings import way_views
from auditor.report.views.families import kinds
from auditor.report.views.findings import Card
from auditor.report.views.fixes import fixes
from auditor.report.views.frame import Shape, frame, nav_name
from auditor.report.views.joined import Joined
from auditor.report.views.ledger import ledger_view
from auditor.report.views.lenses import lens_views
from auditor.report.views.overview import Overview, overview, page_row
from auditor.report.views.parity import pair_views
from auditor.report.views.rewrites import rewrites
from auditor.report.views.rewritten import Rewritten, rewritten_file, rewritten_page
from auditor.report.views.trend import trend_view
from auditor.words import say

Views = dict[str, Any]
Page = tuple[str, str, Views]  # file, template, views


@dataclass(frozen=True, slots=True)
class Made:
    """What the pages about the whole site show, made once."""

    joined: Joined
    cards: Cards
    ranked: tuple[Card, ...]  # the cards in their order, each sentence once
    found: tuple[Card, ...]  # those of them that are somebody's here to change
    overview: Overview
    rows: tuple[lists.TableRow, ...]


def prepared(joined: Joined, cards: Cards) -> Made:
    """What the pages about the whole site show."""
    every = ranked(joined, cards.values())
    found = to_change(every)
    rows = {page.key: page_row(joined, page) for page in joined.pages}
    table = lists.table(joined, rows, cards)
    return Made(joined, cards, every, found, overview(joined, found, rows, places=sum(row.to_change for row in table)), table)


def audited(joined: Joined, cards: Cards, shape: Shape, pages: Iterable[AuditedPage]) -> Iterator[Page]:
    """Pages of the audited site, each with the page as it would read where something would change."""
    above = [(say(joined.lang, "report.nav.pages"), "pages.html")]
    for page in pages:
        found = cards.of_page(page)
        turned = rewritten_page(joined, page, found)
        view = annotated(joined, page, found, rewritten=rewritten_file(joined, page.key).rpartition("/")[2] if turned else "")
        file = joined.page_file(page.key)
        yield file, "pages/page.html", {"frame": frame(joined, shape, file, view.title, above=above), "page": view}
        if turned:
            yield _rewritten(joined, shape, page.key, turned)


def rules(made: Made, shape: Shape) -> Iterator[Page]:
    """A page for each type of finding."""
    joined = made.joined
    above = [(say(joined.lang, "report.nav.rules"), "rules.html")]
    for rule in lists.finding_rules(joined):
        view = lists.rule_view(joined, rule, made.cards)
        file = rule_file(rule.id)
        yield file, "pages/rule.html", {"frame": frame(joined, shape, file, view.title, above=above), "rule": view}


def _rewritten(joined: Joined, shape: Shape, key: str, view: Rewritten) -> Page:
    """The page as it would read, below the annotated one."""
    file, title = rewritten_file(joined, key), say(joined.lang, "states.page.name")
    above = [(say(joined.lang, "report.nav.pages"), "pages.html"), (joined.title(joined.page_of[key]), joined.page_file(key))]
    return file, "pages/rewritten.html", {"frame": frame(joined, shape, file, f"{title} – {view.title}", above=above), "page": view}


def readings(joined: Joined, shape: Shape) -> Iterator[Page]:
    """The list of the other readings, and a page for each lens, for pages in two languages and for the parts of the site, where there are
    any.
    """
    above = [(say(joined.lang, "report.nav.lenses"), "lenses.html")]
    lenses, pairs, ways = lens_views(joined), pair_views(joined), way_views(joined)
    listed = {"lenses": lenses, "pairs": pairs, "ways": ways}
    yield "lenses.html", "pages/lenses.html", {"frame": frame(joined, shape, "lenses.html", nav_name(joined, "lenses")), **listed}
    for lens in lenses:
        yield lens.file, "pages/lens.html", {"frame": frame(joined, shape, lens.file, lens.name, above=above), "lens": lens}
    for name, key, found in (("parity", "pairs", pairs), ("crossings", "ways", ways)):
        if found:
            title = say(joined.lang, f"lenses.{name}.title")
            yield f"{name}.html", f"pages/{name}.html", {"frame": frame(joined, shape, f"{name}.html", title, above=above), key: found}


def main_pages(made: Made, shape: Shape) -> Iterator[Page]:
    """The pages of the menu, but for the list of the other readings."""
    for name in shape.menu:
        if name in VIEWS:
            file, title = f"{name}.html", nav_name(made.joined, name)
            yield file, f"pages/{file}", {"frame": frame(made.joined, shape, file, title), **VIEWS[name](made)}


def _fixes(made: Made) -> Views:
    return {"fixes": fixes(made.joined, made.found), "letters": kinds(made.joined.lang)}


def _rewrites(made: Made) -> Views:
    return {"rewrites": rewrites(made.joined, made.found), "letters": kinds(made.joined.lang)}


def _pages(made: Made) -> Views:
    return {"rows": made.rows, "total": made.overview.fixes_total if made.found else "", "short": made.overview.coverage.short}


VIEWS: dict[str, Callable[[Made], Views]] = {
    "index": lambda made: {"view": made.overview},
    "fix-first": _fixes,
    "pages": _pages,
    "rules": lambda made: {"groups": lists.rule_groups(made.joined)},
    "rewrites": _rewrites,
    "promises": lambda made: {"ledger": ledger_view(made.joined), "proof": made.overview.theme("proof")},
    "contradictions": lambda made: {"consistency": consistency_view(made.joined)},
    "compare": lambda made: {"compare": compare_view(made.joined)},
    "trend": lambda made: {"trend": trend_view(made.joined)},
    "search": lambda made: {"index": lists.search_index(made.joined), "letters": kinds(made.joined.lang, good=True)},
    "method": lambda made: {"method": method.method(made.joined)},
}
