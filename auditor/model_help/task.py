"""A task for a model and the reading of its answer.

In: a sentence, what is wrong with it, which words may go and come. Out: chat messages; from an answer, the sentence it offers or "".

A page's words go out as values of a JSON object, never as instructions. An answer may be JSON, JSON in a fence, or a bare line: what is
read here is only found, not believed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.knowledge.prompts import Prompt, prompt
from auditor.models import Lang

Message = dict[str, str]
FENCE = re.compile(r"```[\w-]*")
LINE = re.compile(r"[^\n\r]+")
AROUND = " \t\"'`\u00ab\u00bb\u201c\u201d\u00a0\u202f"
LONGEST_ANSWER = 4000  # characters: of a longer one the rest is not looked at


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is asked of one sentence."""

    lang: Lang
    sentence: str
    problem: str
    aim: str
    before: str
    may_go: tuple[str, ...]
    may_come: tuple[str, ...]
    facts: tuple[str, ...]


def messages(task: Task) -> tuple[Message, ...]:
    """The chat: what is wanted, tasks with their answers, the task."""
    asked = prompt(task.lang)
    told = [{"role": "system", "content": asked.system.strip()}]
    for shot in asked.shots:
        given = Task(task.lang, shot.sentence, shot.problem, "", "", shot.may_go, shot.may_come, ())
        told += [_said("user", _body(given, asked)), _said("assistant", _json({asked.keys.sentence: shot.answer}))]
    return (*told, _said("user", _body(task, asked)))


def read_answer(text: str, lang: Lang) -> str:
    """The sentence that an answer offers; "" where it offers none, or nothing that can be told from chatter."""
    bare = FENCE.sub("", text[:LONGEST_ANSWER]).strip()
    found = _object(bare)
    if found is not None:
        said = found.get(prompt(lang).keys.sentence)
        return said.strip() if isinstance(said, str) else ""
    lines: Sequence[str] = LINE.findall(bare)
    return lines[0].strip(AROUND) if len(lines) == 1 and "{" not in bare else ""


def _said(role: str, content: str) -> Message:
    return {"role": role, "content": content}


def _body(task: Task, asked: Prompt) -> str:
    values = {getattr(asked.keys, name): getattr(task, name) for name in type(asked.keys).model_fields}
    return _json({key: value for key, value in values.items() if value != "" and value != ()})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _object(text: str) -> dict[str, object] | None:
    """The first JSON object in the text; None without one."""
    at = text.find("{")
    if at < 0:
        return None
    try:
        found, _ = json.JSONDecoder().raw_decode(text[at:])
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
