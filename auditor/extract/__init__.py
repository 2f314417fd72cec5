"""The only room that reads HTML, Markdown and text: pages to typed blocks, links, language, kind and the company's names.

In: Page. Out: PageText, links, and the Company that the pages name.
"""

from auditor.extract.company import identify
from auditor.extract.declared import declared_address
from auditor.extract.links import find_links
from auditor.extract.page import extract, extract_text
from auditor.extract.places import places_of
from auditor.extract.repetition import REPEATED, drop_repeated

__all__ = ["REPEATED", "declared_address", "drop_repeated", "extract", "extract_text", "find_links", "identify", "places_of"]
