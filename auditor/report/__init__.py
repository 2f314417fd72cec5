"""The audit site: from a finished audit to a folder of plain HTML that opens by a double-click.

In: an `Audit`. Out: a folder of pages, CSV and JSON, replaced as a whole, the same bytes for the same audit.
"""

from auditor.report.brand import Brand
from auditor.report.brand import load as load_brand
from auditor.report.build import build
from auditor.report.pack import pack
from auditor.report.pdf import NotPrinted, print_page

__all__ = ["Brand", "NotPrinted", "build", "load_brand", "pack", "print_page"]
