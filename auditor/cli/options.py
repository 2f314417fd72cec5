"""The options that several commands share, and the kinds of value they take.

In: what was typed. Out: checked values; a wrong one is a `UsageProblem` that names the option and what it expects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli.terminal import LANGS, Session
from auditor.errors import UsageProblem

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from auditor.settings import Settings

    Kind = click.ParamType[Any]
else:
    Kind = click.ParamType  # click could not be subscripted before it was generic

Decorator = Callable[[Any], Any]


def _spelled(param: click.Parameter | None) -> str:
    """The longest spelling of an option: the one that explains itself."""
    return max(param.opts, key=len) if param else ""


class OneOf(Kind):
    """One of a few words; with `several`, a list of them with commas."""

    name = "choice"

    def __init__(self, *choices: str, several: bool = False) -> None:
        self.choices, self.several = choices, several

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word, or the tuple of words."""
        given = tuple(part.strip() for part in str(value).split(",")) if self.several else (str(value),)
        wrong = next((one for one in given if one not in self.choices), None)
        if wrong is not None:
            raise UsageProblem("cli.not-a-choice", option=_spelled(param), value=wrong, choices=", ".join(self.choices))
        return tuple(dict.fromkeys(given)) if self.several else given[0]

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The words that begin so; of a list, its last one."""
        from click.shell_completion import CompletionItem

        before, comma, last = incomplete.rpartition(",") if self.several else ("", "", incomplete)
        return [CompletionItem(f"{before}{comma}{word}") for word in self.choices if word.startswith(last)]


class Count(Kind):
    """A whole number from 1."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        if not str(value).isdecimal() or int(value) < 1:
            raise UsageProblem("cli.not-a-count", option=_spelled(param), value=value)
        return int(value)


class Share(Kind):
    """A score: a number from 0 to 100."""

    name = "score"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number."""
        try:
            found = float(str(value).replace(",", "."))
        except ValueError:
            found = -1.0
        if not 0 <= found <= 100:
            raise UsageProblem("cli.not-a-score", option=_spelled(param), value=value)
        return found


class Port(Kind):
    """A port of this machine; 0 for any free one."""

    name = "port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        if not str(value).isdecimal() or int(value) > 65535:
            raise UsageProblem("cli.not-a-port", option=_spelled(param), value=value)
        return int(value)


class Pair(Kind):
    """Two texts around a mark: `Name: value`, `name=value`, `user:password`."""

    name = "pair"

    def __init__(self, mark: str, example: str) -> None:
        self.mark, self.example = mark, example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Both texts, trimmed."""
        first, mark, second = str(value).partition(self.mark)
        if not mark or not first.strip() or "\n" in str(value) or "\r" in str(value):
            raise UsageProblem("cli.not-a-pair", option=_spelled(param), example=self.example)
        return first.strip(), second.strip()


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that keeps a common option in the session; before or after the command's name is the same."""

    def callback(ctx: click.Context, _param: click.Parameter, value: Any) -> None:
        session = ctx.find_object(Session)
        if session is not None and value:
            setattr(session, name, value)

    return callback


def _common(*names: str, keep: str, **kwargs: Any) -> Decorator:
    return click.option(*names, expose_value=False, callback=_remember(keep), **kwargs)


COMMON: tuple[Decorator, ...] = (
    _common("--store", keep="store"),
    _common("--ui-lang", keep="lang", type=OneOf(*LANGS)),
    _common("--json", "as_json", keep="as_json", is_flag=True),
    _common("-q", "--quiet", keep="is_quiet", is_flag=True),
    _common("-v", "--verbose", keep="is_verbose", is_flag=True),
)

CRAWLING: tuple[Decorator, ...] = (
    click.option("--max-pages", type=Count()),
    click.option("--include", multiple=True),
    click.option("--exclude", multiple=True),
    click.option("--urls"),
    click.option("--header", multiple=True, type=Pair(":", "Accept-Language: fr")),
    click.option("--cookie", multiple=True, type=Pair("=", "session=1a2b")),
    click.option("--auth", type=Pair(":", "user:password")),
    click.option("--allow-private", is_flag=True),
    click.option("--render", type=OneOf("auto", "always", "never")),
    click.option("--pdf", is_flag=True),
)
JUDGING: tuple[Decorator, ...] = (
    click.option("--lang", type=OneOf("auto", *LANGS)),
    click.option("--name"),
)
HELPING: tuple[Decorator, ...] = (
    click.option("--llm-url"),
    click.option("--llm-model"),
)
COMPARING: tuple[Decorator, ...] = (click.option("--competitor", multiple=True),)
BUILDING: tuple[Decorator, ...] = (
    click.option("-o", "--output"),
    click.option("--report-lang", type=OneOf(*LANGS, several=True)),
    click.option("--brand"),
    click.option("--benchmark"),
)


def settings_for(session: Session, given: Mapping[str, Any]) -> Settings:
    """The settings in force, with what the options of a command say laid over them."""
    from auditor import settings

    flags: dict[str, object] = {
        "store": session.store,
        "site.name": given.get("name"),
        "site.lang": given.get("lang"),
        "crawl.max_pages": given.get("max_pages"),
        "crawl.include": given.get("include") or None,
        "crawl.exclude": given.get("exclude") or None,
        "crawl.urls": _addresses(given["urls"]) if given.get("urls") else None,
        "crawl.headers": given.get("header") or None,
        "crawl.cookies": given.get("cookie") or None,
        "crawl.auth": given.get("auth"),
        "crawl.allow_private": given.get("allow_private") or None,
        "crawl.render": given.get("render"),
        "crawl.pdf": given.get("pdf") or None,
        "check.fail_under": given.get("fail_under"),
        "check.fail_on": given.get("fail_on"),
        "check.baseline": given.get("baseline"),
        "check.root": given.get("root"),
        "report.languages": given.get("report_lang"),
        "report.brand": given.get("brand"),
        "report.benchmark": given.get("benchmark"),
        "rewrite.llm_url": given.get("llm_url"),
        "rewrite.llm_model": given.get("llm_model"),
    }
    return settings.load(Path(), flags, session.environ)


def _addresses(file: str) -> list[str]:
    """The addresses of a file, one a line; empty lines and those that open with # are skipped."""
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem("cli.unreadable-file", file=file) from error
    found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not found:
        raise UsageProblem("cli.no-addresses", file=file)
    return found
