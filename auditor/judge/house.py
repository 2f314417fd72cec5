"""What the house's own words find: banned words, and the form of address that it does not use.

In: pages with labelled segments, `[words]` of the settings. Out: the same pages with the signals of the house's rules. Labels are left
alone: these rules speak for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.house import WordsSettings
from auditor.judge.contradictions_scope import is_own_voice
from auditor.judge.pooling import JudgedPage
from auditor.judge.voice import NOT_VOICE, addressed_as
from auditor.knowledge.house import ADDRESS, BANNED
from auditor.knowledge.patterns import fold, whole
from auditor.knowledge.voice import VoiceWords
from auditor.models import LabelledSegment, Lang, Signal


def signalled(pages: Sequence[JudgedPage], words: WordsSettings, voice: Mapping[Lang, VoiceWords]) -> list[JudgedPage]:
    """The pages, each sentence with the signals that the house's words make of it."""
    if not (words.ban or words.address):
        return list(pages)
    return [(text, tuple(_signalled(s, words, voice, own=text.kind not in NOT_VOICE) for s in segments)) for text, segments in pages]


def says_banned(text: str, words: WordsSettings) -> bool:
    """Whether a text holds a banned word."""
    return bool(words.ban) and whole(words.ban).search(fold(text)) is not None


def loses_kept(before: str, after: str, words: WordsSettings) -> bool:
    """Whether a rewrite loses words that are to be kept, or changes a sentence that the law words."""
    texts = fold(before), fold(after)
    counts = ([len(whole((kept,)).findall(text)) for text in texts] for kept in (*words.keep, *words.fixed))
    return any(was > now for was, now in counts)


def _signalled(labelled: LabelledSegment, words: WordsSettings, voice: Mapping[Lang, VoiceWords], *, own: bool) -> LabelledSegment:
    found = [*_banned(labelled, words), *(_other_address(labelled, words, voice) if own else ())]
    if not found:
        return labelled
    return replace(labelled, analysis=replace(labelled.analysis, signals=(*labelled.analysis.signals, *found)))


def _banned(labelled: LabelledSegment, words: WordsSettings) -> Iterator[Signal]:
    if words.ban:
        yield from (Signal(BANNED, m.start(), m.end()) for m in whole(words.ban).finditer(fold(labelled.segment.text)))


def _other_address(labelled: LabelledSegment, words: WordsSettings, voice: Mapping[Lang, VoiceWords]) -> Iterator[Signal]:
    """Where a sentence addresses its reader otherwise than the house does; its languages without tu and vous never do."""
    known = voice.get(labelled.segment.lang)
    if words.address and known and is_own_voice(labelled):
        for mention, form in addressed_as(labelled, known):
            if form != words.address:
                yield Signal(ADDRESS, mention.start, mention.end)
