"""`auditor import`, end to end: a small site, its workbook answered, decisions kept row by row, and what the next report makes of them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from auditor import pipeline
from auditor.report import read_answers
from auditor.report.workbook import COLUMNS
from auditor.settings import ReportSettings, Settings
from auditor.store import Store

from .conftest import Runner

PLACES = {name: n for n, (name, _) in enumerate(COLUMNS)}
HOME = """<html lang="fr"><head><title>Cordonnerie Faubourg</title></head><body><main>
<h1>Nous réparons les chaussures de toute la ville</h1>
<p>Notre équipe est jeune, dynamique et passionnée. Nous vous envoyons un devis détaillé sous 48 h.</p>
<p>Vous déposez vos chaussures le matin et vous les retrouvez le soir. Chaque paire est brossée, cirée et emballée.</p>
<h2>Nos services</h2><p>Nous vous proposons une réparation rapide et soignée. Nous sommes une maison de qualité, à votre service.</p>
<p>Nous vous aidons à entretenir vos cuirs. Le ressemelage prend deux jours, et une couture tient le soir même.</p></main></body></html>"""
ABOUT = """<html lang="fr"><head><title>La maison – Cordonnerie Faubourg</title></head><body><main>
<h1>La maison</h1><p>Fondée en 1962 par Odile Faubourg, la Cordonnerie Faubourg compte six artisans.</p>
<p>Notre équipe est jeune, dynamique et passionnée. Notre savoir-faire est reconnu depuis toujours.</p>
<p>Nous avons le souci du détail. Nous croyons au travail bien fait. Nous choisissons nos cuirs en France, près de Romans.</p>
<p>Vos chaussures sont gardées trente jours, et vous êtes prévenu par message dès que votre paire est prête.</p></main></body></html>"""
SERVICES = """<html lang="fr"><head><title>Services – Cordonnerie Faubourg</title></head><body><main>
<h1>Vos chaussures, réparées ou refaites</h1><p>Vous marchez beaucoup ? Vos semelles sont remplacées en deux jours, talons compris.</p>
<p>Nous reprenons les coutures, les fermetures et les boucles. Vous choisissez la couleur du fil avec nous,
au comptoir ou par téléphone.</p>
<p>Nos artisans travaillent le cuir, la toile et le caoutchouc. Vos bottes de pluie sont recollées à chaud, et vous
les essayez avant de payer.</p>
<p>Nous gardons vos formes en bois. Votre deuxième paire est prête plus vite, parce que vos mesures sont notées
chez nous.</p></main></body></html>"""
DEVIS = "Nous vous envoyons un devis détaillé sous 48 h."
STANDING = "Chaque paire est brossée, cirée et emballée."
TWICE = "Notre équipe est jeune, dynamique et passionnée."


@dataclass
class Audited:
    site: Path
    store: Path
    workbook: Path


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """The site, audited once."""
    folder = tmp_path_factory.mktemp("faubourg")
    site = folder / "faubourg"
    site.mkdir()
    (site / "index.html").write_text(HOME, encoding="utf-8")
    (site / "qui-sommes-nous.html").write_text(ABOUT, encoding="utf-8")
    (site / "services.html").write_text(SERVICES, encoding="utf-8")
    settings = Settings(report=ReportSettings(pdf=False), store=str(folder / "store"))
    made = pipeline.audit_source(str(site), settings, output=folder / "report", report_langs=("fr",))
    return Audited(site, folder / "store", made.index_html.parent / "data" / "rewrites.xlsx")


class Desk:
    """The writer's desk: a copy of the store and of the workbook."""

    def __init__(self, audited: Audited, folder: Path) -> None:
        shutil.copytree(audited.store, folder / ".auditor")
        self.folder, self.file = folder, folder / "back.xlsx"
        shutil.copy(audited.workbook, self.file)

    def row(self, before: str) -> int:
        return next(row.row for row in read_answers(self.file).rows if row.before == before)

    def answer(self, which: str | int, /, **cells: str) -> int:
        row = which if isinstance(which, int) else self.row(which)
        book = load_workbook(self.file)
        sheet = book.worksheets[1]
        for name, value in cells.items():
            sheet.cell(row, PLACES[name] + 1).value = value
        book.save(self.file)
        return row

    def decided(self) -> list[tuple[str, str, str]]:
        with Store(self.folder / ".auditor") as store:
            return sorted({(one.before, one.decision, one.text) for one in store.decisions("faubourg")})


@pytest.fixture
def desk(audited: Audited, tmp_path: Path) -> Desk:
    return Desk(audited, tmp_path)


