"""The stages: crawl, judge and build, each from what the last one stored.

In: a source or the name of a stored site, and settings. Out: an audit in the store, a report in a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from auditor import crawl as crawling
from auditor.errors import AuditorError
from auditor.models import Audit, Change, Ending, Lang
from auditor.pipeline import same
from auditor.pipeline.ending import ending_of, keep_ending, last_audit, last_ending
from auditor.pipeline.hands import Hands
from auditor.pipeline.knowing import knowledge
from auditor.pipeline.lately import Lately
from auditor.pipeline.meanwhile import Meanwhile
from auditor.pipeline.reading import crawl_site, opened_from
from auditor.pipeline.sources import check_address, crawl_of
from auditor.pipeline.watch import Unwatched, Watch
from auditor.settings import Settings
from auditor.store import Runs, Store

if TYPE_CHECKING:
    from auditor.pipeline.comparing import Rivals


@dataclass(frozen=True)
class Outcome:
    """A finished audit, in short and whole, and the page to open."""

    ending: Ending
    index_html: Path
    read: Callable[[], Audit]
    change: Change | None = None  # by drafts

    @staticmethod
    def of(audit: Audit, index_html: Path, change: Change | None = None) -> Outcome:
        """The outcome that holds its audit already."""
        return Outcome(ending_of(audit), index_html, lambda: audit, change)

    @cached_property
    def audit(self) -> Audit:
        """All of it: of a site that is as it was, it is read from the store when it is asked for."""
        return self.read()


def audit_source(
    source: str,
    settings: Settings,
    *,
    output: Path | None = None,
    report_langs: Sequence[Lang] = (),
    store: Store | str | None = None,
    slug: str = "",
    rivals: Rivals | None = None,
    watch: Watch | None = None,
    workers: int = 0,
) -> Outcome:
    """The main job: crawl, judge and build one source, or judge and build the site `slug` that was just crawled, beside its rivals where
    some are given; NothingToAudit where there is no text. With `workers`, so many processes read and judge pages while others are still
    waited for: whoever calls this from a script of his own guards it by `if __name__ == "__main__"` then, as Python asks.
    """
    watch = watch or Unwatched()
    check_address(settings)
    with opened_from(store or settings.store) as opened, Hands(workers) as hands:
        meanwhile = Meanwhile(hands, opened, settings)
        slug = slug or crawl_site(source, settings, store=opened, watch=watch, meanwhile=meanwhile)
        lately = Lately(slug, opened)
        hands.put_by(partial(_get_ready, settings, report_langs, lately))
        audit = _judged_anew(slug, settings, opened, rivals=rivals, watch=watch, meanwhile=meanwhile, lately=lately)
        index = build_site(
            slug, settings, store=opened, output=output, report_langs=report_langs, watch=watch, audit=audit, hands=hands, lately=lately
        )  # fmt: skip
        if audit:
            return Outcome.of(audit, index)
        return Outcome(last_ending(slug, opened), index, partial(_read, slug, store or settings.store))


def _read(slug: str, store: Store | str) -> Audit:
    with opened_from(store) as opened:
        return last_audit(slug, opened)


def _get_ready(settings: Settings, languages: Sequence[Lang], lately: Lately) -> None:
    from auditor.pipeline.building import get_ready  # which a site that is as it was does without

    get_ready(settings, languages, lately)


def audit_drafts(
    sources: Sequence[str],
    against: str,
    settings: Settings,
    *,
    output: Path | None = None,
    report_langs: Sequence[Lang] = (),
    store: Store | str | None = None,
    watch: Watch | None = None,
) -> Outcome:
    """Drafts in the place of their pages on the site `against` (an address, a folder, a name in the store): the report of the site as it
    would be. An address that the store holds is not read again; nothing is kept of the audit.
    """
    from auditor.pipeline.building import write_drafts

    watch = watch or Unwatched()
    with opened_from(store or settings.store) as opened:
        slug = _site_behind(against, settings, opened, watch)
        languages = tuple(report_langs) or settings.report.languages
        return Outcome.of(*write_drafts(sources, slug, settings, store=opened, output=output, languages=languages, watch=watch))


def _site_behind(against: str, settings: Settings, store: Store, watch: Watch) -> str:
    """Name in the store of the site that drafts are held against; read now unless it is an address that has been read before."""
    if against in store.sites() and not Path(against).exists():
        return against
    slug = crawling.slug_of(against)
    held = store.latest_crawl(slug) if crawling.kind_of(against) == "address" else None
    if held and held.finished:
        watch.note("pipeline.against-stored", site=slug, date=held.started[:10])
        return slug
    return crawl_site(against, settings, store=store, watch=watch)


def judge_site(
    slug: str,
    settings: Settings,
    *,
    store: Store | str,
    rivals: Rivals | None = None,
    watch: Watch | None = None,
    meanwhile: Meanwhile | None = None,
    lately: Lately | None = None,
) -> Audit:
    """Judge the last complete crawl of a site, without the network, and keep the audit in the store, with its comparison where rivals are
    given. What `meanwhile` has read and judged of it by now is found in the store; `lately` goes on to `build_site`.
    """
    watch = watch or Unwatched()
    with opened_from(store) as opened:
        audit = _judged_anew(slug, settings, opened, rivals=rivals, watch=watch, meanwhile=meanwhile, lately=lately)
        return audit or last_audit(slug, opened)


def _judged_anew(
    slug: str, settings: Settings, store: Store, *, rivals: Rivals | None, watch: Watch, meanwhile: Meanwhile | None, lately: Lately | None
) -> Audit | None:
    """The audit of the last complete crawl; None where the site's last audit is it."""
    is_helped, crawl = check_address(settings), crawl_of(slug, store)
    seen, decided = store.pages(crawl.id), store.decisions(slug)
    verdict = same.verdict(crawl, seen, settings, decided, store)
    is_alone = not is_helped and not (rivals and (rivals.read or rivals.unread))
    if is_alone and verdict.is_as(same.audit_as_kept(slug, store)):
        return None
    from auditor.pipeline.judging import judge_seen  # which a site that is as it was does without

    hands = meanwhile.finish(crawl.id, seen, watch) if meanwhile else None
    given = iter(seen)
    del seen  # once they are read, nothing holds the pages any more: judging takes the most memory
    audit = judge_seen(crawl, given, settings, decided, store=store, watch=watch, rivals=rivals, hands=hands, lately=lately)
    if settings.site.sector:
        Runs(store).keep_sectors({slug: settings.site.sector})
    if is_alone:
        keep_ending(audit, store)
        verdict.note(same.audit_as_kept(slug, store))
    return audit


