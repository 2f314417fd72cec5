"""The verdict in twenty lines of Markdown, for a pull request, a message or a wiki.

In: a verdict. Out: Markdown in which nothing of a page can be markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from auditor.gate.text import counts, score
from auditor.gate.verdict import Row, Verdict, idle
from auditor.words import say

MOST_LINES = 20
MOST_ROWS = 8
LONGEST = 160  # characters of a sentence
MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~])")


def summary(found: Verdict, first: Sequence[str] = (), *, told_count: str = "", told_rest: Callable[[int], str] | None = None) -> str:
    """Score, counts, whether the gate holds, and the first findings with the rewrite of each: twenty lines at most. `first`: ids of
    findings in the order in which they are to be shown; any other stands after them, by its points. `told_count` stands for the count of
    findings, and `told_rest` says what follows the so many that are shown, where a report counts sentences.
    """
    lang = found.lang
    asked = found.asked.level is not None or found.asked.fail_under is not None
    state = [say(lang, "gate.markdown.holds" if found.holds else "gate.markdown.fails")] if asked else []
    head = [
        f"## {say(lang, 'gate.markdown.title', site=_escaped(found.name))}",
        "",
        f"{_escaped(score(found))} {told_count or counts(found)}",
    ]
    told = [*state, *found.reasons]
    rows = _best(found, first)
    body = [line for row in rows for line in _row(row, found)]
    shown = {row.finding.segment for row in rows}
    rest = sum(row.finding.segment not in shown for row in found.rows)
    last = told_rest(len(rows)) if told_rest else say(lang, "gate.markdown.more", count=rest) if rest else ""
    more = [last] if last else []
    tail = [_escaped(idle(one, lang)) for one in found.idle[:2]]
    lines = [*head, *(["", *_items(told)] if told else []), *(["", *body] if body else [])]
    ending = [*more, *tail]
    return "\n".join([*lines[: MOST_LINES - len(ending) - bool(ending)], *(["", *_items(ending)] if ending else [])])


def _best(found: Verdict, first: Sequence[str]) -> Sequence[Row]:
    """The findings to show: those that fail first, then as `first` has them, then those with most points."""
    turn = {id: n for n, id in enumerate(first)}
    ranked = sorted(
        found.rows, key=lambda row: (not row.fails, turn.get(row.finding.id, len(turn)), -(row.finding.points or 0.0), row.file)
    )
    once: dict[str, Row] = {}  # a sentence once, by its first finding and in its place
    for row in ranked:
        once.setdefault(row.finding.segment, row)
    room = MOST_LINES - 9 - len(found.reasons)
    chosen: list[Row] = []
    for row in [*once.values()][:MOST_ROWS]:
        if room < 1 + bool(row.ready):
            break
        room -= 1 + bool(row.ready)
        chosen.append(row)
    return chosen


def _row(row: Row, found: Verdict) -> list[str]:
    """A finding in one line, and its rewrite in another."""
    name = f"{row.file}:{row.place.line}" if row.place else row.file
    quoted = say(found.lang, "gate.markdown.quote", text=_escaped(_cut(row.text)))
    lines = [f"- `{name.replace('`', '')}` {quoted} {_escaped(' '.join(row.message.split()))}"]
    if row.ready:
        lines.append(f"  {say(found.lang, 'gate.markdown.rather', text=_escaped(_cut(row.ready[0].text)))}")
    return lines


def _items(lines: Sequence[str]) -> list[str]:
    return [f"- {line}" for line in lines]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _escaped(text: str) -> str:
    return MARKUP.sub(r"\\\1", text)
