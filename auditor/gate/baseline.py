"""The findings that a house has accepted for now: a file beside the pages, one finding a line, so that diffs and merges are readable.

In: a file, rows. Out: `Baseline`; text to write. A finding's id is a hash of page, sentence and rule: it stays when its sentence
moves on its page, and goes when that is rewritten.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from auditor.errors import UsageProblem

VERSION = 1
LONGEST = 100  # characters of a sentence: enough to know it by, in one line of a diff


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """An accepted finding."""

    page: str  # key
    rule: str
    text: str  # how its sentence begins
    id: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Accepted findings by their ids, and the rules that they were found by."""

    entries: dict[str, Entry] = field(default_factory=dict)
    rules_digest: str = ""


def read_baseline(file: Path) -> Baseline:
    """The baseline of a file; UsageProblem where it is missing or is none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8-sig"))
        entries = [Entry(str(one["page"]), str(one["rule"]), str(one.get("text", "")), str(one["id"])) for one in found["findings"]]
    except FileNotFoundError as error:
        raise UsageProblem("gate.baseline-missing", file=file) from error
    except OSError as error:
        raise UsageProblem("gate.baseline-unreadable", file=file, reason=error.strerror or error) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UsageProblem("gate.baseline-broken", file=file) from error
    return Baseline({entry.id: entry for entry in entries}, str(found.get("rules_digest", "")))


def written(entries: Iterable[Entry], rules_digest: str) -> str:
    """The text of a baseline: sorted by page, rule and sentence, one finding a line."""
    lines = [
        json.dumps({"page": one.page, "rule": one.rule, "text": one.text, "id": one.id}, ensure_ascii=False) for one in sorted(set(entries))
    ]
    body = "[\n    " + ",\n    ".join(lines) + "\n  ]" if lines else "[]"
    return f'{{\n  "schema_version": {VERSION},\n  "rules_digest": {json.dumps(rules_digest)},\n  "findings": {body}\n}}\n'


def shortened(sentence: str) -> str:
    """How a sentence begins."""
    return sentence if len(sentence) <= LONGEST else sentence[: LONGEST - 1].rstrip() + "…"
