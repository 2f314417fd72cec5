"""Whose report it is: names, colours, logo and notes of the agency or team that sends it (`brand.toml`).

In: a brand.toml. Out: `Brand`, ready for the templates; a wrong line is a SettingsProblem with its file and line. Highlights keep their own
colours, which were chosen to be told apart; a colour too pale to be read is darkened (WCAG 2.2, contrast 4.5:1).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from auditor.errors import SettingsProblem
from auditor.toml_file import Given, Keys, Part, read_file, validated

Section = Literal["facts", "fixes", "themes", "along", "read", "downloads"]
SECTIONS: tuple[Section, ...] = ("facts", "fixes", "themes", "along", "read", "downloads")
IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"<svg": "image/svg+xml", b"<?xml": "image/svg+xml"}
MOST_BYTES = 300_000  # of a logo, which stands in every page
CONTRAST = 4.5
COLOUR = re.compile(r"(#[0-9A-Fa-f]{6})?")
FONT = re.compile(r"[\w ,\"'-]*")
LIGHT, DARK = ("#f8f6f2", "#ffffff"), ("#171614", "#211f1c")  # grounds of the style sheet
STEP = 0.05


class Notes(Part):
    """What the consultant adds, in Markdown: `[notes]`."""

    audit: str = ""
    pages: dict[str, str] = Field(default_factory=dict)  # by the page's path under the site's root
    findings: dict[str, str] = Field(default_factory=dict)  # by the id of the finding, as findings.csv has it


class BrandFile(Part):
    """brand.toml as it is written."""

    agency: str = ""
    client: str = ""
    logo: str = ""  # file, PNG, JPEG or SVG, beside brand.toml
    accent: str = ""  # "#7a1f5c"
    font: str = ""  # names as a style sheet has them
    contact: str = ""
    footer: str = ""
    cover: str = ""  # Markdown, under the headline
    prepared_for: str = ""
    valid_until: str = ""
    confidential: str = ""
    powered_by: bool = True  # whether the footer names the tool
    sections: tuple[Section, ...] = SECTIONS  # of the overview, in this order
    hide: tuple[Literal["rewrites", "lenses", "promises", "contradictions", "compare", "trend", "search"], ...] = ()  # pages
    notes: Notes = Notes()


@dataclass(frozen=True, slots=True)
class Brand:
    """What the templates show of a brand; the plain report has an empty one."""

    agency: str = ""
    client: str = ""
    logo: str = ""  # data: address
    css: str = ""
    contact: str = ""
    footer: str = ""
    cover: str = ""
    prepared_for: str = ""
    valid_until: str = ""
    confidential: str = ""
    powered_by: bool = True
    sections: tuple[Section, ...] = SECTIONS
    hide: tuple[str, ...] = ()
    note: str = ""
    notes_of_pages: Mapping[str, str] = field(default_factory=dict)
    notes_of_findings: Mapping[str, str] = field(default_factory=dict)


PLAIN = Brand()


def load(file: Path) -> Brand:
    """The brand of a file; SettingsProblem names file and line of a mistake, a logo that is none among them."""
    layer = read_file(file, BrandFile) if file.is_file() else _missing(file)
    found = validated(layer, BrandFile)
    _check(file, layer, "accent", found.accent, COLOUR)
    _check(file, layer, "font", found.font, FONT)
    return Brand(
        agency=found.agency, client=found.client, logo=_logo(file, found.logo, layer), css=_css(found.accent, found.font),
        contact=found.contact, footer=found.footer, cover=html_of(found.cover), prepared_for=found.prepared_for,
        valid_until=found.valid_until, confidential=found.confidential, powered_by=found.powered_by, sections=found.sections,
        hide=found.hide, note=html_of(found.notes.audit),
        notes_of_pages={key.strip("/"): html_of(text) for key, text in found.notes.pages.items()},
        notes_of_findings={key: html_of(text) for key, text in found.notes.findings.items()},
    )  # fmt: skip


def html_of(text: str) -> str:
    """Markdown as HTML that can neither run nor load anything."""
    if not text.strip():
        return ""
    import markdown
    import nh3

    tags = {"p", "ul", "ol", "li", "em", "strong", "a", "code", "blockquote", "br", "h3", "h4"}
    return nh3.clean(markdown.markdown(text), tags=tags, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})


def _missing(file: Path) -> dict[Keys, Given]:
    raise SettingsProblem("brand.missing", file=file, line=1)


def _check(file: Path, layer: Mapping[Keys, Given], name: str, value: str, form: re.Pattern[str]) -> None:
    """What goes into a style sheet has its form, or is refused."""
    if not form.fullmatch(value):
        raise SettingsProblem(f"brand.bad-{name}", file=file, line=layer[(name,)].line, value=value)


def _logo(file: Path, name: str, layer: Mapping[Keys, Given]) -> str:
    """The logo as an address that holds it; in an image, an SVG can neither run scripts nor load anything."""
    if not name:
        return ""
    line = layer[("logo",)].line
    try:
        body = (file.parent / name).read_bytes()
    except OSError as error:
        raise SettingsProblem("brand.no-logo", file=file, line=line, logo=name, reason=error.strerror or error) from error
    kind = next((kind for mark, kind in IMAGES.items() if body.lstrip().startswith(mark)), "")
    if not kind or len(body) > MOST_BYTES:
        raise SettingsProblem("brand.bad-logo", file=file, line=line, logo=name, most=MOST_BYTES // 1000)
    return f"data:{kind};base64,{base64.b64encode(body).decode()}"


def _css(accent: str, font: str) -> str:
    """A style sheet of the brand's colour and font; "" without either."""
    rules = []
    if accent:
        light, dark = readable(accent, LIGHT, "#000000"), readable(accent, DARK, "#ffffff")
        rules.append(f":root{{--accent:{light};--on-accent:{_over(light)}}}")
        rules.append(f"@media (prefers-color-scheme:dark){{:root{{--accent:{dark};--on-accent:{_over(dark)}}}}}")
        rules.append(f"@media print{{:root{{--accent:{light}}}}}")
    if font:
        rules.append(f"html{{font-family:{font}}}")
    return "".join(rules)


@lru_cache
def readable(colour: str, grounds: tuple[str, ...], towards: str) -> str:
    """The colour, mixed with `towards` in small steps until its contrast with every ground is 4.5:1."""
    share = 0.0
    mixed = colour.lower()
    while min(contrast(mixed, ground) for ground in grounds) < CONTRAST and share < 1:
        share = min(1.0, share + STEP)
        mixed = _mix(colour, towards, share)
    return mixed


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in _rgb(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(pair, 16) for pair in re.findall("..", colour.removeprefix("#")))
    return red, green, blue


def _mix(colour: str, towards: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_rgb(colour), _rgb(towards), strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _over(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour."""
    return max("#000000", "#ffffff", key=lambda text: contrast(colour, text))
