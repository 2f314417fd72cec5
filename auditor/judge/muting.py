"""Findings that the user has decided not to act on: in place, in auditor.toml, or one by one.

In: findings, pages, mutes and the day of the audit. Out: the findings that stay, those that are muted (without points), and the mutes
that changed nothing. The index is untouched: it measures the text as it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Literal

from auditor.identity import normalise, segment_ids
from auditor.judge.pooling import JudgedPage
from auditor.models import Finding, Idle, LabelledSegment, Mute, Muted

A_CLAUSE = 3  # words from which a part of a fixed wording is known to come from it


@dataclass(frozen=True, slots=True)
class Verdict:
    """What mutes made of the findings of an audit."""

    findings: tuple[Finding, ...]
    muted: tuple[Muted, ...] = ()
    idle: tuple[Idle, ...] = ()


def mute(findings: Sequence[Finding], pages: Sequence[JudgedPage], mutes: Sequence[Mute], date: str) -> Verdict:
    """The findings without the muted ones; of several mutes that meet a finding the first is told. `date`: ISO, of the audit."""
    asked = [*mutes, *marks(pages)]
    refused = {n: why for n, one in enumerate(asked) if (why := _refusal(one, date))}
    in_force = [(n, one) for n, one in enumerate(asked) if n not in refused]
    met, used = _met(findings, pages, in_force)
    idle = [Idle(refused.get(n, "unused"), one) for n, one in enumerate(asked) if n in refused or (n not in used and not one.quoted)]
    kept = tuple(finding for finding in findings if finding.id not in met)
    muted = tuple(Muted(replace(f, points=None), met[f.id]) for f in findings if f.id in met)
    return Verdict(kept, muted, tuple(idle))


def marks(pages: Iterable[JudgedPage]) -> Iterator[Mute]:
    """A mute for each mark that stands in a page; one on an element holds for all blocks under it."""
    for text, _ in pages:
        if not any(block.mutes for block in text.blocks):
            continue
        blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
        for id, block in zip(segment_ids(text.key + "#", (block.text for block in text.blocks)), text.blocks, strict=True):
            for mark in block.mutes:
                blocks[mark].append(id)
        for (rule, reason), ids in blocks.items():
            yield Mute(rule=rule, reason=reason, origin=text.url, blocks=tuple(ids))


def holds_on(pages: Sequence[str], names: Sequence[str]) -> bool:
    """Whether one of the patterns meets one of a page's names (its key, its address); without a pattern any page does."""
    return not pages or any(fnmatchcase(name, pattern) for pattern in pages for name in names)


def says(text: str, words: str) -> bool:
    """Whether a sentence is these words, or holds them as whole words; case, spaces and kind of apostrophe do not matter."""
    found = re.search(rf"(?<!\w){re.escape(normalise(words))}(?!\w)", normalise(text))
    return found is not None


def _refusal(one: Mute, date: str) -> Literal["expired", "no-reason", ""]:
    if not one.reason.strip():
        return "no-reason"
    return "expired" if one.until and one.until < date else ""


def _met(
    findings: Sequence[Finding], pages: Sequence[JudgedPage], mutes: Sequence[tuple[int, Mute]]
) -> tuple[dict[str, Mute], frozenset[int]]:
    """The mute of each muted finding by its id, and the numbers of the mutes that met one."""
    if not mutes:
        return {}, frozenset()
    said = {labelled.segment.id: labelled for _, segments in pages for labelled in segments}
    names = {text.key: (text.key, text.url) for text, _ in pages}
    met: dict[str, Mute] = {}
    used = set()
    for finding in findings:
        for n, one in mutes:
            if _meets(one, finding, said[finding.segment], names[finding.page]):
                met.setdefault(finding.id, one)
                used.add(n)
    return met, frozenset(used)


def _meets(one: Mute, finding: Finding, labelled: LabelledSegment, names: Sequence[str]) -> bool:
    segment = labelled.segment
    if one.rule and not holds_on((one.rule,), (finding.rule, f"{finding.family}/{finding.rule}")):
        return False
    if one.segments and segment.id not in one.segments or one.blocks and segment.block not in one.blocks:
        return False
    if not holds_on(one.pages, names):
        return False
    if one.text and not says(segment.text, one.text):
        return False
    return not one.quoted or _lies_in(finding, segment.text, one.quoted)


def _lies_in(finding: Finding, text: str, quoted: str) -> bool:
    """Whether a finding lies within quoted words: the sentence is part of them, or they stand around what was found."""
    sentence, words = normalise(text), normalise(quoted)
    if says(quoted, text) and len(sentence.split()) >= min(len(words.split()), A_CLAUSE):
        return True
    found = re.search(rf"(?<!\w){_loose(words)}(?!\w)", text.replace("\u2019", "'"), re.IGNORECASE)
    return found is not None and found.start() <= finding.start and finding.end <= found.end()


def _loose(words: str) -> str:
    """A pattern of words with any white space between them."""
    return r"\s+".join(map(re.escape, words.split()))
