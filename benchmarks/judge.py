"""How long judging takes from labels that are known: `python benchmarks/judge.py [PAGES]` (of 40 segments; 1,000 unless told otherwise).

In: made-up pages, the same on every machine. Out: seconds of processor time (of all threads: on one core they add up), the share of each
part of judging, the most memory, and the share of each indicator in counting. Findings are priced by their rules' targets: rewriting is
not judging.
"""

from __future__ import annotations

import importlib
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from auditor import judge, knowledge
from auditor.identity import segment_ids
from auditor.judge.evidence import View
from auditor.judge.in_scope import in_scope
from auditor.judge.indicators import FORMULAS
from auditor.judge.known import known
from auditor.judge.pooling import JudgedPage, pool_site
from auditor.knowledge import Knowledge
from auditor.models import (
    DIMENSIONS,
    FOCUSES,
    TRAITS,
    Analysis,
    BlockKind,
    LabelledSegment,
    Labels,
    Mention,
    PageKind,
    PageText,
    Parties,
    Segment,
    Signal,
    Site,
)

SEGMENTS = 40  # a page
KINDS: tuple[PageKind, ...] = ("home", "about", "offer", "offer", "offer", "case", "contact", "news")
BLOCKS: tuple[BlockKind, ...] = ("paragraph", "paragraph", "list-item", "heading", "button")
SITE = Site("example.com", "https://example.com")
SEEN = 6  # segments on the first screen
LIMIT = 5.0  # seconds that 1,000 pages may take
PARTS = {  # of judging, by the functions that do it: module and name
    "scores per page": ("assess", "judgement"),
    "resamples": ("resampling", "sums_of"),
    "values and curves": ("resampling", "score"),
    "sums of segments": ("assess", "pool_site"),
    "findings": ("assess", "findings"),
    "points": ("findings", "_points"),
    "ledger": ("assess", "ledger"),
    "facts": ("assess", "contradictions"),
    "voice": ("assess", "uses"),
    "lenses": ("assess", "read_lenses"),
    "parity": ("assess", "compare_languages"),
    "crossings": ("assess", "cross"),
    "classic": ("assess", "classic"),
}


def labelled(n: int, page: str, id: str, chance: random.Random, rules: list[str]) -> LabelledSegment:
    """A made-up segment: a dozen words, a few mentions, two signals, a trait in two cases of three."""
    who = tuple(Mention(0, 2, chance.choice(("self", "customer")), "pronoun") for _ in range(chance.randrange(3)))
    signals = tuple(Signal(chance.choice(rules), 0, 9) for _ in range(2))
    parties = Parties(who, chance.randrange(2), chance.randrange(2), opens_with_self=chance.random() < 0.2)
    traits = tuple(sorted(chance.sample(TRAITS, chance.randrange(3)), key=TRAITS.index))
    text, block = f"segment {n} of {page}", f"{page}{n // 3}"
    words, ease = chance.randrange(2, 35), chance.randrange(101)
    segment = Segment(id=id, text=text, lang="en", page=page, block=block, kind=chance.choice(BLOCKS), words=words, first_screen=n < SEEN)
    labels = Labels(chance.choice(FOCUSES), traits, chance.choice(DIMENSIONS), 0.8)
    return LabelledSegment(segment, Analysis(parties, signals, ease=ease), labels)


def pages(number: int, knowledge: Knowledge) -> list[JudgedPage]:
    """As many pages, made up from one seed."""
    chance, rules = random.Random(35), sorted(knowledge.rules)
    made = []
    for page in range(number):
        key = f"page-{page}"
        ids = segment_ids(key, map(str, range(SEGMENTS)))
        segments = tuple(labelled(n, key, ids[n], chance, rules) for n in range(SEGMENTS))
        made.append((PageText(key, f"https://example.com/{key}", "en", KINDS[page % len(KINDS)], key, "", ()), segments))
    return made


class Clock:
    """Processor seconds of each part of judging; a part that another one asks for counts by itself."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._running = ["the rest"]
        self._since = time.process_time()

    def timed(self, part: str, do: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, whose time counts for its part."""

        def run(*given: Any, **named: Any) -> Any:
            self.turn(self._running[-1])
            self._running.append(part)
            try:
                return do(*given, **named)
            finally:
                self.turn(self._running.pop())

        return run

    def turn(self, part: str) -> None:
        """Count the time since the last turn for a part."""
        now = time.process_time()
        self.spent[part] = self.spent.get(part, 0.0) + now - self._since
        self._since = now


def parts(site: list[JudgedPage], rules: Knowledge) -> dict[str, float]:
    """Seconds that each part of judging takes, in a second run of its own: clocks cost time too."""
    clock, whole = Clock(), judge.assess
    for part, (module, name) in PARTS.items():
        home = importlib.import_module(f"auditor.judge.{module}")
        setattr(home, name, clock.timed(part, getattr(home, name)))
    whole(SITE, site, knowledge=rules, date="2026-01-01", tool="benchmark")
    clock.turn("the rest")
    return clock.spent


def memory() -> str:
    """The most memory that the process has held, where the system tells."""
    try:
        import resource
    except ImportError:  # Windows
        return "unknown"
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return f"{kilobytes / 1024:.0f} MB"


def told(title: str, spent: dict[str, float]) -> None:
    """Print seconds and shares, the greatest first."""
    print(f"{title}:")
    for name, seconds in sorted(spent.items(), key=lambda row: -row[1]):
        print(f"  {name:20} {seconds:6.3f} s {seconds / sum(spent.values()):5.1%}")


def shares(views: list[View]) -> dict[str, float]:
    """Seconds that counting each indicator takes over the pages."""
    spent: dict[str, float] = {}
    for id, formula in FORMULAS.items():
        start = time.process_time()
        for view in views:
            formula.rows(view, range(len(view.segments)))
        spent[id] = time.process_time() - start
    return spent


def main() -> None:
    """Judge the made-up site once, and say what took how long."""
    rules = knowledge.load()
    site = pages(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, rules)
    start = time.process_time()
    audit = judge.assess(SITE, site, knowledge=rules, date="2026-01-01", tool="benchmark")
    took = time.process_time() - start
    peak = memory()
    print(f"{len(site)} pages, {len(audit.findings)} findings: {took:.2f} s (at most {LIMIT:g} s for 1,000 pages), {peak} at most")
    pool = pool_site(site, in_scope(site, rules.index.scope), known(rules.index, rules.rules))
    told("counting, by indicator", shares([page.view for page in pool.pages]))
    told("judging, by part", parts(site, rules))
    sys.exit(took > LIMIT * len(site) / 1000)


if __name__ == "__main__":
    main()
