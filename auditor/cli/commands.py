"""The commands and their help: each loads when called, and every word of help and usage comes from the catalogues.

In: a `Session` as click's context object. Out: click commands that speak its language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from auditor.cli.terminal import Session, show
from auditor.words import has
from auditor.words import say as words

NAMES = (
    "audit", "compare", "crawl", "judge", "build", "label", "rewrite", "swap", "import", "extract", "check",
    "rules", "benchmark", "portfolio", "purge", "serve", "pack", "init", "doctor", "completion",
)  # fmt: skip
BENCHMARK = ("build", "show", "reliability")
RULES = ("list", "show", "test", "calibrate")


def session_of(ctx: click.Context) -> Session:
    """The session behind a context; English without one (a command called from a test or a script)."""
    return ctx.find_object(Session) or Session(lang="en")


class Speaking(click.Command):
    """A command whose help, usage and options are told by the catalogues, under its own path of names."""

    path = ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Click's own, but one argument too many is told in our words."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group):
            from auditor.errors import UsageProblem

            raise UsageProblem("cli.extra-argument", argument=rest[0], command=ctx.command_path)
        return rest

    def get_short_help_str(self, limit: int = 45) -> str:
        """Nothing: groups print the catalogues' one-line help."""
        return ""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """`[OPTIONS] SOURCE…`, in the language of the session."""
        lang = session_of(ctx).lang
        return [words(lang, "cli.metavar.options"), *(_argument(lang, p) for p in self.params if isinstance(p, click.Argument))]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of usage."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=words(session_of(ctx).lang, "cli.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, examples first."""
        lang, name = session_of(ctx).lang, self.path or "auditor"
        for paragraph in words(lang, f"cli.help.{name}").strip().split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(paragraph)
        if has(lang, f"cli.examples.{name}"):
            with _section(formatter, words(lang, "cli.examples")):
                formatter.write("".join(f"  {line}\n" for line in words(lang, f"cli.examples.{name}").strip().splitlines()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, one a row."""
        lang = session_of(ctx).lang
        rows = [(_spelling(lang, p), self.option_help(lang, p)) for p in self.get_params(ctx) if isinstance(p, click.Option)]
        with _section(formatter, words(lang, "cli.options")):
            formatter.write_dl(rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: the help text says what the arguments are."""

    def option_help(self, lang: str, param: click.Parameter) -> str:
        """The sentence of an option: the command's own, else the one that all share."""
        own = f"cli.option.{self.path}.{param.name}"
        return words(lang, own if has(lang, own) else f"cli.option.{param.name}")


class Group(Speaking, click.Group):
    """A command of commands; a sub-command's module loads when it is called."""

    names: Sequence[str] = ()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a newcomer meets them."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now; None when there is none."""
        if cmd_name not in self.names:
            return None
        if self.path:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(f"auditor.cli.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Click's own, but an unknown name is told in our words, with the nearest known one."""
        if args[0] not in self.names:
            from auditor.cli.mistakes import unknown

            raise unknown("command", args[0], self.names)
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """`[OPTIONS] COMMAND [ARGUMENTS]…`."""
        return [*super().collect_usage_pieces(ctx), words(session_of(ctx).lang, "cli.metavar.command")]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with one line each, without loading any."""
        lang = session_of(ctx).lang
        prefix = f"{self.path}." if self.path else ""
        with _section(formatter, words(lang, "cli.commands")):
            formatter.write_dl([(name, words(lang, f"cli.short.{prefix}{name}")) for name in self.names])


@contextmanager
def _section(formatter: click.HelpFormatter, heading: str) -> Iterator[None]:
    """Click's own sets its colon as English does; here it stands in the catalogue."""
    formatter.write_paragraph()
    formatter.write(f"{heading}\n")
    with formatter.indentation():
        yield


def _argument(lang: str, param: click.Parameter) -> str:
    name = words(lang, f"cli.metavar.{param.name}")
    name = f"{name}…" if param.nargs == -1 else name
    return name if param.required else f"[{name}]"


def _spelling(lang: str, option: click.Option) -> str:
    """`-o, --output DIR`."""
    spelled = ", ".join(sorted(option.opts, key=len))
    if option.is_flag or option.count:
        return spelled
    choices = "" if option.name == "report_lang" else "|".join(getattr(option.type, "choices", ()))
    return f"{spelled} {choices or words(lang, f'cli.metavar.{option.name}')}"


def _version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from auditor import __version__

        show(f"auditor {__version__}")
        ctx.exit()


def _help(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        show(ctx.get_help())
        ctx.exit()


HELP = click.option("-h", "--help", is_flag=True, is_eager=True, expose_value=False, callback=_help)


def group(path: str, names: Sequence[str], *options: Callable[[Any], Any]) -> Group:
    """A group of commands; without a sub-command it shows its help."""
    made = Group(name=path or "auditor", callback=lambda: None, add_help_option=False)
    made.path, made.names = path, names
    for option in (*options, HELP):
        option(made)
    return made


def as_command(path: str, *options: Callable[[Any], Any]) -> Callable[[Callable[..., int | None]], Speaking]:
    """Decorator: a function that takes the session and its options becomes a command with the common options."""
    from auditor.cli.options import COMMON

    def decorate(function: Callable[..., int | None]) -> Speaking:
        made = Speaking(name=path.rpartition(".")[2], callback=_with_session(function), add_help_option=False)
        made.path = path
        for option in (*options, *COMMON, HELP):
            option(made)
        return made

    return decorate


def _with_session(function: Callable[..., int | None]) -> Callable[..., int | None]:
    @click.pass_context
    def call(ctx: click.Context, /, **given: Any) -> int | None:
        return function(session_of(ctx), **given)

    return call


def _top() -> Group:
    from auditor.cli.options import COMMON

    return group("", NAMES, *COMMON, click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version))


auditor = _top()
