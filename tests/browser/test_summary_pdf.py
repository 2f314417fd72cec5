"""The summary as a real browser prints it."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from auditor.report import print_page

LONGEST = 12  # sheets


def test_the_summary_is_tagged_has_an_outline_and_few_sheets(browser: Browser, reports: dict[str, Path], tmp_path: Path) -> None:
    for name in ("fr", "en"):
        pdf = tmp_path / f"{name}.pdf"
        print_page(reports[name] / "print.html", pdf)
        body = pdf.read_bytes()
        assert 0 < len(re.findall(rb"/Type\s*/Page[^s]", body)) <= LONGEST
        assert b"/StructTreeRoot" in body
        assert b"/Outlines" in body
