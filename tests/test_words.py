"""Words for readers: the apostrophes of print, whatever the keyboard gave."""

import pytest

from auditor import knowledge
from auditor.words import typeset


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("L'accueil dit ce qu'il obtient.", "L’accueil dit ce qu’il obtient."),
        ("the company's '{match}'", "the company’s '{match}'"),
        ("l'{match}", "l’{match}"),
        ("déjà ’ imprimé", "déjà ’ imprimé"),
    ],
)
def test_an_apostrophe_between_letters_is_the_one_of_print(typed: str, shown: str):
    assert typeset(typed) == shown


def test_rules_speak_with_the_apostrophes_of_print_and_match_the_ones_of_keyboards():
    rules = knowledge.load().rules.values()
    said = [words for r in rules for s in (r.fr, r.en) for words in (s.title, s.message, s.why)]
    asked = [r.mending(lang).ask for r in rules for lang in ("fr", "en")]
    assert not [words for words in (*said, *asked) if "'" in words]
    assert any("'" in phrase for r in rules for phrase in r.fr.phrases)
