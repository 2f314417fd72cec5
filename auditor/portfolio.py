"""The list of sites of an agency or a team: a TOML file of [[site]] tables, or a CSV file as a spreadsheet writes it.

In: a file. Out: `Portfolio`; a mistake is a SettingsProblem with its file and line. Paths in it are taken from the folder of the file.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from auditor.crawl import kind_of, slug_of
from auditor.duration import Span, days_of
from auditor.errors import SettingsProblem, UsageProblem
from auditor.models import Listed, Portfolio
from auditor.toml_file import Given, Keys, Part, read_file, validated

RIVALS = re.compile(r"\s*[|\n]\s*|\s+(?=\S+://)")  # between the rivals in a cell of a spreadsheet
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)\d")  # names that Windows gives away
RESERVED = {"index.html", "index.fr.html", "index.en.html", "portfolio.csv", "portfolio.json"}  # what stands beside the reports
MOST_BYTES = 5_000_000  # of a list of sites


class SiteRow(Part):
    """A site as its table or line gives it."""

    source: str = Field(min_length=1)
    client: str = ""
    sector: str = ""
    name: str = ""
    rivals: tuple[str, ...] = ()
    brand: str = ""
    lang: Literal["auto", "fr", "en"] = "auto"
    every: Span = ""
    notes: str = ""


class PortfolioFile(Part):
    """The whole file."""

    site: tuple[SiteRow, ...] = ()


def load(file: Path) -> Portfolio:
    """The sites of a file, in its order; SettingsProblem for a mistake in it, UsageProblem where it cannot be read."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UsageProblem("portfolio.too-large", file=file)
        layer = _csv_layer(file) if file.suffix.lower() in (".csv", ".txt") else read_file(file, PortfolioFile)
    except OSError as error:
        raise UsageProblem("portfolio.unreadable", file=file, reason=error.strerror or error) from error
    rows = validated(layer, PortfolioFile).site
    if not rows:
        raise SettingsProblem("portfolio.empty", file=file, line=1)
    given = layer[("site",)]
    return Portfolio(str(file.resolve()), tuple(_listed(file, rows, given)))


def _csv_layer(file: Path) -> dict[Keys, Given]:
    """A spreadsheet's list as a layer: each cell with the line that its row begins on."""
    text = _decoded(file.read_bytes())
    heading = text.splitlines()[0] if text.strip() else ""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=heading.count))
    names = [name.strip().casefold() for name in next(reader, [])]
    lines: dict[tuple[int, str], int] = {}
    rows: list[dict[str, Any]] = []
    line = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            lines |= {(len(rows), name): line for name in ("", *names)}
            rows.append(_row(file, names, cells, line))
        line = reader.line_num + 1
    return {("site",): Given(rows, str(file), 1, lines)}


def _decoded(content: bytes) -> str:
    """UTF-8 with or without its mark; else what French Excel writes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _row(file: Path, names: Sequence[str], cells: Sequence[str], line: int) -> dict[str, Any]:
    """The cells of a line by their column, without the empty ones; a column without a name holds what nobody asked for."""
    if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
        raise SettingsProblem("portfolio.too-many-cells", file=file, line=line, count=len(names))
    row: dict[str, Any] = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
    if "rivals" in row:
        row["rivals"] = [rival for rival in RIVALS.split(row["rivals"]) if rival]
    if "lang" in row:
        row["lang"] = row["lang"].casefold()
    return row


def _listed(file: Path, rows: Sequence[SiteRow], given: Given) -> Iterator[Listed]:
    """The rows as sites, each with a name of its own in the store and a folder of its own for its report."""
    lines: dict[str, int] = {}
    folders = set(RESERVED)
    for n, row in enumerate(rows):
        line = given.lines.get((n, "source")) or given.lines.get((n, ""), given.line)
        slug, source = _named(file, row.source, line)
        if slug in lines:
            raise SettingsProblem("portfolio.twice", file=file, line=line, site=slug, other=lines[slug])
        lines[slug] = line
        folder = _free(safe_name(row.client), slug, folders)
        rivals = tuple(_named(file, rival, given.lines.get((n, "rivals"), line))[1] for rival in row.rivals)
        brand = _brand(file, row.brand, given.lines.get((n, "brand"), line))
        yield Listed(
            source=source, slug=slug, folder=folder, client=row.client, sector=row.sector, name=row.name, rivals=rivals, brand=brand,
            lang=row.lang, every=days_of(row.every) or 0, notes=row.notes, line=line,
        )  # fmt: skip


def _named(file: Path, source: str, line: int) -> tuple[str, str]:
    """Name in the store of a source, and the source: a path from the folder of the list where it leads somewhere."""
    beside = file.resolve().parent / source
    found = str(beside) if "://" not in source and source != "-" and beside.exists() else source
    try:
        kind = kind_of(found)
    except UsageProblem as error:
        raise SettingsProblem(error.key, file=file, line=line, **error.fields) from error
    if kind == "stdin":
        raise SettingsProblem("portfolio.no-stdin", file=file, line=line)
    return slug_of(found), found


def _brand(file: Path, brand: str, line: int) -> str:
    if not brand:
        return ""
    path = file.resolve().parent / brand
    if not path.is_file():
        raise SettingsProblem("portfolio.no-brand", file=file, line=line, brand=brand)
    return str(path)


def _free(client: str, slug: str, taken: set[str]) -> str:
    """A folder that no other site has: the client's name, for its other sites with theirs."""
    wanted = (client or slug, f"{client}-{slug}" if client else f"{slug}-site")
    names = (*wanted, *(f"{wanted[1]}-{n}" for n in range(2, len(taken) + 3)))
    found = next(name for name in names if name.casefold() not in taken)
    taken.add(found.casefold())
    return found


def safe_name(text: str) -> str:
    """A text as the name of a folder everywhere: plain letters, figures and hyphens; "" where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return f"{name}-site" if DEVICES.fullmatch(name) else name
