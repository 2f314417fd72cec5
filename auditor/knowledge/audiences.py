"""Audiences: which rules are graver, or less grave, for some readers. Severities only; the index is the same for all.

In: `rules/audiences/<id>.yml`. Out: one `Audience` each.
"""

from __future__ import annotations

from pathlib import Path

from auditor.knowledge import yaml_file
from auditor.knowledge.rules import Record
from auditor.resources import folder as resource


class Audience(Record):
    """Patterns of rules (`family/id`, `family/*`) that change by one severity."""

    heavier: tuple[str, ...] = ()
    lighter: tuple[str, ...] = ()
    evidence: str


def load(folder: Path | None = None) -> dict[str, Audience]:
    """The audiences under `folder`/audiences by id."""
    folder = folder or resource("rules")
    return {path.stem: yaml_file.read(path, Audience) for path in sorted((folder / "audiences").glob("*.yml"))}
