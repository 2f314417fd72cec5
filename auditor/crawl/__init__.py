"""Pages from wherever they are: a site, a folder, a file, an archive, standard input; the only room with a network.

In: a source and how the network may be used. Out: a Page or NotRead for each address or file seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from auditor.crawl.anybody import archives_named, read_every_site
from auditor.crawl.outline import Memory, Outline
from auditor.crawl.progress import Progress, watched
from auditor.crawl.source import credentials_of, first_address, kind_of, slug_of
from auditor.crawl.warc import read_warc
from auditor.models import Link, NotRead, Page
from auditor.settings import CrawlSettings

__all__ = [
    "Memory",
    "Outline",
    "Progress",
    "archives_named",
    "choice_of",
    "crawl",
    "credentials_of",
    "first_address",
    "kind_of",
    "read_every_site",
    "read_warc",
    "slug_of",
]

# Settings that say how the pages are read: another way to read them is no reason to begin again.
HOW = {"headers", "cookies", "auth", "pause", "connections", "timeout", "render", "user_agent"}


def choice_of(settings: CrawlSettings) -> str:
    """Which pages the settings choose, as text: an unfinished crawl is gone on with where another run chooses the same ones."""
    return settings.model_dump_json(exclude=HOW)


def crawl(
    source: str,
    settings: CrawlSettings,
    *,
    find_links: Callable[[Page], Sequence[Link]],
    warc: Path | None = None,
    already: Sequence[Page | NotRead] = (),
    memory: Memory | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Iterator[Page | NotRead]:
    """One Page or NotRead for each address or file seen, as it is seen; a site's exchanges are appended to `warc`.

    `already` is what an unfinished run has seen: it is not fetched or given again, its links are followed. `memory` is that of the last
    finished run: a page of which the server says that it has not changed is given again. UsageProblem for a source
    that does not exist or a scheme that is not http(s), NothingToAudit when the first page cannot be read.
    """
    kind = kind_of(source)
    if kind != "address":
        seen = _local(kind, source, settings)
        return watched(seen, progress) if progress else seen
    from auditor.crawl.site import SiteCrawl  # requests takes long to import; a folder needs no network

    site = SiteCrawl(source, settings, find_links=find_links, warc=warc, already=already, memory=memory)
    return watched(site.run(), progress, already, site.waiting) if progress else site.run()


def _local(kind: str, source: str, settings: CrawlSettings) -> Iterator[Page | NotRead]:
    from auditor.crawl.files import read_file, read_folder, read_stdin

    if kind == "stdin":
        return read_stdin(settings)
    if kind == "folder":
        return read_folder(Path(source), settings)
    return read_warc(Path(source), max_bytes=settings.max_bytes, pdf=settings.pdf) if kind == "warc" else read_file(Path(source), settings)
