"""Which page comes next: when only thirty of three thousand can be read, they should be the right thirty.

In: links as they are found. Out: candidates, the most telling first, always in the same order for the same links. A link's worth comes
from the words of its path and text, where it stands on the page and how deep it lies; each page taken makes its kind and folder worth
less, so that three hundred product sheets leave room for "about us".
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from auditor.crawl.address import CACHED, identity
from auditor.crawl.data import Priorities, priorities
from auditor.models import PageKind

WORDS = re.compile(r"[^\W_]+")
Group = tuple[str, str]  # kind and folder


@dataclass(slots=True)
class Candidate:
    """An address that may be fetched; the best of the links that lead to it counts."""

    url: str
    depth: int
    worth: float
    group: Group


class Frontier:
    """Candidates by identity, taken best first."""

    def __init__(self) -> None:
        self._waiting: dict[str, Candidate] = {}
        self._heaps: dict[Group, list[tuple[float, int, str, str]]] = {}
        self._taken: dict[Group, int] = {}
        self._kinds: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, url: str, *, text: str = "", region: str = "body", depth: int = 0) -> None:
        """Note a link; another link to the same page may raise its worth or show it nearer."""
        name = identity(url)
        kind, worth = worth_of(url, text, region)
        found = self._waiting.get(name)
        if found and found.worth >= worth and found.depth <= depth:
            return
        if found:
            depth, url = min(depth, found.depth), found.url
            if found.worth >= worth:
                worth, kind = found.worth, found.group[0]
        group = (kind, urlsplit(url).path.rstrip("/").rpartition("/")[0])
        self._waiting[name] = Candidate(url, depth, worth, group)
        heapq.heappush(self._heaps.setdefault(group, []), (-worth, depth, url, name))

    def take(self, max_depth: int) -> Candidate | None:
        """The best candidate within the depth, taken out; None when there is none."""
        best = min(self._tops(max_depth), default=None, key=lambda top: (-top[0], top[1].url))
        if best is None:
            return None
        candidate = best[1]
        heapq.heappop(self._heaps[candidate.group])
        del self._waiting[identity(candidate.url)]
        self._taken[candidate.group] = self._taken.get(candidate.group, 0) + 1
        self._kinds[candidate.group[0]] = self._kinds.get(candidate.group[0], 0) + 1
        return candidate

    def _tops(self, max_depth: int) -> Iterator[tuple[float, Candidate]]:
        cost = priorities().taken
        for group, heap in self._heaps.items():
            while heap and not self._is_current(heap[0], group, max_depth):
                heapq.heappop(heap)
            if heap:
                candidate = self._waiting[heap[0][3]]
                used = self._taken.get(group, 0) + (self._kinds.get(group[0], 0) if group[0] != "other" else 0)
                yield candidate.worth - cost * used - candidate.depth * 0.01, candidate

    def _is_current(self, entry: tuple[float, int, str, str], group: Group, max_depth: int) -> bool:
        """Whether a heap's entry is still what is known of its page: a better link leaves the old entry behind."""
        candidate = self._waiting.get(entry[3])
        if candidate is None or candidate.group != group or (-entry[0], entry[1]) != (candidate.worth, candidate.depth):
            return False
        return candidate.depth <= max_depth

    def drop(self, url: str) -> None:
        """Forget a page that was reached another way."""
        self._waiting.pop(identity(url), None)

    def rest(self) -> list[Candidate]:
        """What was never taken, by address."""
        return sorted(self._waiting.values(), key=lambda candidate: candidate.url)


@lru_cache(CACHED)
def worth_of(url: str, text: str, region: str) -> tuple[str, float]:
    """Kind of page that a link promises ("other" when nothing tells) and how much reading it is worth."""
    known, parts = priorities(), urlsplit(url)
    path = unquote(parts.path)
    kind, worth = _kind(known, _folded(re.sub(r"\.\w{2,5}$", "", path)), _folded(text))
    segments = len([part for part in path.split("/") if part])
    if not segments and not parts.query:
        kind, worth = "home", known.kinds["home"].value
    worth += known.regions.get(region, 0.0) - known.segment * max(0, segments - 1)
    return kind, worth - (known.query if parts.query else 0.0)


def _kind(known: Priorities, path: str, text: str) -> tuple[PageKind, float]:
    """The kind whose words stand in the path, else in the text; where several do, the one named last in the path is nearest the page."""
    for words in (path, text):
        likely = [phrase for word in words.split() for phrase in _phrases().get(word, ())]
        if found := [(words.rfind(f" {phrase} "), len(phrase), kind) for kind, phrase in likely if f" {phrase} " in words]:
            kind = max(found)[2]
            return kind, known.kinds[kind].value
    return "other", 0.0


@cache
def _phrases() -> dict[str, list[tuple[PageKind, str]]]:
    """Phrases by their first word: a page of a hundred thousand links asks for a hundred thousand times as many."""
    phrases: dict[str, list[tuple[PageKind, str]]] = {}
    for kind, entry in priorities().kinds.items():
        for phrase in (*entry.fr, *entry.en):
            plain = _folded(phrase).strip()
            phrases.setdefault(plain.partition(" ")[0], []).append((kind, plain))
    return phrases


def _folded(text: str) -> str:
    """Words without case or accents between single spaces: "/Qui-sommes-nous" is " qui sommes nous "."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return f" {' '.join(WORDS.findall(plain))} "
