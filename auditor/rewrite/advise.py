"""What to say of one segment that a rule found: up to three safe rewrites, or a refusal; questions to the writer either way.

In: a labelled segment, the rule, the company, and two functions of the language room (`parse`, `relabel`). Out: `Advice`, or a thought
that asks for the labels of its drafts one at a time (`together` has the drafts of many sentences labelled in one go).

A draft is offered only when the words that stay mean the same (`tail`), the fact lock finds nothing (`guard`), and the segment, labelled
again, is better: about the reader, and without the rule's signal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from auditor import words
from auditor.knowledge import Knowledge, Rule
from auditor.knowledge.recipes import Grammar, Recipe, Recipes
from auditor.models import Advice, Company, Focus, LabelledSegment, Lang, Segment, Suggestion, Token
from auditor.rewrite import clause, compose, guard, halves, invite, plainer, proofs, realise, reworded, tail, whole
from auditor.rewrite.acts import may_fit
from auditor.rewrite.called import called
from auditor.rewrite.clause import Clause
from auditor.rewrite.compose import Draft
from auditor.rewrite.frames import matches
from auditor.rewrite.proofs import Proof, Shelf
from auditor.rewrite.reading import Match, Reading
from auditor.rewrite.together import Thought, together

Parse = Callable[[str, Lang], tuple[Token, ...]]
Relabel = Callable[[Segment], LabelledSegment]
Part = tuple[Clause, Grammar, frozenset[tuple[str, ...]]]  # a clause of the segment, the grammar of its language, the company's names


@dataclass(frozen=True, slots=True)
class Read:
    """What every move may look at beside the segment."""

    parts: tuple[Part, ...]
    tokens: tuple[Token, ...]
    company: Company
    site: Shelf
    is_claim: bool  # the company's own, and about more than people


MOST_SUGGESTIONS = 3
MOST_QUESTIONS = 3
UNTOUCHED = ("legal", "careers", "picture", "quoted", "question")  # no move of any kind
KEPT = ("thing", "part", "do", "rest", "when", "yours", "kind")  # slots whose words stay as they stand
RANK: dict[Focus, int] = {"self": 0, "neutral": 1, "shared": 2, "customer": 3}
READER: tuple[Focus, ...] = ("shared", "customer")


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
    shelf = shelf_of(site, knowledge)
    thought = thinking(labelled, rule, company=company, parse=parse, knowledge=knowledge, site=shelf, without=without)
    return together([thought], lambda drafts: [relabel(draft) for draft in drafts])[0]


def thinking(
    labelled: LabelledSegment,
    rule: Rule,
    *,
    company: Company,
    parse: Parse,
    knowledge: Knowledge,
    site: Shelf,
    without: Collection[str] = (),
) -> Thought[Advice]:
    """`advise` as a thought, which yields each draft that is worth labelling and is sent its labels."""
    recipes: Recipes = knowledge.recipes
    segment = labelled.segment
    questions = _questions(rule, segment.lang)
    if segment.lang not in recipes.grammar:
        return Advice((), "rewrite.refusal.nothing-safe", questions)
    reason = clause.refusal(labelled, recipes.lock[segment.lang])
    if reason in UNTOUCHED:
        asked = (yield from _asked(labelled, rule, company, recipes)) if reason == "question" else []
        asked = [one for one in asked if one.text not in without]
        return Advice(tuple(asked), "" if asked else f"rewrite.refusal.{reason}", questions)
    tokens = parse(segment.text, segment.lang)
    parts = _parts(segment, company, tokens, recipes) if not reason and _may_fit(segment, recipes) else ()
    read = Read(parts, tokens, company, site, _claims(labelled, rule, tokens, company, recipes))
    found, reasons = yield from _suggest(labelled, rule, read, recipes, without)
    if found:
        return Advice(tuple(found), "", questions)
    reason = "turned-down" if "turned-down" in reasons else reason
    return Advice((), f"rewrite.refusal.{reason or next(iter(reasons), 'nothing-safe')}", questions)


def shelf_of(site: Sequence[Proof], knowledge: Knowledge) -> Shelf:
    """The proofs of a site that may be set beside claims, sorted once for all of them."""
    return Shelf(proof for proof in site if not _is_marked(proof, knowledge))


def _is_marked(proof: Proof, knowledge: Knowledge) -> bool:
    """Whether the sentence of the proof has findings of its own: what the report marks in one place it does not paste in another."""
    return any(rule in knowledge.rules and knowledge.rules[rule].severity for rule in proof.kinds)


def drafts(segment: Segment, *, company: Company, parse: Parse, recipes: Recipes) -> list[tuple[Draft, str]]:
    """Every draft that a recipe makes of the segment, each with the reason why it is not safe ("" when it is)."""
    parts = _parts(segment, company, parse(segment.text, segment.lang), recipes)
    return [found for recipe in recipes.moves.values() for part in parts for found in _drafts(recipe, part)]


def _may_fit(segment: Segment, recipes: Recipes) -> bool:
    sections = [recipe.section(segment.lang) for recipe in recipes.moves.values()]
    return may_fit(segment.text, sections, recipes.grammar[segment.lang], segment.lang)


def _parts(segment: Segment, company: Company, tokens: tuple[Token, ...], recipes: Recipes) -> tuple[Part, ...]:
    grammar = recipes.grammar[segment.lang]
    names = frozenset(tuple(name.lower().replace("\u2019", "'").split()) for name in company.names)
    found = clause.clauses(segment.text, tokens, segment.lang, grammar)
    return tuple((one, grammar, names) for one in found)


def _suggest(
    labelled: LabelledSegment, rule: Rule, read: Read, recipes: Recipes, without: Collection[str]
) -> Thought[tuple[list[Suggestion], list[str]]]:
    suggestions: list[Suggestion] = []
    reasons: list[str] = []
    preferred = rule.mending(labelled.segment.lang).recipe
    for recipe in sorted(recipes.moves.values(), key=lambda r: r.id != preferred):
        for made, reason in _all_drafts(recipe, labelled, rule, read, recipes):
            draft = called(made, read.company.customer_nouns, labelled.segment.lang, recipes.grammar[labelled.segment.lang])
            reason = reason or ("turned-down" if draft.text in without else (yield from worse(labelled, rule, draft)))
            if not reason:
                suggestions.append(_suggestion(draft, recipe))
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


def _claims(labelled: LabelledSegment, rule: Rule, tokens: tuple[Token, ...], company: Company, recipes: Recipes) -> bool:
    grammar, text = recipes.grammar[labelled.segment.lang], labelled.segment.text
    return whole.is_claim(labelled, rule.id, tokens, grammar) and whole.is_ours(text, grammar, company.names)


def _asked(labelled: LabelledSegment, rule: Rule, company: Company, recipes: Recipes) -> Thought[list[Suggestion]]:
    """ "Why us?" has an answer that is no question, and "Ready to start?" is an invitation; no other question is touched."""
    segment, found = labelled.segment, list[Suggestion]()
    for recipe in recipes.moves.values():
        for draft in (*reworded.swaps(recipe, segment.text, segment.lang, company.names), *invite.drafts(recipe, segment)):
            found += [] if (yield from worse(labelled, rule, draft)) else [_suggestion(draft, recipe)]
    return found


def _all_drafts(recipe: Recipe, labelled: LabelledSegment, rule: Rule, read: Read, recipes: Recipes) -> Iterator[tuple[Draft, str]]:
    """Drafts of the recipe's frames, then of its moves that keep the sentence's words; the fact lock reads all."""
    text, lang, tokens, names = labelled.segment.text, labelled.segment.lang, read.tokens, read.company.names
    for part in read.parts:
        yield from _drafts(recipe, part)
    yield from ((draft, "") for draft in reworded.swaps(recipe, text, lang, names))  # the recipe vouches for them; nothing else changes
    yield from ((draft, "") for draft in invite.drafts(recipe, labelled.segment))
    kept = (
        *plainer.drops(recipe, labelled, rule.id, tokens, ours=read.is_claim or whole.is_addressed(text, recipes.grammar[lang])),
        *reworded.fronted(recipe, text, tokens, lang, names),
        *proofs.drafts(recipe, labelled, rule.id, tokens, read.is_claim, read.site),
        *whole.drafts(recipe, labelled, rule.id, tokens, recipes.grammar[lang], names),
        *halves.drafts(recipe, text, tokens, lang),
    )
    for draft in kept:
        yield draft, "lock" if guard.check(f"{text} {draft.borrowed}".strip(), draft.text, lang=lang, allowed=draft.added) else ""


def _drafts(recipe: Recipe, part: Part) -> Iterator[tuple[Draft, str]]:
    """Drafts of one recipe, by its frames in order, each with the reason against it."""
    found, grammar, names = part
    section, lang = recipe.section(found.lang), found.lang
    reading = Reading(found, section, grammar, names, frozenset(word.low for word in found.words))
    for frame in section.frames:
        for match in matches(frame, reading):
            try:
                draft = compose.draft(frame, match, reading, recipe.id)
            except realise.UnknownWord:
                yield Draft("", recipe.id, ()), "too-complex"
                continue
            reason = _unsure(recipe, match, reading) or _leans(match, reading, short=frame.short)
            locked = guard.check(reading.clause.text, draft.text, lang=lang, allowed=draft.added)
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


def worse(labelled: LabelledSegment, rule: Rule, draft: Draft) -> Thought[str]:
    """Why the rewritten segment is no better, or "": it must be about the reader, and silent for the rule."""
    parts: list[LabelledSegment] = []
    for text in draft.halves or (draft.text,):
        parts.append((yield rewritten(labelled.segment, text)))
    focus = max((part.labels.focus for part in parts), key=RANK.__getitem__)
    turned = focus in READER
    better = turned if draft.invites else (draft.keeps_focus or turned) and RANK[focus] >= RANK[labelled.labels.focus]
    fires = not draft.answers and any(signal.rule == rule.id for part in parts for signal in part.analysis.signals)
    return "" if better and not fires else "no-better"


def rewritten(segment: Segment, text: str) -> Segment:
    """The segment with another text, in the same place."""
    return replace(segment, text=text, end=segment.start + len(text), words=len(text.split()))


def _suggestion(draft: Draft, recipe: Recipe) -> Suggestion:
    questions = tuple(f"rewrite.ask.{name}" for name in recipe.asks)
    status: Literal["ready", "fill-in"] = "fill-in" if draft.is_open else "ready"
    return Suggestion(draft.text, status, recipe.id, f"rewrite.why.{recipe.id}", questions, draft.drops, draft.source)


def _questions(rule: Any, lang: Lang) -> tuple[str, ...]:
    """Keys of the questions for the rule's family; the rule's own question stands in the rule (`rule.mending(lang).ask`)."""
    keys = (f"rewrite.ask.{rule.family}.{n}" for n in range(1, MOST_QUESTIONS + 1))
    found = tuple(key for key in keys if words.has(lang, key))
    return found or ("rewrite.ask.any",)
