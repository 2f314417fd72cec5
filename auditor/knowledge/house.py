"""The rules that a house makes of its own words: made from settings, with the words of the catalogues, not from a file of rules/.

In: `[words]` of auditor.toml. Out: rules of the family `house`; they speak for no label, so that no score knows them.
"""

from __future__ import annotations

from auditor.house import WordsSettings
from auditor.knowledge.rules import Example, Rule, Section
from auditor.models import LANGS, Lang
from auditor.words import say

FAMILY = "house"
BANNED, ADDRESS = "banned-word", "other-address"


def rules_of(words: WordsSettings) -> dict[str, Rule]:
    """The rules that these words ask for, by id."""
    found = {}
    if words.ban:
        found[BANNED] = _rule(BANNED, words.ban, "banned", example=words.ban[0].replace("*", ""))
    if words.address:
        other = "vous" if words.address == "tu" else "tu"
        found[ADDRESS] = _rule(ADDRESS, (other,), f"address.{words.address}", example=other)
    return found


def _rule(id: str, phrases: tuple[str, ...], key: str, *, example: str) -> Rule:
    fr, en = (_section(lang, key, example) for lang in LANGS)
    return Rule(id=id, family=FAMILY, severity="warning", phrases=phrases, fr=fr, en=en)


def _section(lang: Lang, key: str, example: str) -> Section:
    title, message, why, good = (say(lang, f"gate.rule.{key}.{part}") for part in ("title", "message", "why", "good"))
    return Section(title=title, message=message, why=why, examples=(Example(bad=example, at=example), Example(good=good)))
