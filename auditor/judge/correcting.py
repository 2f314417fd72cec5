"""Labels that the user corrects: what a sentence is about, or what it is not, before anything is judged.

In: pages with labelled segments, corrections. Out: the same pages with corrected labels, what was corrected, the corrections that met
nothing. A corrected focus changes the parties with it, as a mended sentence would: the axes count those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from auditor.judge.findings import mended
from auditor.judge.muting import holds_on, says
from auditor.judge.pooling import JudgedPage
from auditor.knowledge.rules import Target
from auditor.models import Corrected, Correction, Idle, LabelledSegment


@dataclass(frozen=True, slots=True)
class Corrections:
    """Pages after their correction, and what was corrected."""

    pages: Sequence[JudgedPage]
    corrected: tuple[Corrected, ...] = ()
    idle: tuple[Idle, ...] = ()


def correct(pages: Sequence[JudgedPage], corrections: Sequence[Correction]) -> Corrections:
    """The pages with every correction applied, in the order given; the last one has the last word."""
    if not corrections:
        return Corrections(pages)
    told: list[Corrected] = []
    turned = []
    for text, segments in pages:
        mine = [one for one in corrections if holds_on(one.pages, (text.key, text.url))]
        turned.append((text, tuple(_corrected(labelled, mine, told) for labelled in segments)))
    met = {one.correction for one in told}
    return Corrections(turned, tuple(told), tuple(Idle("unused", one) for one in corrections if one not in met))


def _corrected(labelled: LabelledSegment, corrections: Sequence[Correction], told: list[Corrected]) -> LabelledSegment:
    segment, was = labelled.segment, labelled.labels
    for one in corrections:
        if says(segment.text, one.text):
            told.append(Corrected(segment.id, segment.page, was.focus, was.traits, one))
            labelled = _by(one, labelled)
    return labelled


def _by(one: Correction, labelled: LabelledSegment) -> LabelledSegment:
    """The segment as the user says it is, of which the labels are then sure."""
    labels = labelled.labels
    traits = tuple(trait for trait in labels.traits if trait not in one.without)
    focus = one.focus if one.focus and one.focus != labels.focus else None
    turned = mended(labelled, Target(focus=focus, traits=traits, dimension=one.dimension or None))
    return replace(turned, labels=replace(turned.labels, confidence=1.0))
