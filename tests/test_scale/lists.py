"""A portfolio of ten small sites and one that nobody answers for; what it takes to compare reports."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1] / "sites"
SITES = {
    "Fournil d’Aubrac": "portfolio/boulangerie-aubrac",
    "Cabinet Ourlet": "portfolio/cabinet-ourlet",
    "Toitures Kerné": "portfolio/toitures-kerne",
    "Harbour Bikes": "portfolio/harbour-bikes",
    "Northgate Payroll": "portfolio/northgate-payroll",
    "Fenwick Vets": "portfolio/fenwick-vets",
    "Larkmere Ferries": "by-hand",
    "Studio": "studio-en",
    "Atelier": "atelier-fr",
    "Bilingual": "bilingual",
}
OWN_NAMES = tuple(SITES)[:7]  # names that stand on the pages themselves, so that one in another's report is told from a word
NOWHERE = "http://127.0.0.1:9/"  # the port of discard: nothing listens


def write_list(file: Path, *, unreachable: bool = True) -> Path:
    """A portfolio.toml of them all."""
    tables = [f'[[site]]\nsource = "{(ROOT / path).as_posix()}"\nclient = "{client}"\n' for client, path in SITES.items()]
    if unreachable:
        tables.insert(3, f'[[site]]\nsource = "{NOWHERE}"\nclient = "Nowhere"\n')
    file.write_text("\n".join(tables), encoding="utf-8")
    return file


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a report by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def words_of(folder: Path) -> str:
    """All that a report says, the inside of its workbooks among it."""
    texts = []
    for name, content in contents(folder).items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                texts += [book.read(inner).decode("utf-8", "replace") for inner in book.namelist()]
        else:
            texts.append(content.decode("utf-8", "replace"))
    return "\n".join(texts)
