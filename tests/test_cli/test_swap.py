"""`auditor swap`: one line out for each line in, in order."""

import json
from pathlib import Path

from .conftest import Runner


def test_each_line_comes_back_in_order_with_the_answer_or_an_error(ran: Runner, tmp_path: Path) -> None:
    lines = [
        {"id": 1, "lang": "fr", "a": "Réponse sous 48 h.", "b": "Réponse sous dix jours."},
        {"id": 2, "lang": "fr", "a": "Pose en un jour."},
        {"id": 3, "lang": "de", "a": "x", "b": "y"},
        {"id": 4, "lang": "fr", "a": "Pose soignée.", "b": "Pose soignée.", "a_places": "Lyon"},
        {"id": 5, "lang": "fr", "a": "Pose soignée.", "b": "Pose soignée.", "company": "Volétanche"},
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join([*map(json.dumps, lines), "{"]), encoding="utf-8")
    found = ran("swap", str(file), "--ui-lang", "fr")
    rows = [json.loads(line) for line in found.out.splitlines()]
    assert found.code == 2
    assert [row.get("id") for row in rows] == [1, None, None, None, 5, None]
    assert rows[0] | {"interchangeable": False, "why": rows[0]["why"]} == rows[0]
    assert "délai" in rows[0]["why"]
    assert rows[4]["interchangeable"] is True
    assert rows[4]["similarity"] == 1
    assert all(set(rows[n]) == {"error"} for n in (1, 2, 3, 5))
