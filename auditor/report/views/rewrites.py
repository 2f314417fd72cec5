"""The texts that the report suggests, and where the work on them stands.

In: the cards in their order. Out: `Rewrites`: complete texts, then those with blanks to fill in; what was decided, as `Work`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.report.figures import number
from auditor.report.views.cards import muted
from auditor.report.views.findings import Card
from auditor.report.views.joined import Joined
from auditor.report.views.marking import Change, compare
from auditor.report.views.states import STATES, Done
from auditor.words import say

MOST = 150  # cards of the page; the file for spreadsheets has them all
WITHOUT = 10  # sentences without a text that the page names


@dataclass(frozen=True, slots=True)
class Rewrites:
    """The page of rewrites."""

    title: str
    complete: tuple[Card, ...]
    blanks_title: str  # "" where nothing is complete: the title of the page says it then
    blanks: tuple[Card, ...]
    partly_title: str  # of texts to paste that leave a finding; "" where the title of the page says it
    partly: tuple[Card, ...]
    declined: tuple[Card, ...]  # without a text, but decided on
    without_title: str  # how many have no text, "" where all have one
    without: tuple[Card, ...]  # those of them that gain most
    total: int
    work: Work | None

    @property
    def shown(self) -> int:
        """How many cards the page holds."""
        return len(self.complete) + len(self.partly) + len(self.blanks) + len(self.declined)


@dataclass(frozen=True, slots=True)
class Work:
    """What was decided on the site's sentences: how many are in each state, what is muted, what is done."""

    tally: tuple[tuple[str, str], ...]  # state in words, how many
    muted: tuple[Card, ...]
    done: tuple[DoneRow, ...]


@dataclass(frozen=True, slots=True)
class DoneRow:
    """A sentence that was changed as decided."""

    page: str
    page_lang: str
    file: str
    before: tuple[Change, ...]
    after: tuple[Change, ...]


def rewrites(joined: Joined, found: Sequence[Card]) -> Rewrites:
    """The page of rewrites, of the cards `found` in their order."""
    cards = rewritten(found)
    shown = cards[:MOST]
    complete, partly, blanks = (sum(map(which, cards)) for which in (is_complete, is_partly, has_blanks))
    without = tuple(c for c in found if not c.rewritings and c.state.id == "todo")
    named, better = _counted(joined, "blanks", blanks), _counted(joined, "partly", partly)
    return Rewrites(
        title=_title(joined, complete, blanks) or better or named or say(joined.lang, "report.nav.rewrites"),
        complete=tuple(c for c in shown if is_complete(c)),
        blanks_title=named if complete or partly else "",
        blanks=tuple(filter(has_blanks, shown)),
        partly_title=better if complete else "",
        partly=tuple(filter(is_partly, shown)),
        declined=tuple(c for c in shown if not c.rewritings),
        without_title=_counted(joined, "without", len(without)),
        without=without[:WITHOUT],
        total=len(cards),
        work=work(joined, found),
    )


def _counted(joined: Joined, name: str, count: int) -> str:
    return say(joined.lang, f"report.rewrites.{name}", count=count, n=number(count, joined.lang)) if count else ""


def _title(joined: Joined, complete: int, blanks: int) -> str:
    """How many texts are complete, and how many are not; "" where none is complete."""
    if not complete:
        return ""
    return _counted(joined, "complete", complete) + _counted(joined, "and-blanks", blanks)


def is_complete(card: Card) -> bool:
    """Whether its text can be pasted as it is and leaves no finding; what its writer chose is his to judge."""
    return bool(card.rewritings) and card.rewritings[0].ready and not (card.left and card.state.id == "todo")


def is_partly(card: Card) -> bool:
    """Whether its text can be pasted as it is but leaves a finding."""
    return bool(card.rewritings) and card.rewritings[0].ready and not is_complete(card)


def has_blanks(card: Card) -> bool:
    """Whether its text waits for a fact."""
    return bool(card.rewritings) and not card.rewritings[0].ready


def rewritten(found: Iterable[Card]) -> tuple[Card, ...]:
    """The cards that have a rewrite or of which something was decided; those ready to paste first, those turned down last."""
    shown = (c for c in found if c.rewritings or c.state.id != "todo")
    return tuple(sorted(shown, key=lambda c: (not c.rewritings, not is_complete(c), has_blanks(c))))


def work(joined: Joined, found: Sequence[Card]) -> Work | None:
    """Where the work stands; None where nothing was decided yet."""
    if not joined.states:
        return None
    silent, changed = muted(joined), _done_rows(joined)
    tally = Counter(card.state.id for card in (*found, *silent))
    gone = sum(id not in joined.findings_of_sentence for id in joined.changed)
    counts = {**tally, "done": tally["done"] + gone}
    shown = tuple((say(joined.lang, f"states.{id}"), number(counts[id], joined.lang)) for id in STATES if counts.get(id))
    return Work(shown, silent, changed)


def _done_rows(joined: Joined) -> tuple[DoneRow, ...]:
    """What now stands on the site instead of what was found, each once a page."""
    once = {(one.page, one.after): one for one in joined.changed.values()}
    return tuple(_done_row(joined, one) for _, one in sorted(once.items()))


def _done_row(joined: Joined, one: Done) -> DoneRow:
    page = joined.page_of[one.page]
    return DoneRow(joined.title(page), page.lang, joined.page_file(page.key), *compare(one.before, one.after))
