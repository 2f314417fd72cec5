"""What is left out while spaCy and a model load changes no answer."""

import subprocess
import sys

from auditor.language.tables import LoadedTable

LEFT_OUT = """
import sys
from auditor.language.pipelines import pipeline
pipeline("en")
assert not [name for name in sys.modules if name.startswith("spacy.cli")], "its commands were imported"
import spacy
from spacy.cli import info
assert callable(info)
"""


def test_a_loaded_table_answers_as_that_of_spacy_does() -> None:
    """By words and by their numbers, what stands there and what does not, before and after something is put in."""
    from spacy.lookups import Table
    from spacy.strings import get_string_id

    told = {"noun": ["a"], get_string_id("cheval"): "chevaux", "": 1}
    ours, theirs = LoadedTable("lemma_lookup", told), Table("lemma_lookup", told)
    asked = ["noun", "NOUN", "cheval", get_string_id("cheval"), "vache", 7, "", 0]
    for table in (ours, theirs):
        table["vache"] = "vaches"
    assert [ours.get(key, "none") for key in asked] == [theirs.get(key, "none") for key in asked]
    assert [key in ours for key in asked] == [key in theirs for key in asked]
    assert [*ours.items()] == [*theirs.items()]
    assert (ours["vache"], ours.name) == (theirs["vache"], theirs.name)


def test_spacy_comes_without_its_commands_until_they_are_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", LEFT_OUT], capture_output=True, encoding="utf-8")
    assert not done.returncode, done.stderr
