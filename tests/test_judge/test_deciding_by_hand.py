"""What the user decides: mutes, corrections, house words and profiles, on pages made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judged import SITE, WHEN, knowledge, page, rule, sentence

from auditor import knowledge as knowing
from auditor.house import ProfileSettings, WordsSettings
from auditor.identity import segment_ids
from auditor.judge import assess, to_document
from auditor.judge.house import loses_kept, says_banned, signalled
from auditor.judge.muting import holds_on, says
from auditor.judge.pooling import JudgedPage
from auditor.knowledge.house import rules_of
from auditor.models import Audit, Block, Correction, Mention, Mute, Parties, Signal

RULES = knowledge(rule("boast", severity="warning"), rule("long", severity="note"))
REASON = {"reason": "we know why"}


def pages() -> list[JudgedPage]:
    boast = sentence("self", text="We are the best in Lyon.", signals=[Signal("boast", 0, 2), Signal("long", 0, 6)])
    other = sentence("self", text="We are the best bakers in Lyon.", signals=[Signal("boast", 0, 2)])
    fill = [sentence("customer", text=f"You get loaf number {n}, baked this morning.") for n in range(12)]
    return [page("", "home", boast, *fill), page("offer", "offer", other, *[sentence("self") for _ in range(3)])]


def judged(given: list[JudgedPage] | None = None, **kwargs: object) -> Audit:
    return assess(SITE, given or pages(), knowledge=RULES, **WHEN, **kwargs)


def rules_found(audit: Audit) -> list[tuple[str, str]]:
    return sorted((finding.page, finding.rule) for finding in audit.findings)


ALL = [("", "boast"), ("", "long"), ("offer", "boast")]


@pytest.mark.parametrize(
    ("mute", "left"),
    [
        (Mute(rule="boast", **REASON), [("", "long")]),
        (Mute(rule="tests/*", pages=("off*",), **REASON), [("", "boast"), ("", "long")]),
        (Mute(text="best  in lyon", **REASON), [("offer", "boast")]),
        (Mute(rule="boast", text="bakers", until="2026-01-02", **REASON), [("", "boast"), ("", "long")]),
        (Mute(quoted="the best in Lyon", **REASON), ALL),  # what was found lies outside the kept words
        (Mute(quoted="We are the best in Lyon. And proud.", **REASON), [("offer", "boast")]),
    ],
)
def test_a_mute_takes_out_what_all_its_conditions_meet_and_no_more(mute: Mute, left: list[tuple[str, str]]) -> None:
    audit = judged(mutes=[mute])
    assert rules_found(audit) == left
    assert {one.mute for one in audit.muted} <= {mute}
    assert len(audit.muted) == len(ALL) - len(left)


@pytest.mark.parametrize(
    ("mute", "why"),
    [
        (Mute(rule="boast", until="2026-01-01", **REASON), "expired"),
        (Mute(rule="boast", reason="  "), "no-reason"),
        (Mute(rule="boasts", **REASON), "unused"),
        (Mute(rule="boast", text="est in Lyon", **REASON), "unused"),  # words, not letters
    ],
)
def test_a_mute_that_mutes_nothing_is_told_with_its_cause(mute: Mute, why: str) -> None:
    audit = judged(mutes=[mute])
    assert rules_found(audit) == ALL
    assert [(one.why, one.given) for one in audit.idle] == [(why, mute)]


def test_a_muted_finding_has_no_points_and_the_index_stays_as_it_is() -> None:
    before, after = judged(), judged(mutes=[Mute(rule="boast", **REASON)])
    assert before.index.value is not None
    assert after.index == before.index
    assert all(one.finding.points is None for one in after.muted)


def test_a_mark_in_a_page_mutes_its_block_and_is_told_where_it_is_idle() -> None:
    (home, segments), offer = pages()
    texts = [labelled.segment.text for labelled in segments]
    blocks = tuple(Block("paragraph", text, mutes=(("boast", "a quote"),) if n < 2 else ()) for n, text in enumerate(texts))
    ids = segment_ids("#", texts)
    placed = tuple(replace(one, segment=replace(one.segment, block=id)) for one, id in zip(segments, ids, strict=True))
    audit = judged([(replace(home, blocks=blocks), placed), offer])
    assert rules_found(audit) == [("", "long"), ("offer", "boast")]
    assert [(one.mute.origin, one.mute.reason) for one in audit.muted] == [(home.url, "a quote")]
    assert audit.idle == ()


def test_a_corrected_focus_changes_the_score_as_the_sentence_would() -> None:
    correction = Correction("bakers", "they are the customers here", focus="customer")
    before, after = judged(), judged(corrections=[correction])
    assert before.index.value is not None
    assert after.index.value is not None
    assert after.index.value > before.index.value
    (told,) = after.corrected
    assert (told.focus, told.page, told.correction) == ("self", "offer", correction)
    now = next(one for one in after.pages[1].segments if one.segment.id == told.segment)
    assert (now.labels.focus, now.labels.confidence) == ("customer", 1.0)


def test_a_correction_that_meets_no_sentence_is_told() -> None:
    audit = judged(corrections=[Correction("no such words", "why", focus="neutral")])
    assert [one.why for one in audit.idle] == ["unused"]
    assert audit.index == judged().index


def test_the_document_holds_decisions_only_where_there_are_some() -> None:
    assert "muted" not in to_document(judged(), RULES, "en")
    told = to_document(judged(mutes=[Mute(rule="boast", origin="auditor.toml:3", **REASON)]), RULES, "en")
    assert [(one["finding"]["rule"], one["reason"], one["origin"]) for one in told["muted"]] == [
        ("boast", "we know why", "auditor.toml:3"),
        ("boast", "we know why", "auditor.toml:3"),
    ]


@pytest.mark.parametrize(
    ("profile", "severities"),
    [
        (ProfileSettings(heavier=("boast",)), {("", "boast"): "error", ("", "long"): "note", ("offer", "boast"): "error"}),
        (
            ProfileSettings(kinds=("offer",), heavier=("tests/*",)),
            {("", "boast"): "warning", ("", "long"): "note", ("offer", "boast"): "error"},
        ),
        (ProfileSettings(lighter=("*",)), {("", "boast"): "note", ("", "long"): "note", ("offer", "boast"): "note"}),
    ],
)
def test_a_profile_moves_severities_by_one_step_and_never_the_index(profile: ProfileSettings, severities: dict[object, str]) -> None:
    audit = judged(profiles=[profile])
    assert {(finding.page, finding.rule): finding.severity for finding in audit.findings} == severities
    assert audit.index == judged().index


def test_banned_words_are_findings_in_any_ending_and_leave_labels_alone() -> None:
    words = WordsSettings(ban=("synerg*",))
    said = sentence("customer", text="Vos synergies, et votre énergie.", lang="fr")
    ((_, (found,)),) = signalled([page("", "home", said)], words, {})
    assert [found.segment.text[s.start : s.end] for s in found.analysis.signals] == ["synergies"]
    assert found.labels == said.labels
    audit = assess(SITE, [page("", "home", found)], knowledge=replace(RULES, rules={**RULES.rules, **rules_of(words)}), **WHEN)
    assert [(one.family, one.rule) for one in audit.findings] == [("house", "banned-word")]


def test_the_form_of_address_that_the_house_does_not_use_is_found() -> None:
    both = sentence(
        "customer",
        text="Tu choisis, et vous recevez.",
        lang="fr",
        who=Parties((Mention(0, 2, "customer", "pronoun"), Mention(15, 19, "customer", "pronoun"))),
    )
    voice = knowing.load().voice
    ((_, (vous,)),) = signalled([page("", "home", both)], WordsSettings(address="vous"), voice)
    ((_, (tu,)),) = signalled([page("", "home", both)], WordsSettings(address="tu"), voice)
    assert [(s.rule, s.start) for s in vous.analysis.signals] == [("other-address", 0)]
    assert [(s.rule, s.start) for s in tu.analysis.signals] == [("other-address", 15)]


def test_a_rewrite_may_neither_use_banned_words_nor_lose_kept_ones() -> None:
    words = WordsSettings(ban=("leader*",), keep=("fait main",))
    assert says_banned("Les leaders du pain", words)
    assert not says_banned("Le bleader", words)
    assert loses_kept("Un pain fait main", "Un pain fait par nous", words)
    assert not loses_kept("Un pain fait main", "Votre pain fait main", words)


def test_words_and_patterns_meet_as_a_reader_expects() -> None:
    assert says("L’atelier est fermé.", "l'atelier")
    assert not says("Les ateliers", "atelier")
    assert holds_on((), ("x",))
    assert holds_on(("blog/*",), ("blog/a", "https://x.example/blog/a"))
    assert not holds_on(("blog/*",), ("about",))
