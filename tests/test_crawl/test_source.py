"""What the user named, and what to call it."""

from pathlib import Path

import pytest

from auditor.crawl import credentials_of, first_address, kind_of, slug_of
from auditor.errors import UsageProblem


@pytest.mark.parametrize(
    "source",
    ["https://exemple.fr", "HTTP://EXEMPLE.FR/a", "www.exemple.fr", "exemple.fr/offre?a=1", "exemple.co.uk:8080", "localhost:8000",
     "127.0.0.1:8000/a", "élagage.fr"],
)  # fmt: skip
def test_these_are_addresses(source: str) -> None:
    assert kind_of(source) == "address"


def test_what_lies_on_this_computer_is_told_by_what_it_is(tmp_path: Path) -> None:
    page, archive = tmp_path / "page.html", tmp_path / "site.warc.gz"
    page.write_text("<p>Bonjour</p>", encoding="utf-8")
    archive.write_bytes(b"")
    assert [kind_of(str(path)) for path in (tmp_path, page, archive)] == ["folder", "file", "warc"]
    assert kind_of("-") == "stdin"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("pas-la.html", "crawl.no-such-source"),
        ("dossier/absent", "crawl.no-such-source"),
        ("site.warc.gz", "crawl.no-such-source"),
        ("", "crawl.no-such-source"),
        ("ftp://exemple.fr/", "crawl.wrong-scheme"),
        ("file:///etc/passwd", "crawl.wrong-scheme"),
        ("https://", "crawl.bad-address"),
        ("http://exemple.fr:port/", "crawl.bad-address"),
        ("exemple.fr:99999", "crawl.bad-address"),
    ],
)
def test_what_is_none_of_them_is_a_usage_problem_in_both_languages(source: str, key: str) -> None:
    with pytest.raises(UsageProblem) as problem:
        kind_of(source)
    assert problem.value.key == key
    assert problem.value.sentence("fr") != problem.value.sentence("en")


@pytest.mark.parametrize(
    ("source", "slug"),
    [
        ("https://www.Exemple.fr/offre", "exemple.fr"),
        ("https://lise:secret@exemple.fr/", "exemple.fr"),
        ("http://127.0.0.1:8000/", "127.0.0.1-8000"),
        ("http://[::1]:8000/", "1-8000"),
        ("-", "stdin"),
    ],
)
def test_a_source_has_a_name_that_is_safe_in_a_path(source: str, slug: str) -> None:
    assert slug_of(source) == slug


def test_a_folder_gives_its_own_name_without_accents(tmp_path: Path) -> None:
    for name, slug in (("Noël Élagage", "noel-elagage"), ("CON", "con-site"), ("éàü", "eau"), ("日本", "site")):
        folder = tmp_path / name
        folder.mkdir()
        assert slug_of(str(folder)) == slug


def test_https_is_tried_where_no_scheme_is_given_but_not_for_a_preview() -> None:
    assert first_address("exemple.fr/a") == "https://exemple.fr/a"
    assert first_address("localhost:8000") == "http://localhost:8000/"


def test_credentials_are_taken_out_of_an_address() -> None:
    assert credentials_of("https://lise:s%40cret@exemple.fr/") == ("lise", "s@cret")
    assert first_address("https://lise:s%40cret@exemple.fr/") == "https://exemple.fr/"
    assert credentials_of("https://exemple.fr/") is None
