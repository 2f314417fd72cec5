"""What to change in a sentence that has findings: its gain, its reasons, its rewrite or the questions to answer.

In: joined findings of one sentence. Out: its `Card`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.judge import audit_json
from auditor.models import Finding, LabelledSegment, Suggestion
from auditor.report.links import live_href, rule_file
from auditor.report.views.asking import lead, questions, refusal, said
from auditor.report.views.decided import quoted
from auditor.report.views.families import Kind, letters
from auditor.report.views.gains import Points, gained, worth
from auditor.report.views.joined import Joined
from auditor.report.views.marking import Change, Piece, Span, compare, mark
from auditor.report.views.remaining import remaining
from auditor.report.views.states import TODO, State, offered_last
from auditor.words import say

STANDING = ("todo", "accepted", "edited")  # states in which the text shown may still be put on the page


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding of a card."""

    id: str
    rule: str
    kind: Kind
    title: str
    message: str
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
    drops: str  # words that it leaves out, "" when none that a reader could miss
    source: str  # the sentence of the site whose words it borrows, "" when none
    source_lang: str
    source_href: str


@dataclass(frozen=True, slots=True)
class Where:
    """A page that holds the sentence, and where on it."""

    sentence: str  # its id on that page
    page: str  # title of the page
    page_lang: str
    file: str
    place: str  # "heading", "paragraph", … in the reader's words
    live: str  # the site's own page, opened at the sentence; "" when it is not on the web


@dataclass(frozen=True, slots=True)
class Card:
    """A sentence to change."""

    lang: str
    text: str
    pieces: tuple[Piece, ...]
    where: tuple[Where, ...]  # every page that holds it, the one that gains most first
    gain: str  # "+2.4 points if you fix this", "" without a number
    worth: str  # the same in two words, "+2.4 points"
    most: Points
    part: Points | None  # what of them the text shown wins, None where that is all or there is no text
    reasons: tuple[Reason, ...]
    rewritings: tuple[Rewriting, ...]
    questions: tuple[str, ...]
    refusal: str
    lead: str  # what stands before the first question: why there is no text, and what it takes to write one
    notes: tuple[str, ...] = ()  # of the consultant, as HTML that can do nothing
    state: State = TODO  # what its writer decided
    offered: str = ""  # the first suggestion that nobody turned down, whatever was chosen
    mends: bool = False  # the text shown leaves nothing of what was found
    left: tuple[Reason, ...] = ()  # the findings that the text shown still has
    left_alone: bool = False  # nobody here is to change these words: a quotation, a legal page, a picture
    can_be_muted: bool = True  # in the words of the tool, which a report may keep quiet about
    stage: str = ""  # its state in words, "" on a site of which nothing was decided yet

    @property
    def points(self) -> float:
        """The most that can be won with it, by which lists are ordered."""
        return self.most.points

    @property
    def sentence(self) -> str:
        """Id of the sentence on the first of its pages."""
        return self.where[0].sentence

    @property
    def can_change(self) -> bool:
        """Whether its writer chose a text that is to stand in its place, or a suggestion can be pasted that he may still choose."""
        return self.state.id in ("accepted", "edited") or (self.state.id == "todo" and any(r.ready for r in self.rewritings))

    @property
    def has_text(self) -> bool:
        """Whether a text is suggested that its writer has yet to decide on."""
        return bool(self.rewritings) and self.state.id == "todo"

    @property
    def left_letters(self) -> str:
        """The letters of what the text shown still has, each once."""
        return ", ".join(sorted({reason.kind.letter for reason in self.left}))

    @property
    def quoted(self) -> str:
        """Its first words, as auditor.toml knows it by them."""
        return quoted(self.text)

    @property
    def kind(self) -> Kind:
        """Its worst kind."""
        return self.reasons[0].kind

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its findings, each once, the worst first."""
        return tuple(dict.fromkeys(reason.kind for reason in self.reasons))


def card(joined: Joined, labelled: LabelledSegment, findings: Sequence[Finding]) -> Card:
    """The card of a sentence."""
    segment = labelled.segment
    findings = sorted(findings, key=lambda f: (letters().index(joined.kind_of(f).letter), f.start, f.id))
    known = joined.states.get(segment.id, TODO)
    offered = _offered(joined, segment.text, findings, known)
    rewritings = _rewritings(joined, segment.text, offered, known)
    state = offered_last(known, bool(rewritings))
    left = remaining(joined, segment.text, rewritings[0].text, findings) if rewritings else ()
    findings = sorted(_answered_first(findings, offered), key=lambda f: f in left)
    mends = state.id in STANDING and bool(rewritings) and not left
    most, part = worth(findings, rewritings[0].text if state.id in STANDING and rewritings else "", left)
    return Card(
        lang=segment.lang,
        text=segment.text,
        pieces=mark(segment.text, spans(joined, findings)),
        where=(_where(joined, labelled, findings[0].page),),
        gain=gained(joined, most, part),
        worth=gained(joined, most, part, how="-short"),
        most=most,
        part=part,
        reasons=tuple(reason(joined, f) for f in findings),
        rewritings=rewritings,
        questions=questions(joined, findings),
        refusal=refusal(joined, findings),
        lead=lead(joined, findings, has_text=bool(rewritings)),
        notes=tuple(joined.brand.notes_of_findings[f.id] for f in findings if f.id in joined.brand.notes_of_findings),
        state=state,
        can_be_muted=joined.brand.powered_by,
        stage=say(joined.lang, f"states.{state.id}") if joined.states else "",
        offered=next((s.text for s in offered), ""),
        left=tuple(reason(joined, f) for f in left),
        mends=mends,
        left_alone=state.id == "todo" and all(f.advice.leaves_alone for f in findings),
    )


def _where(joined: Joined, labelled: LabelledSegment, key: str) -> Where:
    segment, page = labelled.segment, joined.page_of[key]
    place = say(joined.lang, f"report.place.{segment.kind or 'paragraph'}")
    return Where(segment.id, joined.title(page), page.lang, joined.page_file(key), place, live_href(page.url, segment.text))


def spans(joined: Joined, findings: Iterable[Finding]) -> list[Span]:
    """Where the findings of a sentence stand in it."""
    return [Span(f.start, f.end, (k := joined.kind_of(f)).css, letters().index(k.letter), f.id, k.letter) for f in findings]


def reason(joined: Joined, finding: Finding) -> Reason:
    """A finding in words; of a rule that is no longer known, its id."""
    rule = joined.knowledge.rules.get(finding.rule)
    kind = joined.kind_of(finding)
    if rule is None:
        return Reason(finding.id, finding.rule, kind, finding.rule, "", "", finding.severity)
    section = rule.section(joined.lang)
    return Reason(finding.id, rule.id, kind, section.title, message(joined, finding), rule_file(rule.id), finding.severity)


def message(joined: Joined, finding: Finding) -> str:
    """The rule's message on this finding, "" when the rule is gone."""
    return audit_json.message(finding, joined.sentence_of[finding.segment], joined.knowledge.rules.get(finding.rule), joined.lang)


