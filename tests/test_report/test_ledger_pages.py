"""The pages of promises, contradictions and voice: what they show, when they are there, what their files hold."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.models import Audit, Contradiction, Fact, Lang, Promise, Stated, Term, Usage
from auditor.report import build
from auditor.report.ledger_csv import contradictions_csv, promises_csv
from auditor.report.views.consistency import consistency_view
from auditor.report.views.joined import Joined, join
from auditor.report.views.ledger import ledger_view

from . import samples

ATTACK = '=HYPERLINK("http://x.example")<script>alert(1)</script>'


def held(lang: Lang = "fr", *, what: str = "Un plan coté sous huit jours") -> Audit:
    """A plain audit with two promises, a declared value, a contradiction and two ways of addressing the reader."""
    plain = samples.audit(lang)
    home, offer = plain.pages[0].segments, plain.pages[1].segments
    proved = Promise(
        "a" * 12, home[5].segment.id, "", "delay", what=what, terms=(Term("deadline", "sous huit jours"),), where="linked",
        proofs=(offer[2].segment.id,), strength=3, why="ledger.why.terms-near", also=(offer[1].segment.id,),
    )  # fmt: skip
    bare = Promise(
        "b" * 12, home[6].segment.id, "", "price", by="Notre", what="Notre meilleur prix", why="ledger.why.words-none",
        ask=("ledger.ask.terms.price", "ledger.ask.proof.price"),
    )  # fmt: skip
    value = Promise("c" * 12, home[4].segment.id, "", "ethics", True, what="Écoute", why="ledger.why.value", ask=("ledger.ask.value",))
    sides = (Stated(Fact("founded", "1987", 0, 4), offer[2].segment.id, "x"), Stated(Fact("founded", "1992", 0, 4), home[2].segment.id, ""))
    usages = (
        Usage("address", "vous", ("", plain.pages[1].key), (home[3].segment.id,)),
        Usage("address", "tu", ("",), (home[7].segment.id,)),
    )
    return replace(plain, promises=(bare, proved, value), contradictions=(Contradiction("d" * 12, "founded", sides),), voice=usages)


def joined(audit: Audit, lang: Lang = "fr") -> Joined:
    return join(audit, samples.KNOWLEDGE, lang)


def rows(text: str, separator: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator))


def test_the_title_says_how_many_promises_have_a_proof():
    """Declared values are counted apart; the picture adds up to the promises."""
    view = ledger_view(joined(held()))
    assert view is not None
    assert view.title == "2 promesses, dont 1 avec une preuve"
    assert [part.count for part in view.picture.parts] == ["1", "0", "1"]
    assert view.values is not None
    assert [line.what for line in view.values.lines] == ["Écoute"]


def without_proof(letter: str, *ask: str, terms: tuple[Term, ...] = (), why: str = "words") -> Promise:
    return replace(held().promises[0], id=letter * 12, what=letter, terms=terms, why=f"ledger.why.{why}-none", ask=ask)


def test_what_can_be_held_against_the_company_comes_first_then_mere_words_the_vaguest_last_then_what_is_proved():
    _, proved, value = held().promises
    vague = without_proof("v", "ledger.ask.terms.quality", "ledger.ask.proof.quality")
    plain = without_proof("p", "ledger.ask.terms.free")
    firm = without_proof("f", "ledger.ask.proof.delay", terms=(Term("deadline", "sous huit jours"),), why="terms")
    view = ledger_view(joined(replace(held(), promises=(proved, vague, plain, firm, value))))
    assert view is not None
    assert [part.id for part in view.parts] == ["terms", "words", "proved"]
    assert [line.what for line in view.lines] == ["f", "p", "v", proved.what]
    assert [part.title for part in view.parts[1:]] == ["2 promesses en mots seuls", "Une promesse avec une preuve"]


def test_a_question_that_several_promises_share_is_asked_once(tmp_path: Path):
    """The first to raise it decides where it stands; within it the order of the ledger is kept."""
    free, price = ("ledger.ask.terms.free",), ("ledger.ask.terms.price",)
    promises = tuple(without_proof(letter, *ask) for letter, ask in (("1", free), ("2", price), ("3", free)))
    audit = replace(held(), promises=promises)
    view = ledger_view(joined(audit))
    assert view is not None
    assert [[line.what for line in one.lines] for one in view.parts[0].asked] == [["1", "3"], ["2"]]
    page = (build(audit, tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE).parent / "promises.html").read_text(
        encoding="utf-8"
    )
    assert page.count("Que comprend exactement ce qui est gratuit") == 1
    assert "pour ces 2 promesses" in page


def test_a_promise_in_several_wordings_says_how_often_and_shows_the_others_once():
    """What repeats the words of the line is counted, and shown no second time."""
    plain = held("en", what="A plan with prices within a week")
    bare, proved, value = plain.promises
    home, offer = plain.pages[0].segments, plain.pages[1].segments
    many = replace(proved, also=(offer[1].segment.id, home[5].segment.id, offer[1].segment.id, offer[2].segment.id))
    view = ledger_view(joined(replace(plain, promises=(bare, many, value)), "en"))
    assert view is not None
    assert [one.text for one in view.lines[1].wordings] == [offer[1].segment.text, offer[2].segment.text]
    assert (view.lines[0].also, view.lines[1].also) == ("", "said 5 times, in 3 wordings")


def test_the_page_says_what_the_score_of_proof_counts_beside_what_the_ledger_counts(tmp_path: Path):
    (axis, *_) = held("en").axes
    audit = replace(held("en"), axes=(replace(axis, id="proof", score=samples.score(74)),))
    folder = build(audit, tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE).parent
    assert "(74 out of 100) measures something else" in (folder / "promises.html").read_text(encoding="utf-8")
    assert "The page of promises is stricter" in (folder / "index.html").read_text(encoding="utf-8")


def test_the_file_says_which_of_its_lines_the_headline_does_not_count():
    view = ledger_view(joined(held()))
    assert view is not None
    assert view.rows == "3 lignes : les promesses comptées ci-dessus (2), et une valeur déclarée."
    assert len(rows(promises_csv(joined(held())))) == 3


def test_the_example_of_a_way_of_speaking_is_a_sentence_not_a_button():
    texts = (("button", "Email us today please"), ("heading", "We are here"), ("paragraph", "We answer."))
    lines = tuple((kind, text, 1, "self", ()) for kind, text in texts)
    pages = (samples.page("", "en", lines),)
    ids = tuple(s.segment.id for s in pages[0].segments)
    ways = (Usage("company-person", "we", ("",), ids), Usage("company-person", "I", ("",), ids[:1]))
    view = consistency_view(joined(replace(samples.audit("en"), pages=pages, findings=(), voice=ways), "en"))
    assert view is not None
    assert [way.example.text for way in view.matters[0].ways] == ["We answer.", "Email us today please"]


def test_a_line_shows_terms_proof_and_dots():
    view = ledger_view(joined(held()))
    assert view is not None
    line = next(line for line in view.lines if line.id == "a" * 12)
    assert [(term.text, term.kind) for term in line.terms] == [("sous huit jours", "délai")]
    assert [proof.text for proof in line.proofs] == [samples.LONG_FR]
    assert (line.dots, line.strength) == ((True, True, True), "Solide, 3\u00a0sur\u00a03")


def test_there_is_no_page_where_there_is_nothing_to_show(tmp_path: Path):
    plain = samples.audit("fr")
    assert ledger_view(joined(plain)) is None
    assert consistency_view(joined(plain)) is None
    build(plain, tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE)
    assert not (tmp_path / "r" / "promises.html").exists()
    assert "promises.html" not in (tmp_path / "r" / "index.html").read_text(encoding="utf-8")


def test_one_way_of_everything_is_no_matter_for_a_page():
    one = replace(samples.audit("fr"), voice=held().voice[:1])
    assert consistency_view(joined(one)) is None


def test_a_page_that_mixes_is_named():
    view = consistency_view(joined(held()))
    assert view is not None
    assert [(way.said, way.pages) for way in view.matters[0].ways] == [("vous", "2 pages"), ("tu", "1 page")]
    assert [page.file for page in view.matters[0].mixed] == [joined(held()).page_file("")]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_link_of_the_pages_leads_to_a_sentence(tmp_path: Path, lang: Lang):
    folder = tmp_path / "r"
    build(held(), folder, languages=(lang,), knowledge=samples.KNOWLEDGE)
    for name in ("promises.html", "contradictions.html"):
        text = (folder / name).read_text(encoding="utf-8")
        links = re.findall(r'href="(p/[^"#]+)#(s-\w+)"', text)
        assert links
        assert all(f'id="{id}"' in (folder / file).read_text(encoding="utf-8") for file, id in links)
        assert f'href="{name}"' in (folder / "index.html").read_text(encoding="utf-8")


def test_the_file_of_promises_holds_every_line_in_the_dialect_of_its_country():
    french, english = rows(promises_csv(joined(held()))), rows(promises_csv(joined(held(), "en")), ",")
    assert [row["ce qui est promis"] for row in french] == ["Notre meilleur prix", "Un plan coté sous huit jours", "Écoute"]
    assert [row["delays"] if "delays" in row else row["deadlines"] for row in english] == ["", "sous huit jours", ""]
    assert [row["sentences that promise it"] for row in english] == ["1", "2", "1"]


def test_the_sides_of_a_contradiction_stand_under_one_number():
    found = rows(contradictions_csv(joined(held())))
    assert [(row["contradiction"], row["affirmé"]) for row in found] == [("1", "Nous"), ("1", "Nous")]


def test_a_hostile_promise_is_text_on_the_page_and_no_formula_in_the_file(tmp_path: Path):
    audit = held(what=ATTACK)
    build(audit, tmp_path / "r", languages=("fr",), knowledge=samples.KNOWLEDGE)
    assert "<script>alert(1)" not in (tmp_path / "r" / "promises.html").read_text(encoding="utf-8")
    assert all(not row["ce qui est promis"].startswith("=") for row in rows(promises_csv(joined(audit))))


def test_a_column_that_would_be_empty_in_every_line_is_left_out(tmp_path: Path):
    bare = tuple(line for line in held("en").promises if line.id == "b" * 12)
    for name, promises, shown in (("all", held("en").promises, 1), ("bare", bare, 0)):
        folder = build(replace(held("en"), promises=promises), tmp_path / name, languages=("en",), knowledge=samples.KNOWLEDGE).parent
        html = (folder / "promises.html").read_text(encoding="utf-8")
        assert html.count('<th scope="col">Terms</th>') == html.count('<th scope="col">Proof</th>') == shown
