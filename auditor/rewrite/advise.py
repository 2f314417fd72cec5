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
from auditor.rewrite import clause, invite, moves, reworded
from auditor.rewrite.bench import Bench
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
UNTOUCHED = ("legal", "careers", "picture", "quoted", "question")  # no move of any kind


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
    thought = thinking(labelled, rule, parse=parse, bench=Bench(knowledge, company, site), without=without)
    return together([thought], lambda drafts: [relabel(draft) for draft in drafts])[0]


def thinking(labelled: LabelledSegment, rule: Rule, *, parse: Parse, bench: Bench, without: Collection[str] = ()) -> Thought[Advice]:
    """`advise` as a thought, which yields each draft that is worth labelling and is sent its labels; it asks for the parse of a sentence
    only where `needs_parse` says so.
    """
    segment = labelled.segment
    questions = _questions(rule, segment.lang)
    if segment.lang not in bench.recipes.grammar:
        return Advice((), "rewrite.refusal.nothing-safe", questions)
    reason = clause.refusal(labelled, bench.recipes.lock[segment.lang])
    if reason in UNTOUCHED:
        asked = (yield from _asked(labelled, rule, bench)) if reason == "question" else []
        asked = [one for one in asked if one.text not in without]
        return Advice(tuple(asked), "" if asked else f"rewrite.refusal.{reason}", questions)
    tokens = parse(segment.text, segment.lang) if bench.must_read(segment, rule.id) else ()
    found, reasons = yield from _suggest(Read(labelled, rule.id, tokens, bench, bool(reason)), rule, without)
    if found:
        return Advice(tuple(found), "", questions)
    reason = "turned-down" if "turned-down" in reasons else reason
    return Advice((), f"rewrite.refusal.{reason or next(iter(reasons), 'nothing-safe')}", questions)


def needs_parse(labelled: LabelledSegment, rule: str, bench: Bench) -> bool:
    """Whether `thinking` will ask for the parse of the sentence."""
    segment, locks = labelled.segment, bench.recipes.lock
    return segment.lang in locks and clause.refusal(labelled, locks[segment.lang]) not in UNTOUCHED and bench.must_read(segment, rule)


def _suggest(read: Read, rule: Rule, without: Collection[str]) -> Thought[tuple[list[Suggestion], list[str]]]:
    suggestions: list[Suggestion] = []
    reasons: list[str] = []
    lang, nouns = read.labelled.segment.lang, read.bench.company.customer_nouns
    preferred = rule.mending(lang).recipe
    for move in sorted(read.bench.moves(lang), key=lambda m: m.recipe.id != preferred):
        for made, reason in moves.drafts(move, read):
            draft = called(made, nouns, lang, read.grammar)
            reason = reason or ("turned-down" if draft.text in without else (yield from worse(read.labelled, rule, draft)))
            if not reason:
                suggestions.append(_suggestion(draft, move.recipe))
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


def _asked(labelled: LabelledSegment, rule: Rule, bench: Bench) -> Thought[list[Suggestion]]:
    """ "Why us?" has an answer that is no question, and "Ready to start?" is an invitation; no other question is touched."""
    segment, found = labelled.segment, list[Suggestion]()
    for recipe in bench.recipes.moves.values():
        swaps = reworded.swaps(recipe, segment.text, segment.lang, bench.company.names)
        for draft in (*swaps, *invite.drafts(recipe, segment)):
            found += [] if (yield from worse(labelled, rule, draft)) else [_suggestion(draft, recipe)]
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
