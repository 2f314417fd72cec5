"""How templates are compiled: what is the same on a thousand pages is done once, and what most values are is done first.

In: templates. Out: `Templates`, an environment of Jinja. Everything that is printed is escaped, as Jinja's own code does it.
"""

from __future__ import annotations

from collections.abc import Iterator
from keyword import iskeyword
from typing import Any

from jinja2 import Environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.nodes import Call, EvalContext, Expr, Getattr
from markupsafe import Markup, escape

CALL = ["name", "lparen", "string", "rparen"]
SPEAKERS = ("t", "s")


def escaped(value: Any) -> str:
    """What `markupsafe.escape` gives, for a value that is joined to a page at once: a text without any sign that HTML reads is itself, and
    markup stays markup. Making a `Markup` of each takes ten times as long, and a page prints hundreds.
    """
    if type(value) is Markup:
        return value
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value):
        return value
    return escape(value)


class Generator(CodeGenerator):
    """Jinja's own, but for what is printed with escaping on."""

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        """Fields of records, which need no search among the keys of a mapping: an unknown one is refused by the record itself."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:
        """Calls, without asking each time whether a function wants Jinja's context: macros do not need it, and ours want none."""
        if forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None or any(iskeyword(one.key) for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if _always_escapes(frame.eval_ctx) and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _always_escapes(context: EvalContext) -> bool:
    return bool(context.autoescape) and not context.volatile


class Templates(Environment):
    """Templates that speak a language and print what most values are without detours."""

    code_generator_class = Generator
    escaped = staticmethod(escaped)


class Spoken(Extension):
    """Sentences without fields become text of the template: they are the same on each of a thousand pages."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template, each `t("name")` replaced by its sentence."""
        tokens = list(stream)
        n = 0
        while n < len(tokens):
            spoken = self._sentence(tokens[n : n + 4])
            yield spoken or tokens[n]
            n += 4 if spoken else 1

    def _sentence(self, tokens: list[Token]) -> Token | None:
        """The sentence that four tokens ask for, None when they are anything else."""
        if [token.type for token in tokens] != CALL or tokens[0].value not in SPEAKERS:
            return None
        speak = self.environment.globals[tokens[0].value]
        return Token(tokens[0].lineno, "string", str(speak(tokens[2].value))) if callable(speak) else None
