"""A portfolio is read from TOML and from spreadsheets' CSV; a mistake is told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.duration import days_of
from auditor.errors import SettingsProblem, UsageProblem
from auditor.portfolio import load, safe_name

TOML = """# our clients
[[site]]
source = "https://www.brume.example/"
client = "Brume & Fils"
sector = "plomberie"
rivals = ["https://rival.example", "autre"]
brand = "brume.toml"
lang = "fr"
every = "3 mois"
notes = "Rappeler Inès."

[[site]]
source = "autre"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with what the lists below name, and another one to stand in."""
    (tmp_path / "autre").mkdir()
    (tmp_path / "brume.toml").write_text("", encoding="utf-8")
    return tmp_path


def test_everything_that_a_table_says_is_read(home: Path) -> None:
    (home / "clients.toml").write_text(TOML, encoding="utf-8")
    first, second = load(home / "clients.toml").sites
    assert (first.source, first.slug, first.folder, first.title) == (
        "https://www.brume.example/",
        "brume.example",
        "brume-fils",
        "Brume & Fils",
    )
    assert (first.sector, first.lang, first.every, first.notes, first.line) == ("plomberie", "fr", 90, "Rappeler Inès.", 3)
    assert first.rivals == ("https://rival.example", str(home / "autre"))
    assert first.brand == str(home / "brume.toml")
    assert (second.source, second.slug, second.folder, second.title) == (str(home / "autre"), "autre", "autre", "autre")


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", ";"), ("utf-8-sig", ","), ("cp1252", ";"), ("utf-8", "\t")])
def test_a_spreadsheet_s_list_says_the_same_in_every_encoding(home: Path, encoding: str, mark: str) -> None:
    rows = [
        ("Source", "client", "sector", "rivals", "brand", "lang", "every", "notes"),
        (
            "https://www.brume.example/",
            "Brume & Fils",
            "plomberie",
            "https://rival.example | autre",
            "brume.toml",
            "FR",
            "3 mois",
            "Rappeler Inès.",
        ),
        ("", "", "", "", "", "", "", ""),
        ("autre", "", "", "", "", "", "", ""),
    ]
    (home / "clients.toml").write_text(TOML, encoding="utf-8")
    (home / "clients.csv").write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    listed, written = (load(home / name).sites for name in ("clients.csv", "clients.toml"))
    assert [(s.source, s.client, s.sector, s.rivals, s.brand, s.lang, s.every, s.notes, s.folder) for s in listed] == [
        (s.source, s.client, s.sector, s.rivals, s.brand, s.lang, s.every, s.notes, s.folder) for s in written
    ]
    assert [site.line for site in listed] == [2, 4]


def test_a_cell_of_several_lines_does_not_shift_the_lines_after_it(home: Path) -> None:
    (home / "a.csv").write_text('source,notes\nautre,"one\ntwo"\nnowhere-at-all,\n', encoding="utf-8")
    with pytest.raises(SettingsProblem) as caught:
        load(home / "a.csv")
    assert caught.value.line == 4


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.toml", '[[site]]\nsource = "autre"\n\n[[site]]\nclient = "x"\nsorce = "y"\n', 6, "site.source"),
        ("a.toml", '[[site]]\nclient = "x"\n', 1, "site.source is missing"),
        ("a.toml", '[[site]]\nsource = "autre"\nevery = "90 dogs"\n', 3, "90 days"),
        ("a.toml", '[[site]]\nsource = "autre"\nlang = "de"\n', 3, "auto"),
        ("a.toml", '[[site]]\nsource = "autre"\nbrand = "none.toml"\n', 3, "none.toml"),
        ("a.toml", '[[site]]\nsource = "autre"\nrivals = ["nowhere-at-all"]\n', 3, "nowhere-at-all"),
        ("a.toml", '[[site]]\nsource = "a.fr"\n[[site]]\nsource = "https://www.a.fr/"\n', 4, "on line 2"),
        ("a.toml", '[[site]]\nsource = "-"\n', 2, "standard input"),
        ("a.toml", '[[site]]\nsource = "ftp://a.fr"\n', 2, "ftp://"),
        ("a.toml", "# nothing\n", 1, "[[site]]"),
        ("a.toml", '[[site]]\nsource = "autre\n', 2, "not valid TOML"),
        ("a.csv", "source;client\nautre;x;y\n", 2, "2 columns"),
        ("a.csv", "source;clint\nautre;x\n", 2, "site.client"),
        ("a.csv", "", 1, "[[site]]"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(home: Path, name: str, text: str, line: int, said: str) -> None:
    (home / name).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsProblem) as caught:
        load(home / name)
    assert caught.value.sentence("en").startswith(f"{home / name}:{line}: ")
    assert said in caught.value.sentence("en")


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="clients.toml cannot be read"):
        load(tmp_path / "clients.toml")


def test_each_site_has_a_folder_of_its_own_whatever_its_client_is_called(home: Path) -> None:
    clients = ["Été", "Ete", "Été", "..", "con", "日本", "a/b\\\\c", "index.html"]
    tables = [f'[[site]]\nsource = "s{n}.example"\nclient = "{client}"\n' for n, client in enumerate(clients)]
    (home / "a.toml").write_text("".join(tables), encoding="utf-8")
    folders = [site.folder for site in load(home / "a.toml").sites]
    assert folders == ["ete", "ete-s1.example", "ete-s2.example", "s3.example", "con-site", "s5.example", "a-b-c", "index-html"]


def test_a_name_is_safe_on_every_system() -> None:
    assert [safe_name(text) for text in ("", "…", "PRN", "x" * 90)] == ["", "", "prn-site", "x" * 60]


@pytest.mark.parametrize(
    ("text", "days"),
    [("90 days", 90), ("1 jour", 1), ("2 semaines", 14), ("6 mois", 180), ("1 an", 365), ("2Years", 730), ("30", 30), ("", 0),
     ("90 dogs", None), ("days", None), ("-3 days", None), ("1.5 years", None)],
)  # fmt: skip
def test_spans_of_time_are_read_in_both_languages(text: str, days: int | None) -> None:
    assert days_of(text) == days
