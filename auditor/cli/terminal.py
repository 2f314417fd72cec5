"""What reaches the terminal: its language, its encoding, its colour, and nothing that a page could use to drive it.

In: sentences and results. Out: clean text on stdout (results) and stderr (everything else).
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.models import Lang

LANGS: tuple[Lang, ...] = ("fr", "en")  # not taken from models: its records cost half of the time of `auditor --help`
# C0 and C1 controls but tab and newline, and the marks that reorder text: a page's title must not move the cursor
# nor make an address read backwards.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass
class Session:
    """One command line: how it speaks, and what its common options said."""

    lang: Lang
    environ: Mapping[str, str] = field(default_factory=dict)
    store: str | None = None
    as_json: bool = False
    is_quiet: bool = False
    is_verbose: bool = False
    kept: str = ""  # catalogue key of what an interruption leaves behind


def ui_lang(args: Sequence[str], environ: Mapping[str, str]) -> Lang:
    """The language of help and errors: --ui-lang, AUDITOR_UI_LANG, LC_ALL, LC_MESSAGES, LANG, then the system's own; else English."""
    asked = [value for flag, value in pairwise(args) if flag == "--ui-lang"]
    asked += [arg.partition("=")[2] for arg in args if arg.startswith("--ui-lang=")]
    variables = [environ.get(name, "") for name in ("AUDITOR_UI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    for wish in [*(one for one in asked[-1:] if one in LANGS), *variables, _windows_language()]:
        if wish and wish not in {"C", "POSIX"} and not wish.startswith("C."):
            return next((lang for lang in LANGS if wish.lower().startswith(lang)), "en")
    return "en"


def _windows_language() -> str:
    """Language of the Windows interface ("fr_FR"), where no variable says it; "" elsewhere."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")


def prepare_streams() -> None:
    """Make printing safe: UTF-8 into files and pipes, and a character that a console lacks is replaced, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def clean(text: str) -> str:
    """The text without control and reordering characters."""
    return CONTROLS.sub("", text)


def show(text: str) -> None:
    """One line of the result, on stdout."""
    print(clean(text), file=sys.stdout)


def show_json(document: object, *, indent: int | None = 2) -> None:
    """A JSON document on stdout; controls are escaped, so that nothing is lost and nothing obeyed."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    print(CONTROLS.sub(_escaped, text), file=sys.stdout)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}" if found.group() != "\r" else "\r"


def complain(session: Session, sentence: str, *, help_text: str = "") -> None:
    """An error, on stderr: one sentence after the program's name, after the help that a lost user needs."""
    if help_text:
        print(clean(help_text), end="\n\n", file=sys.stderr)
    print(clean(f"auditor{sentence_gap(session.lang)}{sentence}"), file=sys.stderr)


def sentence_gap(lang: Lang) -> str:
    """What stands between a label and its sentence: French sets a no-break space before the colon."""
    return "\u00a0: " if lang == "fr" else ": "


def say(session: Session, key: str, *, always: bool = False, **fields: object) -> None:
    """A sentence of the catalogues on stderr; with -q only what `always` must be said."""
    from auditor.words import say as words

    if always or not session.is_quiet:
        print(clean(words(session.lang, key, **fields)), file=sys.stderr)


def tell(session: Session, line: str) -> None:
    """A line that is already in words, on stderr; nothing with -q."""
    if not session.is_quiet:
        print(clean(line), file=sys.stderr)


def has_colour(environ: Mapping[str, str], is_tty: bool) -> bool:
    """NO_COLOR, then FORCE_COLOR (both any non-empty value), then TERM=dumb, then whether it is a terminal."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return is_tty and environ.get("TERM") != "dumb"
