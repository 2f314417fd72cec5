"""The documentation names every command, option and setting, and nothing that does not exist."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from auditor import knowledge, settings
from auditor.cli.commands import NAMES, auditor
from auditor.knowledge.examples import check_examples
from auditor.knowledge.rules import read
from auditor.language import Engine
from auditor.toml_file import known_keys

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def commands() -> dict[str, click.Command]:
    """Every command by what a user types: "audit", "rules list", ..."""
    ctx = click.Context(auditor)
    found: dict[str, click.Command] = {}
    for name in NAMES:
        command = auditor.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"{name} {below}": command.commands[below] for below in command.list_commands(ctx)}
        else:
            found[name] = command
    return found


def section(name: str) -> str:
    """The chapter of a command, its heading included."""
    chapters = re.split(r"(?m)^## ", COMMANDS)
    return next(chapter for chapter in chapters if re.match(rf"`auditor {name}\b", chapter))


def options(command: click.Command) -> set[str]:
    return {name for param in command.params if isinstance(param, click.Option) for name in param.opts}


def test_every_command_has_its_chapter_and_no_other_has() -> None:
    chapters = re.findall(r"(?m)^## `auditor ([a-z ]+?)(?: [A-Z\[].*)?`$", COMMANDS)
    assert sorted(chapters) == sorted(commands())


@pytest.mark.parametrize("name", commands())
def test_every_option_is_in_its_command_s_chapter_and_no_other_is(name: str) -> None:
    common = options(auditor)
    own = options(commands()[name]) - common
    told = set(re.findall(r"`(--?[a-z][a-z-]*)", section(name)))
    assert told - common == own


def test_the_common_options_have_their_chapter() -> None:
    everywhere = next(chapter for chapter in COMMANDS.split("\n## ") if chapter.startswith("Everywhere"))
    assert options(auditor) == set(re.findall(r"`(--?[a-z][a-z-]*)", everywhere))


def test_every_setting_is_in_the_table_with_its_default_and_no_other_is() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"(?m)^\| `([a-z_.]+)` \| `?([^|`]*?)`? \|", text))
    known = {".".join(keys): field for keys, field in known_keys(settings.Settings).items()}
    assert set(told) == set(known)
    for name, field in known.items():
        if isinstance(field.default, bool):
            assert told[name] == str(field.default).lower()
        elif isinstance(field.default, int | float):
            assert float(told[name]) == field.default


def test_the_settings_file_that_the_documentation_shows_is_valid(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert shown is not None
    (tmp_path / "auditor.toml").write_text(shown.group(1), encoding="utf-8")
    assert settings.load(tmp_path, user_folder=tmp_path / "none").site.name == "Atelier Brume"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_of_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
    files = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in files if not (page.parent / unquote(link)).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_in_a_page_exists_with_its_options(page: Path) -> None:
    known = commands()
    blocks = "\n".join(re.findall(r"```.*?\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL))
    for line in re.findall(r"(?m)^\s*(?:\$ )?auditor ([^\n#|>]+)", blocks):
        name = next((name for name in sorted(known, key=len, reverse=True) if line.startswith(name)), None)
        assert name is not None, line
        assert set(re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", line)) <= options(known[name]), line


@pytest.mark.parametrize("page", ["README.md", "README.fr.md"])
def test_the_rule_that_the_readme_teaches_is_valid_and_passes_its_examples(page: str, tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    file = tmp_path / "signals" / "generic" / "age-without-year.yml"
    file.parent.mkdir(parents=True)
    file.write_text(shown.group(1), encoding="utf-8")
    known = knowledge.load()
    assert "age-without-year" not in known.rules
    taught = replace(known, rules={"age-without-year": read(file)})
    assert check_examples(taught, Engine(taught)) == []


def test_every_target_of_make_that_is_documented_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", makefile))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z]+)", page.read_text(encoding="utf-8"))}
    assert named
    assert named <= targets


def test_the_two_readmes_show_the_same_commands() -> None:
    """French and English are equals: what one tells to type, the other does."""
    shown = [re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL) for name in ("README.md", "README.fr.md")]
    words = [[re.findall(r"auditor [a-z]+|make [a-z]+|pipx|--?[a-z-]+", block) for block in blocks] for blocks in shown]
    assert words[0] == words[1]
