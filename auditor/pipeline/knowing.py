"""What every stage knows: the rules, read once a process, and the name of the program.

In: nothing. Out: one `Knowledge` for all stages of a run: two of them must not see two versions of a rule.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b

from auditor import __version__
from auditor import knowledge as knowing
from auditor.resources import PACKAGE, folder

TOOL = f"auditor {__version__}"
knowledge = cache(knowing.load_again)


@cache
def rules_digest() -> str:
    """`knowledge().digest`, for what needs no rule read: an audit of a site that is as it was."""
    return knowing.digest(folder("rules"))


@cache
def program() -> str:
    """What stands for all of the program: what it made may be taken for what it would make as long as not a line of it has changed."""
    told = blake2b(TOOL.encode(), digest_size=16)
    for file in sorted(PACKAGE.rglob("*.py"), key=lambda file: file.relative_to(PACKAGE).as_posix()):
        told.update(file.read_bytes())
    return told.hexdigest()
