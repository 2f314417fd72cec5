"""What the method knows, as data: rules, party words, scorecards, indicators, recipes, facts, promises, voice, swap test.

In: the folder `rules/`. Out: one `Knowledge`; every mistake in a file is a `RuleProblem` with its file and line.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor.knowledge import facts, parties, promises, rules, voice
from auditor.knowledge.facts import FactRules
from auditor.knowledge.kept import keep, known_files
from auditor.knowledge.parties import PartyWords
from auditor.knowledge.promises import PromiseRules
from auditor.knowledge.rules import Rule
from auditor.knowledge.voice import VoiceWords
from auditor.knowledge.yaml_file import noting
from auditor.models import Lang
from auditor.resources import folder as resource

__all__ = ["Knowledge", "PartyWords", "Rule", "load", "load_again"]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of `rules/`, read and checked."""

    rules: Mapping[str, Rule]
    parties: Mapping[Lang, PartyWords]
    scorecards: Any
    index: Any
    recipes: Any
    digest: str  # 12 hex digits of every rule file, names and contents
    lenses: Any = None
    facts: Mapping[Lang, FactRules] = field(default_factory=dict)
    promises: Mapping[Lang, PromiseRules] = field(default_factory=dict)
    voice: Mapping[Lang, VoiceWords] = field(default_factory=dict)
    swap: Any = None


def load_again() -> Knowledge:
    """The rules that travel with the program, quickly: from the copy of what they hold, which is made where it is not there."""
    folder = resource("rules")
    made_of = digest(folder)
    files = known_files(folder, made_of)
    known = len(files)
    with noting(files):
        loaded = load(folder)
    if len(files) > known and digest(folder) == made_of:  # else they were changed while they were read
        keep(folder, made_of, files)
    return loaded


def load(folder: Path | None = None) -> Knowledge:
    """The knowledge in `folder`, by default the rules that travel with the program; RuleProblem for the first mistake."""
    folder = folder or resource("rules")
    return Knowledge(
        rules=rules.load(folder),
        parties=parties.load(folder),
        scorecards=_part("scorecards", folder),
        index=_part("index", folder),
        recipes=_part("recipes", folder),
        digest=digest(folder),
        lenses=_part("lenses", folder),
        facts=facts.load(folder),
        promises=promises.load(folder),
        voice=voice.load(folder),
        swap=_part("swap", folder),
    )


def digest(folder: Path) -> str:
    """12 hex digits of every file under `folder`, the same with any line endings."""
    told = hashlib.blake2b(digest_size=6)
    for path in sorted(folder.rglob("*.yml"), key=lambda p: p.relative_to(folder).as_posix()):
        told.update(path.relative_to(folder).as_posix().encode() + b"\x1f")
        told.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\x1f")
    return told.hexdigest()


def _part(name: str, folder: Path) -> Any:
    module = f"auditor.knowledge.{name}"
    return importlib.import_module(module).load(folder) if importlib.util.find_spec(module) else None
