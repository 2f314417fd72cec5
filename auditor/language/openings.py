"""A long list of alternatives compiled by what they share: spaCy's French tokenizer spells one class of letters 480 times over.

In: what imports or loads a model. Out: the same, in a tenth of the time. Compiling that pattern of 1.4 million characters took four of the
seven seconds in which a process got ready for French; it meets the same words either way (`tests/test_language/test_openings.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LONG = 100_000  # characters: no other pattern of a model comes near
MANY = 100  # characters that spell a class which takes long to compile
HEAD, BETWEEN, TAIL = "(?iu)(?:", ")|(?:", ")"
LETTERS = re.compile(r"\[[^\[\]]*\]")  # a class of letters
REPEATED = re.compile(r"[*+?]*(?![*+?{])")  # what may stand after a class
GROUP = re.compile(r"\(\?:[^\[\]\\()]*\)")
WHOLE = re.compile(r"\^[^\[\]\\|()]*\$")  # an alternative that stands for a whole word


@contextmanager
def by_openings() -> Iterator[None]:
    """Inside, `re.compile` puts together those alternatives of a long pattern that differ in one stretch of letters only."""
    plain = re.compile

    def compiled(pattern: Any, flags: Any = 0) -> Any:
        return plain(grouped(pattern) if isinstance(pattern, str) and len(pattern) > LONG else pattern, flags)

    vars(re)["compile"] = compiled
    try:
        yield
    finally:
        vars(re)["compile"] = plain


def grouped(pattern: str) -> str:
    """A pattern that matches where `pattern` does; any other than a list of alternatives for whole words comes back as it is."""
    if not (pattern.startswith(HEAD) and pattern.endswith(TAIL)):
        return pattern
    some = pattern[len(HEAD) : -len(TAIL)].split(BETWEEN)
    if not all(WHOLE.fullmatch(GROUP.sub("", LETTERS.sub("", one))) for one in some):
        return pattern
    alike: dict[tuple[str, str], list[str]] = {}
    for one in some:
        start, end = _own(one)
        alike.setdefault((one[1:start], one[end:]), []).append(one[start:end])
    return "(?iu)" + "|".join(f"(?:^{before}(?:{'|'.join(own)}){after})" for (before, after), own in alike.items())


def _own(one: str) -> tuple[int, int]:
    """Where an alternative is itself alone: before its first class of letters, or between the first and the last where it opens with one;
    nowhere where a group would be cut in two.
    """
    long = [found.span() for found in LETTERS.finditer(one) if len(found.group()) > MANY]
    start, end = 1, long[0][0] if long else 1
    if len(long) > 1 and end == 1 and (repeated := REPEATED.match(one, long[0][1])):
        start, end = repeated.end(), long[-1][0]
    return (start, end) if one.count("(", start, end) == one.count(")", start, end) else (1, 1)
