"""A wrong command line is answered by one sentence in the user's language, exit code 2, and nothing on stdout."""

from pathlib import Path

import pytest

from .conftest import Runner

WRONG = [
    (["audti", "x"], "did you mean audit?", "vouliez-vous écrire audit\u202f?"),
    (["zzz"], "no command is called zzz", "aucune commande ne s’appelle zzz"),
    (["rules", "shwo"], "did you mean show?", "vouliez-vous écrire show\u202f?"),
    (["audit"], "SOURCE is missing: see auditor audit --help", "il manque SOURCE"),
    (["rules", "calibrate"], "GOLD is missing", "il manque CORPUS"),
    (["audit", "x", "--max-page", "3"], "did you mean --max-pages?", "vouliez-vous écrire --max-pages"),
    (["audit", "x", "-y"], "no option is called -y", "aucune option ne s’appelle -y"),
    (["audit", "x", "--max-pages"], "--max-pages needs a value", "--max-pages attend une valeur"),
    (["audit", "x", "--max-pages", "0"], "give a whole number from 1", "nombre entier à partir de 1"),
    (["audit", "x", "--max-pages", "²"], "give a whole number from 1", "nombre entier à partir de 1"),
    (["audit", "x", "--allow-private=yes"], "--allow-private takes no value", "n’attend pas de valeur"),
    (["audit", "x", "--lang", "de"], "--lang is de: give auto, fr, en", "--lang vaut de"),
    (["audit", "x", "--report-lang", "fr,de"], "--report-lang is de: give fr, en", "--report-lang vaut de"),
    (["audit", "x", "--header", "no colon"], "Accept-Language: fr", "Accept-Language: fr"),
    (["audit", "x", "--header", "A: b\r\nHost: c"], "--header is not as expected", "--header n’a pas la forme attendue"),
    (["audit", "x", "--cookie", "=b"], "--cookie is not as expected", "--cookie n’a pas la forme attendue"),
    (["audit", "x", "--auth", "nobody"], "user:password", "user:password"),
    (["crawl", "a", "b"], "b is one argument too many: see auditor crawl --help", "b est un argument de trop"),
    (["--ui-lang", "de", "doctor"], "--ui-lang is de", "--ui-lang vaut de"),
    (["serve", "."], "holds no report", "ne contient pas de rapport"),
    (["serve", ".", "--port", "70000"], "from 0 to 65535", "de 0 à 65535"),
    (["label", "nowhere.jsonl"], "nowhere.jsonl cannot be read", "nowhere.jsonl est illisible"),
    (["rules", "show", "nonesuch-rule-zzz"], "no rule is called nonesuch-rule-zzz", "aucune règle ne s’appelle"),
    (["audit", "x", "--urls", "nowhere.txt"], "nowhere.txt cannot be read", "nowhere.txt est illisible"),
]


@pytest.mark.parametrize(("args", "english", "french"), WRONG, ids=[" ".join(args) for args, _, _ in WRONG])
def test_a_wrong_command_line_is_one_sentence_in_each_language(ran: Runner, args: list[str], english: str, french: str) -> None:
    for lang, expected, opening in (("en", english, "auditor: "), ("fr", french, "auditor\u00a0: ")):
        found = ran(*args, AUDITOR_UI_LANG=lang)
        assert found.code == 2
        assert found.out == ""
        assert found.err.startswith(opening)
        assert expected in found.err
        assert found.err.count("\n") == 1


def test_a_file_of_addresses_without_any_is_refused(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("# none yet\n\n", encoding="utf-8")
    assert "holds no address" in ran("crawl", "https://a.example", "--urls", "urls.txt").err


def test_a_mistake_in_auditor_toml_names_its_line(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text("[crawl]\nmax_page = 3\n", encoding="utf-8")
    found = ran("audit", "x")
    assert found.code == 2
    assert found.err == "auditor: auditor.toml:2: no setting is called crawl.max_page: did you mean crawl.max_pages?\n"
