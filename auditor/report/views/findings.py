"""What to change: one card for each sentence that has findings, with its gain, its reasons, its rewrite or the questions to answer.

In: joined findings. Out: `Card` records, most points first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.judge import audit_json
from auditor.models import Finding, LabelledSegment, Suggestion
from auditor.report.figures import gain
from auditor.report.links import rule_file
from auditor.report.views.families import Kind, letters
from auditor.report.views.joined import Joined
from auditor.report.views.marking import Change, Piece, Span, compare, mark
from auditor.words import has, say

QUESTIONS = 3  # nobody answers nine
SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding of a card."""

    id: str
    kind: Kind
    title: str
    message: str
    why: str
    file: str  # of the page of its type, "" when that is gone
    severity: str


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A suggestion beside the sentence as it is."""

    before: tuple[Change, ...]
    after: tuple[Change, ...]
    text: str
    ready: bool
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """A sentence to change."""

    sentence: str  # its id
    lang: str
    pieces: tuple[Piece, ...]
    page: str  # title of its page
    page_lang: str
    page_file: str
    place: str  # "heading", "paragraph", … in the reader's words
    gain: str  # "+2.4", "" without a number
    up_to: bool
    points: float
    reasons: tuple[Reason, ...]
    rewritings: tuple[Rewriting, ...]
    questions: tuple[str, ...]
    refusal: str

    @property
    def kind(self) -> Kind:
        """Its worst kind."""
        return self.reasons[0].kind


def cards(joined: Joined, findings: Iterable[Finding], *, lead: str = "") -> tuple[Card, ...]:
    """A card for each sentence of the findings, most points first, then the gravest; the rule `lead` speaks first in each."""
    ids = list(dict.fromkeys(f.segment for f in findings))
    made = [card(joined, joined.sentence_of[i], joined.findings_of_sentence[i], lead=lead) for i in ids]
    return tuple(sorted(made, key=lambda c: (-c.points, min(SEVERITIES.index(r.severity) for r in c.reasons))))


def card(joined: Joined, sentence: LabelledSegment, findings: Sequence[Finding], *, lead: str = "") -> Card:
    """The card of one sentence."""
    segment, page = sentence.segment, joined.page_of[findings[0].page]
    findings = sorted(findings, key=lambda f: (f.rule != lead, letters().index(joined.kind_of(f).letter), f.start, f.id))
    best = max(findings, key=lambda f: f.points or 0.0)  # findings of one sentence mend the same labels: the best counts, not the sum
    points = best.points or 0.0
    shown = gain(points, joined.lang) if round(points, 1) > 0 else ""
    return Card(
        sentence=segment.id,
        lang=segment.lang,
        pieces=mark(segment.text, spans(joined, findings)),
        page=joined.title(page),
        page_lang=page.lang,
        page_file=joined.page_file(page.key),
        place=say(joined.lang, f"report.place.{segment.kind or 'paragraph'}"),
        gain=shown,
        up_to=best.up_to,
        points=points,
        reasons=tuple(reason(joined, f) for f in findings),
        rewritings=_rewritings(joined, segment.text, findings),
        questions=_questions(joined, findings),
        refusal=_refusal(joined, findings),
    )


def spans(joined: Joined, findings: Iterable[Finding]) -> list[Span]:
    """Where the findings of a sentence stand in it."""
    return [Span(f.start, f.end, (k := joined.kind_of(f)).css, letters().index(k.letter), f.id, k.letter) for f in findings]


def reason(joined: Joined, finding: Finding) -> Reason:
    """A finding in words; of a rule that is no longer known, its id."""
    rule = joined.knowledge.rules.get(finding.rule)
    kind = joined.kind_of(finding)
    if rule is None:
        return Reason(finding.id, kind, finding.rule, "", "", "", finding.severity)
    section = rule.section(joined.lang)
    return Reason(finding.id, kind, section.title, message(joined, finding), section.why.strip(), rule_file(rule.id), finding.severity)


def message(joined: Joined, finding: Finding) -> str:
    """The rule's message on this finding, "" when the rule is gone."""
    return audit_json.message(finding, joined.sentence_of[finding.segment], joined.knowledge.rules.get(finding.rule), joined.lang)


def _rewritings(joined: Joined, before: str, findings: Iterable[Finding]) -> tuple[Rewriting, ...]:
    found = {s.text: s for f in findings for s in f.advice.suggestions}
    return tuple(_rewriting(joined, before, s) for s in sorted(found.values(), key=lambda s: s.status != "ready"))


def _rewriting(joined: Joined, before: str, suggestion: Suggestion) -> Rewriting:
    old, new = compare(before, suggestion.text)
    return Rewriting(old, new, suggestion.text, suggestion.status == "ready", _said(joined, suggestion.why))


def _questions(joined: Joined, findings: Sequence[Finding]) -> tuple[str, ...]:
    """The first questions to the writer: what the rules ask, then what the rewrite needs, then what any such sentence raises."""
    rules = [joined.knowledge.rules.get(f.rule) for f in findings]
    asked = [rule.mending(joined.lang).ask for rule in rules if rule]
    asked += [_said(joined, key) for f in findings for s in f.advice.suggestions for key in s.questions]
    asked += [_said(joined, key) for f in findings for key in f.advice.questions]
    return tuple(dict.fromkeys(q for q in asked if q))[:QUESTIONS]


def _refusal(joined: Joined, findings: Sequence[Finding]) -> str:
    if any(f.advice.suggestions for f in findings):
        return ""
    return next((said for f in findings if (said := _said(joined, f.advice.refusal))), "")


def _said(joined: Joined, key: str) -> str:
    return say(joined.lang, key) if key and has(joined.lang, key) else ""
