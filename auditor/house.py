"""What a house decides for itself in auditor.toml: what it mutes, what it corrects, its words, what weighs more for whom.

In: tables of auditor.toml, as pydantic read them. Out: typed settings, and from them the records that judging obeys.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from auditor.models import Correction, Dimension, Focus, Mute, PageKind, Trait
from auditor.toml_file import Part


def _listed(value: Any) -> Any:
    """One text is a list of one."""
    return (value,) if isinstance(value, str) else value


Several = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
FIXED, KEPT = "[words] fixed", "[words] keep"  # where a mute of house words comes from, as the user finds it


class MuteSettings(Part):
    """Findings not to be acted on: `[[mute]]`."""

    rule: str = ""
    pages: Several = ()
    text: str = ""
    reason: Said
    until: date | None = None
    origin: str = ""  # filled in when the file is read: its name and line

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if not (self.rule.strip() or self.text.strip()):
            raise PydanticCustomError("settings.mute-of-nothing", "a rule or a text")
        return self

    def record(self) -> Mute:
        """The mute as judging takes it."""
        until = self.until.isoformat() if self.until else ""
        return Mute(self.rule, self.pages, self.text, self.reason, until, self.origin)


class CorrectSettings(Part):
    """A label that was judged wrongly: `[[correct]]`."""

    text: Said
    pages: Several = ()
    focus: Focus | Literal[""] = ""
    without: Annotated[tuple[Trait, ...], BeforeValidator(_listed)] = ()
    dimension: Dimension | Literal[""] = ""
    reason: Said
    origin: str = ""

    @model_validator(mode="after")
    def _to_something(self) -> Self:
        if not (self.focus or self.without or self.dimension):
            raise PydanticCustomError("settings.correct-to-nothing", "a focus, a dimension or traits")
        return self

    def record(self) -> Correction:
        """The correction as judging takes it."""
        return Correction(self.text, self.reason, self.pages, self.focus, self.without, self.dimension, self.origin)


class WordsSettings(Part):
    """The words of the house: `[words]`."""

    keep: Several = ()  # words that are no fault here, and that no rewrite may lose
    ban: Several = ()  # words that are a finding wherever they stand; `*` is any ending
    fixed: Several = ()  # sentences that the law words: never a finding, never rewritten
    address: Literal["", "tu", "vous"] = ""  # how French pages address their reader
    customer: str = ""  # what the house calls the people it serves

    def mutes(self) -> list[Mute]:
        """What kept and fixed words mute."""
        fixed = [Mute(quoted=words, reason="gate.reason.fixed", origin=FIXED) for words in self.fixed]
        return fixed + [Mute(quoted=words, reason="gate.reason.keep", origin=KEPT) for words in self.keep]


class ProfileSettings(Part):
    """Rules that weigh more or less on some pages: `[[profile]]`."""

    pages: Several = ()  # patterns of page keys and addresses
    kinds: Annotated[tuple[PageKind, ...], BeforeValidator(_listed)] = ()
    audience: str = ""  # a list of rules/audiences.yml
    heavier: Several = Field(default=())  # rules, families or patterns: one severity up
    lighter: Several = Field(default=())
    origin: str = ""


class CheckSettings(Part):
    """The gate: `[check]`."""

    fail_under: float = Field(default=0, ge=0, le=100)  # 0: not asked for
    fail_on: Literal["", "note", "warning", "error"] = ""
    baseline: str = ""
    root: str = ""  # folder under which pages are named


def mutes_of(words: WordsSettings, mutes: Sequence[MuteSettings]) -> list[Mute]:
    """Everything in auditor.toml that mutes findings: fixed and kept words first, whose reason says more."""
    return [*words.mutes(), *(one.record() for one in mutes)]
