"""Golden pages: the words of a few rendered pages, one block a line, so that a change of rules is read as a diff.

They are written by `make calibrate` (`pytest tests/test_golden.py --accept-golden`); what changes with every rule file is scrubbed.
"""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from auditor import pipeline
from auditor.language.pipelines import PACKAGES
from auditor.models import Lang
from auditor.settings import Settings

HERE = Path(__file__).parent
PAGES: dict[str, Lang] = {"atelier-fr": "fr", "studio-en": "en"}
LINE = {"h1", "h2", "h3", "h4", "p", "li", "td", "th", "summary", "dt", "dd", "figcaption", "legend", "label", "blockquote"}
SCRUBBED = [
    (re.compile(r"\b[0-9a-f]{12}\b"), "<digest>"),
    (re.compile(r"auditor \d+\.\d+\.\d+"), "auditor <version>"),
    (re.compile(r"\b\d{1,2} [a-zéû]+ 20\d\d\b|\b[A-Z][a-z]+ \d{1,2}, 20\d\d\b"), "<date>"),
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of the small sites, by the models that pip brings: another model may label a sentence otherwise."""
    tmp = tmp_path_factory.mktemp("golden")
    with pytest.MonkeyPatch.context() as patch:
        for lang, package in PACKAGES.items():
            patch.setenv(f"AUDITOR_MODEL_{lang.upper()}", package.replace("-", "_"))
        for site, lang in PAGES.items():
            pipeline.audit_source(str(HERE / "sites" / site), Settings(store=str(tmp / "store")), output=tmp / site, report_langs=(lang,))
    return tmp


@pytest.mark.parametrize("site", PAGES)
@pytest.mark.parametrize("page", ["index.html", "p/home-*.html", "method.html"])
def test_a_page_reads_as_it_did(site: str, page: str, reports: Path, request: pytest.FixtureRequest) -> None:
    (rendered,) = (file for file in (reports / site).glob(page) if ".rewritten" not in file.name)
    golden = HERE / "golden" / f"{site}-{page.partition('-')[0].replace('/', '-').removesuffix('.html')}.txt"
    found = words(rendered.read_text(encoding="utf-8"))
    if request.config.getoption("--accept-golden"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8"), (
        f"read the diff; if it is right: pytest tests/test_golden.py --accept-golden ({golden})"
    )


def words(html: str) -> str:
    """The text of a page's main part, a block a line, scrubbed."""
    main = lxml.html.document_fromstring(html).find(".//main")
    for strange in main.xpath(".//script | .//style | .//svg"):
        strange.drop_tree()
    for block in main.iter():
        if block.tag in LINE:
            block.tail = "\n" + (block.tail or "")
    lines = (re.sub(r"[ \t\n]+", " ", line).strip() for line in main.text_content().split("\n"))
    text = "\n".join(line for line in lines if line) + "\n"
    for pattern, instead in SCRUBBED:
        text = pattern.sub(instead, text)
    return text
