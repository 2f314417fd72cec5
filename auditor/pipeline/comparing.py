"""A site judged beside its rivals: they are read, labelled and judged as the site is, and kept in the store under their own names.

In: addresses, folders, archives or names in the store. Out: `Rivals`, and an audit with its comparison. A rival that cannot be read is a
row with its reason and costs the audit nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor import judge
from auditor.errors import AuditorError
from auditor.judge.comparison import Side, compare
from auditor.judge.comparison_lines import Lines, common, hold_against, lines_of
from auditor.judge.swap import SwapModel
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Audit, Match, Unread
from auditor.pipeline.labelling import Labelled, label_site
from auditor.pipeline.sources import shown
from auditor.pipeline.watch import Unwatched, Watch
from auditor.settings import Settings, SiteSettings
from auditor.store import Store

Held = dict[str, dict[str, tuple[Match, ...]]]  # lines of each site held against each other one, by their slugs


@dataclass(frozen=True, slots=True)
class Rivals:
    """The rivals that were named, those that could be read and the others."""

    read: tuple[Labelled, ...] = ()
    unread: tuple[Unread, ...] = ()


NO_RIVALS = Rivals()


def as_rival(settings: Settings) -> Settings:
    """The settings to read a rival with: as the site, without its names, its corrections, its choice of pages and its credentials."""
    own = {"include": (), "urls": (), "headers": (), "cookies": (), "auth": None}
    crawl, site = settings.crawl.model_copy(update=own), SiteSettings(lang=settings.site.lang)
    return Settings(crawl=crawl, site=site, store=settings.store)


def label_rivals(
    sources: Sequence[str],
    settings: Settings,
    *,
    store: Store,
    engine: Engine,
    knowledge: Knowledge,
    crawl: Callable[[str, Settings], str],
    ahead: Mapping[str, str | AuditorError],
    watch: Watch | None = None,
) -> Rivals:
    """Each rival read by `crawl` into the store, unless it was read `ahead` or is the name of a site in the store, and labelled."""
    watch, settings = watch or Unwatched(), as_rival(settings)
    known = frozenset(store.sites())
    read: dict[str, Labelled] = {}
    unread: list[Unread] = []
    for source in dict.fromkeys(sources):
        try:
            slug = _taken(ahead[source]) if source in ahead else source if source in known else crawl(source, settings)
            if slug in read:
                unread.append(Unread(shown(source), "compare.unread.same-name", (("name", slug),)))
            else:
                read[slug] = label_site(slug, settings, store=store, engine=engine, knowledge=knowledge, watch=watch)
        except AuditorError as error:
            unread.append(Unread(_name(source), error.key, tuple((name, str(value)) for name, value in error.fields.items())))
    return Rivals(tuple(read.values()), tuple(unread))


def _taken(came: str | AuditorError) -> str:
    if isinstance(came, AuditorError):
        raise came
    return came


def _name(source: str) -> str:
    """The source as a report may show it, also where it is none at all."""
    try:
        return shown(source)
    except AuditorError:
        return source


def judge_beside(
    own: Labelled, rivals: Rivals, judging: Callable[..., Audit], *, engine: Engine, knowledge: Knowledge, watch: Watch | None = None
) -> Audit:
    """What `judging` says of the site, which is told what rivals print too, and the comparison; every site is held against all others."""
    others = [rival for rival in rivals.read if rival.site.slug != own.site.slug]
    itself = [Unread(rival.site.source, "compare.unread.itself") for rival in rivals.read if rival.site.slug == own.site.slug]
    if not others and not rivals.unread and not itself:
        return judging()
    (watch or Unwatched()).stage("compare", None)
    lines = {one.site.slug: lines_of(one.site, one.pages, knowledge.index.scope, engine.parse_all) for one in (own, *others)}
    held = _held(lines, SwapModel(knowledge))
    audit = judging(common=common(lines[own.site.slug], held[own.site.slug]))
    audits = [audit, *(_judged(rival, knowledge, audit.tool, common(lines[rival.site.slug], held[rival.site.slug])) for rival in others)]
    sides = [Side(one, lines[one.site.slug], held[one.site.slug]) for one in audits]
    return replace(audit, comparison=compare(sides[0], sides[1:], (*rivals.unread, *itself)))


def _held(lines: Mapping[str, Lines], model: SwapModel) -> Held:
    return {
        slug: {other: hold_against(mine, theirs, model) for other, theirs in lines.items() if other != slug} for slug, mine in lines.items()
    }


def _judged(rival: Labelled, knowledge: Knowledge, tool: str, printed: Mapping[str, bool] | None) -> Audit:
    """The audit of a rival without suggestions: nobody is going to rewrite it here."""
    site, pages = rival.site, rival.pages
    return judge.assess(site, pages, knowledge=knowledge, date=rival.date, tool=tool, not_read=rival.not_read, common=printed)
