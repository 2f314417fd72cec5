"""What a language model is asked, in each language: the only words that leave the machine beside the page's own.

In: `site_templates/prompts/<lang>.yml`. Out: `Prompt`; a mistake is a `RuleProblem` at its line.
"""

from __future__ import annotations

from functools import cache

from auditor.knowledge import yaml_file
from auditor.knowledge.rules import Record
from auditor.models import Lang
from auditor.resources import folder


class Keys(Record):
    """Names of a task's parts, as the language's own prompt explains them."""

    sentence: str
    problem: str
    aim: str
    before: str
    may_go: str
    may_come: str
    facts: str


class Shot(Record):
    """A task with its answer, shown to the model before the real one; an empty answer is a refusal."""

    sentence: str
    problem: str
    may_go: tuple[str, ...]
    may_come: tuple[str, ...]
    answer: str


class Prompt(Record):
    """What is said in one language."""

    system: str
    keys: Keys
    shots: tuple[Shot, ...] = ()


@cache
def prompt(lang: Lang) -> Prompt:
    """The prompt that travels with the program."""
    return yaml_file.read(folder("site_templates") / "prompts" / f"{lang}.yml", Prompt)
