"""Settings: flag > `AUDITOR_*` > `auditor.toml` > user file > default, as typed records.

In: files, environment and flags. Out: `Settings`. A wrong line is a `SettingsProblem` with its file and line.

Each source gives a layer, a mapping from a path of keys (("crawl", "max_pages")) to a `Given` that remembers where it stands; the
layers are laid over each other and pydantic has the last word, its complaint being told where the value came from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.errors import SettingsProblem, UsageProblem

PROJECT_FILE = "auditor.toml"
PREFIX = "AUDITOR_"
SECRET = {"auth", "cookies", "headers"}  # pairs that may hold a password: an error never repeats them
Keys = tuple[str, ...]


class Part(BaseModel):
    """A table of auditor.toml: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SiteSettings(Part):
    """Whose words are read: `[site]`."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    customer_nouns: tuple[str, ...] = ()  # patients, adhérents, members
    lang: Literal["auto", "fr", "en"] = "auto"


class CrawlSettings(Part):
    """How the network is used: `[crawl]`."""

    max_pages: int = Field(default=60, ge=1)
    max_depth: int = Field(default=10, ge=0)
    max_bytes: int = Field(default=10 * 1024 * 1024, ge=1024)  # of one body, decompressed
    timeout: float = Field(default=30.0, gt=0)  # seconds, to connect and between two bytes
    pause: float = Field(default=1.0, ge=0)  # seconds between two requests to a host
    connections: int = Field(default=1, ge=1, le=32)  # requests to a host at once
    max_redirects: int = Field(default=5, ge=0)
    include: tuple[str, ...] = ()  # patterns of addresses (fnmatch), all when empty
    exclude: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()  # only these, when given
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    auth: tuple[str, str] | None = None
    render: Literal["auto", "always", "never"] = "auto"
    pdf: bool = False  # whether a site's PDF brochures are read too; those of a folder always are
    allow_private: bool = False
    user_agent: str = "client-focus-auditor/0.1 (audits company pages; obeys robots.txt)"
    robots_token: str = "client-focus-auditor"  # the product token that robots.txt rules are matched with


class ReportSettings(Part):
    """How the report is written: `[report]`."""

    languages: tuple[Literal["fr", "en"], ...] = ()  # empty: the language of the site
    output: str = "output"
    pdf: bool = True  # print a summary, where a browser is there


class Settings(Part):
    """All of them."""

    site: SiteSettings = SiteSettings()
    crawl: CrawlSettings = CrawlSettings()
    report: ReportSettings = ReportSettings()
    store: str = ".auditor"


@dataclass(frozen=True, slots=True)
class Given:
    """A value with where it was given: a file and line, a variable, or a flag."""

    value: Any
    origin: str  # path of the file, name of the variable, or the flag as typed
    line: int = 0  # 0 when it comes from no file


def load(
    start: Path | None = None,
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    *,
    user_folder: Path | None = None,
) -> Settings:
    """The settings in force in the folder `start` (its own auditor.toml only, no parent's).

    `flags` maps dotted keys ("crawl.max_pages") to values; None means not given. SettingsProblem names file and line of a mistake in a
    file, UsageProblem the variable or the flag.
    """
    layers: dict[Keys, Given] = {}
    for file in ((user_folder or user_settings_folder()) / PROJECT_FILE, (start or Path()) / PROJECT_FILE):
        layers |= _read_file(file) if file.is_file() else {}
    layers |= _read_environ(environ or {})
    layers |= {tuple(key.split(".")): Given(value, key) for key, value in (flags or {}).items() if value is not None}
    return _validated(layers)


def user_settings_folder() -> Path:
    """Where this platform keeps the settings of a user's programs."""
    import click

    return Path(click.get_app_dir("auditor"))


def known_keys() -> dict[Keys, Any]:
    """Every setting by its path of keys, with its field; ("store",), ("crawl", "max_pages"), ..."""
    keys: dict[Keys, Any] = {}
    for name, field in Settings.model_fields.items():
        part = field.annotation
        if isinstance(part, type) and issubclass(part, Part):
            keys |= {(name, below): inner for below, inner in part.model_fields.items()}
        else:
            keys[(name,)] = field
    return keys


def variable(keys: Keys) -> str:
    """The environment variable of a setting: AUDITOR_CRAWL_MAX_PAGES."""
    return PREFIX + "_".join(keys).upper()


def _read_file(file: Path) -> dict[Keys, Given]:
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found.group(1)) if found else max(1, len(text.splitlines()))
        raise SettingsProblem("settings.not-toml", file=file, line=line, reason=str(error)) from error
    layer: dict[Keys, Given] = {}
    for name, value in tables.items():
        inner = {(name, below): v for below, v in value.items()} if isinstance(value, dict) else {(name,): value}
        for keys, one in inner.items():
            layer[keys] = Given(one, str(file), _line_of(text, keys))
            _refuse_unknown(keys, layer[keys])
    return layer


