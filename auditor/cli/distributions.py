"""`auditor benchmark build` and `auditor benchmark show`: many companies' figures as distributions.

In: sites of the store, or archives. Out: a file of distributions without a sentence or a name, or what such a file holds.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import Count, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show, show_json
from auditor.errors import NothingToAudit, UsageProblem
from auditor.words import say as words

if TYPE_CHECKING:
    from auditor.benchmark import Made
    from auditor.models import Benchmark
    from auditor.scale.gathering import Gathering

TOLD = 20  # sites left out that are named; all of them stand in the count
OPTIONS = (
    click.option("--warc", multiple=True),
    click.option("-o", "--output", "output", required=True),
    click.option("--name"),
    click.option("--workers", type=Count()),
    click.option("--scheduler"),
)


@as_command("benchmark.build", click.argument("site", nargs=-1), *OPTIONS)
def build(session: Session, site: tuple[str, ...], warc: tuple[str, ...], output: str, name: str | None, **given: Any) -> None:
    """Make a benchmark of the sites of the store, of those named, or of archives."""
    settings = settings_for(session, given)
    from auditor import benchmark
    from auditor.scale.gathering import Gathering

    file = Path(output)
    if warc and site:
        raise UsageProblem("benchmark.either")
    work = file.resolve().with_name(f"{file.name}.work")
    workers = given["workers"] or os.cpu_count() or 1
    try:
        made = _made(session, Gathering(work, settings, workers, given["scheduler"] or ""), site, warc, name or file.stem)
    except NothingToAudit:  # going on would find nothing either
        shutil.rmtree(work, ignore_errors=True)
        raise
    benchmark.save(made.benchmark, file)
    shutil.rmtree(work, ignore_errors=True)
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


def _made(session: Session, gathering: Gathering, sites: tuple[str, ...], warc: tuple[str, ...], name: str) -> Made:
    """What the archives hold, or the sites of the store; what was done stays beside the file until that is written."""
    from auditor import archives, benchmark, pipeline
    from auditor.store import Runs, Store

    session.kept = "cli.interrupted-benchmark"
    if warc:
        addresses = archives.archives_of(warc)
        with watching(session) as watch:
            counted, out = gathering.of_archives(addresses, watch)
        return benchmark.assemble(counted, {}, name=name, tool=pipeline.TOOL, origin="archives", also_out=out)
    address = gathering.settings.store
    address = address if "://" in address else str(Path(address).expanduser().resolve())
    with Store(address) as store, watching(session) as watch:
        slugs = _known(store.sites(), sites)
        counted, out = gathering.of_sites(slugs, address, watch)
        return benchmark.assemble(counted, Runs(store).sectors(), name=name, tool=pipeline.TOOL, also_out=out)


def _known(known: list[str], sites: tuple[str, ...]) -> list[str]:
    """The sites that are named, else all that the store has."""
    for slug in sites:
        if slug not in known:
            raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(known) or "-")
    return list(dict.fromkeys(sites)) or known


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
