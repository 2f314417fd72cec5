"""Control points of the index's curves from the reference set: `python benchmarks/reference.py ../shared` (called by `make calibrate`).

In: a folder with `rated/` (single pages) and `sites/` (whole sites). Out: `rules/index/curves.yml`; what was read, on standard error.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor import knowledge, pipeline
from auditor.errors import AuditorError
from auditor.judge import reference_points
from auditor.knowledge.index import write_curves
from auditor.models import Audit
from auditor.resources import folder
from auditor.settings import Settings
from auditor.store import Store

NAME = "rated-pages-and-sites-2"  # changed when the set changes, so that two reports can be told apart


def audits_of(shared: Path) -> list[Audit]:
    """One audit for each rated page and each site; a source without text is said and left out."""
    sources = [*sorted((shared / "rated").glob("*.html")), *sorted(p for p in (shared / "sites").iterdir() if p.is_dir())]
    audits = []
    with TemporaryDirectory() as tmp, Store(tmp) as store:
        for source in sources:
            try:
                slug = pipeline.crawl_site(str(source), Settings(), store=store)
                audits.append(pipeline.judge_site(slug, Settings(), store=store))
            except AuditorError as error:
                print(f"{source.name}: {error}", file=sys.stderr)
    return audits


def main() -> None:
    """Write the curves of the folder named on the command line."""
    audits = audits_of(Path(sys.argv[1]))
    with_number = sum(audit.index.value is not None for audit in audits)
    path = write_curves(reference_points(audits, knowledge.load().index, name=NAME), folder("rules"))
    knowledge.load()
    print(f"{path}: from {with_number} of {len(audits)} audits that have a number", file=sys.stderr)


if __name__ == "__main__":
    main()
