"""A report under somebody's own name: theirs everywhere, ours nowhere, and nothing of it that runs."""

from pathlib import Path

import pytest

from auditor.errors import SettingsProblem
from auditor.report import build
from auditor.report.brand import CONTRAST, DARK, LIGHT, PLAIN, Brand, contrast, html_of, load, readable

from . import samples
from .sites import Seen

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"></svg>'
FILE = """
agency = "Zed & <Co>"
client = "Les Tuiliers"
logo = "logo.svg"
accent = "#ffccee"
font = "Georgia, serif"
cover = "Voici **tout**.<script>alert(1)</script> [ici](javascript:alert(1))"
powered_by = false
sections = ["read", "fixes"]
hide = ["search"]

[notes]
audit = "Commencez par l’accueil."
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "logo.svg").write_bytes(SVG)
    (tmp_path / "brand.toml").write_text(FILE, encoding="utf-8")
    return tmp_path / "brand.toml"


def made(brand: Brand, folder: Path) -> Path:
    return build(samples.audit("fr"), folder, languages=("fr",), knowledge=samples.KNOWLEDGE, brand=brand).parent


def test_our_own_name_is_nowhere_where_the_brand_does_not_want_it(file: Path, tmp_path: Path):
    folder = made(load(file), tmp_path / "report")
    named = [path.name for path in folder.rglob("*") if path.is_file() and b"auditor" in path.read_bytes().lower()]
    assert named == []
    assert b"auditor" in (made(PLAIN, tmp_path / "plain") / "index.html").read_bytes().lower()


def test_names_with_signs_of_html_stay_text(file: Path, tmp_path: Path):
    shown = (made(load(file), tmp_path / "report") / "index.html").read_text(encoding="utf-8")
    assert "Zed &amp; &lt;Co&gt;" in shown
    assert "<Co>" not in shown


def test_notes_and_cover_are_shown_and_can_do_nothing(file: Path, tmp_path: Path):
    shown = (made(load(file), tmp_path / "report") / "index.html").read_text(encoding="utf-8")
    assert "<strong>tout</strong>" in shown
    assert "Commencez par l’accueil." in shown
    assert "alert(1)" not in shown


def test_the_brand_chooses_sections_and_their_order(file: Path, tmp_path: Path):
    sections = [
        attrs["aria-labelledby"] for tag, attrs in Seen(made(load(file), tmp_path / "r") / "index.html").elements if tag == "section"
    ]
    assert [name for name in sections if name in ("read", "fixes", "facts", "downloads")] == ["read", "fixes"]


def test_a_page_that_the_brand_hides_is_neither_written_nor_linked(file: Path, tmp_path: Path):
    folder = made(load(file), tmp_path / "report")
    assert not (folder / "search.html").exists()
    assert not any("search.html" in (href or "") for page in folder.rglob("*.html") for href in Seen(page).values("href"))


def test_notes_stand_with_their_page_and_their_finding(tmp_path: Path):
    audit = samples.audit("fr")
    finding = audit.findings[0]
    brand = Brand(
        notes_of_pages={finding.page.strip("/"): "<p>Page à reprendre.</p>"}, notes_of_findings={finding.id: "<p>Vu avec le gérant.</p>"}
    )
    folder = made(brand, tmp_path / "report")
    pages = [path.read_text(encoding="utf-8") for path in (folder / "p").iterdir()]
    assert sum("Page à reprendre." in text for text in pages) == 1
    assert any("Vu avec le gérant." in text for text in pages)


@pytest.mark.parametrize("colour", ["#ffccee", "#000000", "#777777", "#ffff00"])
def test_any_colour_can_be_read_on_the_grounds_of_the_report(colour: str):
    assert min(contrast(readable(colour, LIGHT, "#000000"), ground) for ground in LIGHT) >= CONTRAST
    assert min(contrast(readable(colour, DARK, "#ffffff"), ground) for ground in DARK) >= CONTRAST


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('accent = "pink"', "colour"),
        ('font = "x; } body { display: none"', "font"),
        ('logo = "nowhere.png"', "nowhere.png"),
        ('logo = "brand.toml"', "PNG"),
        ("agency = 3", "text"),
        ('agnecy = "Zed"', "agency"),
        ('hide = ["method"]', "rewrites"),
        ("agency = ", "TOML"),
    ],
)
def test_a_wrong_line_is_named_with_its_file(tmp_path: Path, line: str, says: str):
    file = tmp_path / "brand.toml"
    file.write_text(f'client = "Les Tuiliers"\n{line}\n', encoding="utf-8")
    with pytest.raises(SettingsProblem) as problem:
        load(file)
    assert str(problem.value).startswith(f"{file}:2:")
    assert says in str(problem.value)


def test_a_brand_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(SettingsProblem, match=r"brand\.toml"):
        load(tmp_path / "brand.toml")


def test_a_note_keeps_its_links_and_loses_what_runs():
    assert html_of("[site](https://client.example)") == '<p><a href="https://client.example" rel="noopener noreferrer">site</a></p>'
    assert "<img" not in html_of("![x](https://client.example/x.png)<img src=x onerror=alert(1)>")
