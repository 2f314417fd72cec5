"""What did you decide yourselves? Findings that are muted, labels that were corrected, and what no longer serves.

In: a joined audit. Out: `Decided`, None where nothing was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from auditor.gate.verdict import idle
from auditor.models import Corrected, Muted
from auditor.report.views.joined import Joined
from auditor.words import has, say

WORDS = 8  # of a sentence, by which auditor.toml knows it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a decision is about."""

    id: str
    text: str
    lang: str
    page: str  # title
    page_lang: str
    file: str
    what: str  # the rule's title, or what was judged before and what holds now
    reason: str
    origin: str
    until: str


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions that this audit obeyed or could not."""

    muted: tuple[Sentence, ...]
    corrected: tuple[Sentence, ...]
    idle: tuple[str, ...]


def decided(joined: Joined) -> Decided | None:
    """The decisions behind an audit."""
    audit = joined.audit
    if not (audit.muted or audit.corrected or audit.idle):
        return None
    return Decided(
        tuple(_muted(joined, one) for one in audit.muted),
        tuple(_corrected(joined, one) for one in audit.corrected),
        tuple(idle(one, joined.lang) for one in audit.idle),
    )


def quoted(text: str) -> str:
    """The first words of a sentence as a text of TOML, for `[[mute]]` to know it by."""
    return json.dumps(" ".join(text.split()[:WORDS]), ensure_ascii=False)


def _muted(joined: Joined, one: Muted) -> Sentence:
    rule = joined.knowledge.rules.get(one.finding.rule)
    what = rule.section(joined.lang).title if rule else one.finding.rule
    mute, lang = one.mute, joined.lang
    reason = say(lang, mute.reason) if has(lang, mute.reason) else mute.reason
    return _sentence(joined, one.finding.segment, what, (reason, mute.origin, mute.until))


def _corrected(joined: Joined, one: Corrected) -> Sentence:
    """What was judged before the correction, beside the sentence as it is judged now."""
    lang, now = joined.lang, joined.sentence_of[one.segment].labels
    before = say(lang, f"gate.focus.{one.focus}")
    key = "gate.corrected.focus" if now.focus != one.focus else "gate.corrected.traits"
    what = say(lang, key, before=before, now=say(lang, f"gate.focus.{now.focus}"))
    return _sentence(joined, one.segment, what, (one.correction.reason, one.correction.origin, ""))


def _sentence(joined: Joined, id: str, what: str, given: tuple[str, str, str]) -> Sentence:
    segment = joined.sentence_of[id].segment
    page = joined.page_of[segment.page]
    return Sentence(segment.id, segment.text, segment.lang, joined.title(page), page.lang, joined.page_file(segment.page), what, *given)
