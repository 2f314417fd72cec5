"""The verdict as JUnit XML: a test case a page, which fails with the findings that fail the gate; one more for the score asked for.

In: verdicts. Out: XML, as CI servers read it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from auditor.gate.text import closing, where
from auditor.gate.verdict import Row, Verdict
from auditor.words import say

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold, escaped or not


def junit(verdicts: Sequence[Verdict]) -> str:
    """One suite a site."""
    root = ElementTree.Element("testsuites", name="auditor")
    for found in verdicts:
        root.append(_suite(found))
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _suite(found: Verdict) -> ElementTree.Element:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in found.rows:
        rows[row.page].append(row)
    pages = [page for page in found.audit.pages if page.weight > 0 or rows[page.key]]
    cases = [_case(found.name, page.key, found.files.get(page.key, page.url), rows[page.key]) for page in pages]
    if found.asked.fail_under is not None:
        cases.append(_score(found))
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "skipped": "0"}
    suite = ElementTree.Element("testsuite", {"name": _plain(found.name), "timestamp": f"{found.audit.date}T00:00:00", **counts})
    suite.extend(cases)
    _add(suite, "system-out", closing(found))
    return suite


def _case(site: str, key: str, file: str, rows: Sequence[Row]) -> ElementTree.Element:
    """A page; findings that fail nothing are told in its output."""
    case = ElementTree.Element("testcase", classname=_plain(site), name=_plain(key or "/"), file=_plain(file))
    failing = [row for row in rows if row.fails]
    if failing:
        types = dict.fromkeys(row.finding.rule for row in failing)
        failure = ElementTree.SubElement(case, "failure", message=_plain(failing[0].message), type=_plain(", ".join(types)))
        failure.text = _plain("\n".join(map(_told, failing)))
    if others := [row for row in rows if not row.fails]:
        _add(case, "system-out", map(_told, others))
    return case


def _score(found: Verdict) -> ElementTree.Element:
    case = ElementTree.Element("testcase", classname=_plain(found.name), name=_plain(say(found.lang, "gate.junit.score")))
    if found.is_under:
        ElementTree.SubElement(case, "failure", message=_plain(found.reasons[0]), type="fail-under")
    return case


def _add(parent: ElementTree.Element, tag: str, lines: Iterable[str]) -> None:
    ElementTree.SubElement(parent, tag).text = _plain("\n".join(lines))


def _told(row: Row) -> str:
    return f"{where(row)}: {row.finding.severity} {row.finding.rule} {row.message}\n    {row.text}"


def _plain(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)
