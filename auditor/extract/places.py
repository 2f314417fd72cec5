"""Where the sentences of a page stand in its source: line and column, found by their words.

In: a page and its text. Out: a `Place` for each sentence that is found. The words of a page are looked for in its source in reading order,
which costs a crawl nothing, is as exact in Markdown as in HTML, and gives a sentence its own line, not that of its paragraph.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from auditor.extract.decode import decode
from auditor.identity import segment_ids
from auditor.models import Block, Page, PageText, Place, Segment

WORD = re.compile(r"[^\W_]+")
ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
SILENT = re.compile(r"<(script|style|noscript|svg|template|iframe)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
TARGET = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|<https?://[^>]*>")  # where a Markdown link leads
GAP = 3  # words between two words of a sentence that are none of it: a number of a footnote, an attribute
CANDIDATES = 50  # places tried for a sentence: "Contact" may stand a hundred times
META = ("title", "description")
IN_ATTRIBUTES = ("description", "image")
Span = tuple[int, int]


def places_of(page: Page, text: PageText, segments: Iterable[Segment]) -> dict[str, Place]:
    """The place of each sentence by its id; none for pages whose source is no text, or where a sentence is not found."""
    if page.content_type == "application/pdf":
        return {}
    source = Source(decode(page.body, page.charset), is_markdown=page.content_type == "text/markdown")
    ids = segment_ids(text.key + "#", (block.text for block in text.blocks))
    by_block: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_block[segment.block].append(segment)
    found: dict[str, Place] = {}
    for id, block, start in zip(ids, text.blocks, _starts(source, text.blocks), strict=True):
        for segment in by_block.get(id, ()):
            span, start = source.find(segment.text, start, is_attribute=block.kind in IN_ATTRIBUTES)
            if span is not None:
                found[segment.id] = source.place(span, segment.text)
    return found


def _starts(source: Source, blocks: Sequence[Block]) -> Iterator[int]:
    """The word of the source at which each block begins, in reading order."""
    at = 0
    for block in blocks:
        if block.kind in META:
            yield 0
            continue
        span, after = source.find(block.text, at)
        yield at if span is None else source.word_at(span[0])
        at = after


class Source:
    """The source of a page: its words, where they stand, and what is no text of it."""

    def __init__(self, text: str, *, is_markdown: bool) -> None:
        self.text = text
        self._lines = list(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))
        spoken = SILENT.sub(_blank, text)
        spoken = TAG.sub(_blank, TARGET.sub(_blank, spoken) if is_markdown else spoken)
        self._said, self._all = _Words(spoken), _Words(SILENT.sub(_blank, text))

    def find(self, text: str, start: int, *, is_attribute: bool = False) -> tuple[Span | None, int]:
        """Offsets of a text in the source, looked for from word `start` on, then from the beginning; and the word after it. A description
        stands in an attribute.
        """
        words = _folded(text)
        if is_attribute:
            span = self._all.find(words, 0, gap=0)
            return (self._all.offsets(span) if span else None), start
        tries = ((start, 0), (start, GAP), (0, GAP))
        span = next((found for at, gap in tries if (found := self._said.find(words, at, gap=gap))), None)
        return (self._said.offsets(span), span[1]) if span else (None, start)

    def word_at(self, offset: int) -> int:
        """Number of the word that stands at an offset."""
        return self._said.at(offset)

    def place(self, span: Span, text: str) -> Place:
        """Lines and columns of a span, widened by the marks that open and close the text."""
        start, end = _widened(self.text, span, text)
        same = " ".join(self.text[start:end].split()) == " ".join(text.split())
        return Place(*self._position(start), *self._position(end), is_exact=same)

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_left(self._lines, offset + 1)
        return line, offset - self._lines[line - 1] + 1


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


class _Words:
    """The words of a source in order."""

    def __init__(self, text: str) -> None:
        self._words = list(_words(text))
        self._starts = [word.start for word in self._words]
        self._where: Mapping[str, list[int]] = defaultdict(list)
        for n, word in enumerate(self._words):
            self._where[word.text].append(n)

    def find(self, words: Sequence[str], start: int, *, gap: int) -> Span | None:
        """Numbers of the first word and of the one after the last, of the first place from `start` on where the words follow each other."""
        known = self._where.get(words[0], []) if words else []
        first = bisect_left(known, start)
        ends = ((at, self._end(words, at, gap)) for at in known[first : first + CANDIDATES])
        return next(((at, end) for at, end in ends if end), None)

    def _end(self, words: Sequence[str], at: int, gap: int) -> int:
        for word in words:
            stop = min(at + 1 + gap, len(self._words))
            at = next((n + 1 for n in range(at, stop) if self._words[n].text == word), 0)
            if not at:
                return 0
        return at

    def offsets(self, span: Span) -> Span:
        """Characters of a span of words."""
        return self._words[span[0]].start, self._words[span[1] - 1].end

    def at(self, offset: int) -> int:
        """Number of the word at an offset."""
        return bisect_left(self._starts, offset)


def _words(text: str) -> Iterator[_Word]:
    """Words as a reader sees them, entities resolved, each with its offsets in the text as it is written."""
    plain, starts, ends = _resolved(text)
    for found in WORD.finditer(plain):
        start, end = found.span()
        yield _Word(_fold(found.group()), *((starts[start], ends[end - 1]) if starts else (start, end)))


def _resolved(text: str) -> tuple[str, list[int], list[int]]:
    """The text with its entities resolved, and where each of its characters starts and ends; nothing where none was resolved."""
    if "&" not in text:
        return text, [], []
    parts, starts, ends = [], [], []
    last = 0
    for found in ENTITY.finditer(text):
        char = html.unescape(found.group())
        parts += [text[last : found.start()], char]
        starts += [*range(last, found.start()), *([found.start()] * len(char))]
        ends += [*range(last + 1, found.start() + 1), *([found.end()] * len(char))]
        last = found.end()
    parts.append(text[last:])
    return "".join(parts), [*starts, *range(last, len(text))], [*ends, *range(last + 1, len(text) + 1)]


def _widened(source: str, span: Span, text: str) -> Span:
    """The span with the quotes, brackets and full stops around it, where they stand in the source as in the text."""
    words = list(WORD.finditer(text))
    before, after = text[: words[0].start()], text[words[-1].end() :]
    start = span[0] - len(before) if before and source[: span[0]].endswith(before) else span[0]
    end = span[1] + len(after) if source.startswith(after, span[1]) else span[1]
    return start, end


def _folded(text: str) -> list[str]:
    return [_fold(word) for word in WORD.findall(text)]


def _fold(word: str) -> str:
    return word.casefold() if word.isascii() else unicodedata.normalize("NFC", word).casefold()


def _blank(found: re.Match[str]) -> str:
    """As many spaces as characters, line ends kept: offsets and lines stay."""
    return re.sub(r"[^\n\r]", " ", found.group())
