"""Advice on all findings of a site at once: what the store remembers is not thought of again, the rest is shared among processes.

In: judged pages and what advice on them depends on. Out: the function that judging asks, which knows most answers already.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import cast

from auditor import judge
from auditor.house import WordsSettings
from auditor.identity import digest
from auditor.judge.in_scope import in_scope
from auditor.judge.pooling import JudgedPage
from auditor.knowledge import Knowledge
from auditor.knowledge.house import rules_of
from auditor.knowledge.recipes import Recipe
from auditor.models import LANGS, Advice, Analysis, Company, Finding, LabelledSegment, Labels, Lang, Segment
from auditor.pipeline.advising import Advise, Asked, advisers
from auditor.pipeline.deciding import Turned
from auditor.pipeline.hands import Hands
from auditor.pipeline.keys import makers_of
from auditor.pipeline.knowing import knowledge as of_program
from auditor.pipeline.knowing import program
from auditor.rewrite import Proof, alike, form_of, shelf_of, spared, unanswered
from auditor.store import Store
from auditor.store.kept import Kept
from auditor.store.rows import shape

LEAST, MOST = 128, 512  # findings thought of at a time: a model takes twice as long for the few drafts of few findings
ROUNDS = 4  # batches for each process, at least: fewer leave one of them idle at the end
WORTH = 300  # findings from which processes are begun for them
PLACE = ("id", "page", "block", "start", "end", "prominence", "first_screen")  # what says only where a sentence stands
SAID = attrgetter(*(field.name for field in fields(Segment) if field.name not in PLACE))
PRICED = cast(type[judge.Priced], judge.Priced)

Ask = Callable[[Finding, LabelledSegment], judge.Priced]
Id = tuple[str, str]  # of a sentence and of the rule that found it


@dataclass(frozen=True, slots=True)
class Ground:
    """What advice on any sentence of a site depends on beside the sentence and the program."""

    company: Company
    proofs: tuple[Proof, ...]
    words: WordsSettings  # of the house: its rules make findings too
    turned_down: Turned


def advised(
    pages: Sequence[JudgedPage], advise: Advise, ground: Ground, *, knowledge: Knowledge, store: Store, hands: Hands | None = None
) -> Ask:
    """What judging asks, one finding at a time; what it will ask of these pages is known beforehand, from the store, or thought of in
    batches, by processes where there is enough to be worth it. The rest is asked when its turn comes.
    """
    asked = {_id(one): one for one in _asked(pages, knowledge)}
    keys = dict(zip(asked, _keys(list(asked.values()), ground, knowledge), strict=True))
    told = Kept(store).found(PRICED, keys.values())
    fresh = {key: asked[id] for id, key in reversed(keys.items()) if key not in told}  # what stands in many places is thought of once
    for some, priced in _thought_of(list(reversed(fresh.items())), advise, ground, hands):
        found = dict(zip(some, priced, strict=True))
        Kept(store).keep(PRICED, found)
        told |= found
    fit = _spared(pages, {id: told[key] for id, key in keys.items()}, asked, knowledge)

    def ask(finding: Finding, labelled: LabelledSegment) -> judge.Priced:
        id = (labelled.segment.id, finding.rule)
        is_same = id in asked and asked[id][0] == labelled  # a correction may have changed its labels since
        return fit[id] if is_same else advise([(labelled, finding.rule)])[0]

    return ask


def _spared(
    pages: Sequence[JudgedPage], told: dict[Id, judge.Priced], asked: dict[Id, Asked], knowledge: Knowledge
) -> dict[Id, judge.Priced]:
    """What is told, without blanks that ask for what stands beside them and those that a page would hold again and again, nor what would
    say « vous » where a page says « tu ».
    """
    form = form_of([labelled for _, segments in pages for labelled in segments], knowledge.voice)
    ids_of: dict[str, list[Id]] = {}
    for id, (labelled, _) in asked.items():
        ids_of.setdefault(labelled.segment.page, []).append(id)
    spare: dict[Id, judge.Priced] = {}
    for text, segments in pages:
        ids = ids_of.get(text.key, [])
        open_ones = unanswered(segments, [(*asked[id], told[id][0]) for id in ids], knowledge.recipes)
        advices = spared(zip([asked[id][0].segment.text for id in ids], open_ones, strict=True))
        fit = alike(form_of(segments, knowledge.voice) or form, zip([asked[id][0] for id in ids], advices, strict=True), knowledge.voice)
        spare.update((id, _priced(advice, told[id])) for id, advice in zip(ids, fit, strict=True))
    return told | spare


def _priced(advice: Advice, told: judge.Priced) -> judge.Priced:
    """The advice, with what its finished rewrite would be: nothing once that one is left out."""
    ready = next((s for s in told[0].suggestions if s.status == "ready"), None)
    return advice, told[1] if ready in advice.suggestions else None


def _id(asked: Asked) -> Id:
    labelled, rule = asked
    return labelled.segment.id, rule


def _asked(pages: Sequence[JudgedPage], knowledge: Knowledge) -> Iterator[Asked]:
    """What judging will ask for: a sentence of a page that counts, and each rule that makes a finding of it."""
    weights, graded = in_scope(pages, knowledge.index.scope), {rule.id for rule in knowledge.rules.values() if rule.severity}
    for text, segments in pages:
        for labelled in segments if weights[text.key] > 0 else ():
            if not graded.isdisjoint([signal.rule for signal in labelled.analysis.signals]):
                yield from ((labelled, rule.id) for rule in judge.broken(labelled, knowledge.rules))


def _thought_of(
    fresh: Sequence[tuple[str, Asked]], advise: Advise, ground: Ground, hands: Hands | None
) -> Iterator[tuple[list[str], list[judge.Priced]]]:
    """The advice on each, a batch at a time, with the keys of the batch."""
    size = min(MOST, max(LEAST, len(fresh) // (ROUNDS * max(1, hands.size if hands else 0))))
    batches = [fresh[start : start + size] for start in range(0, len(fresh), size)]
    given = [([key for key, _ in batch], [one for _, one in batch]) for batch in batches]
    if not hands or not hands.size or not (hands.are_at_work or len(fresh) >= WORTH):
        yield from ((keys, advise(some)) for keys, some in given)
        return
    from concurrent.futures.process import BrokenProcessPool

    hands.begin({labelled.segment.lang for _, (labelled, _) in fresh})
    packed = pickle.dumps(ground)
    for keys, some, future in [(keys, some, hands.give(advise_batch, packed, some)) for keys, some in given]:
        try:
            yield keys, future.result()
        except BrokenProcessPool:
            yield keys, advise(some)


def advise_batch(packed: bytes, asked: Sequence[Asked]) -> list[judge.Priced]:
    """The advice on each, with a packed `Ground`: done by a process, which unpacks one site's ground once."""
    return _advisers(packed)(asked)


