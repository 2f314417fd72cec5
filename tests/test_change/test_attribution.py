"""What each change did to the index: the parts add up, and taking a change back costs what its interval says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from auditor.judge.change import compare_audits
from auditor.models import Audit, Change, Edit, Lang
from test_change.sites import FOLDER, KNOWN, Undone, audit, relabel, undone

SHOWN = 0.05  # points: half of the last digit that a reader sees
UNDONE: dict[Lang, list[Undone]] = {
    lang: [Undone(**row) for row in rows] for lang, rows in yaml.safe_load((FOLDER / "undone.yml").read_text(encoding="utf-8")).items()
}


@pytest.fixture(scope="module")
def sides() -> dict[Lang, tuple[Audit, Audit]]:
    langs: tuple[Lang, ...] = ("fr", "en")
    return {lang: (audit(FOLDER / f"{lang}-before", lang), audit(FOLDER / f"{lang}-after", lang)) for lang in langs}


@pytest.fixture(scope="module")
def changes(sides: dict[Lang, tuple[Audit, Audit]]) -> dict[Lang, Change]:
    return {lang: compare_audits(*both, KNOWN, relabel=relabel(lang)) for lang, both in sides.items()}


def edit_of(change: Change, words: str) -> Edit:
    (found,) = (e for e in change.edits if e.share and (e.text_after or e.text_before).startswith(words))
    return found


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_parts_add_up_to_the_change_of_the_index(
    lang: Lang, changes: dict[Lang, Change], sides: dict[Lang, tuple[Audit, Audit]]
) -> None:
    change, (before, after) = changes[lang], sides[lang]
    assert before.index.value is not None
    assert after.index.value is not None
    assert sum(part.points for part in change.parts) == pytest.approx(after.index.value - before.index.value, abs=0.001)
    assert change.points == pytest.approx(after.index.value - before.index.value, abs=0.001)
    assert abs(change.points or 0) > 5  # or nothing would be shown by it


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_shares_of_sentences_and_pages_add_up_to_their_parts(lang: Lang, changes: dict[Lang, Change]) -> None:
    change = changes[lang]
    shares = [one.share.points for one in (*change.edits, *change.pages) if one.share]
    assert sum(shares) == pytest.approx(sum(part.points for part in change.parts if part.id != "rules"), abs=0.001)
    assert all(part.points == pytest.approx(0, abs=0.001) for part in change.parts if part.id == "rules")


@pytest.mark.parametrize(("lang", "one"), [(lang, one) for lang, several in UNDONE.items() for one in several])
def test_taking_a_change_back_costs_what_its_interval_says(
    lang: Lang, one: Undone, changes: dict[Lang, Change], sides: dict[Lang, tuple[Audit, Audit]], tmp_path: Path
) -> None:
    """The site is written again without the change, read and judged as any other."""
    share = edit_of(changes[lang], one.edit).share
    assert share is not None
    without = audit(undone(lang, one, tmp_path / "site"), lang).index.value
    assert without is not None
    cost = (sides[lang][1].index.value or 0.0) - without
    assert share.low - SHOWN <= cost <= share.high + SHOWN
    assert share.low <= share.points <= share.high


def test_every_sentence_changed_is_undone_by_one_of_the_tests_or_has_moved(changes: dict[Lang, Change]) -> None:
    for lang, change in changes.items():
        told = [edit_of(change, one.edit) for one in UNDONE[lang]]
        left = [e for e in change.edits if e.share and e not in told]
        assert all(e.how == "moved" or "–" in e.text_after for e in left)  # or a page's title, with the name of the site


def test_kept_edited_moved_new_and_gone_sentences_are_told_apart(changes: dict[Lang, Change]) -> None:
    change = changes["fr"]
    said = {(e.text_after or e.text_before): e.how for e in change.edits}
    assert said["Une tache qui reste est relavée sans frais sous 48 heures."] == "moved"  # to another page
    assert said["Nous remplaçons les pièces usées chaque trimestre."] == "moved"  # on its page
    assert said["Vous gardez un linge présentable toute l’année."] == "new"
    assert said["Nous disposons de quatre machines de dernière génération."] == "gone"
    assert said["Vous choisissez vos nappes, vos serviettes et vos tabliers."] == "edited"
    assert "La qualité est notre priorité." not in said


def test_a_page_that_came_and_one_that_went_have_their_shares(changes: dict[Lang, Change]) -> None:
    pages = {page.key: page for page in changes["fr"].pages}
    assert {key: page.how for key, page in pages.items()} == {"notre-histoire": "lost", "realisations/auberge-du-loing": "added"}
    assert all(page.share for page in pages.values())


def test_a_page_at_a_new_address_is_the_same_page(changes: dict[Lang, Change]) -> None:
    (page,) = changes["en"].pages
    assert (page.how, page.before, page.key) == ("renamed", "about", "who-we-are")
    assert not any(e.text_before == "We believe in honest work." for e in changes["en"].edits)


def test_an_audit_held_against_itself_has_changed_in_nothing(sides: dict[Lang, tuple[Audit, Audit]]) -> None:
    for before, _ in sides.values():
        change = compare_audits(before, before, KNOWN)
        assert (change.edits, change.pages, change.fixed, change.arisen) == ((), (), (), ())
        assert change.points == 0
        assert {part.points for part in change.parts} == {0.0}


def test_findings_of_sentences_that_were_rewritten_are_fixed(changes: dict[Lang, Change]) -> None:
    assert any(noted.text.startswith("Notre équipe est fière") for noted in changes["fr"].fixed)
    assert not any(noted.text == "La qualité est notre priorité." for noted in changes["fr"].fixed)
