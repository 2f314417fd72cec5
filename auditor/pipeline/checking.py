"""The gate: sources judged without a report, each sentence with its place in its file.

In: sources, settings. Out: `Checked`, one for each site; single files together are one. Labels are kept in the store and taken from it;
audits are not: a check of a draft is no chapter of a site's history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from auditor import crawl as crawling
from auditor import extract, judge
from auditor.errors import UsageProblem
from auditor.identity import page_key
from auditor.judge.pooling import JudgedPage
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Audit, NotRead, Page, Place
from auditor.pipeline.deciding import NOTHING, mutes_of
from auditor.pipeline.house import Advise, House, house_of
from auditor.pipeline.knowing import TOOL, knowledge
from auditor.pipeline.labelling import Labelled, label_seen
from auditor.pipeline.watch import Watch
from auditor.settings import Settings
from auditor.store import Crawl, Store


@dataclass(frozen=True, slots=True)
class Checked:
    """A judged site, and where its sentences stand."""

    audit: Audit
    knowledge: Knowledge  # with the rules of the house
    files: dict[str, str]  # of each page by its key: the path that the user opens, or its address
    places: dict[str, Place]  # of sentences by their ids
    is_part: bool  # some files of a site, the others being somewhere else


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of one site."""

    crawl: Crawl
    seen: list[Page | NotRead]
    files: dict[str, str]
    is_part: bool = False


def check(sources: Sequence[str], settings: Settings, *, store: Store, with_rewrites: bool, watch: Watch | None = None) -> list[Checked]:
    """Each source judged; rewrites are looked for only where they are asked for, which is what takes a parse."""
    house, engine = house_of(settings, knowledge()), Engine(knowledge())
    files = [source for source in sources if crawling.kind_of(source) in ("file", "stdin")]
    others = [source for source in dict.fromkeys(sources) if source not in files]
    read = [*([_files(files, settings)] if files else []), *(_site(source, settings, store, watch) for source in others)]
    return [_checked(one, settings, house, engine, store, with_rewrites=with_rewrites, watch=watch) for one in read]


def _checked(
    read: _Read, settings: Settings, house: House, engine: Engine, store: Store, *, with_rewrites: bool, watch: Watch | None
) -> Checked:
    found = label_seen(read.crawl, read.seen, settings, store=store, engine=engine, knowledge=house.knowledge, watch=watch)
    sentences = [labelled for _, segments in found.pages for labelled in segments]
    pages = house.pages(found.pages)
    advise = _advise(house, engine, found, pages, store) if with_rewrites else None
    decided = mutes_of(store.decisions(found.site.slug), {labelled.segment.id for labelled in sentences})
    audit = judge.assess(
        found.site,
        pages,
        **house.judging(decided),
        date=found.date,
        tool=TOOL,
        not_read=found.not_read,
        advise=advise,
    )
    return Checked(audit, house.knowledge, read.files, _places(read, found), read.is_part)


def _advise(house: House, engine: Engine, found: Labelled, pages: Sequence[JudgedPage], store: Store) -> Advise:
    from auditor import rewrite
    from auditor.pipeline.advised import Ground, advised
    from auditor.pipeline.advising import advisers

    proofs = rewrite.proofs_of([labelled for _, segments in found.pages for labelled in segments])
    ground = Ground(found.site.company, proofs, house.words, NOTHING)
    thinking = advisers(engine, house.knowledge, found.site.company, proofs)
    return house.advise(advised(pages, thinking, ground, knowledge=house.knowledge, store=store))


def _places(read: _Read, found: Labelled) -> dict[str, Place]:
    """Places in the files that lie on this computer; a page of the web is told by its address."""
    pages = {page.key: page for page in read.seen if isinstance(page, Page) and page.fetched_at is None}
    places: dict[str, Place] = {}
    for text, segments in found.pages:
        if text.key in pages:
            places |= extract.places_of(pages[text.key], text, [labelled.segment for labelled in segments])
    return places


def _site(source: str, settings: Settings, store: Store, watch: Watch | None) -> _Read:
    if crawling.kind_of(source) == "address":
        from auditor.pipeline.reading import crawl_site  # which no check of files waits for

        slug = crawl_site(source, settings, store=store, watch=watch)
        crawl = store.latest_crawl(slug)
        if crawl is None:
            raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(store.sites()) or "-")
        seen = store.pages(crawl.id)
        return _Read(crawl, seen, {page.key: page.url for page in seen if isinstance(page, Page)})
    seen = list(crawling.crawl(source, settings.crawl, find_links=extract.find_links))
    if crawling.kind_of(source) == "warc":
        return _Read(_crawl(source), seen, {page.key: page.url for page in seen if isinstance(page, Page)})
    return _named(
        _crawl(source), [(Path(source) / page.url, page) for page in seen if isinstance(page, Page)], seen, Path(source), settings
    )


def _files(sources: Sequence[str], settings: Settings) -> _Read:
    """Single files, which are pages of one site: named from its root where that is known."""
    pages, root = [], Path(sources[0]).parent
    for source in dict.fromkeys(sources):
        for page in crawling.crawl(source, settings.crawl, find_links=extract.find_links):
            if isinstance(page, Page):
                pages.append((Path(page.url if source == "-" else source), page))
    return replace(_named(_crawl(sources[0]), pages, [], root, settings), is_part=True)


def _named(crawl: Crawl, pages: Sequence[tuple[Path, Page]], seen: Sequence[Page | NotRead], root: Path, settings: Settings) -> _Read:
    """Pages named by their path under the root, so that a file alone and its folder give a sentence the same id."""
    under = Path(settings.check.root) if settings.check.root else root
    named = {}
    for path, page in pages:
        url = _under(path, under) or page.url
        named[page_key(url)] = (path, replace(page, url=url, key=page_key(url)))
    others = [one for one in seen if isinstance(one, NotRead)]
    return _Read(crawl, [*(page for _, page in named.values()), *others], {key: path.as_posix() for key, (path, _) in named.items()})


def _under(path: Path, root: Path) -> str:
    """The path under a root, "" where it lies elsewhere."""
    here, there = path.resolve(), root.resolve()
    return here.relative_to(there).as_posix() if here.is_relative_to(there) else ""


def _crawl(source: str) -> Crawl:
    """What stands for the crawl of what was read just now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Crawl(0, crawling.slug_of(source), source, now, now, None, "")
