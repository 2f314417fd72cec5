"""Takes the README's pictures from the report of the bundled example, so that they show what the program does today.

In: examples/site, Chromium. Out: docs/screenshots/*.png.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from auditor.browser import find_chromium
from auditor.pipeline import audit_source
from auditor.settings import Settings

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "screenshots"
PICTURES = {"overview.png": "en", "overview.fr.png": "fr"}  # the picture of each README, and the language of the report
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Audit the example and photograph its first page in both languages."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium was found: see `auditor doctor`.")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture, lang in PICTURES.items():
            store, output = str(Path(folder) / "store"), Path(folder) / lang
            outcome = audit_source(str(ROOT / "examples" / "site"), Settings(), output=output, report_langs=(lang,), store=store)
            page = browser.new_page(viewport=SIZE, device_scale_factor=1, color_scheme="light")
            page.goto(outcome.index_html.as_uri())
            page.screenshot(path=FOLDER / picture)
        browser.close()


if __name__ == "__main__":
    main()
