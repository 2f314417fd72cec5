"""What judging is handed from rewriting: what to say of a finding.

In: an engine and the rules. Out: functions that advise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from auditor import judge, rewrite
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Advice, Company, Finding, LabelledSegment, Segment
from auditor.pipeline.deciding import NOTHING, Turned
from auditor.pipeline.labelling import judged


def adviser(
    engine: Engine, knowledge: Knowledge, company: Company, proofs: Sequence[rewrite.Proof] = (), turned_down: Turned = NOTHING
) -> Callable[[Finding, LabelledSegment], judge.Priced]:
    """The function that judging is handed: what to say of a finding, with the proofs of its site and without what its writers turned down,
    and how its finished rewrite would be labelled.
    """

    def relabel(segment: Segment) -> LabelledSegment:
        return LabelledSegment(segment, *judged([segment], company, engine, knowledge)[0])

    def advise(finding: Finding, labelled: LabelledSegment) -> judge.Priced:
        rule = knowledge.rules[finding.rule]
        without = turned_down.get((finding.segment, finding.rule), ())
        advice: Advice = rewrite.advise(
            labelled, rule, company=company, parse=engine.parse, relabel=relabel, knowledge=knowledge, site=proofs, without=without
        )
        ready = next((s for s in advice.suggestions if s.status == "ready"), None)
        return advice, relabel(replace(labelled.segment, text=ready.text)) if ready else None

    return advise


def advise_segment(labelled: LabelledSegment, engine: Engine, knowledge: Knowledge, company: Company) -> dict[str, Advice]:
    """What rewriting has to say of one labelled segment, by the id of each rule that makes a finding of it."""
    advise = adviser(engine, knowledge, company)
    rules = dict.fromkeys(s.rule for s in labelled.analysis.signals if knowledge.rules[s.rule].severity)
    return {rule: advise(finding_of(rule, labelled), labelled)[0] for rule in rules}


def finding_of(rule: str, labelled: LabelledSegment) -> Finding:
    """A finding of a rule in a sentence, as far as advice looks at it."""
    segment = labelled.segment
    return Finding("", rule, "", segment.id, segment.page, "note", 0, len(segment.text))
