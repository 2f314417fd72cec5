"""Rule files of facts, promises and voice: what is refused, and how word lists become patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import RuleProblem
from auditor.knowledge import facts, promises, voice
from auditor.knowledge.patterns import Keys, fold, whole
from auditor.models import LANGS
from auditor.resources import folder

RULES = folder("rules")


def changed(tmp_path: Path, part: str, old: str, new: str) -> Path:
    """A copy of a folder of rules with one change in its English file."""
    (tmp_path / part).mkdir()
    for lang in LANGS:
        text = (RULES / part / f"{lang}.yml").read_text(encoding="utf-8")
        assert lang != "en" or old in text
        (tmp_path / part / f"{lang}.yml").write_text(text.replace(old, new) if lang == "en" else text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("frame", ["since then", "{year} and {count}", "{count} {nobodies}"])
def test_a_frame_without_exactly_one_value_or_with_an_unknown_list_is_refused(tmp_path: Path, frame: str):
    root = changed(tmp_path, "facts", 'frames: ["{count} countries"]', f'frames: ["{frame}"]')
    with pytest.raises(RuleProblem, match=r"facts.en\.yml"):
        facts.load(root)


def test_an_unknown_kind_of_promise_is_refused(tmp_path: Path):
    with pytest.raises(RuleProblem):
        promises.load(changed(tmp_path, "promises", "  guarantee:\n    sure", "  warranty:\n    sure"))


def test_an_unknown_key_of_voice_is_refused(tmp_path: Path):
    with pytest.raises(RuleProblem):
        voice.load(changed(tmp_path, "voice", "person:", "persons:"))


def test_the_rules_that_travel_with_the_program_load():
    assert set(facts.load(RULES)) == set(promises.load(RULES)) == set(voice.load(RULES)) == set(LANGS)


def test_folding_keeps_every_offset():
    """Capitals whose small letter is two characters, ligatures, accents and typographic apostrophes."""
    text = "L\u2019ÉTÉ à İzmir, cœur\u00a0d\u2019œuvre"
    assert len(fold(text)) == len(text)
    assert fold("L\u2019ÉTÉ") == "l'ete"


def test_a_star_is_any_ending_and_a_space_a_hyphen_too():
    pattern = whole(["devis gratuit*", "money back"])
    assert pattern.search(fold("Des devis gratuits"))
    assert pattern.search("money-back")
    assert not pattern.search("un devis gratui")
    assert not pattern.search("money backer")


def test_the_quick_look_never_misses_a_phrase():
    """It may say yes too often, never no where a phrase stands."""
    phrases = [word for lang in LANGS for kind in promises.load(RULES)[lang].kinds.values() for word in (*kind.sure, *kind.likely)]
    keys = Keys(phrases)
    assert all(keys.may_stand_in(fold(f"xx {phrase.replace('*', 'ees')} yy")) for phrase in phrases)
    assert not keys.may_stand_in("un zinc posé là")
