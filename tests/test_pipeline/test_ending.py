"""What is told of an audit at its end is kept beside it, and is always that of the site's last audit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.errors import UsageProblem
from auditor.models import Audit, AuditedPage, Classic, Company, NotRead, Score, Site, Weakest
from auditor.pipeline import ending
from auditor.pipeline.stages import Outcome
from auditor.store import Store

SLUG = "tarvelo.example"
NO_NUMBER = Score(None, None, None, "inconclusive")


def page(key: str, value: float | None, weight: float = 1.0) -> AuditedPage:
    score = NO_NUMBER if value is None else Score(value, value - 5, value + 5, "ok")
    return AuditedPage(key, key, f"https://{SLUG}/{key}", f"Page {key}", "", "en", "offer", weight, score, (), ())


def audit(*pages: AuditedPage, value: float = 40.0) -> Audit:
    site, index = Site(SLUG, f"https://{SLUG}/", Company("Tarvelo")), Score(value, value - 5, value + 5, "ok")
    missing = (NotRead(f"https://{SLUG}/z", "timeout"),)
    return Audit(site, "auditor", "2026-11-22", "0" * 12, "ref", ("en",), index, (), Classic(1, 1, 0, 50.0), pages, (), missing)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as opened:
        yield opened


def test_the_weakest_page_is_in_scope_and_has_a_number(store: Store) -> None:
    """Of two alike the one whose key comes first, so that two runs say the same."""
    told = ending.ending_of(audit(page("d", 3.0, weight=0.0), page("c", 12.0), page("b", 12.0), page("a", None)))
    assert (told.weakest, told.pages) == (Weakest("b", f"https://{SLUG}/b", "Page b", Score(12.0, 7.0, 17.0, "ok")), 4)
    assert ending.ending_of(audit(page("a", None))).weakest is None


def test_what_is_kept_is_told_without_the_audit_being_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made = audit(page("a", 30.0))
    store.save_audit(SLUG, made)
    ending.keep_ending(made, store)
    monkeypatch.setattr(Store, "latest_audit", lambda *_: pytest.fail("the audit was read"))
    assert ending.last_ending(SLUG, store) == ending.ending_of(made)


def test_of_an_audit_that_took_the_place_of_the_one_it_was_kept_for_its_own_is_told(store: Store) -> None:
    store.save_audit(SLUG, audit(value=40.0))
    ending.keep_ending(audit(value=40.0), store)
    store.save_audit(SLUG, audit(value=60.0))
    assert ending.last_ending(SLUG, store).index.value == 60.0


def test_without_an_audit_there_is_nothing_to_tell(store: Store) -> None:
    with pytest.raises(UsageProblem) as problem:
        ending.last_ending(SLUG, store)
    assert problem.value.key == "pipeline.unjudged-site"


def test_the_whole_audit_of_an_outcome_is_read_when_it_is_asked_for_and_once() -> None:
    reads: list[Audit] = []

    def read() -> Audit:
        reads.append(audit())
        return reads[-1]

    outcome = Outcome(ending.ending_of(audit()), Path("index.html"), read)
    assert not reads
    assert outcome.audit is outcome.audit
    assert len(reads) == 1
