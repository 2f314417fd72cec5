"""A rule: what it looks for in each language, what it says, why, and the examples that are its tests.

In: `rules/signals/<family>/<id>.yml`. Out: `Rule` records by id; every mistake a `RuleProblem` with file and line.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from auditor.errors import RuleProblem
from auditor.knowledge import yaml_file
from auditor.models import DIMENSIONS, FOCUSES, LANGS, TRAITS, BlockKind, Dimension, Focus, Lang, PageKind, Severity, Trait
from auditor.words import typeset

KINDS = ("phrases", "tokens", "dependency", "measure", "check")
SPEAKS_FOR = {*TRAITS, *(f"focus.{f}" for f in FOCUSES), *(f"dimension.{d}" for d in DIMENSIONS)}
SAYS = {"measure": {"match", "value", "limit"}, "check": {"match", "count", "value"}}  # fields a message may name, by kind
Said = Annotated[str, AfterValidator(typeset)]  # shown to readers, never matched
Patterns = tuple[tuple[dict[str, Any], ...], ...]


class Record(BaseModel):
    """A part of a rule file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Scope(Record):
    """Where a rule holds; empty means everywhere."""

    blocks: tuple[BlockKind, ...] = ()
    pages: tuple[PageKind, ...] = ()


class Target(Record):
    """The labels that the segment would have once mended."""

    focus: Focus | None = None
    traits: tuple[Trait, ...] | None = None
    dimension: Dimension | None = None


class Rewrite(Record):
    """How to mend it: a recipe of rules/recipes, a question to the writer, or both."""

    recipe: str = ""
    ask: Said = ""


class Measure(Record):
    """A number of the segment, by its name in language/measures.py, and the bound that it must pass."""

    of: str
    over: float | None = None
    under: float | None = None


class Example(Record):
    """A sentence that the rule must meet exactly once at `at`, or leave alone."""

    bad: str = ""
    at: str = ""
    good: str = ""
    company: str = ""
    block: BlockKind | Literal[""] = ""
    level: int = 0
    page: PageKind | Literal[""] = ""
    heading: tuple[str, ...] = ()
    lead_in: str = ""
    prev: str = ""

    @field_validator("heading", mode="before")
    @classmethod
    def _one_heading(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.bad) == bool(self.good) or bool(self.at) != bool(self.bad):
            raise PydanticCustomError("knowledge.example-shape", "either bad with at, or good")
        if self.bad and self.at not in self.bad:
            raise PydanticCustomError("knowledge.example-at", "at is not in bad", {"at": self.at})
        return self

    @property
    def text(self) -> str:
        """The sentence."""
        return self.bad or self.good


class Matching(Record):
    """What a rule looks for: exactly one of phrases, tokens, dependency, measure, check."""

    phrases: tuple[str, ...] = ()
    tokens: Patterns = ()
    dependency: Patterns = ()
    measure: Measure | None = None
    check: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are given."""
        return tuple(kind for kind in KINDS if getattr(self, kind))


class Section(Matching):
    """A rule in one language."""

    title: Said
    message: Said = "{match}"
    why: Said = ""
    unless: tuple[str, ...] = ()
    lists: dict[str, tuple[str, ...]] = {}
    rewrite: Rewrite | None = None
    examples: tuple[Example, ...] = ()

    @field_validator("message")
    @classmethod
    def _message(cls, value: str) -> str:
        try:
            tuple(string.Formatter().parse(value))
        except ValueError:
            raise PydanticCustomError("knowledge.message-shape", "unbalanced braces") from None
        return value

    @model_validator(mode="after")
    def _has_both(self) -> Self:
        if not any(e.bad for e in self.examples) or not any(e.good for e in self.examples):
            raise PydanticCustomError("knowledge.examples-missing", "one bad and one good example at least")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields of the message, in order."""
        return tuple(name for _, name, _, _ in string.Formatter().parse(self.message) if name)


class Rule(Matching):
    """A rule file; what stands beside the languages holds for both, unless a language says otherwise."""

    id: str = ""
    family: str = ""
    file: str = ""
    severity: Severity | None = None
    signals: tuple[str, ...] = ()
    target: Target | None = None
    scope: Scope = Scope()
    since: str = ""
    evidence: str = ""
    formerly: tuple[str, ...] = ()
    rewrite: Rewrite | None = None
    fr: Section
    en: Section
    example_lines: tuple[tuple[str, int, int], ...] = Field(default=(), exclude=True)  # language, which example, line

    @field_validator("signals", mode="before")
    @classmethod
    def _signals(cls, value: Any) -> Any:
        named = tuple(value) if isinstance(value, list | tuple) else (str(value),)
        for label in named:
            if label not in SPEAKS_FOR:
                raise PydanticCustomError("knowledge.no-such-label", "no such label", {"label": label})
        return named

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        for lang in LANGS:
            if len(self.matching(lang).kinds) != 1:
                raise PydanticCustomError("knowledge.one-kind", "exactly one kind", {"lang": lang, "kinds": ", ".join(KINDS)})
        return self

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        for lang in LANGS:
            known = SAYS.get(self.matching(lang).kinds[0], {"match"})
            for field in self.section(lang).fields:
                if field not in known:
                    fields = {"lang": lang, "field": field, "known": ", ".join(sorted(known))}
                    raise PydanticCustomError("knowledge.message-field", "unknown field", fields)
        return self

    def section(self, lang: Lang) -> Section:
        """What the rule says in `lang`."""
        return self.fr if lang == "fr" else self.en

    def matching(self, lang: Lang) -> Matching:
        """What the rule looks for in `lang`: its section's own words, else the shared ones."""
        own = self.section(lang)
        return own if own.phrases or own.tokens or own.dependency or own.measure or own.check else self

    def mending(self, lang: Lang) -> Rewrite:
        """How to mend it in `lang`: the section's own, else the shared, else nothing."""
        return self.section(lang).rewrite or self.rewrite or Rewrite()

    def line(self, lang: Lang, example: int) -> int:
        """Line of an example in the rule's file."""
        return next((line for at, n, line in self.example_lines if (at, n) == (lang, example)), 1)


def load(folder: Path) -> dict[str, Rule]:
    """Every rule under `folder`/signals by id, in the order of their ids; RuleProblem for the first mistake."""
    rules: dict[str, Rule] = {}
    for path in sorted((folder / "signals").glob("*/*.yml"), key=lambda p: p.stem):
        if path.stem in rules:
            raise RuleProblem("knowledge.id-twice", file=path, line=1, id=path.stem, other=rules[path.stem].family)
        rules[path.stem] = read(path)
    return rules


def read(path: Path) -> Rule:
    """The rule of one file; its id is the file's name, its family the folder's."""
    rule, places = yaml_file.read_with_lines(path, Rule)
    lines = tuple(_example_lines(places))
    return rule.model_copy(update={"id": path.stem, "family": path.parent.name, "file": str(path), "example_lines": lines})


def _example_lines(places: Mapping[yaml_file.Place, int]) -> Iterator[tuple[str, int, int]]:
    for place, line in places.items():
        match place:
            case (lang, "examples", int(n)):
                yield str(lang), n, line
