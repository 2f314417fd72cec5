"""An audit as it is written: a page a line, and none read that is known."""

import zlib
from dataclasses import replace

from auditor.models import Audit, AuditedPage, Classic, Score, Site
from auditor.store.rows import shape
from auditor.store.written import lines_of, pack, unpack

NOBODY = Score(None, None, None, "inconclusive")
ONE, TWO = (
    AuditedPage(f"{n:012x}", key, f"https://e.org/{key}", f"Bon\n{key}", "", "fr", "offer", 1.0, NOBODY, (), ())
    for n, key in enumerate("ab")
)
AUDIT = Audit(
    Site("e.org", "e.org"), "auditor", "2026-11-20", "0" * 12, "none", ("fr",), NOBODY, (), Classic(0, 0, 0, None), (ONE, TWO), ()
)


def test_it_comes_back_equal_page_by_page_and_without_any() -> None:
    for audit in (AUDIT, replace(AUDIT, pages=()), replace(AUDIT, pages=(ONE, ONE))):
        assert unpack(pack(audit, lines_of(audit.pages)), {}) == audit


def test_a_page_whose_line_is_known_is_that_page_and_one_that_differs_is_read() -> None:
    now = replace(TWO, title="Autre")
    known = dict(zip(lines_of([ONE, now]), [ONE, now], strict=True))
    one, two = unpack(pack(AUDIT, lines_of(AUDIT.pages)), known).pages
    assert one is ONE
    assert two == TWO


def test_what_an_earlier_version_wrote_in_one_line_is_read() -> None:
    assert unpack(zlib.compress(shape(Audit).dump_json(AUDIT)), {}) == AUDIT
