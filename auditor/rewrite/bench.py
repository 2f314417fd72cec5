"""What is the same for all findings of a site, made ready once: its proofs, and of each recipe the words without which it cannot speak.

In: knowledge, the company, proofs; then a sentence that a rule found. Out: `Look`, what the recipes could make of the sentence by its words
alone: most have nothing to say of most sentences, and what none can speak for need not be parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.knowledge import Knowledge, Rule
from auditor.knowledge.recipes import Frame, Grammar, Recipe, Recipes, RecipeSection, Swap
from auditor.models import Company, LabelledSegment, Lang
from auditor.rewrite import acts, clause, halves, plainer, proofs, whole
from auditor.rewrite.proofs import Proof, Shelf

UNTOUCHED = ("legal", "careers", "picture", "quoted", "question")  # no move of any kind
RUN = re.compile(r"[^\W\d_]+")
BRACES = re.compile(r"\{[^{}]*\}")
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Move:
    """A recipe in one language, and what must be there for it to have anything to say."""

    recipe: Recipe
    section: RecipeSection
    frames: tuple[tuple[Frame, tuple[Words, ...]], ...]  # for each frame: of each set one word
    swaps: tuple[tuple[Swap, Words], ...]  # for each swap: one word; none: any text
    opens: Words  # for a phrase to bring to the front: one of these words
    needs: Words  # and one of these
    blanks: frozenset[str]  # rules for which it sets a blank
    proves: frozenset[str]  # rules for which it borrows a proof

    def keeps(self, labelled: LabelledSegment, rule: str, said: Words, shelf: Shelf) -> bool:
        """Whether a move that keeps the sentence's words could be made for this rule."""
        section, text = self.section, labelled.segment.text
        return (
            (rule in self.blanks and bool(whole.may_suit(section, labelled, rule)))
            or (not self.opens.isdisjoint(said) and not self.needs.isdisjoint(said))
            or (section.drops is not None and plainer.may_drop(section.drops, rule, text))
            or (rule in self.proves and proofs.may_follow(self.recipe, labelled, rule, shelf) is not None)
            or halves.may_cut(section, text)
        )


@dataclass(frozen=True, slots=True)
class Chance:
    """What a recipe could make of a sentence, by its words alone."""

    move: Move
    frames: tuple[Frame, ...]
    keeps: bool
    swaps: tuple[Swap, ...]  # neither these nor an invitation asks for a parse


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence that a rule found, as its words show it."""

    labelled: LabelledSegment
    rule: Rule
    reason: str  # why no frame may touch it, "" when one may
    chances: tuple[Chance, ...]  # in the order of the recipes; those without any are left out

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
        self._moves = {lang: tuple(_moves(self.recipes, lang)) for lang in self.recipes.grammar}

    def look(self, labelled: LabelledSegment, rule: Rule) -> Look:
        """What the recipes could make of a sentence that the rule found; nothing in a language that they do not speak."""
        segment = labelled.segment
        if segment.lang not in self._moves:
            return Look(labelled, rule, "", ())
        said = frozenset(RUN.findall(segment.text.lower()))
        reason = clause.refusal(labelled, self.recipes.lock[segment.lang])
        return Look(labelled, rule, reason, tuple(self._chances(labelled, rule.id, said, framing=not reason)))

    def _chances(self, labelled: LabelledSegment, rule: str, said: Words, *, framing: bool) -> Iterator[Chance]:
        for move in self._moves[labelled.segment.lang]:
            framed = move.frames if framing else ()
            frames = tuple([frame for frame, needs in framed if not any(words.isdisjoint(said) for words in needs)])
            swaps = tuple([swap for swap, words in move.swaps if not words or not words.isdisjoint(said)])
            keeps = move.keeps(labelled, rule, said, self.shelf)
            if frames or swaps or keeps or move.section.invites:
                yield Chance(move, frames, keeps, swaps)


def shelf_of(site: Iterable[Proof], knowledge: Knowledge) -> Shelf:
    """The proofs of a site that may be set beside claims, sorted once for all of them."""
    return Shelf(proof for proof in site if not _is_marked(proof, knowledge))


def _is_marked(proof: Proof, knowledge: Knowledge) -> bool:
    """Whether the sentence of the proof has findings of its own: what the report marks in one place it does not paste in another."""
    return any(rule in knowledge.rules and knowledge.rules[rule].severity for rule in proof.kinds)


def _moves(recipes: Recipes, lang: Lang) -> Iterator[Move]:
    for recipe in recipes.moves.values():
        section = recipe.section(lang)
        fronts, borrowed = section.fronts, section.borrowed
        yield Move(
            recipe,
            section,
            tuple((frame, tuple(_framing(frame, section, recipes.grammar[lang], lang))) for frame in section.frames),
            tuple((swap, _swapping(swap.before)) for swap in section.swaps),
            _first_runs(fronts.opens if fronts else ()),
            _first_runs(fronts.needs if fronts else ()),
            frozenset(rule for one in section.wholes for rule in one.blanks),
            frozenset((*borrowed.facts, *borrowed.signals) if borrowed else ()),
        )


def _framing(frame: Frame, section: RecipeSection, grammar: Grammar, lang: Lang) -> Iterator[Words]:
    """For each element that a clause must have for the frame, words of which it must hold one."""
    slots = {"we": grammar.we, "you": [form for forms in grammar.you.values() for form in forms], "yours": grammar.your, "one": grammar.one}
    for element in frame.pattern:
        name = element.strip("{}")
        if element.endswith("?"):
            continue
        if not element.startswith("{"):
            yield _first_runs(element.split("|"))
        elif name in slots:
            yield _first_runs(slots[name])
        elif name in section.verbs:
            yield _first_runs(acts.any_form(lang, section.verbs[name], grammar))


def _swapping(before: str) -> Words:
    """Words of which a text must hold one for the swap; none where a way of it is only what a company is called."""
    ways = [RUN.findall(BRACES.sub(" ", way).lower()) for way in before.split("|")]
    return frozenset(runs[0] for runs in ways) if all(ways) else frozenset()


def _first_runs(words: Iterable[str]) -> Words:
    return frozenset(runs[0] for word in words if (runs := RUN.findall(word.lower())))
