"""A workbook that comes back: each row held against the site as it stands, kept or refused, and what it would gain.

In: `Answers`, a store with the site's crawl and audit. Out: decisions in the store, and `Imported`. A row never makes another fail.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from auditor import judge, report, rewrite
from auditor import knowledge as knowing
from auditor.errors import UsageProblem
from auditor.identity import normalise
from auditor.judge.pooling import JudgedPage
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Answer, Answers, Audit, Decision, Finding, Imported, Kept, LabelledSegment, Refused, Remark, Verdict
from auditor.pipeline.answering import BadAnswer, asked
from auditor.pipeline.house import House, house_of
from auditor.pipeline.labelling import Labelled, judged, label_site
from auditor.pipeline.watch import Unwatched, Watch
from auditor.settings import Settings
from auditor.store import Store

CHANGES = ("accept", "edit")
LONGEST = report.LONGEST_CELL


@dataclass(frozen=True)
class Standing:
    """The site as it stands, what its last audit found in it, and what its house decides."""

    site: Labelled
    audit: Audit
    house: House

    @cached_property
    def sentences(self) -> dict[str, LabelledSegment]:
        """Every sentence by its id."""
        return {labelled.segment.id: labelled for _, segments in self.pages for labelled in segments}

    @cached_property
    def pages(self) -> Sequence[JudgedPage]:
        """Its pages, with what the house's words find in them."""
        return self.house.pages(self.site.pages)

    @property
    def common(self) -> dict[str, bool] | None:
        """Whether a rival prints a claim too, as the last audit held it against rivals; None without any."""
        swaps = self.audit.comparison.swaps if self.audit.comparison else ()
        held = {id: bool(swap.printed_by) for swap in swaps if swap.held_against for id in (swap.segment, *swap.also)}
        return held or None

    @cached_property
    def by_text(self) -> dict[str, list[str]]:
        """Ids of the sentences that read the same."""
        found: dict[str, list[str]] = defaultdict(list)
        for id, labelled in self.sentences.items():
            found[normalise(labelled.segment.text)].append(id)
        return found

    @cached_property
    def findings(self) -> dict[str, list[Finding]]:
        """Findings by the sentence, those that are muted too."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in (*self.audit.findings, *(one.finding for one in self.audit.muted)):
            found[finding.segment].append(finding)
        return found

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure that the site states."""
        return frozenset(figure for labelled in self.sentences.values() for figure in rewrite.figures(labelled.segment.text))

    def places(self, answer: Answer) -> list[str]:
        """Ids of the sentences that a row is about, with findings; BadAnswer where it stands nowhere any more."""
        before, named = normalise(answer.before), self.sentences.get(answer.segment)
        if named and normalise(named.segment.text[:LONGEST]) != before:  # cells that were sorted or pasted apart from each other
            raise BadAnswer("before-changed")
        held = self.by_text.get(before) or ([answer.segment] if named else [])
        if not held:
            is_done = any(normalise(text) in self.by_text for text in (answer.version, answer.suggestion) if text)
            raise BadAnswer("done" if is_done else "gone")
        found = [id for id in held if self.findings.get(id)]
        if not found:
            raise BadAnswer("no-finding")
        return found


def import_file(file: Path, settings: Settings, *, store: Store | str, site: str = "", watch: Watch | None = None) -> Imported:
    """Read a workbook, keep its decisions in the store under the site that it names (or `site`), and score the site anew."""
    answers = report.read_answers(file)
    slug = site or answers.slug
    if not slug:
        raise UsageProblem("workbook.no-site", file=file)
    with Store(store) if isinstance(store, str) else nullcontext(store) as opened:
        today = datetime.now(UTC).date().isoformat()
        return import_answers(answers, slug, settings, store=opened, knowledge=knowing.load(), today=today, watch=watch)


