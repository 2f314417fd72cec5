"""The lenses as data: what each asks of a site, and which signals and labels answer.

In: `rules/lenses/<lens>.yml`, and `rules/lenses/terms.yml` for parity. Out: `Lenses`; every mistake a `RuleProblem` with file and line. The
patterns that a lens goes by are rules of `rules/signals/`, with their examples; a rule that speaks for no label weighs in none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from auditor.errors import RuleProblem
from auditor.knowledge import yaml_file
from auditor.knowledge.terms import Terms
from auditor.models import BlockKind, Dimension, Focus, Lang, PageKind, Trait
from auditor.words import typeset

Said = Annotated[str, AfterValidator(typeset)]  # shown to readers, never matched
TERMS = "terms"  # the one file of the folder that is no lens
NO_PAGE_EVIDENCE: tuple[Trait, ...] = ("testimonial",)  # customers' words are no statement of the company


class Record(BaseModel):
    """A part of a lens file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LensWords(Record):
    """A lens in one language: its name, what it asks, how to read it."""

    name: Said
    question: Said
    lead: Said


class EntryWords(Record):
    """An entry in one language: its name, what counts as an answer, and what would help where there is none or a flag."""

    name: Said
    counts: Said
    advice: Said = ""


class Note(Record):
    """What a flagged segment lacks (`lenses.note.<id>` in the catalogues); any of the signals supplies it."""

    id: str
    unless: tuple[str, ...] = ()


class Evidence(Record):
    """A kind of segment that answers; every condition that is given holds."""

    state: str = ""  # of what it is evidence: promised, proved, ...
    signals: tuple[str, ...] = ()  # all of these rules
    any: tuple[str, ...] = ()  # one of these rules at least
    without: tuple[str, ...] = ()  # none of these rules
    focus: tuple[Focus, ...] = ()
    traits: tuple[Trait, ...] = ()  # one of these at least
    lacks: tuple[Trait, ...] = ()
    dimension: Dimension | None = None
    ledger: bool = False  # a line of the promise ledger
    proved: bool = False  # of a line of the ledger: with a proof there; of anything else: a proof stands in the segment or in its block
    blocks: tuple[BlockKind, ...] = ()
    pages: tuple[PageKind, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that are named."""
        return (*self.signals, *self.any, *self.without)


class Entry(Record):
    """A question of a lens; a segment answers by the first evidence that fits it, and is flagged for the notes that hold."""

    fr: EntryWords
    en: EntryWords
    evidence: tuple[Evidence, ...]
    notes: tuple[Note, ...] = ()  # with notes, a segment that lacks nothing is no entry

    def words(self, lang: Lang) -> EntryWords:
        """The entry in `lang`."""
        return self.fr if lang == "fr" else self.en


class LensRule(Record):
    """A lens: the pages and blocks that it reads, and its entries in the order of the report."""

    id: str = ""
    order: int
    pages: tuple[PageKind, ...]
    blocks: tuple[BlockKind, ...]
    lacks: tuple[Trait, ...] = NO_PAGE_EVIDENCE
    fr: LensWords
    en: LensWords
    entries: dict[str, Entry]

    def words(self, lang: Lang) -> LensWords:
        """The lens in `lang`."""
        return self.fr if lang == "fr" else self.en


class Lenses(Record):
    """All of `rules/lenses/`."""

    lenses: tuple[LensRule, ...]
    terms: Terms

    def lens(self, id: str) -> LensRule | None:
        """A lens by its id; None for one that the rules no longer know."""
        return next((lens for lens in self.lenses if lens.id == id), None)


def load(folder: Path) -> Lenses:
    """The lenses of `folder`/lenses; RuleProblem for the first mistake, also for a rule that is not there."""
    rules = {path.stem for path in (folder / "signals").glob("*/*.yml")}
    paths = sorted(path for path in (folder / "lenses").glob("*.yml") if path.stem != TERMS)
    found = sorted((_lens(path, rules) for path in paths), key=lambda lens: (lens.order, lens.id))
    return Lenses(lenses=tuple(found), terms=yaml_file.read(folder / "lenses" / f"{TERMS}.yml", Terms))


def _lens(path: Path, rules: set[str]) -> LensRule:
    lens = yaml_file.read(path, LensRule).model_copy(update={"id": path.stem})
    for name, entry in lens.entries.items():
        named = [rule for evidence in entry.evidence for rule in evidence.rules] + [rule for note in entry.notes for rule in note.unless]
        for rule in named:
            if rule not in rules:
                line = yaml_file.lines(path).get(("entries", name), 1)
                raise RuleProblem("knowledge.lens-rule", file=path, line=line, rule=rule)
    return lens
