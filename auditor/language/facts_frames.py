"""The turns that say what a value is about (« fondée en {year} », "{count} employees"), compiled.

In: the kinds of `rules/facts/<lang>.yml`. Out: for a value, the span of the turn that it stands in and its subject; None when it stands
in none, or beside a word that makes it something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.knowledge.facts import FIELD, FORMS, FactKind, FactRules
from auditor.knowledge.patterns import either, fold, whole
from auditor.language.facts_values import Value

ANY = r"(?:[^\W_][\w'’-]*[\s-]+){0,4}?"
GAP = "..."
NONE = "0"  # what a counter shows before its script has run
WINDOW = 70  # characters on each side of a value that are read
BESIDE = 40  # characters on each side in which a word of `unless` counts
CLAUSE = re.compile(r"[,;·•|–—.!?()✅]")


@dataclass(frozen=True, slots=True)
class Frame:
    """A turn: what stands before its value and after it."""

    form: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


class Kind:
    """A kind of fact, compiled."""

    def __init__(self, name: str, kind: FactKind, rules: FactRules) -> None:
        self.name, self.rule = name, kind
        self._lists = {**rules.words, "subject": tuple(word for words in kind.subjects.values() for word in words)}
        self._partitive = rf"(?:{either(rules.partitives)}\s*)?"
        self._frames = [self._frame(frame) for frame in kind.frames]
        self._unless = whole(kind.unless)
        self._unless_before = whole((*kind.unless, *kind.unless_before))
        self._subjects = [(subject, whole(words)) for subject, words in kind.subjects.items()]

    def meet(self, value: Value, folded: str) -> tuple[int, int] | None:
        """The span of the turn that the value stands in."""
        if value.value == NONE or value.bound not in self.rule.bounds or (value.form == "count" and "-" in value.value):
            return None
        if self.rule.units and value.form == "duration" and not self._allows(value.unit):
            return None
        spans = [span for frame in self._frames if frame.form == value.form and (span := _span(frame, value, folded))]
        return max(spans, key=lambda span: (span[1] - span[0], -span[0])) if spans and not self.is_other(value, folded) else None

    def is_other(self, value: Value, folded: str) -> bool:
        """Whether a word beside the value says that it is something else."""
        left = CLAUSE.split(folded[max(0, value.at - BESIDE) : value.at])[-1]
        right = CLAUSE.split(folded[value.end : value.end + BESIDE])[0]
        return bool(self._unless_before.search(left) or self._unless.search(right))

    def subject(self, start: int, end: int, folded: str) -> str:
        """The subject whose word stands nearest in the same clause, rather before than after."""
        first = max((m.end() for m in CLAUSE.finditer(folded, 0, start)), default=0)
        last = next((m.start() for m in CLAUSE.finditer(folded, end)), len(folded))
        found = [(self._distance(m, start, end), name) for name, pattern in self._subjects for m in pattern.finditer(folded, first, last)]
        return min(found)[1] if found else ""

    def _distance(self, match: re.Match[str], start: int, end: int) -> int:
        return 0 if start <= match.start() < end else start - match.end() if match.end() <= start else 2 * (match.start() - end)

    def _allows(self, unit: str) -> bool:
        return unit in self.rule.units or (unit == "hour" and bool({"minute", "day", "week"} & set(self.rule.units)))

    def _frame(self, frame: str) -> Frame:
        form = next(name for name in FIELD.findall(frame) if name in FORMS)
        before, after = frame.split(f"{{{form}}}")
        partitive = self._partitive if form in ("count", "duration") else ""
        left = re.compile(rf"{self._pattern(before.strip())}[\s-]*\Z") if before.strip() else None
        right = re.compile(rf"[\s-]*{partitive}{self._pattern(after.strip())}") if after.strip() else None
        return Frame(form, left, right)

    def _pattern(self, turn: str) -> str:
        """The words of a turn as a pattern, whole words at both ends."""
        parts = [ANY if word == GAP else self._word(word) + r"[\s-]*" for word in turn.split()]
        pattern = "".join(parts).removesuffix(r"[\s-]*")
        opens, ends = turn[0].isalnum() or turn[0] == "{", turn[-1].isalnum() or turn[-1] in "}*"
        return (r"(?<!\w)" if opens else "") + pattern + (r"(?!\w)" if ends else "")

    def _word(self, word: str) -> str:
        pieces = FIELD.split(word)
        written = [either(self._lists[piece]) if n % 2 else _plain(piece) for n, piece in enumerate(pieces)]
        return "".join(written)


def _plain(word: str) -> str:
    return re.escape(fold(word)).replace(r"\*", r"\w*")


def _span(frame: Frame, value: Value, folded: str) -> tuple[int, int] | None:
    right = frame.after.match(folded, value.end, value.end + WINDOW) if frame.after else None
    if frame.after and not right:
        return None
    end = right.end() if right else value.end
    if frame.before is None:
        return value.start, end
    for at in dict.fromkeys((value.start, value.at)):
        first = max(0, at - WINDOW)
        if match := frame.before.search(folded[first:at]):
            return first + match.start(), end
    return None


def kinds(rules: FactRules) -> list[Kind]:
    """The kinds of a language, compiled, in the order of their file."""
    return [Kind(name, kind, rules) for name, kind in rules.kinds.items()]
