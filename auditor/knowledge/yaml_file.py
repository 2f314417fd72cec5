"""A YAML file read into a typed record, every mistake with its file and line.

In: a path and a pydantic model. Out: the model, or `RuleProblem` at the line of the first mistake, in both languages.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from auditor.errors import RuleProblem

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
BOOL, INT, FLOAT, NULL, STR = (f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float", "null", "str"))
DEEPEST = 20  # levels; more is an anchor that contains itself
OURS = "knowledge."  # errors raised by our own validators carry their catalogue key as their type
Held = tuple[Any, dict[Place, int]]  # the plain values of a file, and the line of every place
_noted: ContextVar[dict[Path, Held] | None] = ContextVar("noted", default=None)


@contextmanager
def noting(files: dict[Path, Held]) -> Iterator[None]:
    """Inside, what stands in `files` is not read again, and what is read is noted there."""
    token = _noted.set(files)
    try:
        yield
    finally:
        _noted.reset(token)


def read(path: Path, model: type[Model]) -> Model:
    """The record that `path` holds; RuleProblem with the line of the first mistake."""
    return read_with_lines(path, model)[0]


def read_with_lines(path: Path, model: type[Model]) -> tuple[Model, dict[Place, int]]:
    """The record that `path` holds, and the line of every place of the file, from one look at it: a start reads two hundred files."""
    noted = _noted.get()
    if noted and path in noted:
        with suppress(ValidationError):  # noted by another version: the file itself is read, and says what is wrong
            return model.model_validate(noted[path][0]), noted[path][1]
    places: dict[Place, int] = {}
    values = _values(_compose(path), path, places)
    if noted is not None:
        noted[path] = values, places
    try:
        return model.model_validate(values), places
    except ValidationError as error:
        first = min(error.errors(), key=lambda e: _line(e["loc"], places))
        raise problem(path, _line(first["loc"], places), first, model) from None


def lines(path: Path) -> dict[Place, int]:
    """The line of every place of the file: ("fr", "examples", 0) -> 12."""
    places: dict[Place, int] = {}
    _values(_compose(path), path, places)
    return places


def problem(path: Path, line: int, error: ErrorDetails, model: type[BaseModel]) -> RuleProblem:
    """What pydantic found wrong, as a RuleProblem at `line`."""
    key, fields = _wording(error, model)
    return RuleProblem(f"knowledge.{key}", file=path, line=line, **fields)


def _wording(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, dict[str, object]]:
    name = ".".join(map(str, error["loc"]))
    kind, ctx = error["type"], error.get("ctx") or {}
    if kind.startswith(OURS):
        return kind.removeprefix(OURS), {"name": name, **ctx}
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(error["loc"][-1]), sorted(set(_keys(model))), 1, 0.5)
        return ("unknown-key-near", {"name": name, "near": near[0]}) if near else ("unknown-key", {"name": name})
    if kind == "missing":
        return "missing-key", {"name": name}
    if kind == "literal_error":
        return "not-one-of", {"name": name, "value": error["input"], "expected": ctx["expected"].replace(" or ", ", ")}
    return ("not-text" if kind == "string_type" else "wrong-value"), {"name": name, "value": str(error["input"])[:60], "expected": kind}


def _keys(model: type[BaseModel]) -> Iterator[str]:
    """Every key that a file of this model may hold, at any depth."""
    for name, field in model.model_fields.items():
        yield field.alias or name
        for inner in _models(field.annotation):
            yield from _keys(inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _compose(path: Path) -> yaml.Node:
    try:
        with path.open(encoding="utf-8") as stream:
            node = yaml.compose(stream, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleProblem("knowledge.not-yaml", file=path, line=line, reason=error.problem or "") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise RuleProblem("knowledge.not-readable", file=path, line=1, reason=error) from None
    if not isinstance(node, yaml.MappingNode):
        raise RuleProblem("knowledge.not-a-mapping", file=path, line=1)
    return node


def _values(node: yaml.Node, path: Path, lines: dict[Place, int], place: Place = ()) -> Any:
    """The plain values of a node; `lines` learns where each place of the file is."""
    lines[place] = node.start_mark.line + 1
    if len(place) > DEEPEST:
        raise RuleProblem("knowledge.too-deep", file=path, line=lines[place])
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines, place)
    if isinstance(node, yaml.SequenceNode):
        return [_values(child, path, lines, (*place, n)) for n, child in enumerate(node.value)]
    return _scalar(node, path)


def _mapping(node: yaml.MappingNode, path: Path, lines: dict[Place, int], place: Place) -> dict[Any, Any]:
    read: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key, line = _scalar(key_node, path), key_node.start_mark.line + 1
        if key in read:
            raise RuleProblem("knowledge.duplicate-key", file=path, line=line, name=key)
        read[key] = _values(value_node, path, lines, (*place, key))
        lines[(*place, key)] = line
    return read


def _scalar(node: yaml.Node, path: Path) -> Any:
    text, line = node.value, node.start_mark.line + 1
    if not isinstance(node, yaml.ScalarNode):
        raise RuleProblem("knowledge.not-a-key", file=path, line=line)
    if node.tag == BOOL:
        if text.lower() not in ("true", "false"):
            raise RuleProblem("knowledge.quote-it", file=path, line=line, value=text)
        return text.lower() == "true"
    if node.tag == NULL:
        return None
    return _number(node.tag, text)


def _number(tag: str, text: str) -> Any:
    if tag not in (INT, FLOAT):
        return text
    try:
        return int(text) if tag == INT else float(text)
    except ValueError:  # 0x1F, 1_000, 12:30 and .inf are numbers for YAML only: they stay text
        return text


def _line(place: Place, lines: dict[Place, int]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)
