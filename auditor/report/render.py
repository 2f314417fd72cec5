"""Templates to files: Jinja with escaping on, unknown names refused, and a strict content security policy on every page.

In: a template's name and a view. Out: HTML. Crawled text is hostile: nothing of it runs, whatever it holds.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache, lru_cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor.report.compiled import Compiled
from auditor.report.compiling import Spoken, Templates
from auditor.resources import folder
from auditor.words import say

# What ends a script element or a line of a script must not stand in data inside one.
JSON_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
CSS_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
CSS_SPACES = re.compile(r"(?<=[;{}])\s+|\s+(?=[{}])|([,:])\s+")  # no string of ours holds one of these beside a space


@cache
def environment(lang: str) -> Environment:
    """The templates, speaking `lang`."""
    found = Templates(
        loader=FileSystemLoader(folder("site_templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # else each page asks the disk whether a template has changed
        extensions=[Spoken],
        bytecode_cache=Compiled(lang),
    )
    spoken = {"t": partial(_say, lang), "s": partial(_say_any, lang)}
    found.globals.update(**spoken, csp=policy, inline=inline, as_json=as_json)
    found.globals["m"] = found.get_template("parts/macros.html").module  # every page draws with them: imported once, not by each
    return found


def render(template: str, lang: str, **views: Any) -> str:
    """A page as HTML."""
    return environment(lang).get_template(template).render(**views)


@lru_cache(maxsize=4096)  # a page of findings asks for the same sentences a hundred times
def _say(lang: str, key: str, **fields: object) -> str:
    return say(lang, f"report.{key}", **fields)


@lru_cache(maxsize=1024)
def _say_any(lang: str, key: str, **fields: object) -> str:
    """A sentence of any catalogue: `t` speaks from the report's own."""
    return say(lang, key, **fields)


@cache
def inline(name: str) -> Markup:
    """A style sheet or script of ours, to stand inside a page; a style sheet without what only its writers read."""
    path = folder("site_templates") / name
    text = path.read_text(encoding="utf-8").strip()
    return Markup(CSS_SPACES.sub(r"\1", CSS_COMMENTS.sub("", text)) if path.suffix == ".css" else text)


@lru_cache(maxsize=64)
def policy(styles: tuple[str, ...] = (), scripts: tuple[str, ...] = (), brand: str = "") -> str:
    """The content security policy of a page that holds these style sheets and scripts inline, and nothing else that runs.

    `brand` is a style sheet by its text.
    """
    style = " ".join(["'self'", *map(_hash, styles), *([_hash_of(brand)] if brand else [])])
    script = " ".join(map(_hash, scripts)) or "'none'"
    return f"default-src 'none'; script-src {script}; style-src {style}; img-src 'self' data:; base-uri 'none'; form-action 'none'"


@cache
def _hash(name: str) -> str:
    return _hash_of(str(inline(name)))


def _hash_of(text: str) -> str:
    sha = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(sha).decode()}'"


def as_json(value: Any) -> Markup:
    """JSON that can stand in a script element of type application/json, whatever text it holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in JSON_ESCAPES.items():  # `str.translate` asks of each letter: it takes twenty times as long
        text = text.replace(sign, escaped)
    return Markup(text)