def document(ran: Runner, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran("import", "back.xlsx", "--json", *args).out)
    return found


def test_an_accepted_suggestion_is_kept_and_counted(ran: Runner, desk: Desk) -> None:
    row = desk.answer(DEVIS, decision="accepter")
    back = ran("import", "back.xlsx", "--ui-lang", "fr")
    assert back.code == 0
    assert "1 acceptée" in back.out
    assert f"ligne {row}\u00a0: Vous recevez un devis détaillé sous 48 h." in back.out
    assert desk.decided() == [(DEVIS, "accept", "Vous recevez un devis détaillé sous 48 h.")]


def test_points_are_those_of_the_finding_where_its_suggestion_is_accepted(ran: Runner, desk: Desk) -> None:
    """The same recomputation prices both, so the two figures are one."""
    desk.answer(DEVIS, decision="accept")
    told = document(ran)
    with Store(desk.folder / ".auditor") as store:
        audit = store.latest_audit("faubourg")
    assert audit is not None
    priced = {f.points for f in audit.findings if f.segment == told["kept"][0]["segments"][0] and not f.up_to}
    assert told["kept"][0]["points"] in priced
    assert told["index"]["now"] == pytest.approx(audit.index.value, abs=1e-3)
    assert told["won"] == pytest.approx(told["kept"][0]["points"], abs=1e-3)


def test_the_same_file_twice_changes_nothing(ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="refuser", note="trop froid")
    desk.answer(TWICE, version="Votre paire est prête en deux jours.")
    first = document(ran)
    again = document(ran)
    assert first["news"] > 0
    assert again == {**first, "news": 0}


def test_a_sentence_that_two_pages_repeat_is_decided_once_for_both(ran: Runner, desk: Desk) -> None:
    desk.answer(TWICE, decision="modifier", version="Votre paire est prête en deux jours.")
    kept = document(ran)["kept"]
    assert len(kept[0]["segments"]) == 2
    with Store(desk.folder / ".auditor") as store:
        assert {one.page for one in store.decisions("faubourg")} == {"", "qui-sommes-nous"}


def test_an_own_version_with_a_finding_a_figure_and_a_blank_is_kept_and_told(ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="modifier", version="Nous sommes le leader avec 97 % de clients [contents].")
    kept = document(ran)["kept"][0]
    reasons = [remark["reason"] for remark in kept["remarks"]]
    assert kept["decision"] == "edit"
    assert {"finding", "figure", "blank"} <= set(reasons)
    assert "97" in next(remark["sentence"] for remark in kept["remarks"] if remark["reason"] == "figure")


def test_a_figure_that_the_site_states_elsewhere_is_not_told(ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="modifier", version="Votre devis arrive sous 48 h, comme depuis 1962.")
    assert "figure" not in [remark["reason"] for remark in document(ran)["kept"][0]["remarks"]]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"decision": "peut-être"}, "unknown-decision"),
        ({"decision": "modifier"}, "no-version"),
        ({"decision": "modifier", "version": DEVIS.upper()}, "unchanged"),
        ({"decision": "accepter", "version": "Autre chose."}, "version-unused"),
        ({"decision": "refuser", "version": "Autre chose."}, "version-unused"),
        ({"decision": "accepter", "suggestion": ""}, "no-suggestion"),
        ({"decision": "accepter", "suggestion": "Vous recevez un devis sous [délai]."}, "blanks"),
        ({"decision": "accepter", "before": "Une phrase d’un autre jour."}, "before-changed"),
        ({"decision": "accepter", "id": "0" * 12, "before": "Une phrase d’un autre jour."}, "gone"),
        ({"decision": "accepter", "id": "0" * 12, "before": "Une phrase partie.", "suggestion": STANDING}, "done"),
    ],
)
def test_a_row_that_cannot_be_is_refused_alone_with_its_number_and_reason(cells: dict[str, str], why: str, ran: Runner, desk: Desk) -> None:
    other = next(row.row for row in read_answers(desk.file).rows if row.before not in (DEVIS, TWICE))
    row = desk.answer(DEVIS, **cells)
    desk.answer(other, decision="ignorer", note="vrai")
    told = document(ran)
    assert [(refused["row"], refused["reason"]) for refused in told["refused"]] == [(row, why)]
    assert [kept["row"] for kept in told["kept"]] == [other]
    assert len(desk.decided()) == 1


def test_a_sentence_that_moved_to_another_page_is_found_by_its_words(ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="accepter", id="f" * 12)
    assert len(document(ran)["kept"][0]["segments"]) == 1


