"""Which page comes next: when only thirty of three thousand can be read, they should be the right thirty.

In: links as they are found. Out: candidates, the most telling first, always in the same order for the same links. A link's worth comes
from the words of its path and text, where it stands on the page and how deep it lies; each page taken makes its kind and folder worth
less, so that three hundred product sheets leave room for "about us".
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from auditor.crawl.address import CACHED, identity
from auditor.crawl.data import Priorities, priorities
from auditor.models import PageKind

WORDS = re.compile(r"[^\W_]+")
DIGITS = 6  # of a worth: two that are added up in another order are the same
Group = tuple[str, str]  # kind and folder
Ranked = tuple[float, str, Group]  # less the worth of a group's best candidate, its address, the group


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
        self._ranked: dict[str, list[Ranked]] = {}  # by kind; what was worth more once is found out when it comes up
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
        entry, heap = (-worth, depth, url, name), self._heaps.setdefault(group, [])
        heapq.heappush(heap, entry)
        if heap[0] == entry:
            heapq.heappush(self._ranked.setdefault(kind, []), self._rank(group, self._waiting[name]))

    def take(self, max_depth: int) -> Candidate | None:
        """The best candidate within the depth, taken out; None when there is none."""
        cost = priorities().taken
        best = [
            (round(top[0] + cost * self._cost_of(kind), DIGITS), *top[1:]) for kind in self._ranked if (top := self._top(kind, max_depth))
        ]
        if not best:
            return None
        group = min(best)[2]
        candidate = self._waiting.pop(heapq.heappop(self._heaps[group])[3])
        self._taken[group] = self._taken.get(group, 0) + 1
        self._kinds[group[0]] = self._kinds.get(group[0], 0) + 1
        return candidate

    def _cost_of(self, kind: str) -> int:
        """How many pages of a kind count against it; of those of no kind, only those of the same folder do."""
        return self._kinds.get(kind, 0) if kind != "other" else 0

    def _top(self, kind: str, max_depth: int) -> Ranked | None:
        """The group of a kind whose best candidate is worth most now."""
        ranked = self._ranked[kind]
        while ranked:
            group = ranked[0][2]
            candidate = self._best(group, max_depth)
            if candidate is None:
                heapq.heappop(ranked)
            elif (now := self._rank(group, candidate)) != ranked[0]:
                heapq.heapreplace(ranked, now)
            else:
                return now
        return None

    def _best(self, group: Group, max_depth: int) -> Candidate | None:
        heap = self._heaps[group]
        while heap and not self._is_current(heap[0], group, max_depth):
            heapq.heappop(heap)
        return self._waiting[heap[0][3]] if heap else None

    def _rank(self, group: Group, candidate: Candidate) -> Ranked:
        """Where a group stands among those of its kind, by its best candidate."""
        worth = candidate.worth - priorities().taken * self._taken.get(group, 0) - candidate.depth * 0.01
        return -round(worth, DIGITS), candidate.url, group

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
