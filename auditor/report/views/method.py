"""Can I trust this score? What was read, how it was counted, what it does not know.

In: a joined audit. Out: `Method`.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.report.figures import number, percent
from auditor.report.views.coverage import Coverage, coverage
from auditor.report.views.decided import Decided, decided
from auditor.report.views.joined import Joined
from auditor.report.views.measures import AxisView, axes
from auditor.report.views.overview import basis
from auditor.report.views.reliance import Level, levels, reliance, scale, trust


@dataclass(frozen=True, slots=True)
class Method:
    """The page on how the score is made."""

    basis: str
    axes: tuple[AxisView, ...]
    trust: str
    reliance: tuple[str, ...]
    levels: tuple[Level, ...]
    classic: str
    classic_counts: tuple[str, str, str]
    reference: str
    scale: str
    scale_in_full: str
    rules: str
    rules_digest: str
    names: tuple[str, ...]
    coverage: Coverage
    decided: Decided | None


def method(joined: Joined) -> Method:
    """The page on method."""
    audit, lang = joined.audit, joined.lang
    classic, (plain, full) = audit.classic, scale(joined)
    return Method(
        basis=basis(joined),
        axes=axes(audit.axes, joined.knowledge.index, lang),
        trust=trust(joined),
        reliance=reliance(joined),
        levels=levels(joined),
        classic="–" if classic.value is None else percent(classic.value / 100, lang),
        classic_counts=(number(classic.customer, lang), number(classic.own, lang), number(classic.names, lang)),
        reference=audit.reference,
        scale=plain,
        scale_in_full=full,
        rules=number(len(joined.knowledge.rules), lang),
        rules_digest=audit.rules_digest,
        names=audit.site.company.names,
        coverage=coverage(joined),
        decided=decided(joined),
    )