def build_site(
    slug: str,
    settings: Settings,
    *,
    store: Store | str,
    output: Path | None = None,
    report_langs: Sequence[Lang] = (),
    watch: Watch | None = None,
    audit: Audit | None = None,
    hands: Hands | None = None,
    lately: Lately | None = None,
) -> Path:
    """Write the report of a site's last audit, which is `audit` where that is at hand, and return its index.html; `hands` may help to say
    what has changed, `lately` holds the audits before as far as they were read.
    """
    watch = watch or Unwatched()
    watch.stage("build", None)
    with opened_from(store) as opened:
        ending = ending_of(audit) if audit else last_ending(slug, opened)
        decided = opened.decisions(slug)
        sector = settings.site.sector or Runs(opened).sectors().get(slug, "")
        languages = tuple(report_langs) or settings.report.languages or ending.languages[:1]
        folder = output or Path(settings.report.output) / slug
        report_there = same.written(slug, folder, settings, languages, decided, sector, opened)
        if not (settings.report.brand or settings.report.benchmark) and report_there.is_as(same.looks_of(folder)):
            return folder / "index.html"
        from auditor.pipeline.building import write_report

        audit = audit or last_audit(slug, opened)
        index = write_report(
            slug, audit, settings, decided, store=opened, folder=folder, languages=languages, sector=sector, watch=watch, hands=hands,
            lately=lately,
        )  # fmt: skip
        report_there.note(same.looks_of(folder))
    return index


def read_rivals(
    sources: Sequence[str],
    settings: Settings,
    *,
    store: Store | str,
    ahead: Mapping[str, str | AuditorError] | None = None,
    watch: Watch | None = None,
) -> Rivals:
    """The rivals behind `sources`, read into the store (those in `ahead` have been, or could not be) and labelled."""
    from auditor.pipeline.comparing import label_rivals
    from auditor.pipeline.jobs import engine

    with opened_from(store) as opened:

        def crawl(source: str, wanted: Settings) -> str:
            return crawl_site(source, wanted, store=opened, watch=watch)

        return label_rivals(
            sources, settings, store=opened, engine=engine(), knowledge=knowledge(), crawl=crawl, ahead=ahead or {}, watch=watch
        )


def same_rivals(slug: str, settings: Settings, *, store: Store | str, watch: Watch | None = None) -> Rivals | None:
    """The rivals that the site's last audit was compared with, as the store holds them now; None where it was compared with none."""
    with opened_from(store) as opened:
        last, known = opened.latest_audit(slug), opened.sites()
        named = [rival.slug for rival in last.comparison.rivals] if last and last.comparison else []
        found = [name for name in named if name in known]
        return read_rivals(found, settings, store=opened, watch=watch) if found else None