@lru_cache(maxsize=1)
def _advisers(packed: bytes) -> Advise:
    from auditor.pipeline.jobs import engine

    ground: Ground = pickle.loads(packed)
    known = of_program()
    house = replace(known, rules={**known.rules, **rules_of(ground.words)})
    return advisers(engine(), house, ground.company, ground.proofs, ground.turned_down)


def _keys(asked: Sequence[Asked], ground: Ground, knowledge: Knowledge) -> Iterator[str]:
    """What the advice on each may depend on, and nothing that another page alone can change but the proof that it could borrow; the same
    sentence in two places that nothing tells apart has one key.
    """
    makers, shelf = makers_of(knowledge.digest), shelf_of(ground.proofs, knowledge)
    same = digest(program(), repr(ground.company), ground.words.model_dump_json())
    rules = {rule for _, rule in asked}
    lending = {(lang, rule): list(_lending(knowledge, lang, rule)) for lang in LANGS for rule in rules}
    for labelled, rule in asked:
        segment = labelled.segment
        borrowed = [shelf.beside(recipe, rule, segment) for recipe in lending[segment.lang, rule]]
        proving = [part for proof in borrowed if proof for part in (proof.segment, proof.text)]
        turned = sorted(ground.turned_down.get((segment.id, rule), ()))
        yield digest("advice", same, makers.get(segment.lang, ""), *_anywhere(labelled), rule, *proving, "turned down", *turned, size=16)


def _lending(knowledge: Knowledge, lang: Lang, rule: str) -> Iterator[Recipe]:
    """The recipes that set a proof beside what the rule finds."""
    for recipe in knowledge.recipes.moves.values():
        borrowed = recipe.section(lang).borrowed
        if borrowed and (rule in borrowed.facts or rule in borrowed.signals):
            yield recipe


def _anywhere(labelled: LabelledSegment) -> tuple[str, str, str]:
    """All of the sentence but what says only where it stands: no label and no draft depends on that."""
    analysis, labels = shape(Analysis).dump_json(labelled.analysis), shape(Labels).dump_json(labelled.labels)
    return repr(SAID(labelled.segment)), analysis.decode(), labels.decode()
