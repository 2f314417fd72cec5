"""What takes long to make and can be made again, in the user's own folder.

In: a name, and what the copy was made of. Out: its bytes. A copy that is not there, not whole or made of something else counts as none, and
no trouble with it is told: whoever asks makes it anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile

from auditor import __version__
from auditor.resources import own_folder


def known(name: str, made_of: str) -> bytes | None:
    """What the copy of that name holds; None where no copy made of just this is there."""
    try:
        head, _, told = (own_folder() / name).read_bytes().partition(b"\n")
    except (OSError, RuntimeError):
        return None
    return told if head == _head(made_of, told) else None


def keep(name: str, made_of: str, told: bytes) -> None:
    """Keep a copy in the place of the one of that name; without a word where that cannot be."""
    with suppress(OSError, RuntimeError):
        file = own_folder() / name
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=file.name, delete=False) as fresh:
            fresh.write(_head(made_of, told) + b"\n" + told)
        try:
            os.replace(fresh.name, file)
        except OSError:  # Windows leaves a file alone that another process reads
            Path(fresh.name).unlink()


def _head(made_of: str, told: bytes) -> bytes:
    """The first line of a copy: what it was made of and by, and what it holds."""
    return f"{made_of} {__version__} {blake2b(told, digest_size=16).hexdigest()}".encode()
