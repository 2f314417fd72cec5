"""Everything that can go wrong for a user, as one tree; the sentences are in the catalogues.

    AuditorError
    ├── UsageProblem          exit 2: wrong usage or configuration
    │   ├── SettingsProblem       a line of auditor.toml or brand.toml
    │   └── RuleProblem           a line of a file in rules/
    ├── GateFailed            exit 1: a gate that was asked for
    └── NothingToAudit        exit 3: unreachable, forbidden, no text

Each carries a catalogue key ("crawl.unreachable" is `unreachable` in `catalogues/<lang>/crawl.yml`) and the fields of its sentence:
what happened, where, what was expected, what to do. `str(error)` is that sentence in English; `sentence(lang)` in either language.
"""

from __future__ import annotations


class AuditorError(Exception):
    """Base of all errors that are the input's or the world's fault, not ours."""

    exit_code = 2

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields

    def sentence(self, lang: str = "en") -> str:
        """The error as one sentence in `lang`."""
        from auditor.words import say

        return say(lang, self.key, **self.fields)

    def __str__(self) -> str:
        return self.sentence()


class UsageProblem(AuditorError):
    """The command, its options or its files are not as expected."""


class FileProblem(UsageProblem):
    """A line of a file is wrong: shown as `file:line: reason`."""

    def __init__(self, key: str, *, file: object, line: int, **fields: object) -> None:
        super().__init__(key, **fields)
        self.file, self.line = str(file), line

    def sentence(self, lang: str = "en") -> str:
        """`file:line: reason`, the reason in `lang`."""
        return f"{self.file}:{self.line}: {super().sentence(lang)}"


class SettingsProblem(FileProblem):
    """A line of auditor.toml or brand.toml."""


class RuleProblem(FileProblem):
    """A line of a file in rules/."""


class GateFailed(AuditorError):
    """A gate that was asked for failed."""

    exit_code = 1


class NothingToAudit(AuditorError):
    """Unreachable, forbidden by robots.txt, or no text."""

    exit_code = 3
