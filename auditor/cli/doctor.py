"""`auditor doctor`: what is installed, what is missing and how to get it.

In: this machine. Out: one line a part on stdout; exit code 0 when an audit can run, 2 when something that it needs is missing.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

from auditor.cli.commands import as_command
from auditor.cli.options import settings_for
from auditor.cli.terminal import Session, say, show, show_json
from auditor.models import LANGS
from auditor.words import say as words

OLDEST = (3, 11)
# What pyproject.toml offers, and the module that shows it is there.
EXTRAS = {"brochures": "pypdf", "calibrate": "sklearn", "llm": "openai", "render": "playwright", "word": "docx"}


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was looked for: whether it is there, whether an audit needs it, and what to say of it."""

    name: str
    is_there: bool
    is_needed: bool
    detail: str = ""  # version, path
    advice: str = ""  # how to get it, when it is missing


@as_command("doctor")
def command(session: Session) -> int:
    """Look for every part and say what was found."""
    parts = list(_parts(session))
    is_usable = all(part.is_there for part in parts if part.is_needed)
    if session.as_json:
        show_json({"schema_version": 1, "usable": is_usable, "parts": [asdict(part) for part in parts]})
    else:
        for part in parts:
            show(_line(part, session.lang))
        say(session, "cli.doctor.usable" if is_usable else "cli.doctor.unusable")
    return 0 if is_usable else 2


def _line(part: Part, lang: str) -> str:
    state = "there" if part.is_there else "missing" if part.is_needed else "absent"
    told = f"{words(lang, f'cli.doctor.{state}'):10} {part.name:22} {part.detail}".rstrip()
    return told if part.is_there else f"{told}\n{'':10} {part.advice}"


def _parts(session: Session) -> Iterator[Part]:
    lang = session.lang
    version = sys.version_info[:2]
    yield Part("Python", version >= OLDEST, True, platform.python_version(), words(lang, "cli.doctor.get-python"))
    yield from _models(lang)
    yield _rules(lang)
    yield _store(session)
    yield _browser(lang)
    for extra, module in EXTRAS.items():
        yield Part(f"[{extra}]", find_spec(module) is not None, False, advice=words(lang, f"cli.doctor.get-{extra}"))


def _models(lang: str) -> Iterator[Part]:
    from auditor.language import models_found

    found = {model.lang: model for model in models_found()}
    for language in LANGS:
        name = words(lang, f"cli.doctor.model-{language}")
        model = found.get(language)
        advice = words(lang, f"cli.doctor.get-model-{language}")
        yield Part(name, model is not None, True, f"{model.name} {model.version} ({model.licence})" if model else "", advice)


def _rules(lang: str) -> Part:
    from auditor.errors import AuditorError
    from auditor.knowledge import load

    try:
        knowledge = load()
    except AuditorError as error:
        return Part(words(lang, "cli.doctor.rules"), False, True, advice=error.sentence(lang))
    detail = words(lang, "cli.doctor.rules-found", count=len(knowledge.rules), digest=knowledge.digest)
    return Part(words(lang, "cli.doctor.rules"), True, True, detail)


def _store(session: Session) -> Part:
    """Whether the store can be written, found without making it."""
    address = settings_for(session, {}).store
    name, advice = words(session.lang, "cli.doctor.store"), words(session.lang, "cli.doctor.get-store")
    if "://" in address:
        return Part(name, _opens(address), True, address.rpartition("@")[2], advice)
    nearest = next(p for p in (Path(address).resolve(), *Path(address).resolve().parents) if p.exists())
    return Part(name, nearest.is_dir() and os.access(nearest, os.W_OK), True, address, advice)


def _opens(address: str) -> bool:
    from auditor.errors import AuditorError
    from auditor.store import Store

    try:
        with Store(address):
            return True
    except AuditorError:
        return False


def _browser(lang: str) -> Part:
    from auditor.browser import find_chromium

    path = find_chromium()
    return Part(words(lang, "cli.doctor.browser"), path is not None, False, str(path or ""), words(lang, "cli.doctor.get-browser"))
