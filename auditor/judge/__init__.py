"""The judgement: labels of a segment, and the audit of a site with its index, indicators and findings.

In: segments with what was found in them. Out: `Labels`, `Audit`, `audit.json`; pure functions, same input, same number.
"""

from auditor.judge.assess import assess
from auditor.judge.audit_json import to_document
from auditor.judge.benchmark import distributions, figures_of, place
from auditor.judge.change import compare_audits, is_same_reading, past_of
from auditor.judge.findings import Priced
from auditor.judge.labels import explain, label
from auditor.judge.reference import reference_points
from auditor.judge.reliability import reliability
from auditor.judge.rescoring import Rescored, broken, rescore

__all__ = [
    "Priced",
    "Rescored",
    "assess",
    "broken",
    "compare_audits",
    "distributions",
    "explain",
    "figures_of",
    "is_same_reading",
    "label",
    "past_of",
    "place",
    "reference_points",
    "reliability",
    "rescore",
    "to_document",
]
