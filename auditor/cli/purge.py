"""`auditor purge SITE`: take a site out of the store for good.

In: a site's name in the store. Out: what was removed.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import settings_for
from auditor.cli.terminal import Session, say, show, show_json
from auditor.errors import UsageProblem
from auditor.words import say as words

MEGABYTE = 1_000_000


@as_command("purge", click.argument("site", required=True), click.option("--yes", is_flag=True))
def command(session: Session, site: str, yes: bool, **given: Any) -> None:
    """Remove all that the store keeps of the site, once the user has agreed."""
    settings = settings_for(session, given)
    from auditor.store import Store, purge

    with Store(settings.store) as store:
        if site not in store.sites():
            raise UsageProblem("pipeline.unknown-site", site=site, known=", ".join(store.sites()) or "-")
        if not yes and not _agreed(session, site):
            say(session, "cli.purge.kept", always=True, site=site)
            return
        removed = purge(store, site)
    if session.as_json:
        show_json({"schema_version": 1, "site": site, **asdict(removed)})
        return
    size = f"{removed.bytes / MEGABYTE:.1f}"
    fields = {"crawls": removed.crawls, "pages": removed.pages, "audits": removed.audits, "decisions": removed.decisions}
    show(words(session.lang, "cli.purge.removed", site=site, archives=len(removed.archives), size=size, **fields))
    say(session, "cli.purge.reports")


def _agreed(session: Session, site: str) -> bool:
    """Whether the user says yes; where nobody can be asked, --yes is needed."""
    if not sys.stdin.isatty():
        raise UsageProblem("cli.purge.needs-yes", site=site)
    print(words(session.lang, "cli.purge.question", site=site), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in words(session.lang, "cli.purge.answers").split()
