"""The rules as plain values, in the user's own folder for what can be made again: YAML takes a second for what JSON gives in a tenth of it.

In: the folder of rules that travels with the program, and its digest. Out: what its files hold, as YAML gave it. A copy that is not there,
not whole or made of other rules counts as none, and no trouble with it is told; what it holds is checked as the files are.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from auditor import __version__
from auditor.knowledge.yaml_file import Held, Place
from auditor.resources import own_folder

FILE = "rules.json"
FORMAT = 1
Files = dict[Path, Held]


def known_files(folder: Path, digest: str) -> Files:
    """What the files under `folder` hold, by their paths; nothing where no copy of just these rules is there."""
    try:
        head, _, told = (own_folder() / FILE).read_text(encoding="utf-8").partition("\n")
    except (OSError, RuntimeError, ValueError):
        return {}
    if head != _head(digest, told):
        return {}
    return {folder / name: (values, {tuple(place): line for place, line in lines}) for name, values, lines in json.loads(told)}


def keep(folder: Path, digest: str, files: Files) -> None:
    """Keep what the files hold; without a word where that cannot be."""
    rows = [_row(path.relative_to(folder).as_posix(), *held) for path, held in sorted(files.items())]
    told = json.dumps([row for row in rows if row], separators=(",", ":"))
    with suppress(OSError, RuntimeError):
        home = own_folder()
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=home, prefix=FILE, delete=False) as fresh:
            fresh.write(f"{_head(digest, told)}\n{told}")
        try:
            os.replace(fresh.name, home / FILE)
        except OSError:  # Windows leaves a file alone that another process reads
            Path(fresh.name).unlink()


def _head(digest: str, told: str) -> str:
    """The first line of a copy: what it was made of and by, and what it holds."""
    return f"{digest} {__version__} {FORMAT} {blake2b(told.encode(), digest_size=16).hexdigest()}"


def _row(name: str, values: Any, places: dict[Place, int]) -> list[Any] | None:
    """A file for JSON, None where that would change what it holds (a key that is no text). Of lines only those of examples are asked for
    when nothing is wrong.
    """
    lines = [[[*place], line] for place, line in places.items() if len(place) == 3 and place[1] == "examples"]
    return [name, values, lines] if json.loads(json.dumps(values)) == values else None
