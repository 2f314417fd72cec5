"""A site beside its rivals, from the command line to the report, on small invented companies that share some lines and not others."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Ran, Runner

RIVALS = Path(__file__).parents[1] / "sites" / "rivals"
BRENNEL, VALMEROUX, LAUZANE = (str(RIVALS / name) for name in ("toitures-brennel", "couverture-valmeroux", "toits-lauzane"))
HARTWELL, DUNMOOR = (str(RIVALS / name) for name in ("hartwell-cleaning", "dunmoor-facilities"))


class Asked(http.server.SimpleHTTPRequestHandler):
    """A rival's server that remembers what it was sent."""

    sent: list[dict[str, str]]

    def log_message(self, format: str, *args: object) -> None:  # the name is the base class's
        """Say nothing."""

    def do_GET(self) -> None:
        self.sent.append(dict(self.headers.items()))
        super().do_GET()


@pytest.fixture
def rival() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Address of a rival's site on this machine, and the headers of all that was asked of it."""
    sent: list[dict[str, str]] = []
    handler = functools.partial(type("Own", (Asked,), {"sent": sent}), directory=DUNMOOR)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/", sent
        server.shutdown()


def document(folder: Path) -> dict[str, object]:
    return json.loads((folder / "data" / "audit.json").read_text(encoding="utf-8"))


def verdicts(found: dict, audit: dict) -> dict[str, bool]:
    texts = {segment["id"]: segment["text"] for page in audit["pages"] for segment in page["segments"]}
    return {texts[swap["segment"]]: swap["interchangeable"] for swap in found["swaps"]}


def printed(ran: Ran) -> dict:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_a_french_site_beside_its_rivals_one_of_whom_is_nowhere(ran: Runner, tmp_path: Path) -> None:
    told = printed(
        ran("compare", BRENNEL, VALMEROUX, LAUZANE, "nulle-part", "-o", "r", "--report-lang", "fr,en", "--json", "--ui-lang", "fr")
    )
    assert [site["site"] for site in told["sites"]] == ["toitures-brennel", "couverture-valmeroux", "toits-lauzane"]
    assert told["not_compared"][0]["source"] == "nulle-part"
    audit = document(tmp_path / "r")
    said = verdicts(audit["comparison"], audit)
    assert said["La satisfaction de nos clients est notre priorité."]
    assert said["Toitures Brennel est une entreprise familiale à taille humaine."]  # the name aside
    assert not said["Vous recevez un devis gratuit et détaillé sous 48 heures."]  # a rival needs ten days
    assert not said["Après chaque orage, un couvreur passe chez vous dans les trois heures, même le dimanche."]
    assert told["printable"] == sum(said.values())
    every = {swap["segment"]: swap["printed_by"] for swap in audit["comparison"]["swaps"] if len(swap["printed_by"]) == 2}
    assert every
    assert any("214 chantiers sur 214" in shown["promise"]["text"] for shown in audit["comparison"]["shown"])
    for lang in ("fr", "en"):
        assert (tmp_path / "r" / lang / "compare.html").is_file()


def test_distinctiveness_counts_with_rivals_and_not_without(ran: Runner, tmp_path: Path) -> None:
    def distinct(folder: str) -> dict:
        return next(one for one in document(tmp_path / folder)["indicators"] if one["id"] == "distinctiveness")

    assert ran("audit", HARTWELL, "-o", "alone", "-q").code == 0
    assert ran("audit", HARTWELL, "--competitor", DUNMOOR, "-o", "beside", "-q").code == 0
    assert (distinct("alone")["value"], distinct("alone")["state"]) == (None, "not_applicable")
    assert 0 < distinct("beside")["value"] < 1
    assert not (tmp_path / "alone" / "compare.html").exists()
    said = verdicts(document(tmp_path / "beside")["comparison"], document(tmp_path / "beside"))
    assert said["We pride ourselves on our attention to detail."]
    assert not said["You get a free, no-obligation quote within 24 hours."]  # five days at the rival's
    again = document(tmp_path / "beside")
    assert ran("build", "hartwell-cleaning", "-o", "again", "-q").code == 0
    assert document(tmp_path / "again") == again
    assert ran("judge", "hartwell-cleaning", "-q").code == 0  # beside the same rivals, as the store holds them
    assert ran("build", "hartwell-cleaning", "-o", "judged", "-q").code == 0
    assert document(tmp_path / "judged")["comparison"] == again["comparison"]


