"""`auditor extract SOURCE`: the main content of one page, as text or as blocks.

In: a file, an address or "-". Out: one block a line, or a JSON document.
"""

from __future__ import annotations

from dataclasses import asdict

import click

from auditor.cli.commands import as_command
from auditor.cli.options import OneOf, settings_for
from auditor.cli.terminal import Session, show, show_json
from auditor.models import PageText

META = ("title", "description")  # blocks that stand in no line of the page


@as_command(
    "extract",
    click.argument("source", required=True),
    click.option("--format", "shape", type=OneOf("text", "json"), default="text"),
    click.option("--url"),
    click.option("--allow-private", is_flag=True),
)
def command(session: Session, source: str, shape: str, url: str | None, allow_private: bool) -> None:
    """Print what is kept of the page."""
    settings = settings_for(session, {"allow_private": allow_private})
    from auditor import pipeline

    text = pipeline.extract_source(source, url or "", settings)
    if shape == "json" or session.as_json:
        show_json(_document(text))
        return
    for block in text.blocks:
        if block.kept and block.kind not in META:
            show(block.text)


def _document(text: PageText) -> dict[str, object]:
    facts = {"url": text.url, "key": text.key, "lang": text.lang, "kind": text.kind, "title": text.title, "description": text.description}
    return {"schema_version": 1, **facts, "blocks": [asdict(block) for block in text.blocks]}
