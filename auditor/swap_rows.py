"""The swap test on JSON Lines: one line out for each line in, in the same order (`auditor swap`).

In: lines with `lang`, `a` (a sentence of the site) and `b` (a rival's); optional `company` and `rival` (their names), `a_places` and
`b_places` (lists of their towns), `lang_b` where the rival writes another language. Out: (it was read, JSON line) with `interchangeable`,
`similarity` and `why`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from auditor.judge.swap import SwapModel
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import LANGS, Lang, Said, Token
from auditor.rows import BadRow, read_row
from auditor.words import say

CHUNK = 100  # pairs parsed together; bounds what a stream holds back
NAMES = {"a": "company", "b": "rival"}


def swap_rows(lines: Iterable[str], engine: Engine, knowledge: Knowledge, *, ui_lang: str = "en") -> Iterator[tuple[bool, str]]:
    """The lines with what the swap test says of each; a line that cannot be read as `{"error": …}`."""
    model, stream = SwapModel(knowledge), iter(lines)
    while chunk := list(islice(stream, CHUNK)):
        rows = [read_row(line, _check, "swap.row") for line in chunk]
        parses = _parses([row for row in rows if isinstance(row, dict)], engine)
        for row in rows:
            if isinstance(row, dict):
                yield True, _dump(row | _answer(row, model, parses, ui_lang))
            else:
                yield False, _dump({"error": say(ui_lang, row.key, **row.fields)})


def _check(row: Any) -> None:
    for side in NAMES:
        if not isinstance(row.get(side), str):
            raise BadRow("swap.row.no-sentence", name=side)
        if not isinstance(row.get(NAMES[side]) or "", str):
            raise BadRow("rows.not-text", name=NAMES[side])
        places = row.get(f"{side}_places") or []
        if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
            raise BadRow("swap.row.no-places", name=f"{side}_places")
    for lang in (row.get("lang"), row.get("lang_b", row.get("lang"))):
        if lang not in LANGS:
            raise BadRow("rows.unknown-language", lang=lang)


def _lang(row: dict[str, Any], side: str) -> Lang:
    lang: Lang = row.get("lang_b", row["lang"]) if side == "b" else row["lang"]
    return lang


def _parses(rows: list[dict[str, Any]], engine: Engine) -> dict[tuple[Lang, str], tuple[Token, ...]]:
    """The parse of each sentence, those of a language together."""
    found: dict[tuple[Lang, str], tuple[Token, ...]] = {}
    for lang in LANGS:
        texts = list(dict.fromkeys(row[side] for row in rows for side in NAMES if _lang(row, side) == lang))
        if texts:
            found |= {(lang, text): tokens for text, tokens in zip(texts, engine.parse_all(texts, lang), strict=True)}
    return found


def _answer(row: dict[str, Any], model: SwapModel, parses: dict[tuple[Lang, str], tuple[Token, ...]], ui_lang: str) -> dict[str, Any]:
    own, rival = (_said(row, side, parses) for side in NAMES)
    match = model.match(own, rival)
    why = say(ui_lang, match.why, **dict(match.fields))
    return {"interchangeable": match.interchangeable, "similarity": match.similarity, "why": why}


def _said(row: dict[str, Any], side: str, parses: dict[tuple[Lang, str], tuple[Token, ...]]) -> Said:
    lang, name = _lang(row, side), row.get(NAMES[side])
    return Said(
        id=side,
        page="",
        lang=lang,
        text=row[side],
        tokens=parses[lang, row[side]],
        names=(name,) if name else (),
        places=tuple(row.get(f"{side}_places") or ()),
    )


_dump = json.JSONEncoder(ensure_ascii=False).encode