def import_answers(
    answers: Answers, slug: str, settings: Settings, *, store: Store, knowledge: Knowledge, today: str, watch: Watch | None = None
) -> Imported:
    """Keep every row that can be kept, and say of each other one why not; then score the site with the new texts in place."""
    audit = store.latest_audit(slug)
    if audit is None:
        raise UsageProblem("pipeline.unjudged-site", site=slug, known=", ".join(store.sites()) or "-")
    engine, house = Engine(knowledge), house_of(settings, knowledge)
    site = label_site(slug, settings, store=store, engine=engine, knowledge=knowledge, watch=watch or Unwatched())
    standing = Standing(site, audit, house)
    kept, refused = _sorted_out(answers, standing)
    news = 0
    for row in kept:
        if row.decision == "open":
            news += store.undecide(slug, row.segments)
        else:
            news += store.decide(slug, _decisions(row, answers, standing, today))
    mended = _mended(store.decisions(slug), standing, engine, knowledge)
    groups = [row.segments for row in kept]
    rescored = judge.rescore(
        standing.pages, mended, groups, knowledge=house.knowledge, date=site.date, corrections=house.corrections, common=standing.common
    )
    told = tuple(_told(row, gain, mended, standing) for row, gain in zip(kept, rescored.gains, strict=True))
    open_rows = len(answers.rows) - len(kept) - len(refused)
    return Imported(slug, told, tuple(refused), open_rows, news, rescored.now, rescored.then, answers.notes)


def _sorted_out(answers: Answers, standing: Standing) -> tuple[list[Kept], list[Refused]]:
    """The rows with a decision: kept, or refused with the reason."""
    kept: list[Kept] = []
    refused: list[Refused] = []
    first: dict[str, int] = {}
    for answer in answers.rows:
        try:
            verdict, text = asked(answer)
            if not verdict:
                continue
            places = standing.places(answer)
            if answer.segment in first or places[0] in first:
                raise BadAnswer("twice", row=str(first.get(answer.segment, first.get(places[0], 0))))
        except BadAnswer as bad:
            refused.append(Refused(answer.row, Remark(f"workbook.refused.{bad.why}", tuple(bad.fields.items()))))
            continue
        first |= dict.fromkeys((answer.segment, *places), answer.row)
        kept.append(Kept(answer.row, verdict, tuple(places), standing.sentences[places[0]].segment.text, text))
    return kept, refused


def _decisions(row: Kept, answers: Answers, standing: Standing, today: str) -> Iterator[Decision]:
    """The row's decision for every finding of every place that holds the sentence."""
    note = next(answer.note for answer in answers.rows if answer.row == row.row)
    verdict: Verdict = row.decision if row.decision != "open" else "reject"
    for id in row.segments:
        segment = standing.sentences[id].segment
        for finding in standing.findings[id]:
            yield Decision(segment.page, id, finding.rule, segment.text, verdict, row.text, note, today)


def _mended(decided: Sequence[Decision], standing: Standing, engine: Engine, knowledge: Knowledge) -> dict[str, LabelledSegment]:
    """The sentences that are to change, as the engine judges them with their new text."""
    texts = {one.segment: one.text for one in decided if one.decision in CHANGES and one.segment in standing.sentences}
    changed = [replace(standing.sentences[id].segment, text=text) for id, text in texts.items()]
    found = judged(changed, standing.site.site.company, engine, knowledge)
    new = {segment.id: LabelledSegment(segment, *one) for segment, one in zip(changed, found, strict=True)}
    turned = [(text, tuple(new.get(s.segment.id, s) for s in segments)) for text, segments in standing.site.pages]
    return {s.segment.id: s for _, segments in standing.house.pages(turned) for s in segments if s.segment.id in new}


def _told(row: Kept, gain: float | None, mended: dict[str, LabelledSegment], standing: Standing) -> Kept:
    """The row with its points, and what its writer should know of the text: that is the writer's to decide, and is kept."""
    if row.decision not in CHANGES:
        return row
    offered = {s.text for id in row.segments for finding in standing.findings[id] for s in finding.advice.suggestions}
    if row.text in offered:
        return replace(row, points=gain)
    remarks = tuple(_remarks(mended[row.segments[0]], standing))
    return replace(row, points=gain, remarks=(*[Remark("workbook.remark.not-offered")] * (row.decision == "accept"), *remarks))


def _remarks(new: LabelledSegment, standing: Standing) -> Iterator[Remark]:
    """What an own version brings with it: findings, figures that stand nowhere on the site, blanks left open."""
    for rule in judge.broken(new, standing.house.knowledge.rules):
        yield Remark("workbook.remark.finding", (("rule", rule.id),))
    unknown = [figure for figure in rewrite.figures(new.segment.text) if figure not in standing.figures]
    if unknown:
        yield Remark("workbook.remark.figure", (("figures", ", ".join(dict.fromkeys(unknown))),))
    if rewrite.has_blank(new.segment.text):
        yield Remark("workbook.remark.blank")
