"""What judging is handed from rewriting: what to say of a finding.

In: an engine and the rules. Out: functions that advise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor import judge, rewrite
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import LANGS, Advice, Company, Finding, LabelledSegment, Lang, Segment, Token
from auditor.pipeline.deciding import NOTHING, Turned
from auditor.pipeline.labelling import judged

Asked = tuple[LabelledSegment, str]  # a sentence and the rule that found it
Advise = Callable[[Sequence[Asked]], list[judge.Priced]]


def adviser(
    engine: Engine, knowledge: Knowledge, company: Company, proofs: Sequence[rewrite.Proof] = (), turned_down: Turned = NOTHING
) -> Callable[[Finding, LabelledSegment], judge.Priced]:
    """What to say of one finding; see `advisers`."""
    advise = advisers(engine, knowledge, company, proofs, turned_down)
    return lambda finding, labelled: advise([(labelled, finding.rule)])[0]


def advisers(
    engine: Engine, knowledge: Knowledge, company: Company, proofs: Sequence[rewrite.Proof] = (), turned_down: Turned = NOTHING
) -> Advise:
    """The function that says what to do about each of many findings, with the proofs of their site and without what its writers turned
    down, and how the finished rewrite would be labelled; sentences and drafts are parsed together, and so each in less time.
    """

    bench = rewrite.Bench(knowledge, company, proofs)

    def relabel(segments: Sequence[Segment]) -> list[LabelledSegment]:
        found = judged(segments, company, engine, knowledge)
        return [LabelledSegment(segment, *one) for segment, one in zip(segments, found, strict=True)]

    def thought(look: rewrite.Look, parses: Parses) -> rewrite.Thought[judge.Priced]:
        segment = look.labelled.segment
        tokens = parses.get((segment.lang, segment.text), ())
        advice: Advice = yield from rewrite.thinking(look, tokens, bench, turned_down.get((segment.id, look.rule.id), ()))
        ready = next((s for s in advice.suggestions if s.status == "ready"), None)
        return advice, (yield rewrite.rewritten(segment, ready.text)) if ready else None

    def advise(asked: Sequence[Asked]) -> list[judge.Priced]:
        looks = [bench.look(labelled, knowledge.rules[rule]) for labelled, rule in asked]
        parses = _parses(looks, engine)
        return rewrite.together([thought(look, parses) for look in looks], relabel)

    return advise


Parses = dict[tuple[Lang, str], tuple[Token, ...]]


def _parses(looks: Sequence[rewrite.Look], engine: Engine) -> Parses:
    """The parse of each sentence that needs one, by language and text."""
    texts = {(look.labelled.segment.lang, look.labelled.segment.text) for look in looks if look.needs_parse}
    parses: Parses = {}
    for lang in LANGS:
        own = sorted(text for other, text in texts if other == lang)
        parses.update(zip(((lang, text) for text in own), engine.parse_all(own, lang), strict=True))
    return parses


def advise_segment(labelled: LabelledSegment, engine: Engine, knowledge: Knowledge, company: Company) -> dict[str, Advice]:
    """What rewriting has to say of one labelled segment, by the id of each rule that makes a finding of it."""
    rules = list(dict.fromkeys(s.rule for s in labelled.analysis.signals if knowledge.rules[s.rule].severity))
    advice = advisers(engine, knowledge, company)([(labelled, rule) for rule in rules])
    return {rule: one for rule, (one, _) in zip(rules, advice, strict=True)}
