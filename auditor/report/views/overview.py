"""The overview: do these pages speak about the client or about the company, and what to change first?

In: a joined audit. Out: `Overview`. Each sentence is chosen by a figure that stands beside it, and says no more than the figure does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.models import AuditedPage, Lang
from auditor.report.brand import SECTIONS
from auditor.report.figures import number
from auditor.report.views import ledger, trend
from auditor.report.views.cards import FIRST
from auditor.report.views.compare import headline
from auditor.report.views.contradicted import contradictions_told
from auditor.report.views.coverage import Coverage, coverage
from auditor.report.views.facts import Fact, facts
from auditor.report.views.families import Kind, kinds
from auditor.report.views.findings import Card
from auditor.report.views.joined import Joined
from auditor.report.views.measures import AxisView, axes
from auditor.report.views.placing import placing_sentences
from auditor.report.views.reliance import reference_sites, trust
from auditor.report.views.rewrites import rewrites
from auditor.report.views.scores import ScoreView, score_view
from auditor.report.views.shares import Shares, shares
from auditor.words import has, say

ROWS = 12  # pages in the strip on the overview; the list of pages has them all
# Share of sentences about the company, from which the verdict says so. Between .45 and .55 neither side is named.
VERDICTS = ((0.65, "own"), (0.55, "more-own"), (0.45, "even"), (0.35, "more-client"), (0.0, "client"))
IN_BASIS = ("judge.note.partial", "judge.note.inconclusive")  # notes that `basis` says, with its figures
WITHOUT_NUMBER = ("inconclusive", "not_computed", "not_applicable")


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page in the strip: who it speaks about."""

    title: str
    lang: str
    file: str
    shares: Shares
    score: ScoreView
    why_none: str = ""  # why it has no score, "" where it has one


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page."""

    verdict: str
    detail: str
    basis: str
    score: ScoreView
    trust: str  # how far the score can be relied on, "" without one
    compared: str  # why the score and the headline may differ, "" where they agree
    shares: Shares
    facts: tuple[Fact, ...]
    fixes: tuple[Card, ...]
    fixes_total: str
    texts: str  # how many rewrites there are, "" without one
    letters: tuple[Kind, ...]
    axes: tuple[AxisView, ...]
    rows: tuple[PageRow, ...]
    best: PageRow | None
    worst: PageRow | None
    coverage: Coverage
    notes: tuple[str, ...]
    placing: tuple[str, ...]  # where the score stands in a benchmark, () without one
    rivals: str  # what the comparison says in a sentence, "" without one
    promises: str  # how many are made and proved, "" without one
    contradictions: str  # how many were found, "" without one
    since: str  # what changed since the last audit, "" without one
    since_label: str
    sections: tuple[str, ...]  # under the headline, in their order

    def theme(self, id: str) -> AxisView | None:
        """A theme with a score, by its id; None where it has none."""
        return next((axis for axis in self.axes if axis.id == id and axis.score.known), None)


def overview(joined: Joined, found: Sequence[Card], rows: Mapping[str, PageRow], *, places: int = 0) -> Overview:
    """The overview of an audit, with the first of the sentences `found` to change; `rows` are all pages by their keys, `places` how many
    sentences these pages count, one that several repeat on each.
    """
    audit, lang = joined.audit, joined.lang
    about = shares(joined.sentences, lang)
    counted = (rows[p.key] for p in joined.pages if p.weight > 0)
    ordered = sorted(counted, key=lambda row: (not row.score.known, row.score.value, -(row.shares.own_share or 0.0)))
    best, worst = _extremes(ordered)
    return Overview(
        verdict=verdict(joined, about, len(found)),
        detail=detail(joined, about),
        basis=basis(joined),
        score=score_view(audit.index, lang, own_share=about.own_share),
        trust=trust(joined),
        compared=_compared(joined, about),
        shares=about,
        facts=facts(joined),
        fixes=tuple(found[:FIRST]),
        fixes_total=to_mend(len(found), places, lang),
        texts=_texts(joined, found),
        letters=kinds(lang),
        axes=axes(audit.axes, joined.knowledge.index, lang),
        rows=tuple(ordered[:ROWS]),
        best=best,
        worst=worst,
        coverage=coverage(joined),
        notes=tuple(say(lang, key) for key in audit.notes if has(lang, key) and key not in IN_BASIS),
        placing=placing_sentences(audit, lang),
        rivals=headline(joined, audit.comparison) if audit.comparison else "",
        promises="" if "promises" in joined.brand.hide else ledger.headline(joined),
        contradictions="" if "contradictions" in joined.brand.hide else contradictions_told(joined),
        since="" if "trend" in joined.brand.hide else trend.headline(joined),
        since_label=say(lang, "trend.overview.draft" if joined.change and joined.change.drafts else "trend.overview"),
        sections=_sections(joined),
    )


def _texts(joined: Joined, found: Sequence[Card]) -> str:
    """How many rewrites there are: the sentences that gain most often have none."""
    has_one = "rewrites" not in joined.brand.hide and any(card.rewritings for card in found)
    return rewrites(joined, found).title if has_one else ""


def to_mend(sentences: int, places: int, lang: Lang) -> str:
    """How many sentences could be better, and in how many places they stand where these are more: pages count the places."""
    key = "sentences-to-mend.places" if places > sentences else "sentences-to-mend"
    return say(lang, f"report.{key}", count=sentences, n=number(sentences, lang), places=number(places, lang))


def _sections(joined: Joined) -> tuple[str, ...]:
    """The order that the brand gives, else ours: without a number, what to change comes before what was counted."""
    wanted = joined.brand.sections
    has_number = joined.audit.index.state not in WITHOUT_NUMBER
    return wanted if has_number or wanted != SECTIONS else ("fixes", *(name for name in wanted if name != "fixes"))


def verdict(joined: Joined, about: Shares, fixes: int) -> str:
    """The headline; without a number it leads with what to change."""
    lang, share = joined.lang, about.own_share
    if joined.audit.index.state in WITHOUT_NUMBER or share is None:
        return say(lang, "report.verdict.too-short" if fixes else "report.verdict.nothing", count=fixes, n=number(fixes, lang))
    name = next(name for bound, name in VERDICTS if share >= bound)
    return say(lang, f"report.verdict.{name}")


def detail(joined: Joined, about: Shares) -> str:
    """The count behind the headline."""
    lang = joined.lang
    fields = {
        "count": about.about_someone,
        "total": number(about.about_someone, lang),
        "counted": number(about.about_someone + about.neither, lang),
        "own": number(about.own, lang),
        "client": number(about.client, lang),
        "both": number(about.both, lang),
    }
    key = "none" if not about.about_someone else "both" if about.both else "sides"
    return say(lang, f"report.verdict.detail-{key}", **fields)


def basis(joined: Joined) -> str:
    """What the score rests on, when that is less than the whole, or why there is none."""
    lang, audit = joined.lang, joined.audit
    if audit.index.state in WITHOUT_NUMBER:
        words = sum(s.segment.words for s in joined.sentences)
        about = sum(s.labels.focus != "neutral" for s in joined.sentences)
        return say(lang, "report.basis.inconclusive", words=number(words, lang), sentences=number(about, lang))
    computed = [a.id for a in audit.axes if a.score.value is not None]
    if audit.index.state == "partial" and computed == ["focus"]:
        return say(lang, "report.basis.focus-only")
    return say(lang, "report.basis.partial" if audit.index.state == "partial" else "report.basis.whole")


def _compared(joined: Joined, about: Shares) -> str:
    """That the score compares with other sites while the headline counts, where the two may look at odds."""
    if not score_view(joined.audit.index, joined.lang, own_share=about.own_share).compared:
        return ""
    return say(joined.lang, "report.score.compared" if reference_sites(joined) else "report.score.compared-guess")


def page_row(joined: Joined, page: AuditedPage) -> PageRow:
    """A page's line in the strip."""
    about = shares(joined.texts[page.key], joined.lang)
    return PageRow(
        title=joined.title(page),
        lang=page.lang,
        file=joined.page_file(page.key),
        shares=about,
        score=score_view(page.index, joined.lang, own_share=about.own_share),
        why_none=say(joined.lang, f"report.row.{'short' if page.index.state == 'inconclusive' else 'no-score'}")
        if page.index.value is None
        else "",
    )


def _extremes(rows: Iterable[PageRow]) -> tuple[PageRow | None, PageRow | None]:
    """The best and the worst page, when two pages at least have a score and the scores differ as printed."""
    known = sorted((row for row in rows if row.score.known), key=lambda row: row.score.value)
    if len(known) < 2 or known[0].score.text == known[-1].score.text:
        return None, None
    return known[-1], known[0]
