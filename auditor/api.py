"""The public functions of the package: one call each for the main job, a label and a rewrite.

In: a source or a sentence. Out: records of `auditor.models`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from auditor import judge, knowledge, pipeline
from auditor.language import Engine
from auditor.models import Advice, Audit, Company, LabelledSegment, Lang, Segment
from auditor.settings import Settings


@cache
def _loaded() -> tuple[Engine, knowledge.Knowledge]:
    known = knowledge.load()
    return Engine(known), known


def audit(
    source: str,
    output: str | Path | None = None,
    *,
    settings: Settings | None = None,
    report_langs: tuple[Lang, ...] = (),
    competitors: tuple[str, ...] = (),
) -> Audit:
    """Audit a source, beside its competitors where some are named, and write its report to `output` (default `output/<site>`); raises
    `auditor.errors.AuditorError`.
    """
    folder, used = Path(output) if output else None, settings or Settings()
    rivals = pipeline.read_rivals(competitors, used, store=used.store) if competitors else pipeline.Rivals()
    return pipeline.audit_source(source, used, output=folder, report_langs=report_langs, rivals=rivals).audit


def label(text: str, lang: Lang, *, company: str = "", prev: str = "") -> LabelledSegment:
    """One sentence with its parties, signals and labels."""
    engine, known = _loaded()
    segment = Segment(id="", text=text, lang=lang, prev=prev, words=len(text.split()), end=len(text))
    analysis = engine.analyse([segment], Company(company))[0]
    return LabelledSegment(segment, analysis, judge.label(segment, analysis, known))


def rewrite(text: str, lang: Lang, *, company: str = "", prev: str = "") -> dict[str, Advice]:
    """What rewriting has to say of one sentence, by the id of the rule that found something to change."""
    engine, known = _loaded()
    labelled = label(text, lang, company=company, prev=prev)
    return pipeline.advise_segment(labelled, engine, known, Company(company))
