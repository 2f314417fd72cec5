"""The page of a portfolio: those that need somebody first, no more said than their audits say, files for other tools."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.errors import UsageProblem
from auditor.models import Listed, Point, Score, Standing, Turn
from auditor.report import dashboard
from auditor.report.dashboard import portfolio_csv
from auditor.report.views.standings import board, needs_of

TODAY = "2026-03-12"
GONE = Turn("gone", "failed", "crawl.unreachable", (("url", "https://gone.example/"),))


def score(value: float | None, low: float = 0, high: float = 0) -> Score:
    return Score(value, low, high, "ok") if value is not None else Score(None, None, None, "inconclusive")


def standing(client: str, value: float | None = 55.0, **changed: object) -> Standing:
    """A site audited this month that needs nothing."""
    site = Listed(
        source=f"https://{client.lower()}.example/", slug=f"{client.lower()}.example", folder=client.lower(), client=client, every=90
    )
    point = Point("2026-03-01", value, 50.0, 60.0)
    made = Standing(
        site=site, turn=Turn(site.slug, "done"), date="2026-03-01", due="2026-05-30", is_overdue=False, index=score(value, 50, 60),
        findings=12, promises=3, pages=4, languages=("fr",), past=(point,), has_report=True,
    )  # fmt: skip
    return replace(made, **changed)  # type: ignore[arg-type]


def all_of_them() -> list[Standing]:
    """A site for each thing that may be the matter, in no order."""
    nothing = {
        "date": "",
        "due": "",
        "index": None,
        "findings": 0,
        "promises": 0,
        "pages": 0,
        "languages": (),
        "past": (),
        "has_report": False,
    }
    fallen = (Point("2025-09-01", 70.0, 65.0, 75.0), Point("2026-03-01", 55.0, 50.0, 60.0))
    return [
        standing("Calm"),
        standing("Weak", 20.0),
        standing("Fallen", past=fallen),
        standing("Never", turn=None, **nothing),
        standing("Short", None),
        standing("Gone", turn=GONE, **nothing),
        standing("Stale", turn=GONE),
        standing("Overdue", due="2026-03-01", is_overdue=True),
        standing("Alone", rivals=(("r.example", GONE), ("s.example", Turn("s", "done")))),
    ]


def test_who_needs_somebody_stands_first() -> None:
    rows = board(all_of_them(), "en", TODAY).rows
    assert [row.title for row in rows] == ["Gone", "Stale", "Never", "Overdue", "Fallen", "Short", "Alone", "Weak", "Calm"]
    assert [len(row.needs) for row in rows] == [1] * 8 + [0]


def test_among_those_that_need_the_same_the_lowest_score_stands_first() -> None:
    rows = board([standing("B", 60.0), standing("A", 58.0), standing("C", 45.0)], "fr", TODAY).rows
    assert [row.title for row in rows] == ["C", "A", "B"]


def test_a_score_has_fallen_only_where_the_ranges_do_not_meet() -> None:
    """Seventy after eighty is chance where seventy may be seventy-six."""
    before = Point("2025-09-01", 80.0, 75.0, 85.0)
    assert "fallen" not in needs_of(standing("A", past=(before, Point("2026-03-01", 70.0, 64.0, 76.0))))
    assert "fallen" in needs_of(standing("A", past=(before, Point("2026-03-01", 69.0, 64.0, 74.0))))
    assert "fallen" not in needs_of(standing("A", past=(before, Point("2026-03-01", None, None, None))))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_whole_in_both_languages(tmp_path: Path, lang: str) -> None:
    languages = ("fr", "en") if lang == "fr" else ("en", "fr")
    index = dashboard(all_of_them(), tmp_path / "out", languages=languages, today=TODAY)
    other = "en" if lang == "fr" else "fr"
    assert {path.name for path in index.parent.iterdir()} == {
        "index.html", f"index.{other}.html", "portfolio.csv", f"portfolio.{other}.csv", "portfolio.json",
    }  # fmt: skip
    page = index.read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in page
    assert 'href="calm/index.html"' in page
    assert 'href="gone/index.html"' not in page
    assert page.count('class="sparkline"') == 1
    assert ("1 septembre 2025\u00a0: 70" if lang == "fr" else "September 1, 2025: 70") in page.replace("1er", "1")
    assert "style=" not in page


def test_what_a_client_calls_itself_cannot_run_or_break_the_page(tmp_path: Path) -> None:
    hostile = standing("X")
    site = replace(hostile.site, client='=1+1"><script>alert(1)</script>', notes="</td><img src=x onerror=alert(1)>", sector="@SUM(A1)")
    index = dashboard([replace(hostile, site=site)], tmp_path, languages=("en",), today=TODAY)
    page = index.read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    cells = list(csv.reader(io.StringIO((tmp_path / "portfolio.csv").read_text(encoding="utf-8-sig"))))[1]
    assert (cells[0][:2], cells[4][:2]) == ("'=", "'@")


def test_a_password_in_an_address_is_shown_nowhere(tmp_path: Path) -> None:
    one = standing("X")
    site = replace(one.site, client="", source="https://user:hunter2@x.example/")
    dashboard([replace(one, site=site)], tmp_path, languages=("en", "fr"), today=TODAY)
    assert [path.name for path in tmp_path.iterdir() if "hunter2" in path.read_text(encoding="utf-8-sig")] == []


def test_the_table_opens_in_french_excel() -> None:
    text = portfolio_csv([standing("Été", 55.5)], "fr")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert rows[0][:3] == ["Client", "Site", "Entreprise"]
    assert rows[1][0] == "Été"
    assert rows[1][6] == "55,5"


def test_json_has_the_sites_in_the_order_of_their_list(tmp_path: Path) -> None:
    dashboard(all_of_them(), tmp_path, languages=("en",), today=TODAY)
    document = json.loads((tmp_path / "portfolio.json").read_text(encoding="utf-8"))
    assert [row["client"] for row in document["sites"]] == [one.site.client for one in all_of_them()]
    gone = next(row for row in document["sites"] if row["client"] == "Gone")
    assert gone["failure"] == {"key": "crawl.unreachable", "reason": GONE_REASON}
    assert gone["index"] is None


GONE_REASON = "No answer from https://gone.example/: check the address and your connection, then try again later."


def test_somebody_else_s_page_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("my own site", encoding="utf-8")
    with pytest.raises(UsageProblem):
        dashboard([], tmp_path, languages=("en",), today=TODAY)
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "my own site"


def test_the_same_standings_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        dashboard(all_of_them(), tmp_path / name, languages=("fr", "en"), today=TODAY)
    assert [p.read_bytes() for p in sorted((tmp_path / "a").iterdir())] == [p.read_bytes() for p in sorted((tmp_path / "b").iterdir())]
