"""What is the same for all findings of a site, made ready once: its proofs, and of each recipe the words without which it cannot speak.

In: knowledge, the company, proofs. Out: `Bench`, which says what moves a sentence could be given, by its words alone: no parse is needed
for a sentence that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.knowledge import Knowledge
from auditor.knowledge.recipes import Frame, Grammar, Recipe, Recipes, RecipeSection
from auditor.models import Company, Lang, Segment
from auditor.rewrite import acts, halves
from auditor.rewrite.proofs import Proof, Shelf

RUN = re.compile(r"[^\W\d_]+")
BRACES = re.compile(r"\{[^{}]*\}")
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Move:
    """A recipe in one language, and what must be there for it to have anything to say."""

    recipe: Recipe
    section: RecipeSection
    framed: Words  # one of these words, for any of its frames
    swapped: tuple[Words, ...]  # for each of its swaps one of these words; none: any text
    fronting: Words  # one of these words, for a phrase to bring to the front
    answered: Words  # rules: for them it keeps the sentence, with a blank or a proof beside it, or without a word

    def frames(self, said: Words) -> bool:
        """Whether any of its frames could fit."""
        return not self.framed.isdisjoint(said)

    def keeps(self, text: str, said: Words, rule: str) -> bool:
        """Whether a move that keeps the sentence's words could be made for this rule."""
        return rule in self.answered or not self.fronting.isdisjoint(said) or halves.may_cut(self.section, text)

    def rewords(self, said: Words) -> bool:
        """Whether it could swap some of the words, or turn a question into an invitation; neither asks for a parse."""
        return self.section.invites is not None or any(not words or not words.isdisjoint(said) for words in self.swapped)


class Bench:
    """Where the sentences of one site are rewritten."""

    def __init__(self, knowledge: Knowledge, company: Company, proofs: Iterable[Proof] = ()) -> None:
        self.recipes: Recipes = knowledge.recipes
        self.company = company
        self.shelf = shelf_of(proofs, knowledge)
        self._moves = {lang: tuple(_moves(self.recipes, lang)) for lang in self.recipes.grammar}

    def moves(self, lang: Lang) -> tuple[Move, ...]:
        """Every recipe in this language, in their order."""
        return self._moves.get(lang, ())

    def must_read(self, segment: Segment, rule: str) -> bool:
        """Whether any move for this rule would have to know the grammar of the sentence."""
        said = said_in(segment.text)
        return any(move.frames(said) or move.keeps(segment.text, said, rule) for move in self.moves(segment.lang))


def shelf_of(site: Iterable[Proof], knowledge: Knowledge) -> Shelf:
    """The proofs of a site that may be set beside claims, sorted once for all of them."""
    return Shelf(proof for proof in site if not _is_marked(proof, knowledge))


def _is_marked(proof: Proof, knowledge: Knowledge) -> bool:
    """Whether the sentence of the proof has findings of its own: what the report marks in one place it does not paste in another."""
    return any(rule in knowledge.rules and knowledge.rules[rule].severity for rule in proof.kinds)


def said_in(text: str) -> Words:
    """The runs of letters of a text, in lower case: of « l'équipe » two."""
    return frozenset(RUN.findall(text.lower()))


def _moves(recipes: Recipes, lang: Lang) -> Iterator[Move]:
    grammar = recipes.grammar[lang]
    for recipe in recipes.moves.values():
        section = recipe.section(lang)
        drops, borrowed, fronts = section.drops, section.borrowed, section.fronts
        blanks = (rule for whole in section.wholes for rule in whole.blanks)
        proved = (*borrowed.facts, *borrowed.signals) if borrowed else ()
        dropped = (*drops.words, *drops.adverbs, *drops.manners, *drops.fore) if drops else ()
        yield Move(
            recipe,
            section,
            frozenset(word for frame in section.frames for word in _first_runs(_framing(frame, section, grammar, lang))),
            tuple(_swapping(swap.before) for swap in section.swaps),
            frozenset(_first_runs(fronts.opens if fronts else ())),
            frozenset((*blanks, *dropped, *proved)),
        )


def _framing(frame: Frame, section: RecipeSection, grammar: Grammar, lang: Lang) -> Iterable[str]:
    """Words of which a clause must hold one for the frame: a form of its verb, or the word that opens it."""
    if frame.acts:
        return acts.any_form(lang, section.verbs[frame.acts[0]], grammar)
    return frame.needs[0] if frame.needs else frame.first_words


def _swapping(before: str) -> Words:
    """Words of which a text must hold one for the swap; none where a way of it is only what a company is called."""
    ways = [RUN.findall(BRACES.sub(" ", way).lower()) for way in before.split("|")]
    return frozenset(runs[0] for runs in ways) if all(ways) else frozenset()


def _first_runs(words: Iterable[str]) -> Sequence[str]:
    return [runs[0] for word in words if (runs := RUN.findall(word.lower()))]
