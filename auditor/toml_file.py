"""TOML files of the user as typed records: every value remembers where it was given, and a mistake is told there.

In: a file and the model that it must fit. Out: a layer, from paths of keys (("crawl", "max_pages")) to `Given`, and the record made of
layers; SettingsProblem with file and line, or UsageProblem that names the variable or the flag.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from auditor.errors import SettingsProblem, UsageProblem

SECRET = {"auth", "cookies", "headers"}  # pairs that may hold a password: an error never repeats them
Keys = tuple[str, ...]
Record = TypeVar("Record", bound="Part")


class Part(BaseModel):
    """A table of auditor.toml: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Given:
    """A value with where it was given: a file and line, a variable, or a flag."""

    value: Any
    origin: str  # path of the file, name of the variable, or the flag as typed
    line: int = 0  # 0 when it comes from no file
    lines: Mapping[tuple[int, str], int] = field(default_factory=dict)  # of a list of tables: by entry and key, "" for its header


def known_keys(model: type[Part]) -> dict[Keys, Any]:
    """Every key of a model by its path, with its field; ("store",), ("crawl", "max_pages"), ..."""
    keys: dict[Keys, Any] = {}
    for name, given in model.model_fields.items():
        part = given.annotation
        if isinstance(part, type) and issubclass(part, Part):
            keys |= {(name, below): inner for below, inner in part.model_fields.items()}
        else:
            keys[(name,)] = given
    return keys


def read_file(file: Path, model: type[Part]) -> dict[Keys, Given]:
    """What a file gives, key by key; SettingsProblem on what is no TOML, or a key that the model does not have."""
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
            layer[keys] = Given(one, str(file), _line_of(text, keys), _lines_of_tables(text, name) if isinstance(one, list) else {})
            _refuse_unknown(keys, layer[keys], model)
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


def _lines_of_tables(text: str, name: str) -> dict[tuple[int, str], int]:
    """Lines of the tables [[name]] and of their keys."""
    lines: dict[tuple[int, str], int] = {}
    entry, is_inside = -1, False
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*(\[+)\s*([\w.\"'-]+)\s*\]+", line):
            is_inside = header.group(1) == "[[" and header.group(2).strip("\"'") == name
            entry += is_inside
            if is_inside:
                lines[entry, ""] = number
        elif is_inside and (found := re.match(r"\s*([\w\"'-]+)\s*=", line)):
            lines.setdefault((entry, found.group(1).strip("\"'")), number)
    return lines


def _refuse_unknown(keys: Keys, given: Given, model: type[Part]) -> None:
    known = [".".join(k) for k in known_keys(model)]
    tables = sorted({k.split(".")[0] for k in known})
    name = ".".join(keys)
    if name in known:
        return
    if len(keys) == 1 and name in tables:
        raise SettingsProblem("settings.table-expected", file=given.origin, line=given.line, name=name)
    if len(keys) == 2 and (keys[0],) in known_keys(model):
        raise SettingsProblem("settings.tables-expected", file=given.origin, line=given.line, name=keys[0])
    siblings = [k for k in known if k.startswith(f"{keys[0]}.")] or [*known, *tables]
    near = get_close_matches(name, siblings, n=1, cutoff=0.0)[0]
    raise SettingsProblem("settings.unknown-key", file=given.origin, line=given.line, name=name, near=near)


def validated(layers: Mapping[Keys, Given], model: type[Record]) -> Record:
    """The record that the layers make, the last one first."""
    tree: dict[str, Any] = {}
    for keys, given in layers.items():
        place = tree.setdefault(keys[0], {}) if len(keys) > 1 else tree
        place[keys[-1]] = given.value
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        raise _located(error, layers, model) from error


def _located(error: ValidationError, layers: Mapping[Keys, Given], model: type[Part]) -> UsageProblem:
    """The first complaint, told where its value was given."""
    errors = error.errors()
    first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])  # a mistyped key is missing too
    place = tuple(str(step) for step in first["loc"])
    keys = next((keys for keys in layers if place[: len(keys)] == keys), place)
    given = layers.get(keys, Given(None, ".".join(keys)))
    expected = _expected(first)
    if keys[-1] in SECRET:
        expected = {"key": "settings.not-pairs"}
    fields: dict[str, object] = {"name": ".".join(keys), "value": first.get("input"), **expected}
    key = fields.pop("key")
    line = given.line
    if given.lines and len(place) > len(keys):
        entry, inner = int(place[len(keys)]), ".".join(place[len(keys) + 1 :][:1])
        line = given.lines.get((entry, inner)) or given.lines.get((entry, ""), line)
        fields["name"] = ".".join((*keys, inner)) if inner else fields["name"]
        if first["type"] == "extra_forbidden":
            near = get_close_matches(inner, _keys_of_tables(model, keys), n=1, cutoff=0.0)
            key, fields["near"] = "settings.unknown-key", ".".join((*keys, *near))
    if line:
        return SettingsProblem(str(key), file=given.origin, line=line, **fields)
    return UsageProblem("settings.from", origin=given.origin, problem=UsageProblem(str(key), **fields))


def _keys_of_tables(model: type[Part], keys: Keys) -> list[str]:
    """Keys of the tables in a list: of the `Part` in `tuple[Part, ...]`."""
    inner = get_args(known_keys(model)[keys].annotation)
    return [name for part in inner if isinstance(part, type) and issubclass(part, Part) for name in part.model_fields]


def _expected(complaint: Any) -> dict[str, object]:
    """Which sentence says what pydantic would have accepted."""
    kind, context = complaint["type"], complaint.get("ctx", {})
    if kind in {"greater_than_equal", "greater_than"}:
        return {"key": "settings.too-small", "minimum": context.get("ge", context.get("gt"))}
    if kind.startswith("settings."):
        return {"key": kind}
    if kind == "missing":
        return {"key": "settings.missing"}
    if kind == "literal_error":
        return {"key": "settings.not-a-choice", "choices": str(context["expected"]).replace("'", "")}
    kinds = {"int": "number", "float": "number", "bool": "yes-no", "tuple": "list", "date": "date", "string_too_short": "missing"}
    found = next((name for prefix, name in kinds.items() if kind.startswith(prefix)), "text")
    return {"key": "settings.missing" if found == "missing" else f"settings.not-{found}"}
