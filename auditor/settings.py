"""Settings: flag > `AUDITOR_*` > `auditor.toml` > user file > default, as typed records.

In: files, environment and flags. Out: `Settings`. A wrong line is a `SettingsProblem` with its file and line.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Part(BaseModel):
    """A table of auditor.toml: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SiteSettings(Part):
    """Whose words are read: `[site]`."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    customer_nouns: tuple[str, ...] = ()  # patients, adhérents, members
    lang: Literal["auto", "fr", "en"] = "auto"


class CrawlSettings(Part):
    """How the network is used: `[crawl]`."""

    max_pages: int = Field(default=60, ge=1)
    max_depth: int = Field(default=10, ge=0)
    max_bytes: int = Field(default=10 * 1024 * 1024, ge=1024)  # of one body, decompressed
    timeout: float = Field(default=30.0, gt=0)  # seconds, to connect and between two bytes
    pause: float = Field(default=1.0, ge=0)  # seconds between two requests to a host
    max_redirects: int = Field(default=5, ge=0)
    include: tuple[str, ...] = ()  # patterns of addresses (fnmatch), all when empty
    exclude: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()  # only these, when given
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[tuple[str, str], ...] = ()
    auth: tuple[str, str] | None = None
    render: Literal["auto", "always", "never"] = "auto"
    allow_private: bool = False
    user_agent: str = "client-focus-auditor/0.1 (audits company pages; obeys robots.txt)"
    robots_token: str = "client-focus-auditor"  # the product token that robots.txt rules are matched with


class ReportSettings(Part):
    """How the report is written: `[report]`."""

    languages: tuple[Literal["fr", "en"], ...] = ()  # empty: the language of the site
    output: str = "output"


class Settings(Part):
    """All of them."""

    site: SiteSettings = SiteSettings()
    crawl: CrawlSettings = CrawlSettings()
    report: ReportSettings = ReportSettings()
    store: str = ".auditor"
