"""The rows of the table of decisions: what replaces what.

In: `Decision`s and a connection. Out: rows. Of one sentence and rule one decision stands (accept, edit, mute, or a rejection of any
change); beside it, every suggestion that was refused is remembered by its text, so that none of them comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from auditor.identity import digest
from auditor.models import Decision
from auditor.store.tables import DECISIONS

FIELDS = ("page", "segment", "rule", "before", "decision", "text", "note", "date")


def of_site(slug: str) -> Select[Any]:
    """Decisions of a site, in any order."""
    return select(DECISIONS).where(DECISIONS.c.site == slug)


def in_order(rows: Iterable[Row[Any]]) -> list[Decision]:
    """The decisions of rows, by page, sentence and rule: sorted here, because databases sort by languages of their own."""
    ordered = sorted(rows, key=lambda row: (row.page, row.segment, row.rule, row.key))
    return [Decision(**{name: getattr(row, name) for name in FIELDS}) for row in ordered]


def news(decided: Iterable[Decision], known: Iterable[Decision]) -> list[Decision]:
    """Those that say something new; of what was decided before in the same words the first day stays."""
    said = {_without_day(one) for one in known}
    return [one for one in decided if _without_day(one) not in said]


def _without_day(decision: Decision) -> Decision:
    return replace(decision, date="")


def keep(connection: Connection, slug: str, decided: Sequence[Decision]) -> None:
    """Write the decisions, in order; a later one takes the place of what it contradicts."""
    for one in decided:
        gone = {_standing(one), _refused(one)}  # who accepts a suggestion no longer refuses it, and the other way round
        connection.execute(delete(DECISIONS).where((DECISIONS.c.site == slug) & DECISIONS.c.key.in_(sorted(gone))))
        row = {"site": slug, "key": _key(one), **{name: getattr(one, name) for name in FIELDS}}
        connection.execute(insert(DECISIONS).values(row))


def forget(connection: Connection, slug: str, decided: Sequence[Decision]) -> None:
    """Take the decisions out."""
    for one in decided:
        connection.execute(delete(DECISIONS).where((DECISIONS.c.site == slug) & (DECISIONS.c.key == _key(one))))


def _key(decision: Decision) -> str:
    return _refused(decision) if decision.decision == "reject" else _standing(decision)


def _standing(decision: Decision) -> str:
    return digest(decision.segment, decision.rule, size=16)


def _refused(decision: Decision) -> str:
    return digest(decision.segment, decision.rule, decision.text, size=16) if decision.text else _standing(decision)
