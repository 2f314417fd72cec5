"""The verdict as a person reads it in a terminal: a line a finding, as compilers and linters write them, then what it comes to.

In: a verdict. Out: text; `path:line:column: severity rule-id message`.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.gate.baseline import Entry
from auditor.gate.verdict import SEVERITIES, Row, Verdict, idle
from auditor.words import say


def text(found: Verdict) -> str:
    """The verdict, without a line end after its last line."""
    return "\n".join([*map(_line, found.rows), *closing(found)])


def closing(found: Verdict) -> list[str]:
    """What it comes to: score, counts, what is gone or idle, and why the gate does not hold."""
    lines = [f"{score(found)} {counts(found)}"]
    lines += [say(found.lang, "gate.resolved", entry=_entry(entry)) for entry in found.resolved]
    lines += [idle(one, found.lang) for one in found.idle]
    return [*lines, *found.reasons]


def score(found: Verdict) -> str:
    """The score in words, or why there is none."""
    index, lang = found.score, found.lang
    if index.value is None or index.low is None or index.high is None:
        return say(lang, "gate.score.none", site=found.name, state=say(lang, f"gate.state.{index.state}"))
    return say(lang, "gate.score", site=found.name, value=f"{index.value:.0f}", low=f"{index.low:.0f}", high=f"{index.high:.0f}")


def counts(found: Verdict) -> str:
    """How many findings count, by severity; how many are known, gone or muted."""
    return ", ".join(_counts(found)) + "."


def _counts(found: Verdict) -> Iterator[str]:
    lang = found.lang
    key = "gate.count" if found.asked.baseline is None else "gate.count.new"
    told = [say(lang, f"gate.count.{name}", count=count) for name in reversed(SEVERITIES) if (count := found.count(name))]
    yield say(lang, key, count=len(found.rows)) + (f" ({', '.join(told)})" if told else "")
    for name, many in (("known", found.known), ("resolved", found.resolved), ("muted", found.muted)):
        if many:
            yield say(lang, f"gate.count.{name}", count=len(many))


def where(row: Row) -> str:
    """`path:line:column`, or as much of it as is known."""
    return f"{row.file}:{row.place.line}:{row.place.column}" if row.place else row.file


def _line(row: Row) -> str:
    return f"{where(row)}: {row.finding.severity} {row.finding.rule} {' '.join(row.message.split())}"


def _entry(entry: Entry) -> str:
    return f"{entry.page or '/'}: {entry.rule}: {entry.text}"
