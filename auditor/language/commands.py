"""spaCy without its command line, which brings in three hundred modules that reading a text asks nothing of: a third of its import.

In: what imports spaCy. Out: the same, sooner.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

COMMANDS, INFO = "spacy.cli", "spacy.cli.info"  # spaCy asks the second for `info`


@contextmanager
def without_commands() -> Iterator[None]:
    """Inside, importing spaCy leaves its commands out; whoever imports them later gets them."""
    if "spacy" in sys.modules:
        yield
        return
    stands = {name: ModuleType(name) for name in (COMMANDS, INFO)}
    vars(stands[INFO])["info"] = None
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name in stands:
            del sys.modules[name]
        for name in ("cli", "info"):
            vars(sys.modules.get("spacy", stands[COMMANDS])).pop(name, None)
