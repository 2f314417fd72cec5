"""The verdict as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

In: a verdict. Out: `::warning file=…,line=…::…` lines, escaped as the runner unescapes them (its documentation: %, CR, LF in a message; `:`
and `,` too in a property).
"""

from __future__ import annotations

from auditor.gate.text import closing
from auditor.gate.verdict import Row, Verdict
from auditor.models import Severity

COMMANDS: dict[Severity, str] = {"note": "notice", "warning": "warning", "error": "error"}


def github(found: Verdict) -> str:
    """A command a finding, then one with what it comes to."""
    level = "notice" if found.holds else "error"
    return "\n".join([*map(_command, found.rows), f"::{level}::{_message(chr(10).join(closing(found)))}"])


def _command(row: Row) -> str:
    properties = {"file": row.file}
    if row.place:
        properties |= {"line": str(row.place.line), "endLine": str(row.place.end_line)}
        if row.place.line == row.place.end_line:  # the runner knows columns within one line only
            properties |= {"col": str(row.place.column), "endColumn": str(row.place.end_column)}
    properties["title"] = row.finding.rule
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[row.finding.severity]} {told}::{_message(row.message)}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
