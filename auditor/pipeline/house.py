"""What auditor.toml says of findings and words, ready for judging.

In: settings, knowledge. Out: `House`: the rules with the house's own, its mutes, corrections and profiles, and what it lets a rewrite say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from auditor import judge
from auditor.errors import SettingsProblem
from auditor.house import ProfileSettings, WordsSettings, mutes_of
from auditor.judge.house import loses_kept, says_banned, signalled
from auditor.judge.pooling import JudgedPage
from auditor.knowledge import Knowledge, audiences
from auditor.knowledge.house import rules_of
from auditor.models import Advice, Correction, Finding, LabelledSegment, Mute
from auditor.settings import Settings

Advise = Callable[[Finding, LabelledSegment], judge.Priced]


@dataclass(frozen=True, slots=True)
class House:
    """What a house decides for itself."""

    knowledge: Knowledge
    words: WordsSettings
    mutes: tuple[Mute, ...]
    corrections: tuple[Correction, ...]
    profiles: tuple[ProfileSettings, ...]

    def pages(self, pages: Sequence[JudgedPage]) -> list[JudgedPage]:
        """The pages with what the house's words find in them."""
        return signalled(pages, self.words, self.knowledge.voice)

    def judging(self, mutes: Sequence[Mute] = ()) -> dict[str, Any]:
        """What `judge.assess` is told of the house, with mutes from elsewhere."""
        return {"knowledge": self.knowledge, "mutes": (*self.mutes, *mutes), "corrections": self.corrections, "profiles": self.profiles}

    def advise(self, advise: Advise) -> Advise:
        """The same advice without suggestions that say what the house does not."""
        return _within(advise, self.words) if self.words.ban or self.words.keep or self.words.fixed else advise


def house_of(settings: Settings, knowledge: Knowledge) -> House:
    """The house behind these settings; SettingsProblem for an audience that is not known."""
    return House(
        replace(knowledge, rules={**knowledge.rules, **rules_of(settings.words)}),
        settings.words,
        tuple(mutes_of(settings.words, settings.mute)),
        tuple(one.record() for one in settings.correct),
        tuple(map(_of_audience, settings.profile)),
    )


def _of_audience(profile: ProfileSettings) -> ProfileSettings:
    """The profile with what its audience makes heavier and lighter."""
    if not profile.audience:
        return profile
    known = audiences.load()
    if profile.audience not in known:
        file, _, line = profile.origin.rpartition(":")
        fields = {"name": "profile.audience", "value": profile.audience, "choices": ", ".join(known)}
        raise SettingsProblem("settings.not-a-choice", file=file, line=int(line), **fields)
    found = known[profile.audience]
    return profile.model_copy(update={"heavier": (*profile.heavier, *found.heavier), "lighter": (*profile.lighter, *found.lighter)})


def _within(advise: Advise, words: WordsSettings) -> Advise:
    def advised(finding: Finding, labelled: LabelledSegment) -> judge.Priced:
        advice, mended = advise(finding, labelled)
        before = labelled.segment.text
        kept = tuple(s for s in advice.suggestions if not says_banned(s.text, words) and not loses_kept(before, s.text, words))
        if kept == advice.suggestions:
            return advice, mended
        still_there = mended is not None and any(s.text == mended.segment.text for s in kept)
        refusal = advice.refusal or ("" if kept else "rewrite.refusal.house")
        return Advice(kept, refusal, advice.questions), mended if still_there else None

    return advised
