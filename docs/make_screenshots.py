"""Takes the pictures of the documentation from real reports, so that they show what the program does today (`make screenshots`).

In: the bundled example as it was before its last rewrite and as it is, beside an invented rival; a small site in two languages; Chromium.
Out: docs/screenshots/: the first page in both languages for the READMEs, and every kind of page in fr/ and en/.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from auditor.browser import find_chromium
from auditor.models import LANGS

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
EXAMPLE = ROOT / "examples" / "site"
BILINGUAL = ROOT / "tests" / "sites" / "bilingual"
RIVAL = ROOT / "tests" / "sites" / "portfolio" / "toitures-kerne"
READMES = {"en": "overview.png", "fr": "overview.fr.png"}
SIZE = {"width": 1280, "height": 860}
TALL = 1700  # pixels of a page that are shown: what follows looks like what precedes
YOUNG = (
    "    <h2>Vous gardez votre maison",
    "    <h2>Pourquoi nous choisir",
)  # what the example lacked before


def main() -> None:
    """Audit the sites and photograph their reports."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium was found: see `auditor doctor`.")
    with tempfile.TemporaryDirectory() as tmp, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        example, bilingual = reports(Path(tmp))
        for lang in LANGS:
            shutil.rmtree(FOLDER / lang, ignore_errors=True)
            take(browser, example / lang / "index.html", FOLDER / READMES[lang], height=SIZE["height"])
            for name, page in [*kinds(example / lang), ("parity", bilingual / lang / "parity.html")]:
                take(browser, page, FOLDER / lang / f"{name}.jpg")
        browser.close()


def reports(folder: Path) -> tuple[Path, Path]:
    """Folders of two reports in both languages: of the example, audited before and after its rewrite, and of a site in two languages."""
    site = folder / "vauclair"
    shutil.copytree(EXAMPLE, site)
    (site / "realisations.html").unlink()
    home = (site / "index.html").read_text(encoding="utf-8")
    start, end = map(home.index, YOUNG)
    (site / "index.html").write_text(home[:start] + home[end:], encoding="utf-8")
    audit(folder, site, "before")
    shutil.copytree(EXAMPLE, site, dirs_exist_ok=True)
    return audit(folder, site, "after", "--competitor", str(RIVAL)), audit(folder, BILINGUAL, "bilingual")


def audit(folder: Path, site: Path, name: str, *options: str) -> Path:
    """The folder of a report in both languages."""
    common = ["--report-lang", ",".join(LANGS), "--output", str(folder / name), "--store", str(folder / "store"), "--quiet"]
    subprocess.run([sys.executable, "-m", "auditor", "audit", str(site), *options, *common], check=True, stdout=subprocess.DEVNULL)
    return folder / name


def kinds(report: Path) -> Iterator[tuple[str, Path]]:
    """Every kind of page by name: all that stand alone, and the first of each kind that there are several of."""
    yield from ((page.stem, page) for page in sorted(report.glob("*.html")))
    for name, pattern in (("page", "p/*.html"), ("rule", "r/*.html"), ("lens", "l/*.html")):
        yield from ((name, page) for page in sorted(report.glob(pattern), key=weight)[-1:])


def weight(page: Path) -> tuple[int, str]:
    """Size of a file: the longest page has most to show."""
    return page.stat().st_size, page.name


def take(browser: Browser, page: Path, picture: Path, *, height: int = TALL) -> None:
    """A picture of a page from its top."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    tab = browser.new_page(viewport={"width": SIZE["width"], "height": SIZE["height"]}, device_scale_factor=1, color_scheme="light")
    tab.goto(page.as_uri())
    whole = min(height, tab.evaluate("document.documentElement.scrollHeight"))
    packed: dict[str, Any] = {"type": "jpeg", "quality": 60} if picture.suffix == ".jpg" else {}
    tab.screenshot(path=picture, full_page=True, **packed, clip={"x": 0, "y": 0, "width": SIZE["width"], "height": whole})
    tab.close()


if __name__ == "__main__":
    main()
