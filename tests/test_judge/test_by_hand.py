"""The twenty indicators of tests/sites/by-hand are those worked out by hand in its expect.yml, to three decimals.

Pages, sentences, words and weights are read from the pages; labels, mentions, clauses, evidence and reading ease are those that a person
wrote beside each sentence, so that no model and no scorecard has a say in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from judged import SITE, WHEN

from auditor import crawl, extract
from auditor import knowledge as knowing
from auditor.judge import assess
from auditor.judge.evidence import weight
from auditor.judge.pooling import JudgedPage
from auditor.language import segments_of
from auditor.models import Analysis, Audit, LabelledSegment, Labels, Mention, Page, Parties, Party, Segment, Signal
from auditor.settings import CrawlSettings

FOLDER = Path(__file__).parents[1] / "sites" / "by-hand"
EXPECT = yaml.safe_load((FOLDER / "expect.yml").read_text(encoding="utf-8"))
WRITTEN = {(row["page"], row["text"]): row for row in EXPECT["sentences"]}
INDICATORS = EXPECT["indicators"]
LATER = 7  # an offset at which no sentence begins


def read(folder: Path = FOLDER) -> list[tuple[Any, list[Segment]]]:
    """The pages of the site with their segments, as every audit reads them."""
    seen = crawl.crawl(str(folder), CrawlSettings(), find_links=extract.find_links)
    texts = [extract.extract(page) for page in seen if isinstance(page, Page)]
    return [(text, segments_of(text)) for text in extract.drop_repeated(texts)]


def mentions(row: dict[str, Any]) -> list[Mention]:
    """As many as the row counts; who opens the sentence is mentioned first, if only by a noun."""
    customer, own = row.get("addressed", (0, 0))
    opens = row.get("opens") == "customer"
    first: list[Mention] = [Mention(0, 0, "customer", "pronoun" if customer else "noun")] if opens else []
    rest: list[tuple[int, Party]] = [(customer - bool(opens and customer), "customer"), (own, "self")]
    return [*first, *(Mention(LATER, LATER, party, "pronoun") for number, party in rest for _ in range(number))]


def by_hand(segment: Segment, row: dict[str, Any]) -> LabelledSegment:
    """The segment with what the row says of it."""
    customer, own = row.get("actors", (0, 0))
    who = Parties(tuple(mentions(row)), own, customer, opens_with_self=row.get("opens") == "self")
    starts = {rule: segment.text.index(words) for rule, words in row.get("evidence", {}).items()}
    signals = tuple(Signal(rule, start, start + len(row["evidence"][rule])) for rule, start in starts.items())
    labels = Labels(row["focus"], tuple(row.get("traits", ())), row.get("dimension", "none"), 1.0)
    return LabelledSegment(segment, Analysis(who, signals, ease=row.get("ease")), labels)


def labelled(folder: Path = FOLDER) -> list[JudgedPage]:
    return [(text, tuple(by_hand(s, WRITTEN[text.key, s.text]) for s in segments)) for text, segments in read(folder)]


@pytest.fixture(scope="module")
def pages() -> list[JudgedPage]:
    return labelled()


@pytest.fixture(scope="module")
def audit(pages: list[JudgedPage]) -> Audit:
    return assess(SITE, pages, knowledge=knowing.load(), **WHEN)


def test_every_sentence_of_the_pages_is_in_the_table_with_its_words_and_weight(pages: list[JudgedPage]) -> None:
    scope = knowing.load().index.scope
    found = {(text.key, s.segment.text): s.segment for text, segments in pages for s in segments}
    assert set(found) == set(WRITTEN)
    for place, segment in found.items():
        assert (segment.words, weight(segment, scope) / 100) == (WRITTEN[place]["words"], WRITTEN[place]["weight"]), place
    assert {text.key: text.kind for text, _ in pages} == EXPECT["kinds"]


@pytest.mark.parametrize("id", INDICATORS)
def test_the_indicator_has_the_value_worked_out_by_hand(audit: Audit, id: str) -> None:
    indicator = next(i for axis in audit.axes for i in axis.indicators if i.id == id)
    assert indicator.value == (pytest.approx(INDICATORS[id], abs=0.0005) if INDICATORS[id] is not None else None)


def test_all_twenty_indicators_are_worked_out_and_every_counted_sentence_is_on_a_page(audit: Audit, pages: list[JudgedPage]) -> None:
    assert [i.id for axis in audit.axes for i in axis.indicators] == list(INDICATORS)
    assert len(INDICATORS) == 20
    ids = {s.segment.id for _, segments in pages for s in segments}
    for indicator in (i for axis in audit.axes for i in axis.indicators):
        assert set(indicator.counted) <= ids
        assert bool(indicator.counted) == (indicator.id not in ("distinctiveness", "coherence")), indicator.id


def test_the_whole_index_is_computed(audit: Audit) -> None:
    assert audit.index.state == "ok"
    assert [axis.score.state for axis in audit.axes] == ["ok"] * 4


def test_other_markup_around_the_same_text_leaves_every_number(audit: Audit, tmp_path: Path) -> None:
    """Wrappers, classes and attributes, as another theme of the same site would have them."""
    for path in FOLDER.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        html = html.replace("<main>", '<div class="page-7"><main id="content"><div class="row"><article>')
        html = (
            html.replace("</main>", "</article></div></main></div>")
            .replace("<p>", '<p class="t2" data-n="4">')
            .replace("<li>", "<li><span>")
        )
        html = html.replace("</li>", "</span></li>").replace("<h2>", "<h2 id='s'><b>").replace("</h2>", "</b></h2>")
        (tmp_path / path.name).write_text(html, encoding="utf-8")
    other = assess(SITE, labelled(tmp_path), knowledge=knowing.load(), **WHEN)
    assert (other.index, other.axes) == (audit.index, audit.axes)
