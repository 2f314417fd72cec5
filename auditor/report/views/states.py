"""Where the work on a sentence stands: to do, or what its writer decided.

In: decisions. Out: `State`s by sentence; the texts that were refused, which are not offered again; what is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from auditor.identity import normalise
from auditor.models import AuditedPage, Decision

StateId = Literal["todo", "accepted", "edited", "rejected", "muted", "done"]
STATES: tuple[StateId, ...] = get_args(StateId)
OF_VERDICT: dict[str, StateId] = {"accept": "accepted", "edit": "edited", "reject": "rejected", "mute": "muted"}


@dataclass(frozen=True, slots=True)
class State:
    """Where the work on a sentence stands."""

    id: StateId = "todo"
    text: str = ""  # what is to stand in its place
    note: str = ""  # of the writer
    refused: tuple[str, ...] = ()  # suggestions that the writer turned down


@dataclass(frozen=True, slots=True)
class Done:
    """A sentence that was changed as decided: its new text stands on the page."""

    page: str  # key
    before: str
    after: str
    note: str


TODO = State()


def states(decided: Iterable[Decision], changed: Mapping[str, Done]) -> dict[str, State]:
    """The state of each sentence of which something was decided, by its id; `changed`: those whose new text stands on the site."""
    groups: dict[str, list[Decision]] = defaultdict(list)
    for one in decided:
        groups[one.segment].append(one)
    found = {segment: _state(group) for segment, group in groups.items()}
    return {segment: replace(state, id="done") if segment in changed else state for segment, state in found.items()}


def _state(decided: Sequence[Decision]) -> State:
    """What was accepted, edited or muted counts before a refusal of one suggestion, which leaves the others to decide on."""
    refused = tuple(dict.fromkeys(one.text for one in decided if one.decision == "reject" and one.text))
    standing = next((one for one in decided if one.decision != "reject" or not one.text), None)
    if standing is None:
        return State(note=decided[0].note, refused=refused)
    text = standing.text if standing.decision in ("accept", "edit") else ""
    return State(OF_VERDICT[standing.decision], text, standing.note, refused)


def offered_last(state: State, is_offered: bool) -> State:
    """The state once it is known whether any suggestion is left: without one, turning down the last was turning down all."""
    if state.id == "todo" and state.refused and not is_offered:
        return State("rejected", "", state.note, state.refused)
    return state


def done(decided: Iterable[Decision], pages: Iterable[AuditedPage]) -> dict[str, Done]:
    """What was accepted or edited and now stands on its page, by the id of the sentence that gave way."""
    wanted = [one for one in decided if one.decision in ("accept", "edit")]
    asked = {one.page for one in wanted}
    said = {page.key: f" {normalise(' '.join(s.segment.text for s in page.segments))} " for page in pages if page.key in asked}
    changes = (one for one in wanted if stands(one.text, said.get(one.page, "")))
    return {one.segment: Done(one.page, one.before, one.text, one.note) for one in changes}


def stands(text: str, said: str) -> bool:
    """Whether a text stands in what a page says (folded, a space on either side), as whole words."""
    return f" {normalise(text)} " in said
