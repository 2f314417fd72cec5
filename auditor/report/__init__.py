"""The audit site: from a finished audit to a folder of plain HTML that opens by a double-click.

In: an `Audit`. Out: a folder of pages, CSV and JSON, replaced as a whole, the same bytes for the same audit.
"""

from auditor.report.answers import read_answers
from auditor.report.brand import Brand
from auditor.report.brand import load as load_brand
from auditor.report.build import build, get_ready
from auditor.report.dashboard import check_ours, dashboard
from auditor.report.pack import pack
from auditor.report.pdf import NotPrinted, print_page
from auditor.report.taking import Memory, Notes
from auditor.report.views.standings import reason_of
from auditor.report.workbook import LONGEST as LONGEST_CELL

__all__ = [
    "LONGEST_CELL",
    "Brand",
    "Memory",
    "NotPrinted",
    "Notes",
    "build",
    "check_ours",
    "dashboard",
    "get_ready",
    "load_brand",
    "pack",
    "print_page",
    "read_answers",
    "reason_of",
]
