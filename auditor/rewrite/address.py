"""Suggestions that would say « vous » to a reader to whom the page says « tu », or the other way round.

In: the labelled sentences of a page, the advice on some of them, and the words of a site's voice. Out: the same advice without such
suggestions; what has nothing else to say refuses, and its questions stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from auditor.knowledge.voice import VoiceWords
from auditor.models import Advice, LabelledSegment, Lang, Suggestion

REFUSAL = "rewrite.refusal.other-address"
BLANK = re.compile(r"\[[^\]]*\]")  # speaks to the writer, not to the reader
WORD = re.compile(r"[^\W\d_]+'?")
LEAST_ORDER = 5  # letters from which an ending is that of an order: « chez » and « nez » are none
Voices = Mapping[Lang, VoiceWords]


def form_of(page: Iterable[LabelledSegment], voices: Voices) -> str:
    """How the sentences address their reader, "tu" or "vous": the form that most of their words have; "" where none is ahead."""
    said: Counter[str] = Counter()
    for labelled in page:
        if labelled.segment.kind != "quote" and "testimonial" not in labelled.labels.traits:
            low = _words(labelled.segment.text)
            said.update(form for form, words in voices[labelled.segment.lang].address.items() if low & {*words})
    (first, most), (_, next_most) = (*said.most_common(2), ("", 0), ("", 0))[:2]
    return first if most > next_most else ""


def alike(form: str, asked: Iterable[tuple[LabelledSegment, Advice]], voices: Voices) -> Iterator[Advice]:
    """The advice on each sentence, without suggestions that would address the reader in another form."""
    for labelled, advice in asked:
        text, voice = labelled.segment.text, voices[labelled.segment.lang]
        kept = tuple(s for s in advice.suggestions if not (form and _says_another(s, text, form, voice)))
        yield advice if kept == advice.suggestions else replace(advice, suggestions=kept, refusal="" if kept else REFUSAL)


def _says_another(suggestion: Suggestion, text: str, form: str, voice: VoiceWords) -> bool:
    new = _words(BLANK.sub(" ", suggestion.text)) - _words(text)
    words = {word for other, row in voice.address.items() if other != form for word in row}
    endings = tuple(end for other, row in voice.address_endings.items() if other != form for end in row)
    return bool(new & words) or any(len(word) >= LEAST_ORDER and word.endswith(endings) for word in new if endings)


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.lower().replace("\u2019", "'")))
