"""An audit as it is written: its pages apart, and none read that is at hand."""

import zlib
from dataclasses import replace

from auditor.models import Audit, AuditedPage, Classic, Score, Site
from auditor.store.rows import shape
from auditor.store.written import Written

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
        assert Written(()).unpack(Written(audit.pages).pack(audit)) == audit


def test_a_page_that_reads_the_same_is_the_one_at_hand_and_one_that_differs_is_read() -> None:
    here = Written([ONE, replace(TWO, title="Autre")])
    one, two = here.unpack(Written(AUDIT.pages).pack(AUDIT)).pages
    assert one is ONE
    assert two == TWO


def test_what_was_packed_before_is_what_would_be_packed_now() -> None:
    now = replace(AUDIT, pages=(replace(ONE, title="Autre"), TWO))
    here = Written(now.pages)
    here.unpack(Written(AUDIT.pages).pack(AUDIT))
    assert here.pack(now) == Written(now.pages).pack(now)
    assert Written(()).unpack(here.pack(now)) == now


def test_what_an_earlier_version_packed_as_one_is_read() -> None:
    assert Written(()).unpack(zlib.compress(shape(Audit).dump_json(AUDIT))) == AUDIT
