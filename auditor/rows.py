"""JSON Lines in, the same lines out with their labels or rewrites: one line out for each line in, in the same order.

In: lines with `text` and `lang`, optional `id`, `prev`, `company`, `heading`, `block`, `page_kind`. Out: (it was read, JSON line). Labels
that a line already carries are ignored and overwritten; a line that cannot be read comes out as `{"error": …}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any, get_args

from auditor import judge
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import LANGS, Advice, Analysis, BlockKind, Company, LabelledSegment, Labels, Lang, PageKind, Segment
from auditor.words import has, say

Answer = Callable[[LabelledSegment, Company], dict[str, Any]]  # what a line gains
AdviseAll = Callable[[LabelledSegment, Company], Mapping[str, Advice]]  # what rewriting says, by rule
MOST_SUGGESTIONS = 3
CHUNK = 200  # lines judged together; bounds what a stream holds back
TEXTS = ("id", "prev", "company", "block", "page_kind")


class BadRow(Exception):
    """A line that cannot be read: a key of `rows.yml` and its fields."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


def label_rows(
    lines: Iterable[str], engine: Engine, knowledge: Knowledge, *, explain: bool = False, ui_lang: str = "en"
) -> Iterator[tuple[bool, str]]:
    """The lines with `focus`, `traits`, `dimension`, `confidence`, `signals`, and with `explain` the `reasons` of each label."""

    def answer(found: LabelledSegment, _company: Company) -> dict[str, Any]:
        fields = _fields(found.analysis, found.labels)
        return fields | {"reasons": _reasons(found.segment, found.analysis, knowledge)} if explain else fields

    return _answered(lines, engine, knowledge, answer, ui_lang)


def rewrite_rows(
    lines: Iterable[str], engine: Engine, knowledge: Knowledge, advise: AdviseAll, *, ui_lang: str = "en"
) -> Iterator[tuple[bool, str]]:
    """The lines with `suggestions`; where there is none, with `refusal`: why nothing can be said, or that nothing needs to be."""

    def answer(found: LabelledSegment, company: Company) -> dict[str, Any]:
        return _advice(advise(found, company).values(), found.segment.lang)

    return _answered(lines, engine, knowledge, answer, ui_lang)


def _answered(lines: Iterable[str], engine: Engine, knowledge: Knowledge, answer: Answer, ui_lang: str) -> Iterator[tuple[bool, str]]:
    stream = iter(lines)
    while chunk := list(islice(stream, CHUNK)):
        rows = [read_row(line, _check) for line in chunk]
        answers = iter(_judged([row for row in rows if isinstance(row, dict)], engine, knowledge, answer))
        for row in rows:
            yield (True, _dump(next(answers))) if isinstance(row, dict) else (False, _dump({"error": say(ui_lang, row.key, **row.fields)}))


def read_row(line: str, check: Callable[[Any], None], words: str = "rows") -> dict[str, Any] | BadRow:
    """The object of a line, or what is wrong with it; `check` raises BadRow for an object that cannot be used, and `words` are the part of
    the catalogues that tells what a line looks like.
    """
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            return BadRow(f"{words}.not-an-object")
        check(row)
    except json.JSONDecodeError as error:
        return BadRow(f"{words}.not-json", column=error.colno)
    except (RecursionError, ValueError):  # nested too deep, a number of too many digits
        return BadRow(f"{words}.not-json", column=1)
    except BadRow as bad:
        return bad
    return row


def _check(row: Any) -> None:
    if not isinstance(row.get("text"), str):
        raise BadRow("rows.no-text")
    if row.get("lang") not in LANGS:
        raise BadRow("rows.unknown-language", lang=row.get("lang"))
    for name in TEXTS:
        if not isinstance(row.get(name) or "", str):
            raise BadRow("rows.not-text", name=name)
    _known(row, "block", get_args(BlockKind))
    _known(row, "page_kind", get_args(PageKind))


def _known(row: dict[str, Any], name: str, allowed: Sequence[str]) -> None:
    if row.get(name) and row[name] not in allowed:
        raise BadRow("rows.unknown-value", name=name, value=row[name], allowed=", ".join(allowed))


def _segment(row: dict[str, Any]) -> Segment:
    heading = row.get("heading") or ()
    return Segment(
        id=row.get("id") or "",
        text=row["text"],
        lang=row["lang"],
        kind=row.get("block") or "",
        end=len(row["text"]),
        heading=(heading,) if isinstance(heading, str) else tuple(map(str, heading)),
        prev=row.get("prev") or "",
        page_kind=row.get("page_kind") or "",
        words=len(row["text"].split()),
    )


def _judged(rows: list[dict[str, Any]], engine: Engine, knowledge: Knowledge, answer: Answer) -> Iterator[dict[str, Any]]:
    for name, group in groupby(rows, key=_company):
        together, company = list(group), Company(name)
        segments = [_segment(row) for row in together]
        for row, segment, analysis in zip(together, segments, engine.analyse(segments, company), strict=True):
            yield row | answer(LabelledSegment(segment, analysis, judge.label(segment, analysis, knowledge)), company)


def _company(row: dict[str, Any]) -> str:
    return row.get("company") or ""


def _fields(analysis: Analysis, labels: Labels) -> dict[str, Any]:
    return {
        "focus": labels.focus,
        "traits": list(labels.traits),
        "dimension": labels.dimension,
        "confidence": round(labels.confidence, 3),
        "signals": [{"rule": s.rule, "start": s.start, "end": s.end} for s in analysis.signals],
    }


def _reasons(segment: Segment, analysis: Analysis, knowledge: Knowledge) -> list[dict[str, Any]]:
    found = judge.explain(segment, analysis, knowledge)
    return [{"label": r.label, "signal": r.signal, "weight": round(r.weight, 3)} for r in found]


def _advice(found: Iterable[Advice], lang: Lang) -> dict[str, Any]:
    """Suggestions of several rules, each text once, those ready to paste first; words of the sentence's own language."""
    advice = list(found)
    texts = {suggestion.text: suggestion for one in advice for suggestion in reversed(one.suggestions)}
    ordered = sorted(texts.values(), key=lambda suggestion: suggestion.status != "ready")[:MOST_SUGGESTIONS]
    suggestions = [
        {
            "text": s.text,
            "status": s.status,
            "why": _worded(s.why, lang),
            "questions": [_worded(q, lang) for q in s.questions],
            "origin": s.origin,
        }
        for s in ordered
    ]
    questions = [_worded(question, lang) for question in dict.fromkeys(q for one in advice for q in one.questions)]
    refusal = next((one.refusal for one in advice if one.refusal), "rows.nothing-to-change")
    return {"suggestions": suggestions} | ({} if suggestions else {"refusal": _worded(refusal, lang), "questions": questions})


def _worded(key: str, lang: Lang) -> str:
    """The sentence of a catalogue key; a question that a rule asks in its own words stands as it is."""
    return say(lang, key) if has(lang, key) else key


_dump: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False).encode
