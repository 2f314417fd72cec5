"""`auditor benchmark build` and `auditor benchmark show`: many companies' figures as distributions.

In: sites of the store, or archives. Out: a file of distributions without a sentence or a name, or what such a file holds.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import Count, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show, show_json
from auditor.errors import UsageProblem
from auditor.words import say as words

if TYPE_CHECKING:
    from auditor.benchmark import Made
    from auditor.models import Benchmark
    from auditor.settings import Settings

TOLD = 20  # sites left out that are named; all of them stand in the count
OPTIONS = (
    click.option("--warc", multiple=True),
    click.option("-o", "--output", "output", required=True),
    click.option("--name"),
    click.option("--workers", type=Count()),
)


@as_command("benchmark.build", click.argument("site", nargs=-1), *OPTIONS)
def build(
    session: Session, site: tuple[str, ...], warc: tuple[str, ...], output: str, name: str | None, workers: int | None, **given: Any
) -> None:
    """Make a benchmark of the sites of the store, of those named, or of archives."""
    settings = settings_for(session, given)
    from auditor import benchmark

    file = Path(output)
    if warc and site:
        raise UsageProblem("benchmark.either")
    called = name or file.stem
    made = _of_archives(session, warc, called, settings, workers) if warc else _of_store(site, called, settings)
    benchmark.save(made.benchmark, file)
    _tell(session, made)
    if session.as_json:
        left_out = [{"name": one, "reason": reason} for one, reason in made.left_out]
        show_json({"schema_version": 1, "file": str(file.resolve()), **asdict(made.benchmark.recipe), "left_out": left_out})
    else:
        show(str(file))


@as_command("benchmark.show", click.argument("file", required=True))
def show_one(session: Session, file: str, **given: Any) -> None:
    """Say what a benchmark holds."""
    from auditor import benchmark

    found = benchmark.load(Path(file))
    if session.as_json:
        show_json(asdict(found))
        return
    for line in told(found, session.lang):
        show(line)


def _of_store(sites: tuple[str, ...], name: str, settings: Settings) -> Made:
    from auditor import benchmark, pipeline
    from auditor.store import Store

    with Store(settings.store) as store:
        known = store.sites()
        for slug in sites:
            if slug not in known:
                raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(known) or "-")
        return benchmark.build(store, sites or known, name=name, tool=pipeline.TOOL)


def _of_archives(session: Session, patterns: tuple[str, ...], name: str, settings: Settings, workers: int | None) -> Made:
    """Read, judge and count what the archives hold, in a store of its own that is thrown away."""
    from auditor import archives, benchmark, pipeline
    from auditor.store import Store

    files = archives.archives_of(patterns)
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder, Store(folder) as store, watching(session) as watch:
        found = archives.gather(files, store, settings.crawl, watch)
        out = [*((one, "broken") for one in found.broken), *_judged(found.crawls, folder, settings, workers or os.cpu_count() or 1, watch)]
        failed = {slug for slug, _ in out}
        slugs = [slug for slug in found.crawls if slug not in failed]
        return benchmark.build(store, slugs, name=name, tool=pipeline.TOOL, origin="archives", also_out=out)


def _judged(crawls: dict[str, int], store: str, settings: Settings, workers: int, watch: Any) -> Iterator[tuple[str, str]]:
    """Judge each company; those that could not be."""
    from auditor.scale import Task, perform_all

    tasks = [Task(slug, f"https://{slug}/", settings, store, 0, "") for slug in crawls]
    watch.stage("portfolio", len(tasks))
    for turn in perform_all(tasks, workers=workers, watch=watch) if tasks else ():
        watch.step(1)
        if turn.state == "failed":
            yield turn.slug, "failed"


def _tell(session: Session, made: Made) -> None:
    for name, reason in made.left_out[:TOLD]:
        say(session, "cli.benchmark.left-out", name=name, reason=words(session.lang, f"benchmark.left-out.{reason}"))
    recipe = made.benchmark.recipe
    say(session, "cli.benchmark.made", count=recipe.companies, left_out=len(made.left_out))


def told(found: Benchmark, lang: str) -> list[str]:
    """What a benchmark holds, in lines."""
    recipe = found.recipe
    lines = [words(lang, "cli.benchmark.set", count=recipe.companies, name=found.name, date=recipe.date, tool=recipe.tool)]
    for spread in found.distributions:
        index = next((measure for measure in spread.measures if measure.id == "index"), None)
        where = [spread.lang, *(words(lang, f"report.page-kind.{spread.kind}") for _ in spread.kind[:1]), *filter(None, (spread.sector,))]
        fields = {"where": ", ".join(where), "count": spread.companies}
        if index and index.deciles:
            low, middle, high = (f"{index.deciles[n]:.0f}" for n in (1, 5, 9))
            lines.append(words(lang, "cli.benchmark.spread", low=low, middle=middle, high=high, **fields))
        else:
            lines.append(words(lang, "cli.benchmark.few", **fields))
    counts = Counter({shingles.lang: len(shingles.hashes) for shingles in found.shingles})
    lines.append(words(lang, "cli.benchmark.runs", count=sum(counts.values()), companies=recipe.shingle_companies))
    return lines
