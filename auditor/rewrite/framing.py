"""What a frame or a swap asks of a sentence's words before anybody looks at its grammar.

In: a frame or a swap, the grammar of its language, the company's names. Out: sets of runs of letters (`Said.runs`), of each of which the
sentence must hold one; what a set leaves out, the frame could never be laid over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.knowledge.recipes import Frame, Grammar, RecipeSection, Swap
from auditor.models import Lang
from auditor.rewrite import acts
from auditor.rewrite.said import BEGINS, OPENS, RUN, first_runs

BRACES = re.compile(r"\{[^{}]*\}")
NAME = "{name}"
Runs = frozenset[str]


def of_frame(frame: Frame, section: RecipeSection, grammar: Grammar, lang: Lang, names: Sequence[str]) -> Iterator[Runs]:
    """For each element that a clause must have for the frame, words of which it must hold one; how it begins; what it must name."""
    for element in frame.pattern:
        if not element.endswith("?"):
            words = _words(element, section, grammar, lang)
            if words is not None:
                yield first_runs(words)
    for words, mark in ((_beginnings(frame, grammar, names), BEGINS), (_heads(frame), ""), (frame.starts, "")):
        if words and all(map(RUN.search, words)):
            yield frozenset(mark + run for run in first_runs(words))


def _words(element: str, section: RecipeSection, grammar: Grammar, lang: Lang) -> Sequence[str] | None:
    """Words of which a clause must hold one for the element; None where nobody can tell."""
    name = element.strip("{}")
    slots = {"we": grammar.we, "you": [form for forms in grammar.you.values() for form in forms], "yours": grammar.your, "one": grammar.one}
    if not element.startswith("{"):
        return element.split("|")
    return slots[name] if name in slots else sorted(acts.any_form(lang, section.verbs[name], grammar)) if name in section.verbs else None


def _beginnings(frame: Frame, grammar: Grammar, names: Sequence[str]) -> Sequence[str]:
    """The words that a clause may begin with for the frame; none where nobody can tell."""
    first = frame.pattern[0]
    if first == "{source}":
        return (*(way for way in frame.by or grammar.source_starts if way != NAME), *(names if not frame.by or NAME in frame.by else ()))
    return grammar.we if first == "{we}" else () if first.startswith("{") or first.endswith("?") else first.split("|")


def _heads(frame: Frame) -> Sequence[str]:
    """What the thing must be, in the singular and the plural."""
    return [way for head in frame.heads for way in (head, f"{head}s")]


def of_swap(swap: Swap) -> Iterator[Runs]:
    """Of each way of the swap its longest word, and its first where the swap is of a whole text; nothing where a way is only what a company
    is called.
    """
    ways = [(way.strip().startswith("{"), RUN.findall(BRACES.sub(" ", way).lower())) for way in swap.before.split("|")]
    if all(runs for _, runs in ways):
        yield frozenset(max(runs, key=len) for _, runs in ways)
        yield frozenset(runs[0] if swap.inside or is_open else OPENS + runs[0] for is_open, runs in ways)
