"""What every stage knows: the rules, read once a process, and the name of the program.

In: nothing. Out: one `Knowledge` for all stages of a run: two of them must not see two versions of a rule.
"""

from __future__ import annotations

from functools import cache

from auditor import __version__
from auditor import knowledge as knowing

TOOL = f"auditor {__version__}"
knowledge = cache(knowing.load)
