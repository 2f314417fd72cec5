"""Many lines labelled by all processors: the first ones by this process, which goes on until the others are ready.

In: lines of JSON. Out: what `rows.label_rows` answers, in their order; what is held back is bounded.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from auditor.models import LANGS, Lang
from auditor.pipeline.hands import Hands, processors
from auditor.pipeline.jobs import engine
from auditor.pipeline.knowing import knowledge
from auditor.rows import CHUNK, label_rows

Answers = list[tuple[bool, str]]
FEW = 1000  # lines that are labelled sooner than another process is ready
AHEAD = 3  # chunks handed over for each process


def label_lines(lines: Iterable[str], *, explain: bool = False, ui_lang: str = "en", few: int = FEW) -> Iterator[tuple[bool, str]]:
    """Each line with its labels, as `rows.label_rows` gives them, by as many processes as there are processors."""
    stream, done, langs = iter(lines), 0, set[Lang]()
    size = processors()
    with Hands(size) as hands:
        beginning: threading.Thread | None = None
        while beginning is None or beginning.is_alive():
            chunk = list(islice(stream, CHUNK))
            if not chunk:
                return
            yield from label_chunk(chunk, explain, ui_lang)
            done += len(chunk)
            langs |= {lang for lang in LANGS if any(f'"{lang}"' in line for line in chunk)}
            if size > 1 and beginning is None and done >= few:
                beginning = threading.Thread(target=hands.begin, args=(langs,), daemon=True, name="hands")
                beginning.start()
        yield from _handed_over(hands, stream, explain, ui_lang)


def label_chunk(lines: list[str], explain: bool, ui_lang: str) -> Answers:
    """The answers to some lines, by the engine of the process that is asked."""
    return list(label_rows(lines, engine(), knowledge(), explain=explain, ui_lang=ui_lang))


def _handed_over(hands: Hands, stream: Iterator[str], explain: bool, ui_lang: str) -> Iterator[tuple[bool, str]]:
    """The answers to the rest, in order; a chunk that a process died over is done by this one."""
    under_way: deque[tuple[list[str], Future[Answers]]] = deque()
    chunks = iter(lambda: list(islice(stream, CHUNK)), [])
    while True:
        for chunk in islice(chunks, max(0, AHEAD * hands.size - len(under_way))):
            under_way.append((chunk, hands.give(label_chunk, chunk, explain, ui_lang)))
        if not under_way:
            return
        chunk, answers = under_way.popleft()
        try:
            yield from answers.result()
        except BrokenProcessPool:
            yield from label_chunk(chunk, explain, ui_lang)
