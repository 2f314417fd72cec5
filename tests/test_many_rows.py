"""Many lines by all processors: the same answers, in the same order, whoever gives them."""

import json
import time

import pytest

from auditor import many_rows
from auditor.many_rows import label_chunk, label_lines
from auditor.pipeline import hands

TEXTS = {"fr": "Nous posons votre escalier en {} jours.", "en": "You choose one of {} kinds of wood."}


def written(count, langs=("en", "fr")):
    """Lines in some languages, one in ten of them unreadable."""
    for n in range(count):
        lang = langs[n % len(langs)]
        yield "{" if n % 10 == 9 else json.dumps({"id": str(n), "text": TEXTS[lang].format(n), "lang": lang})


@pytest.fixture
def two_processors(monkeypatch):
    monkeypatch.setattr(many_rows, "processors", lambda: 2)
    monkeypatch.setattr(many_rows, "CHUNK", 20)


def test_many_lines_are_answered_as_one_process_answers_them(two_processors, monkeypatch):
    """Lines come until the other processes have been handed some."""
    handed, given = [], []
    give = hands.Hands.give
    monkeypatch.setattr(hands.Hands, "give", lambda self, job, *of: handed.append(1) or give(self, job, *of))

    def stream():
        for line in written(100_000, langs=["en"]):
            if len(handed) >= 4:
                return
            time.sleep(0.01)
            given.append(line)
            yield line

    assert list(label_lines(stream(), few=20)) == label_chunk(given, False, "en")
    assert len(handed) >= 4


def test_few_lines_begin_no_process(two_processors, monkeypatch):
    monkeypatch.setattr(hands.Hands, "begin", lambda *_: pytest.fail("a process was begun"))
    assert len(list(label_lines(written(40), few=100))) == 40


def test_no_line_begins_nothing():
    assert list(label_lines([])) == []


def test_what_a_process_dies_over_is_answered_all_the_same(two_processors, monkeypatch):
    monkeypatch.setattr(hands.Hands, "begin", lambda *_: None)
    monkeypatch.setattr(hands.Hands, "give", lambda self, job, *given: broken())
    assert list(label_lines(written(100), few=20)) == label_chunk(list(written(100)), False, "en")


def broken():
    future = many_rows.Future()
    future.set_exception(many_rows.BrokenProcessPool())
    return future
