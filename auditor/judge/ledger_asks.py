"""What to ask the writer of a promise for: what its line of the ledger lacks, and nothing that it already says.

In: a line with its terms and proofs, and `rules/promises/asks.yml`. Out: catalogue keys of questions, that of the terms first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.knowledge.patterns import fold, whole
from auditor.knowledge.promises import AskRow, Asks
from auditor.models import Lang, Promise

KEY = "ledger.ask."  # catalogue keys of questions
CODE = re.compile(r"(?<!\w)[A-Z]{2,}[A-Z0-9-]*(?!\w)")  # of a standard or an authority, in a text that is not all capitals
Row = tuple[AskRow, re.Pattern[str]]


class Questions:
    """The questions for promises of one language, compiled."""

    def __init__(self, asks: Asks, lang: Lang) -> None:
        self._terms, self._proof = _compiled(asks.terms, lang), _compiled(asks.proof, lang)

    def of(self, line: Promise) -> tuple[str, ...]:
        """Catalogue keys of what the line lacks; none where its terms and a proof are known."""
        terms = _chosen(self._terms, line, f"terms.{line.kind}") if not line.terms else ""
        proof = _chosen(self._proof, line, f"proof.{line.kind}") if line.where == "none" else ""
        return tuple(KEY + ask for ask in (terms, proof) if ask)


def _compiled(rows: Sequence[AskRow], lang: Lang) -> list[Row]:
    return [(row, whole(row.fr if lang == "fr" else row.en)) for row in rows]


def _chosen(rows: Sequence[Row], line: Promise, otherwise: str) -> str:
    """The question of the first row that knows what is promised; "" where that row asks nothing."""
    what, is_coded = fold(line.what), bool(CODE.search(line.what)) and not line.what.isupper()
    fitting = (row for row, words in rows if line.kind in row.kinds and (is_coded or not row.coded) and words.search(what))
    return next((row.ask for row in fitting), otherwise)
