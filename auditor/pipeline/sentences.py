"""Pages that are labelled as they were: their sentences come from the store whole, a page at a time.

In: texts, by a key that stands for all that their labels depend on. Out: their labelled segments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.extract import REPEATED
from auditor.garbage import undisturbed
from auditor.language import segments_at
from auditor.models import LabelledSegment, PageText, Sentences, Span
from auditor.store import Store
from auditor.store.sentences import KeptSentences

Labelled = tuple[str, PageText, Sequence[Span], Sequence[LabelledSegment]]  # a page with its key, and where its segments are


@undisturbed()
def found(texts: Mapping[str, PageText], store: Store) -> dict[str, tuple[LabelledSegment, ...]]:
    """The segments of those texts, by key, that were labelled before."""
    records = KeptSentences(store).found(texts)
    return {key: _labelled(texts[key], record) for key, record in records if _holds_all(texts[key], record)}


def keep(pages: Iterable[Labelled], store: Store) -> None:
    """Have these pages found from now on."""
    records = {key: _record(text, spans, segments) for key, text, spans, segments in pages if key}
    if records:
        KeptSentences(store).keep(records)


def _holds_all(text: PageText, record: Sentences) -> bool:
    """Whether what did not count when the record was made does not count now."""
    return not any(text.blocks[at].kept for at in record.without)


def _labelled(text: PageText, record: Sentences) -> tuple[LabelledSegment, ...]:
    pairs = zip(segments_at(text, record.spans), record.found, strict=True)
    return tuple(LabelledSegment(segment, *pair) for segment, pair in pairs if segment)


def _record(text: PageText, spans: Sequence[Span], segments: Sequence[LabelledSegment]) -> Sentences:
    without = tuple(at for at, block in enumerate(text.blocks) if block.reason == REPEATED)
    return Sentences(tuple(spans), tuple((one.analysis, one.labels) for one in segments), without)
