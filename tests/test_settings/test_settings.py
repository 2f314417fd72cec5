"""Where a setting comes from, which source wins, and how a mistake is told."""

from pathlib import Path

import pytest

from auditor import settings
from auditor.errors import SettingsProblem, UsageProblem


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A working folder and a user's folder, both empty."""
    project, user = tmp_path / "project", tmp_path / "user"
    project.mkdir()
    user.mkdir()
    return project, user


def write(folder: Path, text: str) -> Path:
    file = folder / "auditor.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_any_source_the_defaults_hold(folders: tuple[Path, Path]) -> None:
    project, user = folders
    assert settings.load(project, user_folder=user) == settings.Settings()


def test_a_flag_beats_a_variable_beats_the_project_beats_the_user(folders: tuple[Path, Path]) -> None:
    project, user = folders
    write(user, "[crawl]\nmax_pages = 1\nmax_depth = 1\npause = 1\ntimeout = 1\n")
    write(project, "[crawl]\nmax_pages = 2\nmax_depth = 2\npause = 2\n")
    environ = {"AUDITOR_CRAWL_MAX_PAGES": "3", "AUDITOR_CRAWL_MAX_DEPTH": "3"}
    found = settings.load(project, {"crawl.max_pages": 4, "crawl.pause": None}, environ, user_folder=user).crawl
    assert (found.max_pages, found.max_depth, found.pause, found.timeout) == (4, 3, 2.0, 1.0)


def test_only_the_working_folder_is_looked_at(folders: tuple[Path, Path]) -> None:
    """A file in a parent folder is no setting of this one: what holds is what can be seen beside the work."""
    project, user = folders
    write(project, 'store = "elsewhere"\n')
    below = project / "below"
    below.mkdir()
    assert settings.load(below, user_folder=user).store == ".auditor"


def test_every_table_is_read(folders: tuple[Path, Path]) -> None:
    project, user = folders
    write(
        project,
        'store = "kept"\n[site]\nname = "Atelier Brume"\naliases = ["Brume"]\ncustomer_nouns = ["adhérents"]\nlang = "fr"\n'
        '[report]\nlanguages = ["fr", "en"]\noutput = "rapports"\n[crawl]\nheaders = [["X-Client", "brume"]]\n',
    )
    found = settings.load(project, user_folder=user)
    assert found.store == "kept"
    assert found.site.aliases == ("Brume",)
    assert found.site.customer_nouns == ("adhérents",)
    assert found.report.languages == ("fr", "en")
    assert found.crawl.headers == (("X-Client", "brume"),)


def test_variables_hold_lists_with_commas_and_pairs_with_a_mark() -> None:
    environ = {
        "AUDITOR_SITE_ALIASES": "Brume, Atelier Brume",
        "AUDITOR_CRAWL_COOKIES": "session=1a=2b,lang=fr",
        "AUDITOR_CRAWL_AUTH": "ada:se:cret",
        "AUDITOR_CRAWL_ALLOW_PRIVATE": "true",
    }
    found = settings.load(Path("nowhere"), None, environ, user_folder=Path("nowhere"))
    assert found.site.aliases == ("Brume", "Atelier Brume")
    assert found.crawl.cookies == (("session", "1a=2b"), ("lang", "fr"))
    assert found.crawl.auth == ("ada", "se:cret")
    assert found.crawl.allow_private is True


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('[site]\nname = "A"\n\n[crawl]\nmax_page = 3\n', 5, "did you mean crawl.max_pages"),
        ("[crawl]\nmax_pages = 0\n", 2, "give 1 or more"),
        ("[crawl]\n# a note\npause = -1\n", 3, "give 0"),
        ('[site]\nlang = "de"\n', 2, "give auto, fr or en"),
        ('[crawl]\nmax_pages = "many"\n', 2, "give a number"),
        ('[site]\naliases = "Brume"\n', 2, "square brackets"),
        ("[site]\nname = 3\n", 2, "between quotes"),
        ("[crawl]\nallow_private = 3\n", 2, "true or false"),
        ("[site\nname = 3\n", 1, "not valid TOML"),
        ('[site]\nname = "A', 2, "not valid TOML"),
        ("crawl = 3\n", 1, "[crawl]"),
        ('stor = "x"\n', 1, "did you mean store"),
        ('[sites]\nname = "A"\n', 2, "did you mean site"),
        ("site.lang = 3\n", 1, "site.lang"),
    ],
)
def test_a_mistake_in_a_file_names_file_line_and_what_to_write(folders: tuple[Path, Path], text: str, line: int, says: str) -> None:
    project, user = folders
    file = write(project, text)
    with pytest.raises(SettingsProblem) as caught:
        settings.load(project, user_folder=user)
    sentence = caught.value.sentence("en")
    assert sentence.startswith(f"{file}:{line}: ")
    assert says in sentence
    assert caught.value.exit_code == 2
    assert caught.value.sentence("fr") != sentence


