"""Lenses: an entry is a list of sentences or nothing; each condition of its evidence holds, or the sentence is no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judged import page, sentence
from told import known, told
from told import page as told_page

from auditor.judge.lenses import pages_read, read_lenses
from auditor.knowledge.lenses import Entry, EntryWords, Evidence, Lenses, LensRule, LensWords, Note
from auditor.knowledge.terms import Terms
from auditor.models import Dimension, Focus, LabelledSegment, Lang, LensEntry, Promise, Signal, Trait

WORDS = EntryWords(name="Name", counts="What counts.")
NO_TERMS = Terms(languages={}, pages={}, units={}, numbers={}, bounds={}, terms={})


def lens(*evidence: Evidence, notes: tuple[Note, ...] = ()) -> Lenses:
    words = LensWords(name="Lens", question="?", lead="")
    entry = Entry(fr=WORDS, en=WORDS, evidence=evidence, notes=notes)
    rule = LensRule(
        id="lens", order=1, pages=("home", "about"), blocks=("paragraph", "heading"), fr=words, en=words, entries={"entry": entry}
    )  # fmt: skip
    return Lenses(lenses=(rule,), terms=NO_TERMS)


def said(text: str, *rules: str, focus: Focus = "self", traits: tuple[Trait, ...] = (), dimension: Dimension = "none") -> LabelledSegment:
    made = sentence(focus, text=text, signals=[Signal(rule, 0, 1) for rule in rules])
    return replace(made, labels=replace(made.labels, traits=traits, dimension=dimension))


def entries(lenses: Lenses, *sentences: LabelledSegment, kind: str = "home") -> tuple[tuple[LensEntry, ...], dict[str, str]]:
    """The entries found on one page, and the text of each id."""
    given = page("", kind, *sentences)  # type: ignore[arg-type]
    return read_lenses([given], lenses)[0].entries, {s.segment.id: s.segment.text for s in given[1]}


def texts(lenses: Lenses, *sentences: LabelledSegment, kind: str = "home") -> list[str]:
    found, by_id = entries(lenses, *sentences, kind=kind)
    return [by_id[id] for entry in found for id in entry.segments]


def test_an_entry_that_nothing_answers_has_no_segment() -> None:
    found, _ = entries(lens(Evidence(signals=("a",))), said("One."))
    assert found == (LensEntry("entry"),)


def test_all_signals_must_stand_in_one_sentence() -> None:
    both = lens(Evidence(signals=("leader", "in-person")))
    assert texts(both, said("Both.", "leader", "in-person"), said("One.", "leader"), said("Other.", "in-person")) == ["Both."]


@pytest.mark.parametrize(
    ("evidence", "answer", "near"),
    [
        (Evidence(any=("a", "b")), said("Yes.", "b"), said("No.", "c")),
        (Evidence(signals=("a",), without=("b",)), said("Yes.", "a"), said("No.", "a", "b")),
        (Evidence(focus=("customer",)), said("Yes.", focus="customer"), said("No.", focus="shared")),
        (Evidence(traits=("promise", "benefit")), said("Yes.", traits=("benefit",)), said("No.", traits=("proof",))),
        (Evidence(signals=("a",), lacks=("invitation",)), said("Yes.", "a"), said("No.", "a", traits=("invitation",))),
        (Evidence(dimension="care"), said("Yes.", dimension="care"), said("No.", dimension="trust")),
        (Evidence(proved=True), said("Yes.", traits=("proof",)), said("No.")),
    ],
    ids=["any", "without", "focus", "traits", "lacks", "dimension", "proved"],
)
def test_each_condition_tells_an_answer_from_a_near_miss(evidence: Evidence, answer: LabelledSegment, near: LabelledSegment) -> None:
    assert texts(lens(evidence), answer, near) == ["Yes."]


def test_a_proof_in_the_same_block_counts_and_one_in_the_next_does_not() -> None:
    promise = [said(f"Promise {n}.", traits=("promise",)) for n in (1, 2)]
    proof = said("Proof.", traits=("proof",))
    blocks = [replace(s, segment=replace(s.segment, block=b)) for s, b in ((promise[0], "one"), (proof, "one"), (promise[1], "two"))]
    assert texts(lens(Evidence(traits=("promise",), proved=True)), *blocks) == ["Promise 1."]


def test_what_says_the_same_over_again_proves_nothing() -> None:
    """Half of the words of the shorter of two sentences in one block are enough to make it a restatement; its own figure is a proof."""
    gain = said("Fitting the pump empties your cellar completely.", traits=("benefit",))
    asked = lens(Evidence(traits=("benefit",), proved=True))
    again = said("Cellar emptied completely, down to 3 mm.", traits=("proof",))
    fact = said("In 2024 the pump kept 61 houses of the valley dry.", traits=("proof",))
    in_block = [replace(s, segment=replace(s.segment, block="b")) for s in (gain, again, fact)]
    assert texts(asked, *in_block[:2]) == []
    assert texts(asked, *in_block) == [gain.segment.text]
    assert texts(asked, said("Dry in 3 hours.", traits=("benefit", "proof"))) == ["Dry in 3 hours."]


def test_a_sentence_of_two_promises_is_proved_only_where_both_are() -> None:
    given = page("", "home", said("Clean work, results guaranteed."))
    id = given[1][0].segment.id
    asked = lens(Evidence(state="proved", ledger=True, proved=True), Evidence(state="promised", ledger=True))
    clean, bare = Promise("p", id, "", "quality", where="page", proofs=("z",)), Promise("q", id, "", "result")
    assert read_lenses([given], asked, (clean, bare))[0].entries[0].state == "promised"
    assert read_lenses([given], asked, (clean, replace(bare, where="site")))[0].entries[0].state == "proved"


def test_an_absolute_is_never_called_proved() -> None:
    """The rules that travel with the program ask for it of every expectation."""
    expectations = next(lens for lens in known().lenses.lenses if lens.id == "expectations")
    proved = [one for entry in expectations.entries.values() for one in entry.evidence if one.state == "proved"]
    assert proved
    assert all({"absolute-claim", "never-claim"} <= set(one.without) for one in proved)


def test_the_ledger_decides_what_is_a_promise_and_whether_it_is_proved() -> None:
    """Its verdict holds for every place of a promise, whatever stands beside it; a declared value is no promise in so many words."""
    told = ("Kept elsewhere.", "Kept again.", "Bare beside a proof.", "No promise.", "A value.")
    sentences = [said(text, traits=("promise", "proof") if text.startswith("Bare") else ("promise",)) for text in told]
    given = page("", "home", *sentences)
    kept, again, bare, _, value = (s.segment.id for s in given[1])
    promises = (
        Promise("p", kept, "", "delay", where="site", proofs=("z",), also=(again,)),
        Promise("q", bare, "", "quality"),
        Promise("r", value, "", "ethics", declared=True, where="page"),
    )
    asked = lens(Evidence(state="proved", ledger=True, proved=True), Evidence(state="promised", ledger=True))
    found = read_lenses([given], asked, promises)[0].entries
    assert [(entry.state, entry.segments) for entry in found] == [("proved", (kept, again)), ("promised", (bare,))]


def test_the_first_evidence_that_fits_gives_the_state_and_states_come_in_the_order_of_the_evidence() -> None:
    states = lens(Evidence(state="proved", traits=("promise",), proved=True), Evidence(state="promised", traits=("promise",)))
    found, by_id = entries(states, said("Word.", traits=("promise",)), said("Deed.", traits=("promise", "proof")))
    assert [(entry.state, [by_id[id] for id in entry.segments]) for entry in found] == [("proved", ["Deed."]), ("promised", ["Word."])]


def test_a_flag_says_what_the_sentence_lacks_and_one_that_lacks_nothing_is_no_flag() -> None:
    notes = (Note(id="no-source", unless=("source",)), Note(id="no-date", unless=("year",)))
    flagged = [said("Bare.", "rank"), said("Dated.", "rank", "year"), said("Whole.", "rank", "year", "source")]
    found, by_id = entries(lens(Evidence(signals=("rank",)), notes=notes), *flagged)
    assert {by_id[id]: entry.notes for entry in found for id in entry.segments} == {
        "Bare.": ("lenses.note.no-source", "lenses.note.no-date"),
        "Dated.": ("lenses.note.no-source",),
    }


def test_titles_customers_words_and_pages_out_of_the_lens_are_not_read() -> None:
    asked = lens(Evidence(signals=("a",)))
    title = replace(said("Title.", "a"), segment=replace(said("Title.", "a").segment, kind="title"))
    assert texts(asked, title, said("They are kind.", "a", traits=("testimonial",))) == []
    assert texts(asked, said("A post.", "a"), kind="news") == []
    assert pages_read(["home", "news", "about", "legal"], asked.lenses[0]) == 2


def test_the_order_of_the_pages_given_changes_nothing() -> None:
    given = [page("b", "about", said("B.", "a")), page("a", "home", said("A.", "a"))]
    asked = lens(Evidence(signals=("a",)))
    assert read_lenses(given, asked) == read_lenses(given[::-1], asked)


@pytest.mark.parametrize(
    ("text", "lang", "entry"),
    [
        ("Our surveys have never been challenged by a court.", "en", "absolute"),
        ("Nos levés n'ont jamais été contestés.", "fr", "absolute"),
        ("Toutes nos cuves sont conformes à la réglementation.", "fr", "duty"),
        ("Chaque cuve doit être posée dans les règles de sécurité.", "fr", ""),
        ("Your tanks must comply with all safety rules.", "en", ""),
        ("Hiring a skip has never been easier.", "en", ""),
    ],
)
def test_a_record_without_exception_is_flagged_and_a_duty_of_the_reader_is_no_boast(text: str, lang: Lang, entry: str) -> None:
    found = next(one for one in read_lenses([told_page("", told(text, lang), lang=lang)], known().lenses) if one.id == "claim-risk")
    assert [one.id for one in found.entries if one.segments] == ([entry] if entry else [])
