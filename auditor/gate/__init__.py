"""The gate's verdict and its shapes: text, JSON, SARIF, JUnit, GitHub annotations, Markdown.

In: a judged site, where its sentences stand, what was asked for. Out: which findings count, whether the gate holds, and documents that
editors, CI and people read.
"""

from auditor.gate.baseline import Baseline, Entry, read_baseline, written
from auditor.gate.document import document
from auditor.gate.github import github
from auditor.gate.junit import junit
from auditor.gate.markdown import summary
from auditor.gate.sarif import sarif
from auditor.gate.text import closing, text
from auditor.gate.verdict import Asked, Row, Verdict, entries_to_keep, verdict

__all__ = [
    "Asked",
    "Baseline",
    "Entry",
    "Row",
    "Verdict",
    "closing",
    "document",
    "entries_to_keep",
    "github",
    "junit",
    "read_baseline",
    "sarif",
    "summary",
    "text",
    "verdict",
    "written",
]
