"""Whether a gate holds: which findings count, which are known, muted or gone, and what was not reached.

In: an audit with places, what was asked for. Out: `Verdict`, from which every shape is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from auditor.gate.baseline import Baseline, Entry, shortened
from auditor.judge.audit_json import message
from auditor.knowledge import Knowledge, Rule
from auditor.models import Audit, Finding, Idle, LabelledSegment, Lang, Mute, Place, Score, Severity, Suggestion
from auditor.words import has, say

SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # the mildest first


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the gate; nothing asked, nothing fails."""

    fail_under: float | None = None
    fail_on: Severity | None = None
    baseline: Baseline | None = None

    @property
    def level(self) -> Severity | None:
        """The severity from which a finding that counts fails: with a baseline alone, any."""
        return self.fail_on or ("note" if self.baseline is not None else None)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the gate tells it."""

    finding: Finding
    rule: Rule | None
    message: str
    text: str  # the sentence
    page: str  # key
    file: str  # path as the user opens it, or an address
    place: Place | None  # of what was found
    sentence: Place | None
    is_new: bool  # not in the baseline; of every finding without one
    fails: bool
    reason: str = ""  # why it is muted
    mute: Mute | None = None

    @property
    def entry(self) -> Entry:
        """The row as a baseline has it."""
        return Entry(self.page, self.finding.rule, shortened(self.text), self.finding.id)

    @property
    def ready(self) -> tuple[Suggestion, ...]:
        """Rewrites that can be pasted."""
        return tuple(s for s in self.finding.advice.suggestions if s.status == "ready")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one site."""

    audit: Audit
    name: str
    lang: Lang
    asked: Asked
    rows: tuple[Row, ...]  # that count: all findings, or the new ones
    known: tuple[Row, ...]  # in the baseline
    muted: tuple[Row, ...]
    resolved: tuple[Entry, ...]  # in the baseline, and no longer on the pages that were read
    idle: tuple[Idle, ...]
    files: Mapping[str, str]  # by key of page

    @property
    def score(self) -> Score:
        """The index of the site."""
        return self.audit.index

    @property
    def is_under(self) -> bool:
        """Whether the index is under what was asked for, or is no number."""
        least = self.asked.fail_under
        return least is not None and (self.score.value is None or self.score.value < least)

    @property
    def failing(self) -> tuple[Row, ...]:
        """The findings that fail the gate."""
        return tuple(row for row in self.rows if row.fails)

    @property
    def holds(self) -> bool:
        """Whether the gate holds."""
        return not (self.is_under or self.failing)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it does not hold, a sentence each."""
        told = []
        if self.is_under:
            least, value = f"{self.asked.fail_under:g}", self.score.value
            key = "gate.no-number" if value is None else "gate.under"
            told.append(say(self.lang, key, least=least, value="" if value is None else f"{value:.1f}"))
        if self.failing:
            key = "gate.new-findings" if self.asked.baseline is not None else "gate.findings"
            told.append(say(self.lang, key, count=len(self.failing), level=say(self.lang, f"gate.level.{self.asked.level}")))
        return tuple(told)

    def count(self, severity: Severity) -> int:
        """Findings that count, of one severity."""
        return sum(row.finding.severity == severity for row in self.rows)


def verdict(
    audit: Audit,
    *,
    knowledge: Knowledge,
    lang: Lang,
    asked: Asked,
    files: Mapping[str, str],
    places: Mapping[str, Place],
    is_part: bool = False,
) -> Verdict:
    """The verdict on a site. `is_part`: other pages of the site were not read, so that nothing is said of a mute that met none of these."""
    said = {labelled.segment.id: labelled for page in audit.pages for labelled in page.segments}

    def row(finding: Finding) -> Row:
        labelled = said[finding.segment]
        rule, sentence = knowledge.rules.get(finding.rule), places.get(finding.segment)
        told, file = message(finding, labelled, rule, lang), files.get(finding.page, finding.page)
        is_new = asked.baseline is None or finding.id not in asked.baseline.entries
        fails = is_new and asked.level is not None and SEVERITIES.index(finding.severity) >= SEVERITIES.index(asked.level)
        place = within(sentence, finding, labelled)
        return Row(finding, rule, told, labelled.segment.text, finding.page, file, place, sentence, is_new, fails)

    rows = _ordered(map(row, audit.findings))
    muted = [replace(row(one.finding), fails=False, reason=_worded(one.mute.reason, lang), mute=one.mute) for one in audit.muted]
    return Verdict(
        audit=audit,
        name=audit.site.company.name or audit.site.slug,
        lang=lang,
        asked=asked,
        rows=tuple(one for one in rows if one.is_new),
        known=tuple(one for one in rows if not one.is_new),
        muted=_ordered(muted),
        resolved=_resolved(asked.baseline, audit, is_part=is_part),
        idle=tuple(one for one in audit.idle if not (is_part and one.why == "unused")),
        files=files,
    )


def within(sentence: Place | None, finding: Finding, labelled: LabelledSegment) -> Place | None:
    """The place of a finding: its words where the sentence stands in one line as it is, else the sentence."""
    if sentence is None or not sentence.is_exact or sentence.line != sentence.end_line:
        return sentence
    if sentence.end_column - sentence.column != len(labelled.segment.text):
        return sentence
    start = sentence.column + finding.start
    return replace(sentence, column=start, end_column=sentence.column + finding.end, is_exact=False)


def _ordered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """As a reader meets them: by file, then as they stand."""
    return tuple(sorted(rows, key=lambda r: (r.file, (r.place.line, r.place.column) if r.place else (0, 0), r.finding.rule, r.finding.id)))


def _resolved(baseline: Baseline | None, audit: Audit, *, is_part: bool) -> tuple[Entry, ...]:
    """Entries that no finding answers to; of some files of a site, only those of the pages that were read."""
    if baseline is None:
        return ()
    read = {page.key for page in audit.pages}
    found = {finding.id for finding in audit.findings} | {one.finding.id for one in audit.muted}
    gone = (entry for entry in baseline.entries.values() if entry.id not in found and (entry.page in read or not is_part))
    return tuple(sorted(gone))


def entries_to_keep(verdicts: Sequence[Verdict], old: Baseline | None, *, is_part: bool) -> list[Entry]:
    """What a baseline written now holds: every finding that is not muted; of some files of a site, those of its other pages stay."""
    read = {page.key for one in verdicts for page in one.audit.pages}
    others = [entry for entry in (old.entries.values() if old else ()) if is_part and entry.page not in read]
    return [*others, *(row.entry for one in verdicts for row in (*one.rows, *one.known))]


def idle(one: Idle, lang: str) -> str:
    """A mute or a correction that changed nothing, in a sentence."""
    given = one.given
    about = (given.rule or given.text) if isinstance(given, Mute) else given.text
    until = given.until if isinstance(given, Mute) else ""
    kind = "mute" if isinstance(given, Mute) else "correct"
    return say(lang, f"gate.idle.{kind}.{one.why}", origin=given.origin or "-", about=about or "*", until=until)


def _worded(reason: str, lang: Lang) -> str:
    return say(lang, reason) if has(lang, reason) else reason
