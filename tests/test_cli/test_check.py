"""`auditor check` from the command line: what fails, what is written, and the example that the documentation teaches."""

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator
from jsonschema.validators import validator_for

from .conftest import Runner

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "tests" / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
BOAST = "We are the leading repair shop in the county."
REWRITTEN = "You can see what your repair will cost before you leave home."


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The example, in the folder where the program runs."""
    shutil.copytree(ROOT / "examples" / "gate", tmp_path, dirs_exist_ok=True)
    return tmp_path / "content"


def add(page: Path, text: str) -> int:
    """Add a paragraph to a page; the line on which it stands."""
    before = page.read_text(encoding="utf-8")
    page.write_text(f"{before}\n{text}\n", encoding="utf-8")
    return before.count("\n") + 2


def test_a_new_sentence_fails_the_gate_and_its_rewrite_passes_it(ran: Runner, site: Path) -> None:
    """The example in examples/gate, exactly as its README tells it."""
    readme = (ROOT / "examples" / "gate" / "README.md").read_text(encoding="utf-8")
    assert f"> {BOAST}" in readme
    assert f"> {REWRITTEN}" in readme
    assert ran("check", "content").code == 0
    kept = (site / "index.md").read_text(encoding="utf-8")
    line = add(site / "index.md", BOAST)
    failed = ran("check", "content", "--ui-lang", "en")
    assert failed.code == 1
    assert f"content/index.md:{line}:8: warning leadership" in failed.out
    assert "2 new findings (1 warning, 1 note), 1 known, 2 muted." in failed.out
    (site / "index.md").write_text(kept, encoding="utf-8")
    add(site / "index.md", REWRITTEN)
    passed = ran("check", "content", "--ui-lang", "en")
    assert passed.code == 0, passed.out
    assert "0 new findings" in passed.out


def test_findings_alone_fail_nothing(ran: Runner, site: Path) -> None:
    add(site / "index.md", BOAST)
    (site.parent / "auditor.toml").unlink()
    assert ran("check", "content").code == 0


@pytest.mark.parametrize(("asked", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_a_finding_fails_from_the_severity_that_is_asked_for(ran: Runner, site: Path, asked: str, code: int) -> None:
    add(site / "index.md", BOAST)
    (site.parent / "auditor.toml").unlink()
    assert ran("check", "content", "--fail-on", asked).code == code


def test_a_score_under_what_is_asked_for_fails_and_so_does_none(ran: Runner, site: Path) -> None:
    assert ran("check", "content", "--fail-under", "20").code == 0
    under = ran("check", "content", "--fail-under", "99.5", "--ui-lang", "fr")
    assert (under.code, "Échec" in under.out) == (1, True)
    (site / "short.md").write_text("# Two words\n\nYou call, we come.\n", encoding="utf-8")
    alone = ran("check", "content/short.md", "--fail-under", "1", "--ui-lang", "en")
    assert (alone.code, "no score to hold against 1" in alone.out) == (1, True)


def test_a_baseline_is_sorted_one_finding_a_line_and_tells_what_is_resolved(ran: Runner, site: Path) -> None:
    add(site / "index.md", BOAST)
    assert ran("check", "content", "--write-baseline", "all.json").code == 0
    text = (site.parent / "all.json").read_text(encoding="utf-8")
    findings = json.loads(text)["findings"]
    lines = [line for line in text.splitlines() if '"id"' in line]
    assert len(lines) == len(findings) == 3
    assert findings == sorted(findings, key=lambda one: (one["page"], one["rule"], one["text"]))
    kept = (site / "index.md").read_text(encoding="utf-8")
    (site / "index.md").write_text(kept.replace(BOAST, REWRITTEN), encoding="utf-8")
    resolved = ran("check", "content", "--baseline", "all.json", "--ui-lang", "en")
    assert resolved.code == 0
    assert "2 resolved" in resolved.out
    assert f"leadership: {BOAST}" in resolved.out


def test_a_file_alone_has_the_findings_that_it_has_in_its_folder(ran: Runner, site: Path) -> None:
    (site / "offers").mkdir()
    shutil.move(site / "repairs.md", site / "offers" / "repairs.md")
    assert ran("check", "content", "--write-baseline", "accepted-findings.json").code == 0
    found = ran("check", "content/offers/repairs.md", "--root", "content", "--json")
    (told,) = json.loads(found.out)["sites"]
    assert found.code == 0
    assert [row["file"] for row in told["known"]] == ["content/offers/repairs.md"]
    assert told["findings"] == told["resolved"] == []
    assert told["idle"] == []  # the mute of a page that was not read is not called idle


def test_a_baseline_written_from_some_files_keeps_those_of_the_others(ran: Runner, site: Path) -> None:
    add(site / "index.md", BOAST)
    ran("check", "content", "--write-baseline", "all.json")
    before = json.loads((site.parent / "all.json").read_text(encoding="utf-8"))["findings"]
    ran("check", "content/repairs.md", "--root", "content", "--write-baseline", "all.json")
    assert json.loads((site.parent / "all.json").read_text(encoding="utf-8"))["findings"] == before


def test_sarif_is_what_its_schema_says_with_fixes_that_fit(ran: Runner, site: Path) -> None:
    line = add(site / "index.md", "We offer you a detailed quote within two days.")
    add(site / "index.md", BOAST)
    result = ran("check", "content", "--format", "sarif", "-o", "out/found.sarif")
    document = json.loads((site.parent / "out" / "found.sarif").read_text(encoding="utf-8"))
    assert validator_for(SCHEMA) is Draft4Validator
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(document)] == []
    (run,) = document["runs"]
    assert (result.code, result.out) == (1, "")
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert {one["baselineState"] for one in run["results"]} == {"new", "unchanged"}
    assert {s["kind"] for one in run["results"] for s in one.get("suppressions", [])} == {"inSource", "external"}
    assert len({one["partialFingerprints"]["auditorFindingId/v1"] for one in run["results"]}) == len(run["results"])
    fixes = [fix for one in run["results"] for fix in one.get("fixes", [])]
    assert any(region(fix)["startLine"] == line for fix in fixes)
    assert all(replaced(site, fix).endswith(".") for fix in fixes)


def region(fix: Any) -> dict[str, int]:
    return fix["artifactChanges"][0]["replacements"][0]["deletedRegion"]


def replaced(site: Path, fix: Any) -> str:
    """What a fix takes out of the source."""
    file = site.parent / fix["artifactChanges"][0]["artifactLocation"]["uri"]
    line = file.read_text(encoding="utf-8").splitlines()[region(fix)["startLine"] - 1]
    return line[region(fix)["startColumn"] - 1 : region(fix)["endColumn"] - 1]


def test_junit_has_a_case_a_page_and_fails_what_fails_the_gate(ran: Runner, site: Path) -> None:
    add(site / "index.md", BOAST)
    root = ElementTree.fromstring(ran("check", "content", "--fail-under", "99", "--format", "junit", "-q").out)
    (suite,) = root
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    assert set(cases) >= {"/", "repairs", "about"}
    assert cases["/"].find("failure").get("type") == "leadership"
    assert cases["about"].find("failure") is None
    assert (suite.get("failures"), suite.get("tests")) == ("2", str(len(cases)))  # the page, and the score


def test_annotations_are_escaped_as_github_reads_them(ran: Runner, site: Path) -> None:
    page = site / "a, b: 100% & more.md"
    page.write_text(f"---\nkind: offer\nlang: en\n---\n\n# What you get\n\n{BOAST}\n", encoding="utf-8")
    out = ran("check", "content", "--format", "github", "-q").out
    line = next(line for line in out.splitlines() if "leadership" in line)
    assert line.startswith("::warning file=content/a%2C b%3A 100%25 & more.md,line=8,endLine=8,col=8,endColumn=19,title=leadership::")
    assert out.splitlines()[-1].startswith("::error::")


def test_markdown_is_short_and_nothing_of_a_page_is_markup_in_it(ran: Runner, site: Path) -> None:
    for n in range(30):
        add(site / "index.md", f"We are the leading shop number {n} for [bells](https://example.com) and &lt;b&gt;horns.")
    out = ran("check", "content", "--format", "markdown", "-q").out
    assert len(out.strip().splitlines()) <= 20
    assert "<b>" not in out
    assert out.startswith("## ")


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{"id": 1}]}', "not json", '{"findings": 3}'])
def test_a_file_that_is_no_baseline_is_told_in_a_sentence(ran: Runner, site: Path, text: str) -> None:
    (site.parent / "broken.json").write_text(text, encoding="utf-8")
    found = ran("check", "content", "--baseline", "broken.json")
    assert (found.code, "broken.json" in found.err, "Traceback" in found.err) == (2, True, False)


def test_wrong_usage_is_told_in_a_sentence(ran: Runner, site: Path) -> None:
    assert ran("check", "content", "--baseline", "none.json").code == 2
    assert ran("check", "content", "--fail-under", "much").code == 2
    assert ran("check", "content", "--fail-on", "all").code == 2
    assert ran("check", "no-such-folder").code == 2


def test_a_check_leaves_no_audit_behind(ran: Runner, site: Path) -> None:
    """A check is no chapter of a site's history."""
    ran("check", "content")
    assert ran("build", "content").code == 2
