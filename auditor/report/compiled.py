"""Compiled templates, copied into the user's own folder: to compile them takes much of the time of a small report.

In: templates that speak a language. Out: their code, made of the same template, the same words and the same way of compiling.
"""

from __future__ import annotations

import inspect
from functools import cache

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from auditor import copies
from auditor.identity import digest
from auditor.report import compiling
from auditor.resources import folder


class Compiled(BytecodeCache):
    """The copies of the templates that speak `lang`, as Jinja asks for them."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket the code of its template, where it is known."""
        if code := copies.known(self._name(bucket), self._made_of(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that has just been compiled."""
        copies.keep(self._name(bucket), self._made_of(bucket), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return f"templates/{self._lang}-{bucket.key}"

    def _made_of(self, bucket: Bucket) -> str:
        return digest(bucket.checksum, spoken(self._lang), size=16)


@cache
def spoken(lang: str) -> str:
    """A digest of what goes into a template when it is compiled: the words of a language, and how it is done."""
    words = sorted((folder("site_templates") / "catalogues" / lang).glob("*.yml"))
    told = [path.read_text(encoding="utf-8") for path in words]
    return digest(jinja2.__version__, inspect.getsource(compiling), *told, size=16)
