"""The report of an audit written, with what changed since the one before, or of a site with drafts in the place of its pages.

In: an audit, settings. Out: a report in a folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from auditor import benchmark, judge, report, resources
from auditor.identity import digest
from auditor.models import Audit, Change, Decision, Lang
from auditor.pipeline.changing import last_change
from auditor.pipeline.drafting import Tools, audit_with_drafts
from auditor.pipeline.hands import Hands, close_server
from auditor.pipeline.house import house_of
from auditor.pipeline.jobs import engine
from auditor.pipeline.knowing import TOOL, knowledge, program, rules_digest
from auditor.pipeline.lately import Lately
from auditor.pipeline.same import looks_of
from auditor.pipeline.watch import Watch
from auditor.settings import Settings
from auditor.store import Store
from auditor.store.kept import Kept

MANY = 400  # pages of a site whose audit and report take more memory than the models: both at once would be too much for a small computer


def get_ready(settings: Settings, languages: Sequence[Lang], lately: Lately) -> None:
    """Do beforehand what a report of the site will need in any case: compile the templates."""
    report.get_ready(languages or settings.report.languages or lately.languages()[:1])


def write_report(
    slug: str,
    audit: Audit,
    settings: Settings,
    decided: Sequence[Decision],
    *,
    store: Store,
    folder: Path,
    languages: Sequence[Lang],
    sector: str,
    watch: Watch,
    hands: Hands | None = None,
    lately: Lately | None = None,
) -> Path:
    """Write the report of a site's last audit and return its index.html; `hands` are done with before."""
    house = house_of(settings, knowledge())
    change = last_change(
        audit, settings, store=store, lately=lately or Lately(slug, store), house=house, engine=engine, knowledge=knowledge(),
        watch=watch, hands=hands,
    )  # fmt: skip
    if hands:
        hands.close()  # a report is written by two processes only where no other thread runs
        if len(audit.pages) >= MANY:
            close_server()
    if settings.report.benchmark:
        audit = judge.place(audit, benchmark.load(Path(settings.report.benchmark)), sector=sector)
    return report.build(
        audit, folder, languages=languages, knowledge=house.knowledge, to_pdf=_to_pdf(settings, watch), brand=_brand(settings),
        decisions=decided, change=change, history=audit.history, memory=_memory(folder, settings, store),
    )  # fmt: skip


def _memory(folder: Path, settings: Settings, store: Store) -> report.Memory:
    """What the store remembers of the pages in a report's folder, and keeps of those that will stand there."""
    key = digest("report pages", str(folder.absolute()), size=16)
    made_of = digest(program(), rules_digest(), looks_of(resources.folder("site_templates")), settings.model_dump_json(), size=16)
    last = Kept(store).found(report.Notes, [key]).get(key, report.Notes())
    return report.Memory(made_of, last, lambda notes: Kept(store).keep(report.Notes, {key: notes}))


def write_drafts(
    sources: Sequence[str], slug: str, settings: Settings, *, store: Store, output: Path | None, languages: Sequence[Lang], watch: Watch
) -> tuple[Audit, Path, Change]:
    """Judge drafts in the place of their pages on a stored site, and write its report as it would be."""
    house = house_of(settings, knowledge())
    audit, change = audit_with_drafts(sources, slug, Tools(settings, store, engine(), knowledge(), house, TOOL, watch))
    folder = output or Path(settings.report.output) / f"{slug}-draft"
    watch.stage("build", None)
    index = report.build(
        audit, folder, languages=languages or audit.languages[:1], knowledge=house.knowledge, to_pdf=_to_pdf(settings, watch),
        brand=_brand(settings), change=change,
    )  # fmt: skip
    return audit, index, change


def _brand(settings: Settings) -> report.Brand:
    return report.load_brand(Path(settings.report.brand)) if settings.report.brand else report.Brand()


def _to_pdf(settings: Settings, watch: Watch) -> partial[bool] | None:
    return partial(_print_pdf, watch) if settings.report.pdf else None


def _print_pdf(watch: Watch, html: Path, pdf: Path) -> bool:
    """Whether the page could be printed; why not is told, and costs nothing but the PDF."""
    try:
        report.print_page(html, pdf)
    except report.NotPrinted as problem:
        watch.note(problem.key, **problem.fields)
        return False
    return True
