"""`auditor build SITE`: write the report of a stored audit again, without the network and without judging.

In: a site's name in the store. Out: the path of the report.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import BUILDING, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show, show_json


@as_command("build", click.argument("site", required=True), *BUILDING)
def command(session: Session, site: str, output: str | None, report_lang: tuple[Any, ...] | None, **given: Any) -> None:
    """Write the report of the site's last audit."""
    settings = settings_for(session, given)
    from auditor import pipeline

    folder = Path(output) if output else None
    with watching(session) as watch:
        index = pipeline.build_site(site, settings, store=settings.store, output=folder, report_langs=report_lang or (), watch=watch)
    say(session, "cli.end.open", address=index.resolve().as_uri())
    if session.as_json:
        show_json({"schema_version": 1, "site": site, "report": str(index.resolve()), "address": index.resolve().as_uri()})
    else:
        show(str(index))
