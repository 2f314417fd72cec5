"""The kinds of finding that a reader sees: A about you, B no proof, C vague, D hard to read, + speaks to the client.

In: a rule's family and id. Out: its letter, as `site_templates/families.yml` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from auditor.resources import folder
from auditor.words import say

GOOD = "+"
CSS_NAMES = {GOOD: "plus"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding: its letter, its name in the reader's language, its class in the style sheet."""

    letter: str
    name: str
    css: str


@cache
def _table() -> dict[str, Any]:
    with (folder("site_templates") / "families.yml").open(encoding="utf-8") as stream:
        table: dict[str, Any] = yaml.safe_load(stream)
    return table


@cache
def letters() -> tuple[str, ...]:
    """All letters of findings, the worst first."""
    return tuple(_table()["order"])


@cache
def letter_of(rule: str, family: str) -> str:
    """The letter of a rule."""
    table = _table()
    letter: str = table["rules"].get(rule) or table["families"].get(family, table["other"])
    return letter


def kinds(lang: str, *, good: bool = False) -> tuple[Kind, ...]:
    """Every kind of finding, the worst first; with `good`, then what speaks to the client."""
    return tuple(kind(letter, lang) for letter in (*letters(), *((GOOD,) if good else ())))


@cache
def kind(letter: str, lang: str) -> Kind:
    """The kind of a letter."""
    css = CSS_NAMES.get(letter, letter.lower())
    return Kind(letter, say(lang, f"report.kind.{css}"), css)
