"""How long judging takes from labels that are known: `python benchmarks/judge.py [PAGES]` (of 40 segments; 1,000 unless told otherwise).

In: made-up pages, the same on every machine. Out: seconds on one core, and the share of each indicator in counting. Findings are priced by
their rules' targets: rewriting is not judging.
"""

from __future__ import annotations

import random
import sys
import time

from auditor import judge, knowledge
from auditor.identity import segment_ids
from auditor.judge.evidence import View
from auditor.judge.indicators import FORMULAS
from auditor.judge.pooling import JudgedPage, in_scope, known, pool_site
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
SEEN = 6  # segments on the first screen
LIMIT = 5.0  # seconds that 1,000 pages may take


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


def shares(views: list[View]) -> dict[str, float]:
    """Seconds that counting each indicator takes over the pages."""
    spent: dict[str, float] = {}
    for id, formula in FORMULAS.items():
        start = time.process_time()
        for view in views:
            for n in range(len(view.segments)):
                formula.row(view, n)
        spent[id] = time.process_time() - start
    return spent


def main() -> None:
    """Judge the made-up site once, and say what took how long."""
    rules = knowledge.load()
    site = pages(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, rules)
    start = time.process_time()
    audit = judge.assess(Site("example.com", "https://example.com"), site, knowledge=rules, date="2026-01-01", tool="benchmark")
    took = time.process_time() - start
    print(f"{len(site)} pages, {len(audit.findings)} findings: {took:.2f} s (at most {LIMIT:g} s for 1,000 pages)")
    pool = pool_site(site, in_scope(site, rules.index.scope), known(rules.index, rules.rules))
    spent = shares([page.view for page in pool.pages])
    for id, seconds in sorted(spent.items(), key=lambda row: -row[1]):
        print(f"{id:20} {seconds:6.3f} s {seconds / sum(spent.values()):5.1%}")
    sys.exit(took > LIMIT * len(site) / 1000)


if __name__ == "__main__":
    main()
