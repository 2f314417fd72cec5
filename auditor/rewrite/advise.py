"""What to say of one segment that a rule found: up to three safe rewrites, or a refusal; questions to the writer either way.

In: a labelled segment, the rule, the company, and two functions of the language room (`parse`, `relabel`). Out: `Advice`, or a thought
that asks for the labels of its drafts one at a time (`together` has the drafts of many sentences labelled in one go).

A draft is offered only when the words that stay mean the same (`tail`), the fact lock finds nothing (`guard`), and the segment, labelled
again, is better: about the reader, and without the rule's signal (`better`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal

from auditor import words
from auditor.knowledge import Knowledge, Rule
from auditor.knowledge.recipes import Recipe
from auditor.models import Advice, Company, LabelledSegment, Lang, Segment, Suggestion, Token
from auditor.rewrite import invite, moves, reworded
from auditor.rewrite.bench import Bench, Look
from auditor.rewrite.better import worse
from auditor.rewrite.called import called
from auditor.rewrite.compose import Draft
from auditor.rewrite.moves import Read
from auditor.rewrite.proofs import Proof
from auditor.rewrite.together import Thought, together

Parse = Callable[[str, Lang], tuple[Token, ...]]
Relabel = Callable[[Segment], LabelledSegment]

MOST_SUGGESTIONS = 3
MOST_QUESTIONS = 3
SAME = {  # what a recipe asks, and what its sentence's family would ask again in other words
    "what-proof": ("generic.1", "proof.1"),
    "what-changes": ("any", "self-talk.1", "generic.3"),
    "which-need": ("know-how.1",),
    "what-they-can-do": ("know-how.2",),
    "what-delay": ("promise.1", "benefit.1"),
    "what-if-not": ("promise.2",),
}


def advise(
    labelled: LabelledSegment,
    rule: Rule,
    *,
    company: Company,
    parse: Parse,
    relabel: Relabel,
    knowledge: Knowledge,
    site: Sequence[Proof] = (),
    without: Collection[str] = (),
) -> Advice:
    """Suggestions for the segment, different in kind: those that can be pasted first, and of these the one that keeps most words; else the
    key of a refusal. `site` holds what `proofs_of` found on the pages of the same site; `without` texts that a writer has turned down.
    """
    bench = Bench(knowledge, company, site)
    look = bench.look(labelled, rule)
    tokens = parse(labelled.segment.text, labelled.segment.lang) if look.needs_parse else ()
    return together([thinking(look, tokens, bench, without)], lambda drafts: [relabel(draft) for draft in drafts])[0]


def thinking(look: Look, tokens: tuple[Token, ...], bench: Bench, without: Collection[str] = ()) -> Thought[Advice]:
    """`advise` as a thought, which yields each draft worth labelling and is sent its labels; `tokens`: where the look needs them."""
    reason, questions = look.reason, _questions(look.rule, look.labelled.segment.lang)
    if look.is_closed:
        asked = (yield from _asked(look, bench)) if reason == "question" else []
        asked = [one for one in asked if one.text not in without]
        return Advice(tuple(asked), "" if asked else f"rewrite.refusal.{reason}", _unasked(questions, asked))
    found, reasons = yield from _suggest(look, tokens, bench, without)
    if found:
        return Advice(tuple(found), "", _unasked(questions, found))
    reason = "turned-down" if "turned-down" in reasons else reason
    return Advice((), f"rewrite.refusal.{reason or next(iter(reasons), 'nothing-safe')}", questions)


def _suggest(look: Look, tokens: tuple[Token, ...], bench: Bench, without: Collection[str]) -> Thought[tuple[list[Suggestion], list[str]]]:
    suggestions: list[Suggestion] = []
    reasons: list[str] = []
    labelled, rule, lang = look.labelled, look.rule, look.labelled.segment.lang
    preferred, read = rule.mending(lang).recipe, Read(look, tokens, bench)
    for chance in sorted(look.chances, key=lambda one: one.move.recipe.id != preferred):
        for made, reason in moves.drafts(chance, read):
            draft = called(made, bench.company.customer_nouns, lang, read.grammar)
            reason = reason or ("turned-down" if draft.text in without else (yield from worse(labelled, rule, draft)))
            if not reason:
                suggestions.append(_suggestion(draft, chance.move.recipe))
                break
            reasons.append(reason)
    ranked = sorted(suggestions, key=lambda s: s.status != "ready")
    worded = {s.text: s for s in reversed(ranked)}
    different = {_kind(s): s for s in reversed([s for s in ranked if worded[s.text] is s])}
    return [s for s in ranked if different.get(_kind(s)) is s][:MOST_SUGGESTIONS], reasons


def _kind(suggestion: Suggestion) -> tuple[str, ...]:
    """Blanks that ask the writer for the same thing are of one kind, whichever recipe set them; anything else is of its recipe's."""
    is_open = suggestion.status == "fill-in" and suggestion.questions
    return suggestion.questions if is_open else (suggestion.recipe,)


def _asked(look: Look, bench: Bench) -> Thought[list[Suggestion]]:
    """ "Why us?" has an answer that is no question, and "Ready to start?" is an invitation; no other question is touched."""
    segment, found = look.labelled.segment, list[Suggestion]()
    for chance in look.chances:
        recipe = chance.move.recipe
        for draft in (*reworded.swaps(recipe.id, chance.swaps, segment.text, bench.company.names), *invite.drafts(recipe, segment)):
            found += [] if (yield from worse(look.labelled, look.rule, draft)) else [_suggestion(draft, recipe)]
    return found


def _suggestion(draft: Draft, recipe: Recipe) -> Suggestion:
    questions = tuple(f"rewrite.ask.{name}" for name in recipe.asks)
    status: Literal["ready", "fill-in"] = "fill-in" if draft.is_open else "ready"
    return Suggestion(draft.text, status, recipe.id, f"rewrite.why.{recipe.id}", questions, draft.drops, draft.source)


def _questions(rule: Rule, lang: Lang) -> tuple[str, ...]:
    """Keys of the questions for the rule's family; the rule's own question stands in the rule (`rule.mending(lang).ask`)."""
    keys = (f"rewrite.ask.{rule.family}.{n}" for n in range(1, MOST_QUESTIONS + 1))
    found = tuple(key for key in keys if words.has(lang, key))
    return found or ("rewrite.ask.any",)


def _unasked(questions: tuple[str, ...], suggestions: Sequence[Suggestion]) -> tuple[str, ...]:
    """The questions that no suggestion asks in other words."""
    asked = {key.removeprefix("rewrite.ask.") for suggestion in suggestions for key in suggestion.questions}
    again = {f"rewrite.ask.{name}" for one in asked for name in (one, *SAME.get(one, ()))}
    return tuple(key for key in questions if key not in again)
