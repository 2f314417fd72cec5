"""The promise ledger as a page: what is promised, on which terms, with which proof, how firm, and what to ask.

In: a joined audit. Out: one `LedgerView`: promises that can be held against the company first, then mere words, then what is proved, each
in the order of the ledger, what could cost most first; a question that several share is asked once. Declared values come last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.identity import normalise
from auditor.models import Promise
from auditor.report.figures import number
from auditor.report.views.joined import Joined
from auditor.report.views.lenses import SentenceView, sentence_view
from auditor.report.views.stacks import Stack, stack
from auditor.words import say

ROWS = 300  # lines of the table; the file for spreadsheets holds them all
DOTS = 3
VAGUE = "ledger.ask.terms.quality"  # asked where nobody could see that a promise was not kept


@dataclass(frozen=True, slots=True)
class TermView:
    """A term, and what sort of term it is."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the ledger."""

    id: str
    what: str
    place: SentenceView
    parties: tuple[str, ...]
    also: str  # how often and in how many wordings it is said, "" where once
    wordings: tuple[SentenceView, ...]  # the others, each once
    kind: str
    terms: tuple[TermView, ...]
    where: str
    proofs: tuple[SentenceView, ...]
    dots: tuple[bool, ...]
    strength: str
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Lines that raise the same questions."""

    ask: tuple[str, ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Promises of one sort: with terms and no proof, in words alone, with a proof."""

    id: str
    title: str
    lead: str
    asked: tuple[Asked, ...]

    @property
    def lines(self) -> tuple[LineView, ...]:
        """Its lines in their order."""
        return tuple(line for one in self.asked for line in one.lines)


@dataclass(frozen=True, slots=True)
class LedgerView:
    """The page of the ledger."""

    title: str
    picture: Stack
    parts: tuple[Part, ...]
    values: Part | None
    cut: str
    rows: str  # how many lines the file holds, where values are among them

    @property
    def lines(self) -> tuple[LineView, ...]:
        """Every promise in the order of the page."""
        return tuple(line for part in self.parts for line in part.lines)


def ledger_view(joined: Joined) -> LedgerView | None:
    """The ledger of the audit; None where nothing is promised and no value declared."""
    known = [line for line in joined.audit.promises if line.segment in joined.sentence_of]
    if not known:
        return None
    lang = joined.lang
    promised = [line for line in known if not line.declared]
    total = len(promised)
    return LedgerView(
        title=_title(promised, lang),
        picture=_picture(joined, promised),
        parts=tuple(_part(joined, id, group) for id, group in _sorted(promised[:ROWS]).items() if group),
        values=_part(joined, "values", declared) if (declared := [line for line in known if line.declared]) else None,
        cut=say(lang, "ledger.cut", shown=number(ROWS, lang), total=number(total, lang)) if total > ROWS else "",
        rows=_rows(total, len(known) - total, lang),
    )


def _sorted(promised: Sequence[Promise]) -> dict[str, list[Promise]]:
    """The promises by their sort; of mere words the vaguest last."""
    return {
        "terms": [line for line in promised if line.where == "none" and line.terms],
        "words": sorted((line for line in promised if line.where == "none" and not line.terms), key=lambda line: VAGUE in line.ask),
        "proved": [line for line in promised if line.where != "none"],
    }


def _part(joined: Joined, id: str, lines: Sequence[Promise]) -> Part:
    """A part, its lines brought together by what they ask; those that cost most still decide which question comes first."""
    asked: dict[tuple[str, ...], list[LineView]] = {}
    for line in lines:
        asked.setdefault(line.ask, []).append(_line(joined, line))
    count = {"count": len(lines), "n": number(len(lines), joined.lang)}
    groups = tuple(Asked(tuple(say(joined.lang, key) for key in ask), tuple(group)) for ask, group in asked.items())
    return Part(id, say(joined.lang, f"ledger.{id}", **count), say(joined.lang, f"ledger.{id}.lead"), groups)


def _rows(promised: int, values: int, lang: str) -> str:
    """What the lines of the file are, where they are more than the promises."""
    fields = {"lines": number(promised + values, lang), "promised": number(promised, lang), "n": number(values, lang)}
    return say(lang, "ledger.rows", count=values, **fields) if values else ""


def headline(joined: Joined) -> str:
    """How many promises the pages make and how many have a proof; "" where there is no promise."""
    promised = [line for line in joined.audit.promises if line.segment in joined.sentence_of and not line.declared]
    return _title(promised, joined.lang) if promised else ""


def _title(promised: Sequence[Promise], lang: str) -> str:
    total, proved = len(promised), sum(line.where != "none" for line in promised)
    return say(lang, "ledger.title" if proved else "ledger.title.none", count=total, n=number(total, lang), proved=number(proved, lang))


def _picture(joined: Joined, promised: list[Promise]) -> Stack:
    """How many promises have a proof, only terms, or neither."""
    proved = sum(line.where != "none" for line in promised)
    termed = sum(line.where == "none" and bool(line.terms) for line in promised)
    counts = (("plus", "proved", proved), ("b", "terms", termed), ("neutral", "words", len(promised) - proved - termed))
    return stack([(css, say(joined.lang, f"ledger.part.{name}"), count) for css, name, count in counts], joined.lang)


def _wordings(joined: Joined, line: Promise) -> tuple[SentenceView, ...]:
    """The other sentences that make the same promise, those that say it in the same words once."""
    said = {normalise(joined.sentence_of[line.segment].segment.text), normalise(line.what)}
    others = {normalise(joined.sentence_of[id].segment.text): id for id in reversed(line.also) if id in joined.sentence_of}
    return tuple(sentence_view(joined, id) for text, id in reversed(others.items()) if text not in said)


def _said(times: int, wordings: int, lang: str) -> str:
    key = "ledger.also.wordings" if wordings > 1 else "ledger.also"
    return say(lang, key, count=times, n=number(times, lang), wordings=number(wordings, lang))


def _line(joined: Joined, line: Promise) -> LineView:
    lang, wordings = joined.lang, _wordings(joined, line)
    named = (("by", line.by), ("to", line.to))
    word = say(lang, f"ledger.strength.{line.strength}")
    return LineView(
        id=line.id,
        what=line.what,
        place=sentence_view(joined, line.segment),
        parties=tuple(say(lang, f"ledger.{name}", **{name: said}) for name, said in named if said),
        also=_said(1 + len(line.also), 1 + len(wordings), lang) if line.also else "",
        wordings=wordings,
        kind=say(lang, f"ledger.kind.{line.kind}"),
        terms=tuple(TermView(term.text, say(lang, f"ledger.term.{term.kind}")) for term in line.terms),
        where=say(lang, f"ledger.where.{line.where}"),
        proofs=tuple(sentence_view(joined, id) for id in line.proofs if id in joined.sentence_of),
        dots=tuple(n < line.strength for n in range(DOTS)),
        strength=say(lang, "ledger.strength.text", word=word, n=line.strength),
        why=say(lang, line.why),
    )
