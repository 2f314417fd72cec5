"""What was read and what counts: one table that adds up, and one sentence on how far the number can be trusted."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from auditor.models import Block, NotRead, PageText
from auditor.report import build
from auditor.report.figures import number
from auditor.report.views.coverage import PARTS, Coverage, coverage
from auditor.report.views.joined import Joined, join
from auditor.report.views.reliance import levels, trust
from auditor.resources import folder

from . import samples


def held(lang: str = "en", **changes: object) -> Joined:
    return join(replace(samples.audit("en"), **changes), samples.KNOWLEDGE, lang)  # type: ignore[arg-type]


def skipping(*skipped: tuple[tuple[str, int], ...]) -> Coverage:
    """The table of a site whose pages, in the order of their keys, left these passages aside."""
    pages = sorted(samples.audit("en").pages, key=lambda page: page.key)
    some = tuple(replace(page, skipped=one) for page, one in zip(pages, skipped, strict=False))
    return coverage(held(pages=(*some, *pages[len(some) :])))


def total(values: list[str]) -> int:
    return sum(int(value) for value in values if value != "–")


def test_pages_and_sentences_add_up_to_their_total():
    shown = coverage(held())
    assert total([row.pages for row in shown.pages]) == int(shown.total.pages) == len(held().pages) + 2
    assert total([row.texts for row in shown.pages]) == int(shown.total.texts)


def test_the_sentences_that_count_are_those_of_every_other_figure():
    joined = held()
    shown, count = coverage(joined), number(len(joined.sentences), "en")
    assert shown.pages[0].texts == count
    assert total([level.count for level in levels(joined)]) == len(joined.sentences)
    assert f"it rests on {count} sentences" in trust(joined)


def test_pages_that_do_not_count_are_named_by_their_kind_with_the_reason():
    (row,) = [row for row in coverage(held()).pages if "not in the score" in row.name]
    assert (row.name, row.pages) == ("Read, not in the score: Legal", "1")
    assert "law sets their terms" in row.why


def test_the_title_says_whether_all_pages_count():
    assert coverage(held()).title == "4 pages read; 3 count in the score"
    counted = tuple(page for page in held().pages if page.weight > 0)
    assert coverage(held(pages=counted)).title == "3 pages read; all count in the score"


def test_pages_too_short_for_a_score_of_their_own_are_counted_where_the_site_has_one(tmp_path: Path):
    short = tuple(replace(p, index=samples.score(None, "inconclusive")) if p.key in ("", "contact") else p for p in held().pages)
    said = "2 of these pages are too short for a score of their own; their sentences count in the site’s."
    assert coverage(held(pages=short)).short == said
    assert coverage(held()).short == coverage(held(pages=short, index=samples.score(None, "inconclusive"))).short == ""
    folder = build(held(pages=short).audit, tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE).parent
    assert all(said in (folder / name).read_text(encoding="utf-8") for name in ("index.html", "pages.html", "report.html"))


def test_pages_that_were_not_read_are_counted_by_reason():
    reasons = "erreur 404\u00a0: 1, le site demande aux outils de ne pas les lire\u00a0: 1"
    assert coverage(held("fr")).not_read == f"2 pages n’ont pas été lues ({reasons})."


def test_all_pages_read_is_not_said_to_be_all_of_their_words():
    assert "main text only" in coverage(held(not_read=())).not_read


def test_parts_left_aside_are_counted_by_sort_and_by_page():
    shown = skipping((("copyright", 1), ("footer", 2), ("navigation", 9)), (("footer", 3),))
    assert [(row.name, row.pages, row.texts) for row in shown.parts] == [
        ("Menus, headers and lists of links", "1", "9"),
        ("Footers and copyright lines", "2", "6"),
    ]
    assert shown.parts_total is not None
    assert (shown.parts_total.pages, shown.parts_total.texts) == ("2", "15")


def test_a_rule_of_extraction_that_has_no_name_is_counted_all_the_same():
    shown = skipping((("brand-new-rule", 4),))
    assert [(row.name, row.texts) for row in shown.parts] == [("Other passages", "4")]


def test_a_site_of_which_nothing_was_left_aside_has_no_second_table():
    assert (coverage(held()).parts, coverage(held()).parts_total) == ((), None)


def test_every_strong_name_of_extraction_has_a_name_for_readers():
    strong = yaml.safe_load((folder("rules") / "extract" / "names.yml").read_text(encoding="utf-8"))["strong"]
    assert set(strong) <= {reason for reasons in PARTS.values() for reason in reasons}


def test_a_text_counts_the_blocks_that_were_dropped_by_their_rule():
    blocks = (Block("paragraph", "Kept."), *(Block("paragraph", "Out.", kept=False, reason=r) for r in ("footer", "copy", "footer")))
    assert PageText("", "", "en", "home", "", "", blocks).skipped == (("copy", 1), ("footer", 2))


@pytest.mark.parametrize("state", ["inconclusive", "not_applicable"])
def test_without_a_score_nothing_is_said_of_trusting_it(state: str):
    assert trust(held(index=samples.score(None, state))) == ""  # type: ignore[arg-type]


def test_trust_is_said_in_one_sentence_without_the_words_of_statistics(tmp_path: Path):
    one = build(samples.audit("fr"), tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE).parent
    overview, method = ((one / name).read_text(encoding="utf-8") for name in ("index.html", "method.html"))
    said = trust(join(samples.audit("fr"), samples.KNOWLEDGE, "fr"))
    assert said.count(".") == 1
    assert said in overview
    assert said in method
    assert "Spearman" not in overview
    assert "Spearman" not in re.sub(r"<details>.*?</details>", "", method, flags=re.DOTALL)


def test_the_same_table_stands_on_the_overview_the_method_page_and_the_sheet(tmp_path: Path):
    audit = replace(samples.audit("en"), not_read=(NotRead("https://brevent.example/old", "http-error", "404"),))
    one = build(audit, tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE).parent
    texts = [(one / name).read_text(encoding="utf-8") for name in ("index.html", "method.html", "report.html", "print.html")]
    tables = {re.search(r'<table class="read">.*?</table>', text, flags=re.DOTALL).group() for text in texts}  # type: ignore[union-attr]
    assert len(tables) == 1