def _line_of(text: str, keys: Keys) -> int:
    """Line of a key in a TOML file, found by its words since tomllib keeps none; its table's when it is written otherwise."""
    table, best = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([\w.\"'-]+)\s*\]+", line):
            table = header.group(1).strip("\"'")
            best = number if table == keys[0] else best
        elif found := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            name = found.group(1).replace('"', "").replace("'", "")
            if ".".join(keys) == (f"{table}.{name}" if table else name):
                return number
    return best


def _refuse_unknown(keys: Keys, given: Given) -> None:
    known = [".".join(k) for k in known_keys()]
    tables = sorted({k.split(".")[0] for k in known})
    name = ".".join(keys)
    if name in known:
        return
    if len(keys) == 1 and name in tables:
        raise SettingsProblem("settings.table-expected", file=given.origin, line=given.line, name=name)
    siblings = [k for k in known if k.startswith(f"{keys[0]}.")] or [*known, *tables]
    near = get_close_matches(name, siblings, n=1, cutoff=0.0)[0]
    raise SettingsProblem("settings.unknown-key", file=given.origin, line=given.line, name=name, near=near)


def _read_environ(environ: Mapping[str, str]) -> dict[Keys, Given]:
    layer: dict[Keys, Given] = {}
    for keys, field in known_keys().items():
        text = environ.get(variable(keys))
        if text:
            layer[keys] = Given(_from_text(text, str(field.annotation)), variable(keys))
    return layer


def _from_text(text: str, annotation: str) -> object:
    """Lists are written with commas, pairs as `name=value` or `name:value`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if "tuple[tuple" in annotation:
        return [_pair(part) for part in parts]
    if "tuple[str, str]" in annotation:
        return _pair(text)
    return parts if annotation.startswith("tuple") else text


def _pair(text: str) -> list[str]:
    return re.split("[=:]", text, maxsplit=1)


def _validated(layers: Mapping[Keys, Given]) -> Settings:
    tree: dict[str, Any] = {}
    for keys, given in layers.items():
        place = tree.setdefault(keys[0], {}) if len(keys) > 1 else tree
        place[keys[-1]] = given.value
    try:
        return Settings.model_validate(tree)
    except ValidationError as error:
        raise _located(error, layers) from error


def _located(error: ValidationError, layers: Mapping[Keys, Given]) -> UsageProblem:
    """The first complaint, told where its value was given."""
    first = error.errors()[0]
    place = tuple(str(step) for step in first["loc"])
    keys = next((keys for keys in layers if place[: len(keys)] == keys), place)
    given = layers.get(keys, Given(None, ".".join(keys)))
    expected = _expected(first)
    if keys[-1] in SECRET:
        expected = {"key": "settings.not-pairs"}
    fields: dict[str, object] = {"name": ".".join(keys), "value": first.get("input"), **expected}
    key = fields.pop("key")
    if given.line:
        return SettingsProblem(str(key), file=given.origin, line=given.line, **fields)
    return UsageProblem("settings.from", origin=given.origin, problem=UsageProblem(str(key), **fields))


def _expected(complaint: Any) -> dict[str, object]:
    """Which sentence says what pydantic would have accepted."""
    kind, context = complaint["type"], complaint.get("ctx", {})
    if kind in {"greater_than_equal", "greater_than"}:
        return {"key": "settings.too-small", "minimum": context.get("ge", context.get("gt"))}
    if kind == "literal_error":
        return {"key": "settings.not-a-choice", "choices": str(context["expected"]).replace("'", "")}
    kinds = {"int": "number", "float": "number", "bool": "yes-no", "tuple": "list"}
    found = next((name for prefix, name in kinds.items() if kind.startswith(prefix)), "text")
    return {"key": f"settings.not-{found}"}
