"""`auditor portfolio` and `auditor benchmark build` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Runner

SITES = Path(__file__).parents[1] / "sites"


def test_a_list_is_audited_shown_and_counted_and_a_site_is_held_against_the_set(ran: Runner, tmp_path: Path) -> None:
    tables = [
        f'[[site]]\nsource = "{(SITES / name).as_posix()}"\nclient = "{name}"\nsector = "boats"\n' for name in ("by-hand", "studio-en")
    ]
    (tmp_path / "clients.toml").write_text("".join(tables), encoding="utf-8")
    done = ran("portfolio", "clients.toml", "--workers", "1", "--ui-lang", "fr")
    assert done.code == 0, done.err
    assert done.out.strip() == str(tmp_path / "output" / "clients" / "index.html")
    assert "by-hand\u00a0: audité." in done.err
    assert "2 sites audités, 0 sans résultat." in done.err

    shown = json.loads(ran("portfolio", "clients.toml", "--dashboard", "--json", "--ui-lang", "en").out)
    assert [row["client"] for row in shown["sites"]] == ["by-hand", "studio-en"]

    made = ran("benchmark", "build", "-o", "set.json", "--name", "Boats", "--json", "--ui-lang", "en")
    assert json.loads(made.out)["companies"] == 2
    assert "en, boats: 2 companies, too few" in ran("benchmark", "show", "set.json", "--ui-lang", "en").out

    ran("build", "studio-en", "-o", "report", "--benchmark", "set.json")
    placed = json.loads((tmp_path / "report" / "data" / "audit.json").read_text(encoding="utf-8"))
    assert (placed["benchmark"]["name"], placed["benchmark"]["companies"], placed["benchmark"]["index"]) == ("Boats", 2, None)
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "Not held against “Boats”: it has 2 companies in English, and 20 are needed." in page


def test_a_mistake_in_the_list_stops_before_anything_is_read(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("source,client\nnowhere-at-all,A\n", encoding="utf-8")
    done = ran("portfolio", "clients.csv", "--ui-lang", "en")
    assert done.code == 2
    assert done.err.startswith("auditor: clients.csv:2: ")
    assert not (tmp_path / "output").exists()


def test_where_not_one_site_answers_the_exit_code_is_three(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "clients.csv").write_text("source,client\nhttp://127.0.0.1:9/,A\n", encoding="utf-8")
    done = ran("portfolio", "clients.csv", "--allow-private", "--workers", "1", "--ui-lang", "en")
    assert done.code == 3
    assert (tmp_path / "output" / "clients" / "index.html").is_file()


def test_passwords_of_the_settings_are_sent_to_no_site_of_a_list(ran: Runner, tmp_path: Path) -> None:
    from auditor.cli.portfolio import _of_nobody
    from auditor.settings import CrawlSettings, Settings, SiteSettings

    crawl = CrawlSettings(auth=("user", "word"), cookies=(("a", "b"),), headers=(("Authorization", "c"),), urls=("https://a.example/",))
    cleaned = _of_nobody(Settings(crawl=crawl, site=SiteSettings(name="One of them", customer_nouns=("patients",))))
    assert (cleaned.crawl.auth, cleaned.crawl.cookies, cleaned.crawl.headers, cleaned.crawl.urls) == (None, (), (), ())
    assert (cleaned.site.name, cleaned.site.customer_nouns) == ("", ("patients",))
