"""A process made ready before others are forked from it: what takes it seconds and megabytes is there for all of them, once.

In: a language. Out: the engine of this process, with the model and the rules of the language.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from auditor.errors import AuditorError
from auditor.models import Company, Lang, Segment
from auditor.pipeline.jobs import engine
from auditor.pipeline.knowing import knowledge, program
from auditor.pipeline.labelling import judged


def get_ready(lang: Lang) -> None:
    """Load what sentences of `lang` are read and judged with. What is wrong with it is told by the process that reads one."""
    with suppress(AuditorError):
        program()
        judged([Segment(id="", text="1", lang=lang, page="", block="", kind="paragraph")], Company(), engine(), knowledge())
    gc.freeze()  # the search for garbage would write into every object, and so copy it into each process
