"""`auditor portfolio FILE`: audit every site of a list, and show them all on one page.

In: a TOML or CSV file. Out: a report for each site, the path of the page of all on stdout (or one JSON document), their ends on stderr.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import BUILDING, Count, OneOf, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import LANGS, Session, say, show, show_json

if TYPE_CHECKING:
    from auditor.models import Turn
    from auditor.scale import Tour
    from auditor.settings import Settings

NOTHING = 3  # exit code: not one of the sites could be audited
OPTIONS = (
    *BUILDING,
    click.option("--workers", type=Count()),
    click.option("--scheduler"),
    click.option("--due", is_flag=True),
    click.option("--dashboard", is_flag=True),
    click.option("--max-pages", type=Count()),
    click.option("--allow-private", is_flag=True),
    click.option("--render", type=OneOf("auto", "always", "never")),
)


@as_command("portfolio", click.argument("file", required=True), *OPTIONS)
def command(session: Session, file: str, dashboard: bool, **given: Any) -> int:
    """Audit the sites of the file, unless only their page is wanted, and write that page."""
    from auditor import report

    tour = _tour(session, Path(file), given)
    report.check_ours(tour.output)
    turns = {} if dashboard else _made(session, tour)
    from auditor.scale import standings
    from auditor.store import Store

    with Store(tour.store) as store:
        found = standings(tour.portfolio, store, tour.output, tour.today)
    languages = (session.lang, *(lang for lang in LANGS if lang != session.lang))
    index = report.dashboard(found, tour.output, languages=languages, today=tour.today)
    _tell(session, turns, index)
    return NOTHING if turns and all(turn.state == "failed" for turn in turns.values()) else 0


def _tour(session: Session, file: Path, given: dict[str, Any]) -> Tour:
    from auditor import portfolio
    from auditor.scale import Tour

    listed = portfolio.load(file)
    settings = settings_for(session, given)
    scheduler = given["scheduler"] or ""
    return Tour(
        portfolio=listed,
        settings=_of_nobody(settings),
        store=settings.store if "://" in settings.store else str(Path(settings.store).expanduser().resolve()),
        output=(Path(given["output"]) if given["output"] else Path(settings.report.output) / file.stem).resolve(),
        languages=given["report_lang"] or settings.report.languages,
        workers=given["workers"] or min(os.cpu_count() or 1, len(listed.sites)),
        scheduler=scheduler,
        is_due_only=given["due"],
        today=_today(),
    )


def _of_nobody(settings: Settings) -> Settings:
    """The settings without what belongs to one site alone: its name, and the passwords that no other site may be sent."""
    crawl = settings.crawl.model_copy(update={"auth": None, "cookies": (), "headers": (), "urls": ()})
    return settings.model_copy(update={"crawl": crawl, "site": settings.site.model_copy(update={"name": "", "aliases": ()})})


def _today() -> str:
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    return datetime.fromtimestamp(epoch, UTC).date().isoformat()


def _made(session: Session, tour: Tour) -> dict[str, Turn]:
    """The turns of this run, each told as it ends."""
    from auditor.report import reason_of
    from auditor.scale import RIVAL

    session.kept = "cli.interrupted-portfolio"
    turns: dict[str, Turn] = {}
    with watching(session) as watch:
        for turn in tour.turns(watch):
            site = turn.slug.removeprefix(RIVAL)
            is_rival = site != turn.slug
            turns |= {} if is_rival else {site: turn}
            watch.step(1)
            key = "rival" if is_rival and turn.state == "done" else turn.state
            watch.note(f"cli.portfolio.{key}", site=site, reason=reason_of(turn, session.lang) if turn.key else "")
    return turns


def _tell(session: Session, turns: dict[str, Turn], index: Path) -> None:
    ended = Counter(turn.state for turn in turns.values())
    if turns:
        say(session, "cli.portfolio.end", count=ended["done"], failed=ended["failed"])
    say(session, "cli.end.open", address=index.resolve().as_uri())
    if not session.as_json:
        show(str(index))
        return
    document = json.loads((index.parent / "portfolio.json").read_text(encoding="utf-8"))
    show_json({**document, "dashboard": str(index.resolve()), "address": index.resolve().as_uri()})
