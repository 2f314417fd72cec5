"""Click's complaints in our words: what was typed, what was expected, what to do.

In: click's exceptions. Out: sentences of the catalogues, French or English; none of click's own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click

from auditor.errors import UsageProblem
from auditor.words import say as words


def unknown(kind: str, name: str, known: Iterable[str]) -> UsageProblem:
    """The error for a `kind` ("command", "option", "rule") that does not exist, with the nearest that does."""
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    key = f"cli.unknown-{kind}"
    return UsageProblem(f"{key}-near", name=name, near=near[0]) if near else UsageProblem(key, name=name)


def sentence(error: click.ClickException, lang: str) -> str:
    """One of click's errors as a sentence in `lang`."""
    ctx = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return words(lang, "cli.no-command")
    if isinstance(error, click.NoSuchOption):
        options = [name for param in ctx.command.get_params(ctx) for name in param.opts] if ctx else []
        return unknown("option", error.option_name, options).sentence(lang)
    if isinstance(error, click.MissingParameter):
        return words(lang, "cli.missing-argument", name=_metavar(error.param, lang), command=_path(ctx))
    if isinstance(error, click.BadOptionUsage):
        return words(lang, "cli.flag-with-value" if _is_flag(error) else "cli.option-without-value", option=error.option_name)
    return words(lang, "cli.wrong-usage", reason=error.format_message(), command=_path(ctx))


def _path(ctx: click.Context | None) -> str:
    return ctx.command_path if ctx else "auditor"


def _metavar(param: click.Parameter | None, lang: str) -> str:
    return words(lang, f"cli.metavar.{param.name}") if param else ""


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(isinstance(p, click.Option) and p.is_flag and error.option_name in p.opts for p in params)
