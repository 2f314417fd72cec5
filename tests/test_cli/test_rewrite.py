"""One line out for each line in, with what could stand in its place, or why nothing can."""

import json
from pathlib import Path

from .conftest import Runner

LINES = (
    {"text": "Nous vous aidons à réduire vos factures d’énergie.", "lang": "fr", "id": "a"},
    {"text": "We help you cut your energy bills.", "lang": "en", "id": "b"},
    {"text": "Vous choisissez la couleur.", "lang": "fr", "id": "c"},
    {"text": 3, "lang": "fr", "id": "d"},
)


def test_each_line_comes_back_with_suggestions_or_a_refusal_in_its_own_language(ran: Runner, tmp_path: Path) -> None:
    file = tmp_path / "sentences.jsonl"
    file.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    found = ran("rewrite", str(file))
    rows = [json.loads(line) for line in found.out.splitlines()]
    assert found.code == 2  # one line could not be read
    assert [row.get("id") for row in rows] == ["a", "b", "c", None]
    for row in rows[:2]:
        assert 1 <= len(row["suggestions"]) <= 3
        assert set(row["suggestions"][0]) == {"text", "status", "why", "questions", "origin"}
        assert [s["status"] for s in row["suggestions"]] == sorted((s["status"] for s in row["suggestions"]), reverse=True)
        assert "refusal" not in row
    assert rows[2]["suggestions"] == []
    assert "règle" in rows[2]["refusal"]
    assert "text" in rows[3]["error"]
