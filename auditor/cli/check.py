"""`auditor check SOURCE…`: a gate for CI, commits and editors; no report is written.

In: sources, and what is asked of them. Out: the findings on stdout or in a file; exit code 1 where a gate that was asked for fails.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.commands import as_command
from auditor.cli.options import CRAWLING, JUDGING, OneOf, Share, settings_for
from auditor.cli.progress import watching
from auditor.cli.terminal import Session, say, show
from auditor.errors import UsageProblem

if TYPE_CHECKING:
    from auditor.gate import Asked, Baseline, Verdict
    from auditor.pipeline.checking import Checked
    from auditor.settings import Settings

FORMATS = ("text", "json", "sarif", "junit", "markdown", "github")
WITH_REWRITES = {"json", "sarif", "markdown"}  # the others show none: looking for them takes a parse of each sentence found


@as_command(
    "check",
    click.argument("source", nargs=-1, required=True),
    click.option("--fail-under", type=Share()),
    click.option("--fail-on", type=OneOf("note", "warning", "error")),
    click.option("--baseline"),
    click.option("--write-baseline"),
    click.option("--format", "shape", type=OneOf(*FORMATS), default="text"),
    click.option("-o", "--output", "report_file"),
    click.option("--root"),
    *CRAWLING,
    *JUDGING,
)
def command(
    session: Session, source: tuple[str, ...], write_baseline: str | None, shape: str, report_file: str | None, **given: Any
) -> int:
    """Judge each source, print what counts, and say whether the gate holds."""
    settings = settings_for(session, given)
    shape = "json" if session.as_json else shape
    asked = _asked(settings, writing=write_baseline)
    from auditor.pipeline.checking import check
    from auditor.store import Store

    session.kept = "cli.interrupted-crawl"
    with Store(settings.store) as store, watching(session) as watch:
        found = check(source, settings, store=store, with_rewrites=shape in WITH_REWRITES, watch=watch)
    verdicts = [_verdict(session, one, asked) for one in found]
    _show(_shaped(verdicts, shape), report_file)
    if shape != "text":
        _tell(session, verdicts)
    if write_baseline:
        _write_baseline(session, Path(write_baseline), verdicts, found)
        return 0
    return 0 if all(one.holds for one in verdicts) else 1


def _asked(settings: Settings, *, writing: str | None) -> Asked:
    """What is asked for; while a baseline is written nothing is held against it."""
    from auditor.gate import Asked, read_baseline

    wanted = settings.check
    if writing:
        return Asked()
    return Asked(wanted.fail_under or None, wanted.fail_on or None, read_baseline(Path(wanted.baseline)) if wanted.baseline else None)


def _verdict(session: Session, found: Checked, asked: Asked) -> Verdict:
    from auditor.gate import verdict

    told = verdict(
        found.audit,
        knowledge=found.knowledge,
        lang=session.lang,
        asked=asked,
        files=found.files,
        places=found.places,
        is_part=found.is_part,
    )
    baseline = asked.baseline
    if baseline is not None and told.rows and baseline.rules_digest != found.audit.rules_digest:
        say(session, "gate.baseline-other-rules")
    return told


def _shaped(verdicts: Sequence[Verdict], shape: str) -> str:
    """The verdicts in one of the formats."""
    from auditor import __version__, gate

    if shape == "json":
        return _dumped(gate.document(verdicts))
    if shape == "sarif":
        return _dumped(gate.sarif(verdicts, version=__version__))
    if shape == "junit":
        return gate.junit(verdicts)
    one = {"text": gate.text, "markdown": gate.summary, "github": gate.github}[shape]
    return ("\n\n" if shape == "markdown" else "\n").join(map(one, verdicts))


def _dumped(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)


def _show(text: str, file: str | None) -> None:
    """The text on stdout, or in a file whose folder is made."""
    if file is None:
        show(text)
        return
    path = Path(file)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _tell(session: Session, verdicts: Sequence[Verdict]) -> None:
    """What it comes to, on stderr, where stdout is for a program."""
    from auditor.cli.terminal import tell
    from auditor.gate import closing

    for one in verdicts:
        for line in closing(one):
            tell(session, line)


def _write_baseline(session: Session, file: Path, verdicts: Sequence[Verdict], found: Sequence[Checked]) -> None:
    """Accept every finding; those of pages that were not read stay accepted."""
    from auditor.gate import entries_to_keep, read_baseline, written

    old: Baseline | None = read_baseline(file) if file.exists() else None
    entries = entries_to_keep(verdicts, old, is_part=any(one.is_part for one in found))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(entries, found[0].audit.rules_digest), encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageProblem("gate.baseline-unwritten", file=file, reason=error.strerror or error) from error
    say(session, "gate.baseline-written", always=True, file=file, count=len(set(entries)))
