"""The page at the root of a report in several languages: what it says, in each of them.

In: joined audits. Out: one `Side` a language, with links to the pages inside.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.report.views.frame import Link, Shape
from auditor.report.views.joined import Joined
from auditor.report.views.overview import detail, verdict
from auditor.report.views.scores import ScoreView, score_view
from auditor.report.views.shares import shares
from auditor.words import say


@dataclass(frozen=True, slots=True)
class Side:
    """One language of the report."""

    lang: str
    site: str
    product: str
    open: str
    verdict: str
    detail: str
    score_name: str
    score: ScoreView
    score_text: str
    links: tuple[Link, ...]


def side(joined: Joined, shape: Shape) -> Side:
    """What the root page says in the language of `joined`."""
    lang, about = joined.lang, shares(joined.sentences, joined.lang)
    score = score_view(joined.audit.index, lang, own_share=about.own_share)
    found = len({f.segment for f in joined.audit.findings})
    return Side(
        lang=lang,
        site=joined.name,
        product=say(lang, "report.product"),
        open=say(lang, "report.chooser.open"),
        verdict=verdict(joined, about, found),
        detail=detail(joined, about),
        score_name=say(lang, "report.score"),
        score=score,
        score_text=say(lang, "report.score.out-of", score=score.text),
        links=tuple(Link(say(lang, f"report.nav.{name}"), f"{lang}/{name}.html", lang=lang) for name in shape.menu[1:]),
    )
