"""`auditor benchmark`, and `auditor benchmark reliability`: whether the scores of stored audits can be relied on.

In: names of sites in the store, by default all. Out: how far both halves of the text agree, what one segment moves, whether the same input
gives the same number.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from auditor.cli import distributions
from auditor.cli.commands import BENCHMARK, as_command, group
from auditor.cli.options import COMMON, settings_for
from auditor.cli.terminal import Session, show, show_json
from auditor.errors import UsageProblem
from auditor.judge.reliability import Reliability
from auditor.words import say as words

command = group("benchmark", BENCHMARK, *COMMON)


@as_command("benchmark.reliability", click.argument("site", nargs=-1))
def measure(session: Session, site: tuple[str, ...], **given: Any) -> None:
    """Measure the reliability of the last audits of the sites."""
    settings = settings_for(session, given)
    from auditor import judge, knowledge
    from auditor.store import Store

    with Store(settings.store) as store:
        slugs = store.sites()
        for slug in site:
            if slug not in slugs:
                raise UsageProblem("pipeline.unknown-site", site=slug, known=", ".join(slugs) or "-")
        audits = [audit for slug in site or slugs if (audit := store.latest_audit(slug))]
    found = judge.reliability(audits, knowledge.load())
    if session.as_json:
        show_json({"schema_version": 1, **asdict(found)})
        return
    for line in told(found, session.lang):
        show(line)


def told(found: Reliability, lang: str) -> list[str]:
    """The figures in words."""
    lines = [words(lang, "cli.benchmark.audits", count=found.audits)]
    for id, value in found.halves.items():
        key = "cli.benchmark.halves" if value is not None else "cli.benchmark.halves-few"
        lines.append(words(lang, key, name=words(lang, f"cli.benchmark.name.{id}"), value=_number(value or 0.0, lang, 2)))
    key = "cli.benchmark.largest" if found.largest is not None else "cli.benchmark.largest-none"
    lines.append(words(lang, key, count=found.large, value=_number(found.largest or 0.0, lang, 1)))
    return [*lines, words(lang, "cli.benchmark.same" if found.same else "cli.benchmark.not-same")]


def _number(value: float, lang: str, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", "," if lang == "fr" else ".")


command.add_command(distributions.build)
command.add_command(distributions.show_one)
command.add_command(measure)
