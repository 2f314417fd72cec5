"""Settings: flag > `AUDITOR_*` > `auditor.toml` > user file > default, as typed records.

In: files, environment and flags. Out: `Settings`. A wrong line is a `SettingsProblem` with its file and line. Each source gives a layer;
they are laid over each other and pydantic has the last word, its complaint being told where the value came from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from auditor.duration import Span
from auditor.house import CheckSettings, CorrectSettings, MuteSettings, ProfileSettings, WordsSettings
from auditor.toml_file import Given, Keys, Part, known_keys, read_file, validated

PROJECT_FILE = "auditor.toml"
PREFIX = "AUDITOR_"
TABLES = ("mute", "correct", "profile")  # lists of tables: in files only


class SiteSettings(Part):
    """Whose words are read: `[site]`."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    customer_nouns: tuple[str, ...] = ()  # patients, adhérents, members
    lang: Literal["auto", "fr", "en"] = "auto"
    sector: str = ""  # as benchmarks name it


class CrawlSettings(Part):
    """How the network is used: `[crawl]`."""

    max_pages: int = Field(default=60, ge=1)
    max_depth: int = Field(default=10, ge=0)
    max_bytes: int = Field(default=10 * 1024 * 1024, ge=1024)  # of one body, decompressed
    timeout: float = Field(default=30.0, gt=0)  # seconds, to connect and between two bytes
    pause: float = Field(default=1.0, ge=0)  # seconds between two requests to a host
    connections: int = Field(default=1, ge=1, le=32)  # requests to a host at once
    max_redirects: int = Field(default=5, ge=0)
    include: tuple[str, ...] = ()  # patterns of addresses (fnmatch), all when empty
    exclude: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()  # only these, when given
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    auth: tuple[str, str] | None = None
    render: Literal["auto", "always", "never"] = "auto"
    pdf: bool = False  # whether a site's PDF brochures are read too; those of a folder always are
    allow_private: bool = False
    user_agent: str = "client-focus-auditor/0.1 (audits company pages; obeys robots.txt)"
    robots_token: str = "client-focus-auditor"  # the product token that robots.txt rules are matched with


class ReportSettings(Part):
    """How the report is written: `[report]`."""

    languages: tuple[Literal["fr", "en"], ...] = ()  # empty: the language of the site
    output: str = "output"
    benchmark: str = ""  # a file of auditor benchmark build, "" for none
    brand: str = ""  # a brand.toml, "" for a plain report
    pdf: bool = True  # print a summary, where a browser is there


class RewriteSettings(Part):
    """A language model that helps with rewrites: `[rewrite]`; nothing is sent anywhere while `llm_url` is empty."""

    llm_url: str = ""  # of an OpenAI-compatible server; its key comes from the environment only
    llm_model: str = ""
    llm_timeout: float = Field(default=30.0, gt=0)  # seconds for a whole exchange
    llm_max: int = Field(default=40, ge=1)  # sentences a run


class Settings(Part):
    """All of them."""

    site: SiteSettings = SiteSettings()
    crawl: CrawlSettings = CrawlSettings()
    report: ReportSettings = ReportSettings()
    rewrite: RewriteSettings = RewriteSettings()
    check: CheckSettings = CheckSettings()
    words: WordsSettings = WordsSettings()
    mute: tuple[MuteSettings, ...] = ()
    correct: tuple[CorrectSettings, ...] = ()
    profile: tuple[ProfileSettings, ...] = ()
    store: str = ".auditor"
    keep: Span = ""  # crawls and audits older than that are removed at the start of a run; "" for never


def load(
    start: Path | None = None,
    flags: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
    *,
    user_folder: Path | None = None,
) -> Settings:
    """The settings in force in the folder `start` (its own auditor.toml only, no parent's).

    `flags` maps dotted keys ("crawl.max_pages") to values; None means not given. SettingsProblem names file and line of a mistake in a
    file, UsageProblem the variable or the flag.
    """
    layers: dict[Keys, Given] = {}
    for file in ((user_folder or user_settings_folder()) / PROJECT_FILE, (start or Path()) / PROJECT_FILE):
        layers |= read_file(file, Settings) if file.is_file() else {}
    layers |= _read_environ(environ or {})
    layers |= {tuple(key.split(".")): Given(value, key) for key, value in (flags or {}).items() if value is not None}
    return _with_origins(validated(layers, Settings), layers)


def _with_origins(found: Settings, layers: Mapping[Keys, Given]) -> Settings:
    """The settings, each [[mute]], [[correct]] and [[profile]] knowing the file and line that a reader finds it at."""
    told = {}
    for name in TABLES:
        given = layers.get((name,))
        if given is not None:
            origins = [f"{Path(given.origin).name}:{given.lines.get((n, ''), given.line)}" for n in range(len(given.value))]
            told[name] = tuple(one.model_copy(update={"origin": at}) for one, at in zip(getattr(found, name), origins, strict=True))
    return _with_customer(found.model_copy(update=told))


def _with_customer(found: Settings) -> Settings:
    """The house's word for its customers is the first of their nouns: rewriting calls them so."""
    nouns = dict.fromkeys((*((found.words.customer,) if found.words.customer else ()), *found.site.customer_nouns))
    return found.model_copy(update={"site": found.site.model_copy(update={"customer_nouns": tuple(nouns)})})


def user_settings_folder() -> Path:
    """Where this platform keeps the settings of a user's programs."""
    import click

    return Path(click.get_app_dir("auditor"))


def variable(keys: Keys) -> str:
    """The environment variable of a setting: AUDITOR_CRAWL_MAX_PAGES."""
    return PREFIX + "_".join(keys).upper()


def _read_environ(environ: Mapping[str, str]) -> dict[Keys, Given]:
    layer: dict[Keys, Given] = {}
    for keys, field in known_keys(Settings).items():
        text = environ.get(variable(keys))
        if text and keys[0] not in TABLES:
            layer[keys] = Given(_from_text(text, str(field.annotation)), variable(keys))
    return layer


def _from_text(text: str, annotation: str) -> object:
    """Lists are written with commas, pairs as `name=value` or `name:value`."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if "tuple[tuple" in annotation:
        return [_pair(part) for part in parts]
    if "tuple[str, str]" in annotation:
        return _pair(text)
    return parts if annotation.startswith("tuple") else text


def _pair(text: str) -> list[str]:
    return re.split("[=:]", text, maxsplit=1)
