"""The drafts of one recipe for one sentence: those of its frames, then those of its moves that keep the sentence's words.

In: what a recipe could make of it, by its words. Out: `Draft`s, each with the reason why it is not safe ("" when it is).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from auditor.knowledge.recipes import Grammar, Recipe, RecipeSection
from auditor.models import Lang, Token
from auditor.rewrite import compose, guard, halves, invite, plainer, proofs, realise, reworded, tail, whole
from auditor.rewrite.bench import Bench, Chance, Keeps, Look
from auditor.rewrite.clause import Clause, clauses
from auditor.rewrite.compose import Draft
from auditor.rewrite.frames import matches
from auditor.rewrite.reading import Match, Reading
from auditor.rewrite.said import is_addressed

KEPT = ("thing", "part", "do", "rest", "when", "yours", "kind")  # slots whose words stay as they stand
Reasoned = tuple[Draft, str]


@dataclass(frozen=True)
class Read:
    """A sentence that a rule found, and what every move may ask about it."""

    look: Look
    tokens: tuple[Token, ...]
    bench: Bench

    @cached_property
    def grammar(self) -> Grammar:
        """Of the sentence's language."""
        return self.bench.recipes.grammar[self.look.labelled.segment.lang]

    @cached_property
    def parts(self) -> tuple[Clause, ...]:
        """The clauses that a frame may be laid over."""
        segment = self.look.labelled.segment
        return clauses(segment.text, self.tokens, segment.lang, self.grammar)

    @cached_property
    def names(self) -> frozenset[tuple[str, ...]]:
        """The words of the company's names."""
        return frozenset(tuple(name.lower().replace("\u2019", "'").split()) for name in self.bench.company.names)

    def clause(self, part: Clause, section: RecipeSection) -> Reading:
        """What the frames of a recipe match at every step."""
        return Reading(part, section, self.grammar, self.names, frozenset(word.low for word in part.words))


def drafts(chance: Chance, read: Read) -> Iterator[Reasoned]:
    """Drafts of the recipe's frames, then of its moves that keep the sentence's words; the fact lock reads all."""
    segment, recipe, section = read.look.labelled.segment, chance.move.recipe, chance.move.section
    for part in read.parts if chance.frames else ():
        yield from _framed(chance, read.clause(part, section))
    yield from (
        (draft, "") for draft in reworded.swaps(recipe.id, chance.swaps, segment.text, read.bench.company.names)
    )  # the recipe's words
    yield from ((draft, "") for draft in invite.drafts(recipe, segment))
    for draft in _kept(chance, chance.keeps, read) if chance.keeps else ():
        yield draft, "lock" if _is_locked(segment.text, draft, segment.lang) else ""


def _is_locked(text: str, draft: Draft, lang: Lang) -> bool:
    return bool(guard.check(f"{text} {draft.borrowed}".strip(), draft.text, lang=lang, allowed=draft.added))


def _kept(chance: Chance, keeps: Keeps, read: Read) -> Iterator[Draft]:
    """Moves that keep the sentence's words."""
    recipe, said, rule, tokens, names = chance.move.recipe, chance.said, read.look.rule.id, read.tokens, read.bench.company.names
    text, is_claim = said.labelled.segment.text, said.is_ours and whole.is_claim(said.labelled, rule, tokens, said.grammar)
    if keeps.drops:
        yield from plainer.drops(recipe, said.labelled, rule, tokens, ours=is_claim or is_addressed(text, said.grammar))
    if keeps.fronts:
        yield from reworded.fronted(recipe, text, tokens, said.lang, names)
    if keeps.proof:
        yield from proofs.drafts(recipe, said, keeps.proof, tokens, is_claim)
    yield from whole.drafts(recipe, said, keeps.wholes, rule, tokens, names)
    if keeps.cuts:
        yield from halves.drafts(recipe, text, tokens, said.lang)


def _framed(chance: Chance, reading: Reading) -> Iterator[Reasoned]:
    """Drafts of one recipe, by its frames in order, each with the reason against it."""
    recipe = chance.move.recipe
    for frame in chance.frames:
        for match in matches(frame, reading):
            try:
                draft = compose.draft(frame, match, reading, recipe.id)
            except realise.UnknownWord:
                yield Draft("", recipe.id, ()), "too-complex"
                continue
            reason = _unsure(recipe, match, reading) or _leans(match, reading, short=frame.short)
            locked = guard.check(reading.clause.text, draft.text, lang=reading.clause.lang, allowed=draft.added)
            yield draft, reason or ("lock" if locked else "")


def _unsure(recipe: Recipe, match: Match, reading: Reading) -> str:
    """Whether the tense or the modal verb of the act would mean something else with the reader as subject."""
    act = match.act
    later = act is not None and (act.tense == "future" or act.modal in reading.grammar.modals.get("will", ()))
    return "modality" if act and (recipe.acts == "bare" and act.modal or recipe.acts == "present" and later) else ""


def _leans(match: Match, reading: Reading, *, short: bool) -> str:
    """Why the words that stay cannot stay, or ""."""
    text = " ".join(word.low for word in reading.words)
    if any(f" {phrase} " in f" {text} " for phrase in reading.section.refuse):
        return "too-complex"
    for name in KEPT:
        start, end = match.spans.get(name, (0, 0))
        kept = reading.words[start:end]
        reason = tail.unsafe(kept, reading.clause.lang, reading.grammar, is_act=name == "do")
        if reason or short and not tail.is_short(kept, reading.grammar):
            return reason or "too-complex"
    return ""
