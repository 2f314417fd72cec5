"""What is the same for all findings of a site, made ready once: its proofs, and of each recipe the words without which it cannot speak.

In: knowledge, the company, proofs; then a sentence that a rule found. Out: `Look`, what the recipes could make of the sentence by its words
alone: most have nothing to say of most sentences, and what none can speak for need not be parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from auditor.knowledge import Knowledge, Rule
from auditor.knowledge.recipes import Frame, Recipe, Recipes, RecipeSection, Swap
from auditor.models import Company, LabelledSegment, Lang
from auditor.rewrite import clause, framing, halves, invite, plainer, proofs, reworded, whole
from auditor.rewrite.proofs import Proof, Shelf
from auditor.rewrite.said import Said, first_runs
from auditor.rewrite.wanted import Wanted

UNTOUCHED = ("legal", "careers", "picture", "quoted", "question")  # no move of any kind
NEVER = -1  # bits that no sentence meets
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Keeps:
    """Which moves that keep a sentence's words a recipe could make of it."""

    drops: bool
    fronts: bool
    proof: Proof | None  # that may follow the sentence
    wholes: Sequence[whole.Suiting]
    cuts: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A recipe in one language, and what must be there for it to have anything to say: bits of `Wanted`, all of which are to be met."""

    recipe: Recipe
    section: RecipeSection
    fronts: int

    def may_keep(self, rule: str) -> bool:
        """Whether it has moves for the rule that keep a sentence's words."""
        section, borrowed = self.section, self.section.borrowed
        is_borrowing = borrowed is not None and (rule in borrowed.facts or rule in borrowed.signals)
        is_setting = any(rule in one.blanks for one in section.wholes)
        is_dropping = section.drops is not None and plainer.goes(section.drops, rule) != ()
        return is_borrowing or is_setting or is_dropping or bool(section.fronts or section.splits or section.cuts)

    def keeps(self, said: Said, rule: str, met: int, shelf: Shelf) -> Keeps | None:
        """The moves that keep the sentence's words and could be made for this rule."""
        section = self.section
        drops = section.drops is not None and plainer.may_drop(section.drops, rule, said)
        fronts = self.fronts & met == self.fronts and reworded.may_front(said)
        proof = proofs.may_follow(self.recipe, said, rule, shelf) if section.borrowed else None
        wholes = whole.may_suit(section, said, rule) if section.wholes else ()
        cuts = halves.may_cut(section, said)
        return Keeps(drops, fronts, proof, wholes, cuts) if drops or fronts or proof or wholes or cuts else None


@dataclass(frozen=True, slots=True)
class Chance:
    """What a recipe could make of a sentence, by its words alone."""

    move: Move
    said: Said
    frames: Sequence[Frame]
    swaps: Sequence[Swap]  # neither these nor an invitation asks for a parse
    keeps: Keeps | None


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence that a rule found, as its words show it."""

    labelled: LabelledSegment
    rule: Rule
    reason: str  # why no frame may touch it, "" when one may
    chances: Sequence[Chance]  # in the order of the recipes; those without any are left out

    @property
    def is_closed(self) -> bool:
        """Whether nothing may touch it, but for a question that is an invitation."""
        return self.reason in UNTOUCHED

    @property
    def needs_parse(self) -> bool:
        """Whether a recipe would have to know the grammar of the sentence."""
        return not self.is_closed and any(chance.frames or chance.keeps for chance in self.chances)


class Bench:
    """Where the sentences of one site are rewritten."""

    def __init__(self, knowledge: Knowledge, company: Company, proofs: Iterable[Proof] = ()) -> None:
        self.recipes: Recipes = knowledge.recipes
        self.company = company
        self.shelf = shelf_of(proofs, knowledge)
        self._tables = {lang: Table(self.recipes, lang, company.names) for lang in self.recipes.grammar}

    def look(self, labelled: LabelledSegment, rule: Rule) -> Look:
        """What the recipes could make of a sentence that the rule found; nothing in a language that they do not speak."""
        lang = labelled.segment.lang
        if lang not in self._tables:
            return Look(labelled, rule, "", ())
        said = Said(labelled, self.recipes.grammar[lang], self.company.names)
        reason = clause.refusal(labelled, self.recipes.lock[lang])
        return Look(labelled, rule, reason, [*self._chances(said, rule.id, framing=not reason)])

    def _chances(self, said: Said, rule: str, *, framing: bool) -> Iterator[Chance]:
        table = self._tables[said.lang]
        met, keeping = table.wanted.met(said.runs), table.keeping(rule)
        frames = _by_place([(n, frame) for n, frame, bits in table.frames if bits & met == bits] if framing else ())
        swaps = _by_place([(n, swap) for n, swap, bits in table.swaps if bits & met == bits])
        for n, move in enumerate(table.moves):
            keeps, invites = move.keeps(said, rule, met, self.shelf) if n in keeping else None, move.section.invites
            if n in frames or n in swaps or keeps or invites and invite.may_open(invites, said.text):
                yield Chance(move, said, frames.get(n, ()), swaps.get(n, ()), keeps)


class Table:
    """The moves of one language in the order of the recipes; their frames and swaps, each with its move's place and what it wants."""

    def __init__(self, recipes: Recipes, lang: Lang, names: Sequence[str]) -> None:
        self.wanted, grammar = Wanted(), recipes.grammar[lang]
        sections = [(n, recipe.section(lang)) for n, recipe in enumerate(recipes.moves.values())]
        self.moves = tuple(self._move(recipe, recipe.section(lang)) for recipe in recipes.moves.values())
        self.frames = [
            (n, frame, self.wanted.bits(framing.of_frame(frame, section, grammar, lang, names)))
            for n, section in sections
            for frame in section.frames
        ]
        self.swaps = [(n, swap, self.wanted.bits(framing.of_swap(swap))) for n, section in sections for swap in section.swaps]
        self._keeping: dict[str, frozenset[int]] = {}

    def _move(self, recipe: Recipe, section: RecipeSection) -> Move:
        fronts = section.fronts
        return Move(recipe, section, self.wanted.bits(map(first_runs, (fronts.opens, fronts.needs))) if fronts else NEVER)

    def keeping(self, rule: str) -> frozenset[int]:
        """Places of the moves that may keep the words of a sentence that the rule found."""
        if rule not in self._keeping:
            self._keeping[rule] = frozenset(n for n, move in enumerate(self.moves) if move.may_keep(rule))
        return self._keeping[rule]


def _by_place(found: Iterable[tuple[int, One]]) -> dict[int, list[One]]:
    by_place: dict[int, list[One]] = {}
    for n, one in found:
        by_place.setdefault(n, []).append(one)
    return by_place


def shelf_of(site: Iterable[Proof], knowledge: Knowledge) -> Shelf:
    """The proofs of a site that may be set beside claims, sorted once for all of them."""
    return Shelf(proof for proof in site if not _is_marked(proof, knowledge))


def _is_marked(proof: Proof, knowledge: Knowledge) -> bool:
    """Whether the sentence of the proof has findings of its own: what the report marks in one place it does not paste in another."""
    return any(rule in knowledge.rules and knowledge.rules[rule].severity for rule in proof.kinds)
