"""The stages in order: crawl, extract, language, judge, rewrite, store, report; each starts from what the last one stored.

In: a source or the name of a stored site, and settings. Out: an audit in the store, a report in a folder. Rooms that need one to
their right are handed functions from here.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.pipeline.advising import advise_segment, adviser
    from auditor.pipeline.comparing import Rivals, as_rival
    from auditor.pipeline.hands import processors
    from auditor.pipeline.helping import open_desk
    from auditor.pipeline.importing import import_file
    from auditor.pipeline.knowing import TOOL
    from auditor.pipeline.labelling import label_pages, read_pages
    from auditor.pipeline.reading import begin, crawl_site, extract_source
    from auditor.pipeline.stages import (
        Outcome,
        audit_drafts,
        audit_source,
        build_site,
        judge_site,
        read_rivals,
        same_rivals,
    )
    from auditor.pipeline.watch import Unwatched, Watch

__all__ = [
    "TOOL",
    "Outcome",
    "Rivals",
    "Unwatched",
    "Watch",
    "advise_segment",
    "adviser",
    "as_rival",
    "audit_drafts",
    "audit_source",
    "begin",
    "build_site",
    "crawl_site",
    "extract_source",
    "import_file",
    "judge_site",
    "label_pages",
    "open_desk",
    "processors",
    "read_pages",
    "read_rivals",
    "same_rivals",
]

# Loaded when first named: a check of one page needs neither the report nor what compares sites.
_WHERE: dict[str, tuple[str, ...]] = {
    "advising": (
        "advise_segment",
        "adviser",
    ),
    "comparing": (
        "Rivals",
        "as_rival",
    ),
    "hands": ("processors",),
    "helping": ("open_desk",),
    "importing": ("import_file",),
    "knowing": ("TOOL",),
    "labelling": (
        "label_pages",
        "read_pages",
    ),
    "reading": (
        "begin",
        "crawl_site",
        "extract_source",
    ),
    "stages": (
        "Outcome",
        "audit_drafts",
        "audit_source",
        "build_site",
        "judge_site",
        "read_rivals",
        "same_rivals",
    ),
    "watch": (
        "Unwatched",
        "Watch",
    ),
}


def __getattr__(name: str) -> Any:
    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"auditor.pipeline.{module}"), name)
    raise AttributeError(name)
