"""Whether a draft is better than its sentence: about the reader, and silent for the rule that found it.

In: a labelled segment, the rule, a draft. Out: a thought that asks for the labels of the draft only where they decide.
"""

from __future__ import annotations

from dataclasses import replace

from auditor.knowledge import Rule
from auditor.models import Focus, LabelledSegment, Segment
from auditor.rewrite.compose import Draft
from auditor.rewrite.together import Thought

RANK: dict[Focus, int] = {"self": 0, "neutral": 1, "shared": 2, "customer": 3}
READER: tuple[Focus, ...] = ("shared", "customer")


def worse(labelled: LabelledSegment, rule: Rule, draft: Draft) -> Thought[str]:
    """Why the rewritten segment is no better, or ""."""
    old = RANK[labelled.labels.focus]
    if draft.answers and draft.keeps_focus and not draft.invites and not old:
        return ""  # the rule may meet it again, and nothing is less about the reader than what it stands beside
    parts: list[LabelledSegment] = []
    for text in draft.halves or (draft.text,):
        parts.append((yield rewritten(labelled.segment, text)))
    focus = max((part.labels.focus for part in parts), key=RANK.__getitem__)
    turned = focus in READER
    better = turned if draft.invites else (draft.keeps_focus or turned) and RANK[focus] >= old
    fires = not draft.answers and any(signal.rule == rule.id for part in parts for signal in part.analysis.signals)
    return "" if better and not fires else "no-better"


def rewritten(segment: Segment, text: str) -> Segment:
    """The segment with another text, in the same place."""
    return replace(segment, text=text, end=segment.start + len(text), words=len(text.split()))
