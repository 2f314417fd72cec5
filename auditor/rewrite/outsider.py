"""A rewrite that comes from outside, from a language model: the recipes' fact lock, and what a recipe's grammar would have assured.

In: a labelled segment, the rule that found it, the words offered, and the functions of the language room. Out: a `Suggestion`, or the name
of the reason why it is put aside ("empty", "shape", "unchanged", "lock", "words", "order", "subject", "coordinated", "no-better").

A recipe only moves what it has understood; a model may move anything. So what stays of the sentence must stand in a few runs of its own
words, the company's verb may only give way to one that a recipe would write, the reader may not become the subject of anything else, and
a fact from elsewhere on the site must be quoted whole, at the end. What these cannot prove is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.knowledge import Knowledge, Rule
from auditor.knowledge.recipes import Grammar, Lock, Recipes
from auditor.models import Company, LabelledSegment, Lang, Suggestion, Token
from auditor.rewrite import clause, guard, proofs, tail
from auditor.rewrite.advise import Parse, Relabel
from auditor.rewrite.bench import UNTOUCHED
from auditor.rewrite.better import worse
from auditor.rewrite.compose import Draft
from auditor.rewrite.licence import Licence, licence
from auditor.rewrite.proofs import Proof
from auditor.rewrite.together import together

MOST_RUNS = 4  # of the sentence's own words, in their order; out of order two, for with three, two things could change places
MOST_FACTS = 3  # of the site, shown to the model
LONGEST = 600  # characters
PLAIN_MARKS = " .,'\u2019-"
CLOSING = re.compile(r"[\s.!]+$")
NAME = "model"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of the sentence that stand together in the rewrite: first and last-but-one in each."""

    old: int
    new: int
    size: int


def may_ask(labelled: LabelledSegment, knowledge: Knowledge) -> bool:
    """Whether anybody may reword this segment: nobody rewords legal pages, quotations, questions, conditions and negations."""
    recipes: Recipes = knowledge.recipes
    lang = labelled.segment.lang
    if lang not in recipes.grammar or len(labelled.segment.text) > LONGEST:
        return False
    return clause.refusal(labelled, recipes.lock[lang]) not in (*UNTOUCHED, "negation")


def facts_for(labelled: LabelledSegment, rule: Rule, site: Sequence[Proof], knowledge: Knowledge) -> tuple[Proof, ...]:
    """The site's proofs that a recipe could set beside this claim, those of its own page first."""
    recipes: Recipes = knowledge.recipes
    segment = labelled.segment
    wanted = [recipe.section(segment.lang).borrowed for recipe in recipes.moves.values()]
    fits = [p for p in site if p.lang == segment.lang and p.text not in (segment.text, segment.prev)]
    found = [p for p in fits if any(b is not None and proofs.proves(b, rule.id, p) for b in wanted)]
    return tuple(sorted(found, key=lambda p: p.page != segment.page)[:MOST_FACTS])


