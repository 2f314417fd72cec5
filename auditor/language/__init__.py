"""The only room that knows spaCy: segments, parties and signals.

In: the text of pages. Out: `Segment`s with stable ids, and for each an `Analysis` of who is in it and what rules meet.
"""

from auditor.language.engine import Engine
from auditor.language.pipelines import models_found
from auditor.language.segments import segments_at, segments_of, spans_of
from auditor.language.split import split

__all__ = ["Engine", "models_found", "segments_at", "segments_of", "spans_of", "split"]
