"""A run over ten sites is killed half-way: the second completes it, and every report is the one that the site gets when audited alone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from auditor import pipeline
from auditor.portfolio import load
from auditor.settings import ReportSettings, Settings

from . import lists

EPOCH = "1767225600"
WAIT = 600.0  # seconds; generous: the machine may be busy
ENOUGH = 3  # reports that are there when the run is killed


@dataclass(frozen=True)
class Ran:
    """A folder after a killed run and a second one."""

    folder: Path
    first: set[str]  # reports that the killed run had written
    times: dict[str, int]  # of their first pages
    second: subprocess.CompletedProcess[bytes]
    alone: Path  # reports of the same sites, audited one by one

    def report(self, name: str) -> Path:
        return self.folder / "out" / name


def command(list_: Path, workers: int) -> list[str]:
    run = [sys.executable, "-m", "auditor", "--ui-lang", "en", "--json", "portfolio", str(list_)]
    return [*run, "-o", "out", "--allow-private", "--workers", str(workers)]


def reports(out: Path) -> set[str]:
    return {path.parents[1].name for path in out.glob("*/data/audit.json") if not path.parents[1].name.startswith(".")}


def kill_half_way(folder: Path, list_: Path) -> None:
    """Kill the process that gives the orders, and only that one, when some reports are there; its workers go with it."""
    began = time.monotonic()
    with (folder / "first.log").open("wb") as log:
        process = subprocess.Popen(command(list_, 2), cwd=folder, stderr=log, stdout=log, start_new_session=True)
    while len(reports(folder / "out")) < ENOUGH and process.poll() is None and time.monotonic() - began < WAIT:
        time.sleep(0.05)
    process.kill()
    process.wait()
    if sys.platform != "win32":
        _wait_for_the_end_of(process.pid)


def _wait_for_the_end_of(group: int) -> None:
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    raise AssertionError("workers outlived the process that began them")


def audit_alone(list_: Path, folder: Path) -> None:
    """Audit each site by itself, each with a store of its own."""
    for site in load(list_).sites:
        if site.client != "Nowhere":
            settings = Settings(store=str(folder / "stores" / site.slug), report=ReportSettings(pdf=False))
            pipeline.audit_source(site.source, settings, output=folder / site.folder)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run killed half-way while the sites are audited alone beside it, then the second run."""
    folder, alone = tmp_path_factory.mktemp("killed"), tmp_path_factory.mktemp("alone")
    with pytest.MonkeyPatch.context() as patched, ThreadPoolExecutor() as beside:
        patched.setenv("SOURCE_DATE_EPOCH", EPOCH)
        list_ = lists.write_list(folder / "clients.toml")
        killing = beside.submit(kill_half_way, folder, list_)
        audit_alone(list_, alone)
        killing.result()
        first = reports(folder / "out")
        times = {name: (folder / "out" / name / "index.html").stat().st_mtime_ns for name in first}
        second = subprocess.run(command(list_, 1), cwd=folder, capture_output=True, timeout=WAIT)
    return Ran(folder, first, times, second, alone)


def test_the_second_run_completes_the_first(ran: Ran) -> None:
    """What the killed run had finished is left as it was; a report may be there whose turn was not kept yet, and is made again."""
    assert ran.second.returncode == 0, ran.second.stderr.decode()
    assert ENOUGH <= len(ran.first) < len(lists.SITES), (ran.folder / "first.log").read_text()
    listed = load(ran.folder / "clients.toml").sites
    assert reports(ran.folder / "out") == {site.folder for site in listed if site.client != "Nowhere"}
    told = ran.second.stderr.decode().count(": audited.")
    assert len(lists.SITES) - len(ran.first) <= told <= len(lists.SITES) - ENOUGH + 2
    untouched = sum((ran.report(name) / "index.html").stat().st_mtime_ns == at for name, at in ran.times.items())
    assert len(lists.SITES) - told <= untouched <= len(ran.first)  # a page made again with the same bytes is the file that was there


def test_the_site_that_does_not_answer_is_a_row_with_its_reason(ran: Ran) -> None:
    rows = {row["client"]: row for row in json.loads(ran.second.stdout)["sites"]}
    assert rows["Nowhere"]["failure"]["key"] == "crawl.unreachable"
    assert rows["Nowhere"]["needs"][0] == "unread"
    assert [row["failure"] for row in rows.values() if row["client"] != "Nowhere"] == [None] * len(lists.SITES)
    page = (ran.folder / "out" / "index.html").read_text(encoding="utf-8")
    assert page.index("Nowhere") < min(page.index(f">{client}<") for client in lists.SITES)


def test_every_report_is_the_one_that_the_site_gets_alone(ran: Ran) -> None:
    for site in load(ran.folder / "clients.toml").sites:
        if site.client != "Nowhere":
            assert lists.contents(ran.alone / site.folder) == lists.contents(ran.report(site.folder)), site.client


def test_no_report_names_another_client(ran: Ran) -> None:
    for site in load(ran.folder / "clients.toml").sites:
        if site.client != "Nowhere":
            said = lists.words_of(ran.report(site.folder))
            assert [name for name in (*lists.OWN_NAMES, "Nowhere") if name in said and name != site.client] == []
    assert "Fenwick Vets" in lists.words_of(ran.report("fenwick-vets"))  # or the lines above would hold of empty folders
