"""The pages that are lists: pages of the site, findings by type, one type, rewrites, search.

In: a joined audit. Out: one view for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.knowledge.rules import Example, Rule
from auditor.models import AuditedPage, LabelledSegment
from auditor.report.figures import number
from auditor.report.links import rule_file
from auditor.report.views.cards import Cards, ranked
from auditor.report.views.families import GOOD, Kind, kind, letter_of, letters
from auditor.report.views.findings import Card
from auditor.report.views.joined import ABOUT_CLIENT, Joined
from auditor.report.views.marking import Piece, Span, mark
from auditor.report.views.overview import PageRow
from auditor.words import say

SEARCH_BYTES = 3_000_000  # a search page over this is slow to open; findings alone are kept then
EVIDENCE_LANG = "en"  # rules give their sources in this language only
CARDS = 150  # sentences on a page of fixes; the rest is in the CSV file, and the page says so


@dataclass(frozen=True, slots=True)
class TableRow:
    """A page in the table of pages, with the plain values that sorting and filtering read."""

    row: PageRow
    address: str
    kind: str
    in_scope: bool
    to_change: int  # sentences
    words: int
    to_change_text: str
    words_text: str
    sort: int  # score times ten, -1 without one
    twins: str  # how many other pages have the same title, "" where none


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A type of finding in the list of types."""

    id: str
    title: str
    file: str
    kind: Kind
    count: int
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The types of one kind: those that were found, then those that were not."""

    kind: Kind
    about: str
    found: tuple[RuleRow, ...]
    silent: tuple[RuleRow, ...]
    count: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example of a rule, with what the rule meets in it."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    """The page of one type of finding."""

    id: str
    title: str
    kind: Kind
    why: str
    evidence: str
    ask: str
    bad: tuple[ExampleView, ...]
    good: tuple[ExampleView, ...]
    count: int
    text: str
    cards: tuple[Card, ...]
    total: int  # of cards, those that the page does not hold among them
    path: str


def table(joined: Joined, rows: Mapping[str, PageRow], made: Cards) -> tuple[TableRow, ...]:
    """Every page that was read: the weakest first, those without a score last."""
    titles = Counter(page.title for page in joined.pages if page.title)
    counts = Counter(joined.sentence_of[id].segment.page for id, card in made.items() if not card.left_alone)
    found = [_table_row(joined, page, rows[page.key], titles[page.title] - 1, counts[page.key]) for page in joined.pages]
    return tuple(sorted(found, key=lambda r: (not r.in_scope, r.sort < 0, r.sort)))


def _table_row(joined: Joined, page: AuditedPage, row: PageRow, twins: int, to_change: int) -> TableRow:
    lang = joined.lang
    words = sum([s.segment.words for s in joined.texts[page.key]])
    return TableRow(
        row=row,
        address=page.url,
        kind=say(lang, f"report.page-kind.{page.kind}"),
        in_scope=page.weight > 0,
        to_change=to_change,
        words=words,
        to_change_text=number(to_change, lang) if page.weight > 0 or to_change else "–",
        words_text=number(words, lang),
        sort=round(row.score.value * 10) if row.score.known else -1,
        twins=say(lang, "report.pages.twins", count=twins, n=number(twins, lang)) if twins > 0 else "",
    )


def finding_rules(joined: Joined) -> tuple[Rule, ...]:
    """The rules that make findings, and those that made one in this audit."""
    rules = joined.knowledge.rules
    return tuple(rule for rule in rules.values() if rule.severity or rule.id in joined.findings_of_rule)


def rule_groups(joined: Joined) -> tuple[KindGroup, ...]:
    """The types by kind, the most frequent first."""
    longest = max((len(found) for found in joined.findings_of_rule.values()), default=1)
    rows = [_rule_row(joined, rule, longest) for rule in finding_rules(joined)]
    return tuple(_kind_group(joined, letter, [r for r in rows if r.kind.letter == letter]) for letter in letters())


def _rule_row(joined: Joined, rule: Rule, longest: int) -> RuleRow:
    count = len(joined.findings_of_rule.get(rule.id, ()))
    shown = kind(letter_of(rule.id, rule.family), joined.lang)
    text = number(count, joined.lang)
    return RuleRow(rule.id, rule.section(joined.lang).title, rule_file(rule.id), shown, count, text, round(100 * count / longest, 1))


def _kind_group(joined: Joined, letter: str, rows: Iterable[RuleRow]) -> KindGroup:
    rows = sorted(rows, key=lambda r: (-r.count, r.title))
    found = tuple(r for r in rows if r.count)
    total, shown = sum(r.count for r in found), kind(letter, joined.lang)
    text = say(joined.lang, "report.findings", count=total, n=number(total, joined.lang))
    about = say(joined.lang, f"report.kind.{shown.css}.about")
    return KindGroup(shown, about, found, tuple(r for r in rows if not r.count), text)


def rule_view(joined: Joined, rule: Rule, made: Cards) -> RuleView:
    """The page of one type."""
    lang, section = joined.lang, rule.section(joined.lang)
    findings = joined.findings_of_rule.get(rule.id, ())
    shown = kind(letter_of(rule.id, rule.family), lang)
    found = ranked(joined, (made[i] for i in dict.fromkeys(f.segment for f in findings)), lead=rule.id)
    return RuleView(
        id=rule.id,
        title=section.title,
        kind=shown,
        why=section.why.strip(),
        evidence=rule.evidence.strip() if lang == EVIDENCE_LANG else "",
        ask=rule.mending(lang).ask,
        bad=tuple(_example(e, shown) for e in section.examples if e.bad),
        good=tuple(_example(e, shown) for e in section.examples if e.good),
        count=len(findings),
        text=number(len(findings), lang),
        cards=found[:CARDS],
        total=len(found),
        path=f"rules/signals/{rule.family}/{rule.id}.yml",
    )


def _example(example: Example, shown: Kind) -> ExampleView:
    at = example.text.find(example.at) if example.at else -1
    found = [Span(at, at + len(example.at), shown.css, 0, "", shown.letter)] if at >= 0 else []
    return ExampleView(mark(example.text, found))


def search_index(joined: Joined) -> dict[str, Any]:
    """Every sentence for the search page as plain lists: pages [title, file, lang], sentences [page, id, text, letters, lang]."""
    pages = [[joined.title(page), joined.page_file(page.key), page.lang] for page in joined.pages]
    rows = [_search_row(joined, n, s) for n, page in enumerate(joined.pages) for s in page.segments]
    everything = sum(len(row[2].encode("utf-8", "replace")) for row in rows) <= SEARCH_BYTES
    return {"all": everything, "pages": pages, "sentences": rows if everything else [r for r in rows if r[3].strip(GOOD)]}


def _search_row(joined: Joined, page: int, labelled: LabelledSegment) -> list[Any]:
    segment, findings = labelled.segment, joined.findings_of_sentence.get(labelled.segment.id)
    if findings:
        found = "".join(sorted({letter_of(f.rule, f.family) for f in findings}, key=letters().index))
    else:
        found = GOOD if labelled.labels.focus in ABOUT_CLIENT else ""
    return [page, segment.id, segment.text, found, segment.lang]
