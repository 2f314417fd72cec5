"""What a writer decided outlives the audit, once, and a change of mind replaces what it contradicts."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from auditor.models import Decision
from auditor.store import Store

SITE = "lenoir.example"
OFFERED = Decision("offre", "0123456789ab", "self-opening", "Nous livrons l’Ain.", "accept", "L’Ain vous est livré.", "", "2026-01-02")


def test_decisions_come_back_as_they_were_and_only_those_of_the_site(store: Store) -> None:
    others = [replace(OFFERED, rule="superlative", decision="mute", text="", note="juré, c’est vrai"), OFFERED]
    assert store.decide(SITE, others) == 2
    assert set(store.decisions(SITE)) == set(others)
    assert store.decisions("another.example") == []


def test_the_same_decision_again_changes_nothing_and_keeps_its_first_day(store: Store) -> None:
    store.decide(SITE, [OFFERED])
    assert store.decide(SITE, [replace(OFFERED, date="2026-05-06")]) == 0
    assert store.decisions(SITE) == [OFFERED]


def test_every_refused_suggestion_is_remembered_beside_the_others(store: Store) -> None:
    refused = [replace(OFFERED, decision="reject", text=text) for text in ("Un.", "Deux.", "Trois.")]
    for one in refused:
        store.decide(SITE, [one])
    assert sorted(one.text for one in store.decisions(SITE)) == ["Deux.", "Trois.", "Un."]


def test_who_refuses_what_was_accepted_takes_it_back_and_the_other_way_round(store: Store) -> None:
    store.decide(SITE, [OFFERED])
    refusal = replace(OFFERED, decision="reject")
    store.decide(SITE, [refusal])
    assert store.decisions(SITE) == [refusal]
    store.decide(SITE, [OFFERED])
    assert store.decisions(SITE) == [OFFERED]


def test_of_one_sentence_and_rule_one_decision_stands(store: Store) -> None:
    edit = replace(OFFERED, decision="edit", text="Votre commande arrive dans l’Ain.")
    store.decide(SITE, [OFFERED])
    store.decide(SITE, [edit])
    assert store.decisions(SITE) == [edit]
    store.decide(SITE, [replace(edit, rule="superlative")])
    assert len(store.decisions(SITE)) == 2


def test_what_was_decided_of_a_sentence_can_be_taken_back(store: Store) -> None:
    other = replace(OFFERED, segment="f" * 12)
    store.decide(SITE, [replace(OFFERED, decision="reject", text="Un."), OFFERED, other])
    assert store.undecide(SITE, [OFFERED.segment]) == 2
    assert store.decisions(SITE) == [other]
    assert store.undecide(SITE, [OFFERED.segment]) == 0


def test_a_store_from_before_decisions_gets_their_table_and_loses_nothing(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.begin_crawl(SITE, "x")
    with sqlite3.connect(tmp_path / "store.sqlite") as old:
        for table in ("decisions", "runs", "turns", "answers", "kept"):
            old.execute(f"drop table if exists {table}")
        if "sector" in {row[1] for row in old.execute("pragma table_info(sites)")}:
            old.execute("alter table sites drop column sector")
        old.execute("update alembic_version set version_num = '0003'")
    old.close()
    with Store(tmp_path) as store:
        assert store.sites() == [SITE]
        assert store.decide(SITE, [OFFERED]) == 1
