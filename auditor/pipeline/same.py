"""What is as it was: a site whose pages, rules and settings are those of its last audit is not judged again, and a report that is there as
it was written is not written again.

In: a store, and what an audit or a report depends on. Out: whether it is there already.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from auditor import resources
from auditor.identity import digest
from auditor.models import Decision, Lang, NotRead, Page
from auditor.pipeline.keys import makers_of, text_key
from auditor.pipeline.knowing import program, rules_digest
from auditor.pipeline.sources import day_of
from auditor.settings import Settings
from auditor.store import Crawl, Store
from auditor.store.kept import Kept, fingerprints

COMPARED = 2  # audits that a report tells of: the last, and what changed since the one before


class Same:
    """Something made of a site that is remembered under all that it depends on, and how it looked when it was made."""

    def __init__(self, store: Store, key: str) -> None:
        self._kept, self._key = Kept(store), key

    def is_as(self, looks: str) -> bool:
        """Whether it was made of the same, and looks now as it did then."""
        return bool(looks) and self._kept.found(str, [self._key]).get(self._key) == looks

    def note(self, looks: str) -> None:
        """It has been made, and looks like this."""
        self._kept.keep(str, {self._key: looks})


def verdict(crawl: Crawl, seen: Sequence[Page | NotRead], settings: Settings, decided: Sequence[Decision], store: Store) -> Same:
    """The audit of these pages on the day that they were read."""
    pages = [one for one in seen if isinstance(one, Page)]
    others = sorted((one.url, one.reason, one.detail) for one in seen if isinstance(one, NotRead))
    made_of = (program(), *sorted(makers_of(rules_digest()).values()), rules_digest(), settings.model_dump_json(), repr(decided))
    read = (crawl.site, crawl.source, day_of(pages, crawl.started), repr(others), *sorted(map(text_key, pages)))
    return Same(store, digest("verdict", *made_of, *read, size=16))


def audit_as_kept(slug: str, store: Store) -> str:
    """How the site's last audit looks; "" without one."""
    return "".join(fingerprints(store, slug, 1))


def written(
    slug: str, folder: Path, settings: Settings, languages: Sequence[Lang], decided: Sequence[Decision], sector: str,
    store: Store,
) -> Same:  # fmt: skip
    """The report of the site's last audits in a folder, by the templates as they are."""
    told = (settings.model_dump_json(), repr(languages), repr(decided), sector, os.environ.get("SOURCE_DATE_EPOCH", ""))
    made_of = (program(), rules_digest(), looks_of(resources.folder("site_templates")), *fingerprints(store, slug, COMPARED))
    return Same(store, digest("report", slug, str(folder.absolute()), *told, *made_of, size=16))


def looks_of(folder: Path) -> str:
    """Names, sizes and dates of all files in a folder; "" where there are none."""
    rows = sorted(_files(str(folder)))
    return (
        digest(*(f"{Path(path).relative_to(folder).as_posix()} {size} {changed}" for path, size, changed in rows), size=16) if rows else ""
    )


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            told = entry.stat(follow_symlinks=False)
            yield entry.path, told.st_size, told.st_mtime_ns
