"""A run over a portfolio: what is still to be done, who does it, and where each site stands afterwards.

In: a portfolio, settings, a store. Out: turns as they end, then a `Standing` for each site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from auditor.crawl import slug_of
from auditor.errors import UsageProblem
from auditor.identity import digest
from auditor.models import Audit, Lang, Listed, Point, Portfolio, Standing, Turn
from auditor.pipeline import Watch, as_rival
from auditor.scale.cluster import perform_on
from auditor.scale.processes import perform_all
from auditor.scale.task import RIVAL, Task
from auditor.settings import Settings
from auditor.store import Runs, Store, hold

NOT_READ = Turn("", "failed")  # until the rivals have had their turn


@dataclass(frozen=True, slots=True)
class Tour:
    """One run over a portfolio, begun or gone on with."""

    portfolio: Portfolio
    settings: Settings
    store: str  # address, the same from any folder
    output: Path
    languages: tuple[Lang, ...] = ()  # of the reports
    workers: int = 1
    scheduler: str = ""
    is_due_only: bool = False
    today: str = ""  # ISO 8601

    def turns(self, watch: Watch | None = None) -> Iterator[Turn]:
        """The turn of each site that is still to be audited, as it ends; rivals are read before, each once, and so end first. UsageProblem
        where another run over the list is at work.
        """
        with Store(self.store) as store, _alone(store, self.portfolio.file):
            runs = Runs(store)
            run, since = runs.begin(self.portfolio.file)
            done = runs.done(run)
            sites = [site for site in self.portfolio.sites if not self.is_due_only or is_due(site, _date(store, site.slug), self.today)]
            rivals = self._rivals(sites, run, since)
            wanted = [task for task in rivals.values() if done.get(task.name) != task.digest]
            tasks = [task for site in sites if done.get(site.slug) != (task := self._task(site, run, since)).digest]
            if watch:
                watch.stage("portfolio", len(wanted) + len(tasks))
            read = {task.name: Turn(task.name, "done") for task in rivals.values()}
            for turn in self._performed(wanted, watch, workers=1):
                read[turn.slug] = turn
                yield turn
            beside = {source: read[task.name] for source, task in rivals.items()}
            yield from self._performed([replace(task, rivals=_known(task, beside)) for task in tasks], watch, workers=self.workers)
            runs.keep_sectors({site.slug: laid_over(self.settings, site).site.sector for site in self.portfolio.sites})
            runs.finish(run)

    def _performed(self, tasks: Sequence[Task], watch: Watch | None, *, workers: int) -> Iterator[Turn]:
        if tasks:
            yield from self._on_cluster(tasks, workers) if self.scheduler else perform_all(tasks, workers=workers, watch=watch)

    def _on_cluster(self, tasks: Sequence[Task], workers: int) -> Iterator[Turn]:
        return perform_on(self.scheduler, tasks, workers=workers, began=tasks[0].since)

    def _rivals(self, sites: Sequence[Listed], run: int, since: str) -> dict[str, Task]:
        """How each rival is read, by its source; two sources of one site are read once."""
        settings = as_rival(self.settings)
        named = {source: slug_of(source) for site in sites for source in site.rivals}
        first = {slug: source for source, slug in reversed(named.items())}
        return {source: Task(slug, first[slug], settings, self.store, run, since, is_rival=True) for source, slug in named.items()}

    def _task(self, site: Listed, run: int, since: str) -> Task:
        folder, settings = str(self.output / site.folder), laid_over(self.settings, site)
        rivals = tuple((rival, NOT_READ) for rival in site.rivals)
        return Task(site.slug, site.source, settings, self.store, run, since, folder, self.languages, rivals=rivals)


@contextmanager
def _alone(store: Store, file: str) -> Iterator[None]:
    """Inside, no other run over the list works with the store: it would clear away the reports that this one is writing."""
    with ExitStack() as stack:
        try:
            stack.enter_context(hold(store, f"portfolio-{digest(file)}"))
        except UsageProblem as error:
            if error.key != "store.held":
                raise
            raise UsageProblem("portfolio.at-work", file=file, store=error.fields["store"]) from error
        yield


def _known(task: Task, beside: Mapping[str, Turn]) -> tuple[tuple[str, Turn], ...]:
    return tuple((source, beside[source]) for source, _ in task.rivals)


def laid_over(settings: Settings, site: Listed) -> Settings:
    """The settings, with what the list says of a site laid over them: what the options of `auditor audit` would."""
    told = (("name", site.name), ("lang", site.lang if site.lang != "auto" else ""), ("sector", site.sector))
    named = {key: value for key, value in told if value}
    brand = {"brand": site.brand} if site.brand else {}
    changed = {"site": settings.site.model_copy(update=named), "report": settings.report.model_copy(update=brand)}
    return settings.model_copy(update=changed)


def is_due(site: Listed, last: str, today: str) -> bool:
    """Whether a site is to be audited again: it never was, or longer ago than its list allows."""
    return not last or bool(site.every) and due_on(site, last) <= today


def due_on(site: Listed, last: str) -> str:
    """The day of the next audit (ISO 8601); "" where the list asks for none, or there is no last one."""
    return (date.fromisoformat(last[:10]) + timedelta(days=site.every)).isoformat() if site.every and last else ""


def _date(store: Store, slug: str) -> str:
    audit = store.latest_audit(slug)
    return audit.date if audit else ""


def standings(portfolio: Portfolio, store: Store, output: Path, today: str) -> list[Standing]:
    """Where each site of the portfolio stands: its last audit, the ones before, how its last turn ended."""
    turns = Runs(store).last(portfolio.file)
    return [_standing(site, store, turns, output, today) for site in portfolio.sites]


def _standing(site: Listed, store: Store, turns: dict[str, Turn], output: Path, today: str) -> Standing:
    audit = store.latest_audit(site.slug)
    due = due_on(site, audit.date) if audit else ""
    return Standing(
        site=site,
        turn=turns.get(site.slug),
        date=audit.date if audit else "",
        due=due,
        is_overdue=bool(due) and due <= today,
        index=audit.index if audit else None,
        findings=len(audit.findings) if audit else 0,
        promises=_unproved(audit) if audit else 0,
        pages=len(audit.pages) if audit else 0,
        languages=audit.languages if audit else (),
        past=_past(audit) if audit else (),
        has_report=(output / site.folder / "index.html").is_file(),
        rivals=tuple(_rival(rival, turns) for rival in site.rivals),
    )


def _past(audit: Audit) -> tuple[Point, ...]:
    """The audits of the site as points over time, this one the last."""
    before = [(one.date, one.index) for one in audit.history]
    return tuple(Point(day, index.value, index.low, index.high) for day, index in (*before, (audit.date, audit.index)))


def _unproved(audit: Audit) -> int:
    """Promises, not declared values, that no proof of the site stands by: as the page of promises counts them."""
    return sum(promise.where == "none" and not promise.declared for promise in audit.promises)


def _rival(source: str, turns: dict[str, Turn]) -> tuple[str, Turn | None]:
    slug = slug_of(source)
    return slug, turns.get(f"{RIVAL}{slug}")
