"""A page as it would read: the texts that its writer chose, suggestions that can be pasted, and the rest as it stands.

In: a joined audit, a page, its cards. Out: `Rewritten`, its sentences in order with the changed words marked.

A suggestion is made for one sentence and knows nothing of the next. Here it stays out where it would address the reader otherwise than the
page does, open like its neighbour, make one opening the page's refrain, or bring a sentence that the page holds already; another one of the
same sentence may then stand. What a writer chose stands in any case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from auditor.identity import normalise
from auditor.models import AuditedPage, LabelledSegment, Lang
from auditor.report.figures import number
from auditor.report.views.annotated import BlockView, Row, Sentence, blocks, rows
from auditor.report.views.findings import Card, Rewriting
from auditor.report.views.joined import META, Joined
from auditor.report.views.marking import compare
from auditor.words import say

# Share of a page's sentences that may open with one word: on thirty pages of four companies the most used opening takes 11 % in the median
# and 15 % or less in nine of ten.
REFRAIN = 0.15
LEAST = 3  # sentences that may open alike in any case, on a short page
WORD = re.compile(r"[^\W\d_]+(?:['’])?")
Why = Literal["accepted", "edited", "ready", "address", "neighbour", "refrain", "said"]
KEPT_OUT: tuple[Why, ...] = ("address", "neighbour", "refrain", "said")


@dataclass(frozen=True, slots=True)
class Choice:
    """The text that stands for a sentence, and why; of a suggestion that stays out the sentence's own."""

    text: str
    why: Why
    source: str = ""  # the sentence of the site that it borrows


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The view of a page as it would read."""

    title: str
    lang: str
    file: str  # of the annotated page, from the folder of both
    told: tuple[str, ...]  # what was put in place and what was left out, in sentences
    meta: tuple[BlockView, ...]
    rows: tuple[Row, ...]


def rewritten_file(joined: Joined, key: str) -> str:
    """File of a page as it would read, from the root of the language."""
    return f"p/{joined.slugs[key]}.rewritten.html"


def rewritten_page(joined: Joined, page: AuditedPage, made: Mapping[str, Card]) -> Rewritten | None:
    """The page as it would read; None where nothing would change."""
    chosen = choices(joined, page, made)
    if not any(choice.why not in KEPT_OUT for choice in chosen.values()):
        return None
    shown = blocks(page, partial(_sentence, page.lang, chosen))
    return Rewritten(
        title=page.title or page.key or page.url,
        lang=page.lang,
        file=f"{joined.slugs[page.key]}.html",
        told=tuple(_told(joined, Counter(choice.why for choice in chosen.values()))),
        meta=tuple(b for b in shown if b.tag in META),
        rows=rows(shown, {}),
    )


def choices(joined: Joined, page: AuditedPage, made: Mapping[str, Card]) -> dict[str, Choice]:
    """What stands for each sentence that has a chosen text or a suggestion to paste, by its id."""
    if not any(made[id].can_change for id in (s.segment.id for s in page.segments) if id in made):
        return {}
    found, so_far = dict[str, Choice](), SoFar(joined, page)
    for n, labelled in enumerate(page.segments):
        choice = so_far.choose(n, labelled, made.get(labelled.segment.id))
        if choice:
            found[labelled.segment.id] = choice
        so_far.read(n, labelled, choice)
    return found


class SoFar:
    """The page as far as it has been put together: what was said, and how its sentences open."""

    def __init__(self, joined: Joined, page: AuditedPage) -> None:
        self.joined, self.address = joined, _address(joined, page)
        self.own = [opening(s.segment.text) for s in page.segments]
        self.tally = Counter(self.own)
        self.most = max(LEAST, REFRAIN * len(page.segments))
        self.said = {normalise(s.segment.text) for s in page.segments}
        self.before = ""

    def choose(self, n: int, labelled: LabelledSegment, card: Card | None) -> Choice | None:
        """What the writer chose, or else the first suggestion that may stand here; where none may, why the first may not."""
        if card is None or not card.can_change:
            return None
        if card.state.id in ("accepted", "edited"):
            return Choice(card.state.text, "accepted" if card.state.id == "accepted" else "edited")
        tried = [(r, self._against(n, labelled, r)) for r in card.rewritings if r.ready]
        fitting = next((Choice(r.text, "ready", r.source) for r, why in tried if not why), None)
        return fitting or next((Choice(labelled.segment.text, why) for _, why in tried if why), None)

    def read(self, n: int, labelled: LabelledSegment, choice: Choice | None) -> None:
        """Go on to the next sentence."""
        opens = opening(choice.text) if choice else self.own[n]
        self.tally.update({self.own[n]: -1})
        self.tally.update({opens: 1})
        self.before = "" if labelled.segment.kind in META else opens
        if choice and choice.source:
            self.said.add(normalise(choice.source))

    def _against(self, n: int, labelled: LabelledSegment, rewriting: Rewriting) -> Why | None:
        """Why a suggestion may not stand for the sentence, None when it may."""
        new, said = opening(rewriting.text), _forms(self.joined, rewriting.text, labelled.segment.lang)
        if rewriting.source and normalise(rewriting.source) in self.said:
            return "said"
        if self.address and said and self.address not in said:
            return "address"
        if new == self.own[n]:
            return None
        if new in (self.before, self.own[n + 1] if n + 1 < len(self.own) else ""):
            return "neighbour"
        return "refrain" if self.tally[new] + 1 > self.most else None


def opening(text: str) -> str:
    """The first word of a text, folded; "" without one."""
    found = WORD.search(text)
    return found.group().casefold().replace("\u2019", "'") if found else ""


def _address(joined: Joined, page: AuditedPage) -> str:
    """How the page addresses its reader most, or else the site; "" where neither does."""
    own = (s.segment for s in page.segments if "testimonial" not in s.labels.traits)
    of_page = Counter(form for segment in own for form in _forms(joined, segment.text, segment.lang))
    if of_page:
        return max(sorted(of_page), key=lambda form: of_page[form])
    return site_address(joined)


def site_address(joined: Joined) -> str:
    """How the site addresses its reader most; "" where it does not."""
    return next((usage.said for usage in joined.audit.voice if usage.matter == "address"), "")


def _forms(joined: Joined, text: str, lang: Lang) -> list[str]:
    """The forms of address in a text, each once."""
    words = joined.knowledge.voice.get(lang)
    if words is None:
        return []
    said = {word.casefold().replace("\u2019", "'") for word in WORD.findall(text)}
    return [name for name, forms in words.address.items() if said & set(forms)]


def _sentence(page_lang: str, chosen: Mapping[str, Choice], labelled: LabelledSegment, is_first: bool) -> Sentence:
    segment = labelled.segment
    choice, lang = chosen.get(segment.id), "" if segment.lang == page_lang else segment.lang
    is_changed = choice is not None and choice.why not in KEPT_OUT
    changes = compare(segment.text, choice.text)[1] if choice and is_changed else ()
    return Sentence(segment.id, lang, segment.text, is_first, marks=changes)


def _told(joined: Joined, tally: Mapping[str, int]) -> Iterator[str]:
    """How many sentences changed and why, then how many suggestions stayed out and why."""
    for why in ("accepted", "edited", "ready", *KEPT_OUT):
        if tally[why]:
            yield say(joined.lang, f"states.page.{why}", count=tally[why], n=number(tally[why], joined.lang))