def _rewritings(joined: Joined, before: str, offered: Sequence[Suggestion], state: State) -> tuple[Rewriting, ...]:
    """What the writer chose, alone; else the suggestions that nobody turned down."""
    if state.text:
        return (Rewriting(*compare(before, state.text), state.text, True, "", "", "", "", ""),)
    return tuple(_rewriting(joined, before, s) for s in offered)


def _offered(joined: Joined, before: str, findings: Sequence[Finding], state: State) -> list[Suggestion]:
    """The suggestions that nobody turned down and that mend a finding at least; first those ready to paste, then those that leave least;
    last those that answer the first finding with nothing, because they keep its sentence and bring another beside it.
    """
    found = {s.text: s for f in findings for s in f.advice.suggestions if s.text not in state.refused}
    left = {text: len(remaining(joined, before, text, findings)) for text in found}
    first = {s.text for s in findings[0].advice.suggestions} if findings else set()
    useful = (s for s in found.values() if left[s.text] < len(findings))
    return sorted(useful, key=lambda s: (bool(s.source) and s.text not in first, s.status != "ready", left[s.text]))


def _answered_first(findings: Sequence[Finding], offered: Sequence[Suggestion]) -> list[Finding]:
    """The findings, first the one that the suggestion shown answers where it keeps the sentence as it is: a card says what it mends."""
    shown = offered[0].text if offered and offered[0].source else ""
    return sorted(findings, key=lambda f: bool(shown) and all(s.text != shown for s in f.advice.suggestions))


def _rewriting(joined: Joined, before: str, suggestion: Suggestion) -> Rewriting:
    old, new = compare(before, suggestion.text)
    source = joined.sentence_of.get(suggestion.source)
    return Rewriting(
        before=old,
        after=new,
        text=suggestion.text,
        ready=suggestion.status == "ready",
        why=said(joined, suggestion.why),
        drops=suggestion.drops,
        source=source.segment.text if source else "",
        source_lang=source.segment.lang if source else "",
        source_href=f"{joined.page_file(source.segment.page)}#s-{source.segment.id}" if source else "",
    )
