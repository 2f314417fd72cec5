"""What makes a sentence a promise, and what a proof of it would speak of, as data.

In: `rules/promises/{<lang>,proofs,asks}.yml`. Out: one `PromiseRules` a language; every mistake is a `RuleProblem` with file and line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from auditor.knowledge import yaml_file
from auditor.models import LANGS, Lang

Words = tuple[str, ...]
Kind = Literal["result", "guarantee", "delay", "price", "support", "ethics", "quality"]


class Record(BaseModel):
    """A part of a file of promises: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KindWords(Record):
    """The words that make a clause a promise of one kind."""

    sure: Words  # enough alone
    likely: Words  # count where the label says "promise" too
    limits: Words = ()  # what the company may leave out: "no", « aucun » and the like before one of them is enough alone
    paired: Words = ()  # enough beside a word of `beside`: "no surprises" says nothing unless it is of a price
    beside: Words = ()


class ProofSort(Record):
    """What can prove a promise of one kind, whatever the language."""

    stated: tuple[tuple[str, ...], ...]  # kinds of facts: the company's own sentence must state all those of one list
    not_over: tuple[str, ...] = ()  # facts that must not be greater in the proof than in the promise
    worded: bool = False  # the company's sentence must hold a word of `proof_words`: facts alone say too little
    listed: int = 0  # prices that make a page a price list; 0 where none proves such a promise


class ProofSorts(Record):
    """What can prove a promise, by its kind."""

    kinds: dict[Kind, ProofSort]


class AskRow(Record):
    """What to ask for of promises that hold one of these words."""

    kinds: tuple[Kind, ...]
    ask: str = ""  # the end of a catalogue key; "" where nothing is to be asked
    coded: bool = False  # only where a name in capitals says which: NF, DT-DICT, RGF93
    fr: Words
    en: Words


class Asks(Record):
    """The questions that fit better than that of the kind; of each the first row that fits decides."""

    terms: tuple[AskRow, ...] = ()  # where a promise states no terms
    proof: tuple[AskRow, ...] = ()  # where no proof was found


class PromiseRules(Record):
    """All that the ledger needs to know of one language."""

    kinds: dict[Kind, KindWords]
    refuse: Words  # a clause with one of these commits the company to nothing
    bare: Words  # a clause that is only this is a heading or a link
    bare_openings: Words  # links open with these
    not_commitments: Words  # expressions in which a word of promise promises nothing
    acts: Words  # what the company will do, in so many words
    conditions: Words  # open a condition
    idle_conditions: Words  # conditions that bind nobody: "if you need it"
    bounds: Words  # before an amount: "from"
    currencies: Words  # beside a number they make an amount
    deadlines: Words  # deadlines without a figure
    openings: Words  # open a limit: "no", « aucun »
    vague: Words  # times that nobody can measure: "soon"
    legal_headings: Words  # what stands under one of them, or opens with it, is a legal text
    values_headings: Words  # headings of a list of values
    common: Words  # said of any company: bring no proof near a promise
    proof_words: dict[Kind, Words]  # what a proof of a promise of this kind speaks of
    light: Words = ()  # change nothing of what is promised: articles, words of asking
    alike: tuple[Words, ...] = ()  # say the same in a promise
    filler: dict[Kind, Words] = {}  # change nothing of a promise of this kind
    zero: tuple[Words, ...] = ()  # words that together say "free": the first two give way to it
    pledges: Words = ()  # promise something of their own: a line with one of them more promises more
    reasons: Words = ()  # open the reason of a promise: what follows promises nothing more
    implied: Words = ()  # open a condition that a guarantee of some length always has
    spans: dict[str, str] = {}  # lengths of a guarantee in one word: "décennale" is "10 year"
    units: Words = ()  # of time: a length is compared by what it measures
    praise: Words = ()  # said of anything: proves nothing but of the very same thing
    listed: Words = ()  # promises about prices that a price list can prove
    sorts: dict[Kind, ProofSort] = {}  # of `proofs.yml`: the same in every language
    asks: Asks = Asks()  # of `asks.yml`


def load(folder: Path) -> dict[Lang, PromiseRules]:
    """The promises of both languages under `folder`/promises."""
    sorts = yaml_file.read(folder / "promises" / "proofs.yml", ProofSorts).kinds
    asks = yaml_file.read(folder / "promises" / "asks.yml", Asks)
    rules = {lang: yaml_file.read(folder / "promises" / f"{lang}.yml", PromiseRules) for lang in LANGS}
    return {lang: rule.model_copy(update={"sorts": sorts, "asks": asks}) for lang, rule in rules.items()}