def test_a_rival_of_another_language_lends_its_scores_and_nothing_else(ran: Runner, tmp_path: Path) -> None:
    told = printed(ran("audit", BRENNEL, "--competitor", DUNMOOR, "-o", "r", "--json"))
    found = document(tmp_path / "r")["comparison"]
    assert [site["is_read"] for site in found["sites"]] == [True, False]
    assert found["sites"][1]["index"]["value"] is not None
    assert (found["swaps"], found["lacking"], found["shown"], found["lessons"]) == ([], [], [], [])
    assert told["audits"][0]["comparison"]["claims"] == 0
    html = (tmp_path / "r" / "compare.html").read_text(encoding="utf-8")
    assert "Scores seuls\u00a0: Dunmoor Facilities." in html


def test_a_rival_never_sees_the_password_of_the_site(ran: Runner, rival: tuple[str, list[dict[str, str]]], tmp_path: Path) -> None:
    """Headers, cookies and credentials are the site's own."""
    address, sent = rival
    secrets = ("--header", "X-Preview: sesame", "--cookie", "session=1a2b", "--auth", "ann:sesame")
    told = printed(ran("audit", HARTWELL, "--competitor", address, "--allow-private", *secrets, "-o", "r", "--json"))
    assert told["audits"][0]["comparison"]["sites"][1]["company"] == "Dunmoor Facilities"
    assert len(sent) >= 3
    assert not [headers for headers in sent if {"X-Preview", "Cookie", "Authorization"} & {*headers} or "sesame" in str(headers)]


def test_a_site_of_the_store_is_compared_by_its_name_as_it_was_last_read(ran: Runner, tmp_path: Path) -> None:
    assert ran("crawl", DUNMOOR, "-q").code == 0
    assert ran("crawl", HARTWELL, "-q").code == 0
    told = printed(ran("compare", "hartwell-cleaning", "dunmoor-facilities", "--json"))
    assert [site["company"] for site in told["sites"]] == ["Hartwell Cleaning", "Dunmoor Facilities"]
    assert told["printable"] > 0


def test_the_site_itself_is_no_rival_of_its_own(ran: Runner, tmp_path: Path) -> None:
    done = ran("audit", HARTWELL, "--competitor", HARTWELL, "-o", "r", "--ui-lang", "en")
    assert done.code == 0
    assert "This is the audited site itself." in done.err
    assert "No rival could be read" in (tmp_path / "r" / "compare.html").read_text(encoding="utf-8")


def test_an_unreadable_rival_costs_the_audit_nothing(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = ran("audit", HARTWELL, "--competitor", "empty", "--competitor", "ftp://rival.example", "-o", "r", "--ui-lang", "en")
    assert done.code == 0
    assert done.err.count("Not compared:") == 2
    assert document(tmp_path / "r")["index"]["state"] == "ok"


def test_comparing_needs_two(ran: Runner) -> None:
    done = ran("compare", HARTWELL, "--ui-lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "give your site first, then one rival at least" in done.err


def test_the_same_comparison_gives_the_same_bytes(ran: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    for folder in ("one", "two"):
        assert ran("compare", HARTWELL, DUNMOOR, "-o", folder, "-q").code == 0
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert [path for path in files if (tmp_path / "one" / path).read_bytes() != (tmp_path / "two" / path).read_bytes()] == []
