"""The words of a site's voice, as data: how it addresses the reader, speaks of itself and names its customers.

In: `rules/voice/<lang>.yml`. Out: one `VoiceWords` a language; every mistake is a `RuleProblem` with file and line.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from auditor.knowledge import yaml_file
from auditor.models import LANGS, Lang

Groups = dict[str, tuple[str, ...]]


class VoiceWords(BaseModel):
    """The words of one language, by the name under which the report shows them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: Groups
    address_endings: Groups  # of orders to the reader
    person: Groups
    customer_names: Groups


def load(folder: Path) -> dict[Lang, VoiceWords]:
    """The words of both languages under `folder`/voice."""
    return {lang: yaml_file.read(folder / "voice" / f"{lang}.yml", VoiceWords) for lang in LANGS}