def words_for(labelled: LabelledSegment, rule: Rule, parse: Parse, knowledge: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that a rewrite of this segment may leave out, and those that it may add, in order of the alphabet."""
    segment, recipes = labelled.segment, knowledge.recipes
    given = licence(segment.text, parse(segment.text, segment.lang), rule.id, segment.lang, recipes)
    here = {*guard.words(segment.text)}
    grammar: Grammar = recipes.grammar[segment.lang]
    return tuple(sorted(given.goes & here)), tuple(sorted(given.comes | {*grammar.subject.values(), *grammar.your}))


def judged(
    labelled: LabelledSegment,
    rule: Rule,
    offered: str,
    *,
    company: Company,
    parse: Parse,
    relabel: Relabel,
    knowledge: Knowledge,
    site: Sequence[Proof] = (),
) -> Suggestion | str:
    """The suggestion that the offered words make, or why they make none. `site` holds the facts that were shown to the model."""
    segment, recipes = labelled.segment, knowledge.recipes
    before, text = segment.text.strip(), " ".join(offered.split())
    if not may_ask(labelled, knowledge):
        return "shape"
    source = next((p for p in site if text.endswith(p.text) and text != p.text), None)
    body = text.removesuffix(source.text).rstrip() if source else text
    tokens = parse(before, segment.lang)
    given = licence(before, tokens, rule.id, segment.lang, recipes)
    reason = _unfit(before, body, tokens, given, segment.lang, recipes, is_quoted=source is not None)
    if reason:
        return reason
    drops = ", ".join(_dropped(before, body, given))
    borrowed = source.segment if source else ""
    draft = Draft(text, NAME, (), keeps_focus=bool(source), answers=bool(source), drops=drops, source=borrowed)
    made = Suggestion(text, "ready", NAME, f"rewrite.why.{NAME}", (), drops, borrowed, origin="model")
    return together([worse(labelled, rule, draft)], lambda drafts: [relabel(one) for one in drafts])[0] or made


def _unfit(before: str, body: str, tokens: Sequence[Token], given: Licence, lang: Lang, recipes: Recipes, *, is_quoted: bool) -> str:
    """Why the words beside the quoted fact are no safe rewrite of the sentence, or ""."""
    if not body:
        return "empty"
    if body == before:
        return "" if is_quoted and before.endswith((".", "!")) else "unchanged"
    if len(body) > LONGEST or {c for c in body if not c.isalnum()} - {*before, *PLAIN_MARKS} or not _same_ends(before, body):
        return "shape"
    grammar, lock = recipes.grammar[lang], recipes.lock[lang]
    reader = {*grammar.subject.values(), *grammar.your}
    if guard.check(before, body, lang=lang, allowed=tuple(sorted(given.comes | reader)), lock=lock):
        return "lock"
    return (
        _strays(before, body, given, grammar, lock)
        or _mistaken(before, body, given, grammar)
        or _left_hanging(before, body, tokens, given, lang, grammar)
    )


def _same_ends(before: str, body: str) -> bool:
    """A sentence stays a sentence and a heading a heading; both open as the page does."""
    first, was = body[:1], before[:1]
    return (before[-1:] in ".!") == (body[-1:] in ".!") and (first.isupper() == was.isupper() or not was.isalpha())


def _strays(before: str, body: str, given: Licence, grammar: Grammar, lock: Lock) -> str:
    """Whether words are lost, or stand where the sentence did not put them."""
    old, new = guard.words(before), guard.words(body)
    reader = {*grammar.subject.values(), *(form for forms in grammar.you.values() for form in forms)}
    loose = _loose(old, given, reader, lock)
    runs = list(_runs(old, new, loose))
    kept = {n for run in runs for n in range(run.old, run.old + run.size)}
    taken = {n for run in runs for n in range(run.new, run.new + run.size)}
    may_come = given.comes | reader | {*lock.function} - {*grammar.joiners}
    added = (word not in may_come for n, word in enumerate(new) if n not in taken)
    if {*range(len(old))} - kept - loose or any(added) or sum(w in reader for w in new) < sum(w in reader for w in old):
        return "words"
    bound = {*lock.limit, *lock.quantifier, *lock.number, *lock.negation}
    torn = any(_ends_bound(old, run, bound, loose) for run in runs)
    return "" if not torn and len(runs) <= MOST_RUNS and _is_in_order(old, new, runs, loose, grammar) else "order"


def _is_in_order(old: Sequence[str], new: Sequence[str], runs: Sequence[Run], loose: set[int], grammar: Grammar) -> bool:
    """Whether the words follow each other as they did; one phrase may have gone elsewhere: a complement of time or place to the front, or
    who does it to the end, behind a preposition that was not there.
    """
    starts = [run.old for run in runs]
    if starts == sorted(starts):
        return True
    if len(runs) > 2:
        return False
    first, second = runs
    is_fronted = old[first.old] in {*grammar.openings, *grammar.times, *grammar.adjuncts}
    was_subject = {*range(second.old)} <= loose and new[second.new - 1] in {*grammar.adjuncts, *grammar.links, *grammar.complements}
    return is_fronted or was_subject and second.new > first.new + first.size


def _loose(old: Sequence[str], given: Licence, reader: set[str], lock: Lock) -> set[int]:
    """Places of the sentence that may be empty afterwards: what is licensed to go, the reader's pronoun, which may stand elsewhere, and
    the small word that hangs on them: "provide you *with*".
    """
    gone = {n for n, word in enumerate(old) if word in given.goes or word in reader}
    return gone | {n for n, word in enumerate(old) if word in lock.function and _follows_act(old, n, given, reader)}


def _follows_act(old: Sequence[str], at: int, given: Licence, reader: set[str]) -> bool:
    before = [word for word in old[max(0, at - 2) : at] if word not in reader]
    return bool(before) and before[-1] in given.acts


def _runs(old: Sequence[str], new: Sequence[str], loose: set[int]) -> Iterator[Run]:
    """The longest rows of the sentence's own words, as they follow each other in the rewrite; a single word only where it stood alone."""
    used, at = set[int](), 0
    while at < len(new):
        run = max((_run(old, new, start, at, used) for start in range(len(old))), key=lambda r: r.size)
        stands = (
            run.size >= 2 or run.size == 1 and run.old not in loose and all(_is_edge(old, n, loose) for n in (run.old - 1, run.old + 1))
        )
        if stands:
            used |= {*range(run.old, run.old + run.size)}
            yield run
        at += run.size if stands else 1


def _is_edge(old: Sequence[str], at: int, loose: set[int]) -> bool:
    """Whether the sentence ends there, or a word that may go stands there."""
    return not 0 <= at < len(old) or at in loose


def _run(old: Sequence[str], new: Sequence[str], start: int, at: int, used: set[int]) -> Run:
    size = 0
    while start + size < len(old) and at + size < len(new) and start + size not in used and old[start + size] == new[at + size]:
        size += 1
    return Run(start, at, size)


def _ends_bound(old: Sequence[str], run: Run, bound: set[str], loose: set[int]) -> bool:
    """Whether a run ends in a limit, a number or a quantifier, torn from the word that it limits."""
    end = run.old + run.size
    last = old[end - 1]
    return end < len(old) and end not in loose and (last in bound or last[0].isdigit())


def _mistaken(before: str, body: str, given: Licence, grammar: Grammar) -> str:
    """Whether the reader is made to do what the company does: after the reader stands a recipe's verb, or the word that stood there."""
    reader = {*grammar.subject.values()}
    had = {*_after(guard.words(before), reader, grammar)}
    if any(word not in given.verbs and word not in had for word in _after(guard.words(body), reader, grammar)):
        return "subject"
    first, was = guard.words(body)[:1], guard.words(before)[:1]
    return "subject" if first != was and {*first} & given.acts else ""


def _after(row: Sequence[str], reader: set[str], grammar: Grammar) -> Iterator[str]:
    """The first word of weight after each mention of the reader as a subject."""
    light = {*grammar.adverbs, *grammar.clitics, *(form for forms in grammar.modals.values() for form in forms), "can", "will", "ll"}
    for n, word in enumerate(row):
        if word in reader:
            yield next((w for w in row[n + 1 :] if w not in light), "")


def _left_hanging(before: str, body: str, tokens: Sequence[Token], given: Licence, lang: Lang, grammar: Grammar) -> str:
    """Where the company is no longer the subject, whether another verb or a gerund leaned on it."""
    own = {*grammar.we, *grammar.speaker}
    count = [sum(word in own for word in guard.words(text)) for text in (before, body)]
    acted = [sum(word in given.acts for word in guard.words(text)) for text in (before, body)]
    if count[0] <= count[1] and acted[0] <= acted[1]:
        return ""
    whole = clause.clauses(before, tokens, lang, grammar)[0].words
    left = {*guard.words(body)}
    first = next((n for n, word in enumerate(whole) if word.low in given.acts - left), -1)
    hanging = first < 0 or tail.unsafe(whole[first + 1 :], lang, grammar, is_act=False) or clause.BREAKS.search(CLOSING.sub("", before))
    return "coordinated" if hanging else ""


def _dropped(before: str, body: str, given: Licence) -> Iterator[str]:
    """Words that a reader could miss: the empty ones that were left out."""
    left = Counter(guard.words(before)) - Counter(guard.words(body))
    yield from (word for word in left if word in given.empty)
