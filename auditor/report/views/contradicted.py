"""How many contradictions the pages hold, in a sentence.

In: a joined audit. Out: that sentence, which says "between your pages" only where each of them concerns two.
"""

from __future__ import annotations

from auditor.report.figures import number
from auditor.report.views.joined import Joined
from auditor.words import say


def contradictions_told(joined: Joined) -> str:
    """How many there are, "" without one."""
    found = joined.audit.contradictions
    if not found:
        return ""
    apart = all(len({side.page for side in one.sides}) > 1 for one in found)
    key = "ledger.contradictions.title" if apart else "report.contradictions.within"
    return say(joined.lang, key, count=len(found), n=number(len(found), joined.lang))