def test_of_two_rows_on_one_sentence_the_second_is_refused(ran: Runner, desk: Desk) -> None:
    first = desk.answer(DEVIS, decision="accepter")
    other = next(row for row in read_answers(desk.file).rows if row.before not in (DEVIS, TWICE) and row.row > first)
    line = next(row for row in read_answers(desk.file).rows if row.row == first)
    desk.answer(other.row, decision="ignorer", id=line.segment, before=DEVIS)
    told = document(ran)
    assert [(refused["row"], refused["reason"]) for refused in told["refused"]] == [(other.row, "twice")]


def test_when_every_decided_row_is_refused_the_exit_code_says_so(ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="peut-être")
    back = ran("import", "back.xlsx")
    assert back.code == 2
    assert "Line" in back.err
    assert "peut-être" in back.err


def test_a_file_without_any_decision_is_no_failure(ran: Runner, desk: Desk) -> None:
    back = ran("import", "back.xlsx")
    assert back.code == 0
    assert "no decision yet" in back.out


def test_a_file_that_no_longer_names_its_site_needs_the_option(ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="accepter")
    book = load_workbook(desk.file)
    del book[book.sheetnames[0]]
    book.save(desk.file)
    assert ran("import", "back.xlsx").code == 2
    assert "--site" in ran("import", "back.xlsx").err
    assert ran("import", "back.xlsx", "--site", "faubourg").code == 0
    unknown = ran("import", "back.xlsx", "--site", "elsewhere.example")
    assert unknown.code == 2
    assert "faubourg" in unknown.err


def test_to_do_takes_a_decision_back(ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="accepter")
    ran("import", "back.xlsx")
    desk.answer(DEVIS, decision="à faire")
    assert document(ran)["kept"][0]["decision"] == "open"
    assert desk.decided() == []


def test_the_next_audit_obeys_and_the_report_shows_it(ran: Runner, desk: Desk) -> None:
    """A refused suggestion does not come back, a muted finding is in no list, the workbook holds the answers."""
    desk.answer(DEVIS, decision="refuser")
    silent = next(row for row in read_answers(desk.file).rows if row.before not in (DEVIS, TWICE))
    desk.answer(silent.row, decision="ignorer", note="c’est juré")
    refused = next(row.suggestion for row in read_answers(desk.file).rows if row.before == DEVIS)
    assert ran("import", "back.xlsx").code == 0
    assert ran("judge", "faubourg").code == 0
    assert ran("build", "faubourg", "-o", "report", "--report-lang", "fr").code == 0
    with Store(desk.folder / ".auditor") as store:
        audit = store.latest_audit("faubourg")
    assert audit is not None
    offered = {s.text for f in audit.findings for s in f.advice.suggestions}
    assert refused not in offered
    assert silent.segment not in {f.segment for f in audit.findings}
    assert {(one.finding.segment, one.mute.reason) for one in audit.muted} == {(silent.segment, "c’est juré")}
    page = (desk.folder / "report" / "rewrites.html").read_text(encoding="utf-8")
    assert "Ignorée" in page
    assert "1 proposition refusée" in page
    rows = {row.before: row for row in read_answers(desk.folder / "report" / "data" / "rewrites.xlsx").rows}
    assert (rows[silent.before].decision, rows[silent.before].note) == ("ignorer", "c’est juré")
    assert rows[DEVIS].suggestion != refused or rows[DEVIS].decision == "refuser"


def test_what_was_accepted_is_shown_as_done_once_it_stands_on_the_site(audited: Audited, ran: Runner, desk: Desk) -> None:
    desk.answer(DEVIS, decision="accepter")
    assert ran("import", "back.xlsx").code == 0
    site = desk.folder / "faubourg"
    shutil.copytree(audited.site, site)
    changed = HOME.replace(DEVIS, "Vous recevez un devis détaillé sous 48 h.")
    (site / "index.html").write_text(changed, encoding="utf-8")
    assert ran("audit", "faubourg", "-o", "report", "--report-lang", "en").code == 0
    page = (desk.folder / "report" / "rewrites.html").read_text(encoding="utf-8")
    assert "1 sentence changed as decided" in page
    assert "On the site now" in page
    late = document(ran)
    assert [refused["reason"] for refused in late["refused"]] == ["done"]


def test_help_speaks_both_languages_and_shows_an_example(ran: Runner) -> None:
    assert "auditor import rewrites.xlsx" in ran("import", "--help").out
    assert "classeur" in ran("import", "--help", "--ui-lang", "fr").out
