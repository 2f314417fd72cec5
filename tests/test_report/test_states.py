"""What writers decided is shown where it matters, and a page is put together as a careful editor would."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from auditor.identity import segment_ids
from auditor.knowledge.voice import VoiceWords
from auditor.models import Advice, Audit, Decision, Finding, Lang, Muted, Suggestion, Verdict
from auditor.models.gating import Mute
from auditor.report import build, word
from auditor.report.views.cards import Cards, ranked
from auditor.report.views.joined import Joined, join
from auditor.report.views.rewrites import work
from auditor.report.views.rewritten import Choice, choices, opening, rewritten_page
from auditor.report.word import rewrites_docx
from auditor.resources import folder

from . import samples
from .sites import files

ADDRESS = {"tu": ("tu", "ton", "ta", "tes"), "vous": ("vous", "votre", "vos")}
VOICE = VoiceWords(address=ADDRESS, address_endings={}, person={}, customer_names={})
KNOWN = replace(samples.KNOWLEDGE, voice={"fr": VOICE, "en": VOICE})


def decision(audit: Audit, sentence: str, verdict: Verdict, text: str = "", note: str = "") -> Decision:
    finding = next(f for f in audit.findings if f.segment == sentence)
    before = next(s.segment.text for page in audit.pages for s in page.segments if s.segment.id == sentence)
    return Decision(finding.page, sentence, finding.rule, before, verdict, text, note, "2026-11-02")


def decided(lang: Lang = "fr") -> tuple[Audit, tuple[Decision, ...]]:
    """An audit in which every state is met: to do, accepted, edited, rejected, muted, on the site."""
    audit = samples.audit(lang)
    one, two, three, four = dict.fromkeys(f.segment for f in audit.findings)
    first = next(f for f in audit.findings if f.segment == one)
    told = (
        decision(audit, one, "accept", first.advice.suggestions[0].text, "relu avec Léa" if lang == "fr" else "read with Lea"),
        decision(audit, two, "edit", "Votre escalier tient quarante ans." if lang == "fr" else "Your staircase lasts forty years."),
        decision(audit, three, "reject", "", ""),
    )
    long = audit.findings[-1]
    assert long.segment == four
    stands = next(s.segment for page in audit.pages for s in page.segments if page.key == "contact" and s.segment.kind == "heading")
    gone = Decision("contact", "0" * 12, "passion", "Notre passion" if lang == "fr" else "Our passion", "accept", stands.text)
    quiet = next(s.segment for s in audit.pages[1].segments if s.segment.kind == "heading")
    silent = Finding("e" * 12, "passion", "generic", quiet.id, quiet.page, "warning", 0, 4)
    mute = Decision(silent.page, silent.segment, silent.rule, quiet.text, "mute", "", "vrai")
    muted = Muted(silent, Mute(rule="passion", segments=(silent.segment,), reason="vrai", origin="decisions"))
    return replace(audit, muted=(muted,)), (*told, gone, mute)


def joined_with(*lines: tuple[str, str], lang: Lang = "fr", site: str = "") -> Joined:
    """A page of these sentences, each with a suggestion that can be pasted ("" for none)."""
    texts = tuple(("paragraph", before, 0, "self", ()) for before, _ in lines)
    page = samples.page("", lang, texts)  # type: ignore[arg-type]
    ids = segment_ids("", [before for before, _ in lines])
    made = {id: Suggestion(after, "ready", "can", "", (), "", site) for id, (_, after) in zip(ids, lines, strict=True) if after}
    found = tuple(Finding(f"f-{id}", "passion", "generic", id, "", "warning", 0, 3, advice=Advice((one,))) for id, one in made.items())
    return join(replace(samples.audit(lang), pages=(page,), findings=found, voice=()), KNOWN, lang)


def chosen(joined: Joined) -> list[str]:
    """Why each sentence with a suggestion reads as it does, in order."""
    page = joined.page_of[""]
    found = choices(joined, page, Cards(joined))
    return [found[s.segment.id].why for s in page.segments if s.segment.id in found]


# ------------------------------------------------------------ the page as it would read


def test_two_sentences_in_a_row_do_not_open_alike() -> None:
    first, second, last = ("Nous livrons.", "Vous êtes livré."), ("Nous posons.", "Vous avez la pose."), ("Nous réglons.", "Vous réglez.")
    assert chosen(joined_with(first, second, ("Le devis est gratuit.", ""), last)) == ["ready", "neighbour", "ready"]


def test_a_suggestion_that_opens_like_the_next_sentence_stays_out() -> None:
    assert chosen(joined_with(("Nous livrons.", "Vous êtes livré."), ("Vous payez après.", ""))) == ["neighbour"]


def test_a_sentence_that_opens_as_it_did_may_stand_beside_its_like() -> None:
    assert chosen(joined_with(("Vous avez nos conseils.", "Vous avez le conseil."), ("Vous payez après.", ""))) == ["ready"]


def test_one_opening_does_not_become_the_refrain_of_a_page() -> None:
    lines = [pair for n in range(12) for pair in ((f"Nous faisons la chose {n}.", f"Vous avez la chose {n}."), (f"Chose {n} est là.", ""))]
    why = chosen(joined_with(*lines))
    assert why.count("ready") == 3
    assert set(why[3:]) == {"refrain"}


def test_what_a_writer_chose_stands_whatever_its_opening() -> None:
    joined = joined_with(("Nous livrons.", "Vous êtes livré."), ("Nous posons.", "Vous avez la pose."))
    ids = [s.segment.id for s in joined.page_of[""].segments]
    told = [decision(joined.audit, ids[0], "accept", "Vous êtes livré."), decision(joined.audit, ids[1], "edit", "Vous, posé.")]
    again = join(joined.audit, KNOWN, "fr", decisions=told)
    assert chosen(again) == ["accepted", "edited"]


def test_a_page_that_says_vous_is_not_made_to_say_tu() -> None:
    wrong, right = ("Nous livrons.", "Tu es livré."), ("Nous posons.", "La pose est pour vous.")
    assert chosen(joined_with(("Vos murs sont secs. Votre toit tient.", ""), wrong, ("Rien ne presse.", ""), right)) == ["address", "ready"]


def test_where_the_first_suggestion_may_not_stand_another_of_the_sentence_may() -> None:
    joined = joined_with(("Vous payez après.", ""), ("Nous livrons.", "Vous êtes livré."))
    finding = joined.audit.findings[0]
    second = Suggestion("La livraison est pour vous.", "ready", "front", "")
    both = replace(finding, advice=Advice((*finding.advice.suggestions, second)))
    again = join(replace(joined.audit, findings=(both,)), KNOWN, "fr")
    assert choices(again, again.page_of[""], Cards(again)) == {finding.segment: Choice(second.text, "ready", "")}


def test_a_proof_is_not_brought_to_a_page_that_holds_it() -> None:
    here = segment_ids("", ["Fondée en 1987."])[0]
    assert chosen(joined_with(("Fondée en 1987.", ""), ("Nous durons.", "Nous durons. Fondée en 1987."), site=here)) == ["said"]


def test_a_page_without_any_change_has_no_second_view() -> None:
    joined = joined_with(("Nous livrons.", ""), ("Vous payez après.", ""))
    assert rewritten_page(joined, joined.page_of[""], Cards(joined)) is None


@pytest.mark.parametrize(("text", "word_"), [("« Vous » d’abord", "vous"), ("L’atelier", "l'"), ("48 h pour vous", "h"), ("…", "")])
def test_an_opening_is_the_first_word_whatever_stands_around_it(text: str, word_: str) -> None:
    assert opening(text) == word_


# ------------------------------------------------------------ the states


def test_every_state_is_counted_once() -> None:
    audit, told = decided("en")
    joined = join(audit, samples.KNOWLEDGE, "en", decisions=told)
    found = work(joined, tuple(Cards(joined).values()))
    assert found is not None
    assert dict(found.tally) == {"To do": "1", "Accepted": "1", "Edited": "1", "Rejected": "1", "Muted": "1", "On the site": "1"}


def test_a_report_shows_the_states_and_one_without_decisions_shows_none(tmp_path: Path) -> None:
    audit, told = decided("en")
    build(audit, tmp_path / "decided", languages=("en",), knowledge=samples.KNOWLEDGE, decisions=told)
    build(samples.audit("en"), tmp_path / "plain", languages=("en",), knowledge=samples.KNOWLEDGE)
    page = (tmp_path / "decided" / "rewrites.html").read_text(encoding="utf-8")
    told_in_words = ("After: accepted", "After: your version", "read with Lea", "1 sentence muted", "1 sentence changed as decided")
    for words in (*told_in_words, "state-rejected"):
        assert words in page, words
    assert "state-" not in (tmp_path / "plain" / "rewrites.html").read_text(encoding="utf-8")
    assert "state-todo" in (tmp_path / "decided" / "fix-first.html").read_text(encoding="utf-8")


def test_an_accepted_text_that_stands_beside_its_old_sentence_is_done_too() -> None:
    """A proof put after a claim leaves the claim where it was."""
    joined = joined_with(("Nous durons.", "Nous durons. Fondée en 1987."), ("Fondée en 1987.", ""))
    finding = joined.audit.findings[0]
    told = decision(joined.audit, finding.segment, "accept", "Nous durons. Fondée en 1987.")
    assert join(joined.audit, KNOWN, "fr", decisions=[told]).states[finding.segment].id == "done"


def test_the_same_decisions_give_the_same_bytes(tmp_path: Path) -> None:
    audit, told = decided()
    for name in ("a", "b"):
        build(audit, tmp_path / name, languages=("fr", "en"), knowledge=samples.KNOWLEDGE, decisions=told)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_the_data_of_a_report_hold_every_decision_as_the_schema_says(tmp_path: Path) -> None:
    audit, told = decided("en")
    build(audit, tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE, decisions=told)
    held = json.loads((tmp_path / "r" / "data" / "audit.json").read_text(encoding="utf-8"))["decisions"]
    assert [(one["segment"], one["decision"], one["text"]) for one in held] == [(one.segment, one.decision, one.text) for one in told]
    schema = json.loads((folder("site_templates") / "data" / "audit.schema.json").read_text(encoding="utf-8"))
    part = {"$schema": schema["$schema"], "$defs": schema["$defs"], **schema["properties"]["decisions"]}
    Draft202012Validator(part).validate(held)
    assert {page["id"] for page in json.loads((tmp_path / "r" / "data" / "audit.json").read_text(encoding="utf-8"))["pages"]} >= {
        one["page"] for one in held
    }


# ------------------------------------------------------------ the document


def test_the_document_holds_each_page_s_sentences_before_and_after() -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed (extra word)")
    audit, told = decided("en")
    joined = join(audit, samples.KNOWLEDGE, "en", decisions=told)
    written = rewrites_docx(joined, ranked(joined, Cards(joined).values()))
    assert written is not None
    book = docx.Document(io.BytesIO(written))
    rows = {row.cells[0].text: row.cells[1].text for table in book.tables for row in table.rows}
    assert rows["We are a team driven by passion, proud of 40% growth."] == "Your staircase lasts forty years."
    assert len(book.tables) == 2
    assert book.core_properties.author == ""


def test_the_document_bears_hostile_text_and_no_clock() -> None:
    pytest.importorskip("docx", reason="python-docx is not installed (extra word)")
    joined = join(samples.hostile(), samples.KNOWLEDGE, "fr")
    written = rewrites_docx(joined, ranked(joined, Cards(joined).values()))
    assert written is not None
    assert written == rewrites_docx(joined, ranked(joined, Cards(joined).values()))
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        assert {part.date_time for part in packed.infolist()} == {word.LONG_AGO}


def test_without_the_extra_no_document_is_written_and_none_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "find_spec", lambda name: None)
    build(samples.audit("en"), tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE)
    assert not list((tmp_path / "r" / "data").glob("*.docx"))
    assert ".docx" not in (tmp_path / "r" / "index.html").read_text(encoding="utf-8")
