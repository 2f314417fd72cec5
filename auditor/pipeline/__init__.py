"""The stages in order: crawl, extract, language, judge, rewrite, store, report; each starts from what the last one stored.

In: a source or the name of a stored site, and settings. Out: an audit in the store, a report in a folder. Rooms that need one to
their right are handed functions from here.
"""

from auditor.pipeline.advising import advise_segment, adviser
from auditor.pipeline.comparing import Rivals, as_rival
from auditor.pipeline.helping import open_desk
from auditor.pipeline.importing import import_file
from auditor.pipeline.labelling import label_pages, read_pages
from auditor.pipeline.stages import (
    TOOL,
    Outcome,
    audit_drafts,
    audit_source,
    begin,
    build_site,
    crawl_site,
    extract_source,
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
    "read_pages",
    "read_rivals",
    "same_rivals",
]