def test_a_mistake_in_a_variable_names_the_variable() -> None:
    with pytest.raises(UsageProblem, match="AUDITOR_CRAWL_MAX_PAGES: crawl.max_pages is 'ten': give a number"):
        settings.load(Path("nowhere"), None, {"AUDITOR_CRAWL_MAX_PAGES": "ten"}, user_folder=Path("nowhere"))


def test_a_mistake_in_a_password_does_not_repeat_it() -> None:
    with pytest.raises(UsageProblem) as caught:
        settings.load(Path("nowhere"), None, {"AUDITOR_CRAWL_AUTH": "hunter2"}, user_folder=Path("nowhere"))
    assert "hunter2" not in caught.value.sentence("en")
    assert "pair" in caught.value.sentence("en")


def test_a_file_with_a_byte_order_mark_is_read(folders: tuple[Path, Path]) -> None:
    """Windows editors write one."""
    project, user = folders
    (project / "auditor.toml").write_bytes(b"\xef\xbb\xbfstore = 'kept'\r\n")
    assert settings.load(project, user_folder=user).store == "kept"


def test_a_mistake_of_the_user_file_names_that_file(folders: tuple[Path, Path]) -> None:
    project, user = folders
    file = write(user, "[report]\nlanguages = ['fr', 'de']\n")
    write(project, "[crawl]\nmax_pages = 5\n")
    with pytest.raises(SettingsProblem) as caught:
        settings.load(project, user_folder=user)
    assert str(caught.value).startswith(f"{file}:2: ")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[[mute]]\nrule = "superlative"\nreason = "ours"\n\n[[mute]]\nrule = "x"\nraison = "y"\n', 7, "mute.reason"),
        ('[[mute]]\nrule = "superlative"\n', 1, "mute.reason is missing"),
        ('[[mute]]\nreason = "y"\n', 1, "a rule or a text"),
        ('[[mute]]\ntext = "a"\nreason = "y"\nuntil = "soon"\n', 4, "2026-12-31"),
        ('[[correct]]\ntext = "a"\nreason = "y"\nfocus = "me"\n', 4, "self, customer"),
        ('[[correct]]\ntext = "a"\nreason = "y"\n', 1, "a focus"),
        ('[mute]\nrule = "a"\n', 2, "[[mute]]"),
    ],
)
def test_a_mistake_in_a_list_of_tables_is_told_with_the_line_of_its_entry(
    folders: tuple[Path, Path], text: str, line: int, told: str
) -> None:
    project, user = folders
    write(project, text)
    with pytest.raises(SettingsProblem) as problem:
        settings.load(project, user_folder=user)
    assert problem.value.line == line
    assert told in problem.value.sentence("en")


def test_a_mute_knows_the_line_where_its_reader_finds_it(folders: tuple[Path, Path]) -> None:
    project, user = folders
    write(project, '[site]\nname = "Brume"\n\n[[mute]]\nrule = "rank"\npages = "blog/*"\nreason = "a quote"\nuntil = 2027-01-31\n')
    mute = settings.load(project, user_folder=user).mute[0].record()
    assert (mute.rule, mute.pages, mute.until, mute.origin) == ("rank", ("blog/*",), "2027-01-31", "auditor.toml:4")
