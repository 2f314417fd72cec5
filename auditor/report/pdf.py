"""The summary on paper: a page of the report printed by the system's Chromium, tagged and with an outline.

In: an HTML file of ours. Out: a PDF beside it; nothing is fetched, and a browser that fails costs the PDF alone.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.browser import find_chromium

LONGEST = 60  # seconds; a summary takes two
OPTIONS = (
    "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-extensions",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
)  # fmt: skip


class NotPrinted(Exception):
    """The PDF could not be made: a catalogue key of the reason, and its fields."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


def print_page(html: Path, pdf: Path) -> None:
    """Write `pdf` from `html`; NotPrinted where no browser is there or it fails."""
    browser = find_chromium()
    if browser is None:
        raise NotPrinted("sheet.no-browser")
    with TemporaryDirectory(prefix="auditor-pdf-", ignore_cleanup_errors=True) as profile:
        reason = _run([str(browser), *_options(profile), f"--print-to-pdf={pdf.resolve()}", html.resolve().as_uri()])
    if reason or not pdf.is_file():
        raise NotPrinted("sheet.not-printed", browser=browser.name, reason=reason or "PDF")


def _options(profile: str) -> list[str]:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium refuses its own sandbox to root
    return [*OPTIONS, f"--user-data-dir={profile}", *(["--no-sandbox"] if is_root else [])]


def _run(command: list[str]) -> str:
    """Run the browser; why it failed, "" when it did not."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return f"{LONGEST} s"
    except OSError as error:
        return error.strerror or str(error)
    return "" if done.returncode == 0 else f"exit {done.returncode}"
