"""The promise ledger and the contradictions as the spreadsheet of the reader's country opens them.

In: a joined audit. Out: texts of CSV files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.models import Promise
from auditor.report.exports import PARTS, safe, table, yes
from auditor.report.views.joined import Joined
from auditor.words import say

PROMISE_COLUMNS = (
    "kind", "declared", "what", "by", "to", "figures", "deadlines", "conditions", "where", "proofs", "strength", "why", "ask", "places",
    "sentence", "page", "address", "link",
)  # fmt: skip
CONTRADICTION_COLUMNS = ("contradiction", "kind", "value", "sentence", "page", "address", "link")


def promises_csv(joined: Joined) -> str:
    """data/promises.csv: one line a promise, in the order of the audit."""
    return table(joined.lang, [f"ledger.csv.{name}" for name in PROMISE_COLUMNS], _promise_rows(joined))


def contradictions_csv(joined: Joined) -> str:
    """data/contradictions.csv: one line a side, the sides of one contradiction under the same number."""
    return table(joined.lang, [f"ledger.csv.{name}" for name in CONTRADICTION_COLUMNS], _contradiction_rows(joined))


def _promise_rows(joined: Joined) -> Iterable[Sequence[str]]:
    lang = joined.lang
    for line in (line for line in joined.audit.promises if line.segment in joined.sentence_of):
        kind, declared = say(lang, f"ledger.kind.{line.kind}"), yes(line.declared, lang)
        terms = [_terms(line, name) for name in ("figure", "deadline", "condition")]
        proofs = PARTS.join(joined.sentence_of[id].segment.text for id in line.proofs if id in joined.sentence_of)
        asked = PARTS.join(say(lang, key) for key in line.ask)
        said = map(safe, (line.what, line.by, line.to, *terms, say(lang, f"ledger.where.{line.where}"), proofs))
        yield (
            kind,
            declared,
            *said,
            str(line.strength),
            say(lang, line.why),
            asked,
            str(1 + len(line.also)),
            *_place(joined, line.segment),
        )


def _terms(line: Promise, kind: str) -> str:
    return PARTS.join(term.text for term in line.terms if term.kind == kind)


def _contradiction_rows(joined: Joined) -> Iterable[Sequence[str]]:
    for n, found in enumerate(joined.audit.contradictions, 1):
        for side in (side for side in found.sides if side.segment in joined.sentence_of):
            text = joined.sentence_of[side.segment].segment.text
            stated = text[side.fact.start : side.fact.end]
            yield (str(n), say(joined.lang, f"ledger.fact.{found.kind}"), safe(stated), *_place(joined, side.segment))


def _place(joined: Joined, id: str) -> tuple[str, ...]:
    """Sentence, page, address, and the link into the report."""
    segment = joined.sentence_of[id].segment
    page = joined.page_of[segment.page]
    return (*map(safe, (segment.text, page.title or page.key, page.url)), f"{joined.page_file(page.key)}#s-{id}")
