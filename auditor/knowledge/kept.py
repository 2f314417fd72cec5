"""The rules as plain values, copied into the user's own folder: YAML takes a second for what JSON gives in a tenth of it.

In: the folder of rules that travels with the program, and its digest. Out: what its files hold, as YAML gave it, which is checked as the
files are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from auditor import copies
from auditor.knowledge.yaml_file import Held, Place

FILE = "rules.json"
FORMAT = 2
Files = dict[Path, Held]


def known_files(folder: Path, digest: str) -> Files:
    """What the files under `folder` hold, by their paths; nothing where no copy of just these rules is there."""
    told = copies.known(FILE, f"{digest} {FORMAT}")
    rows = json.loads(told) if told else []
    return {folder / name: (values, {tuple(place): line for place, line in lines}) for name, values, lines in rows}


def keep(folder: Path, digest: str, files: Files) -> None:
    """Keep what the files hold."""
    rows = [_row(path.relative_to(folder).as_posix(), *held) for path, held in sorted(files.items())]
    copies.keep(FILE, f"{digest} {FORMAT}", json.dumps([row for row in rows if row], separators=(",", ":")).encode())


def _row(name: str, values: Any, places: dict[Place, int]) -> list[Any] | None:
    """A file for JSON, None where that would change what it holds (a key that is no text). Of lines only those of examples are asked for
    when nothing is wrong.
    """
    lines = [[[*place], line] for place, line in places.items() if len(place) == 3 and place[1] == "examples"]
    return [name, values, lines] if json.loads(json.dumps(values)) == values else None
