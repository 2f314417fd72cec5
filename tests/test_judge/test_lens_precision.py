"""Each entry of each lens finds the sentences written for it, and leaves the near misses, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from auditor import judge, knowledge
from auditor.judge.ledger import ledger
from auditor.judge.lenses import read_lenses
from auditor.language import Engine
from auditor.models import LANGS, Company, LabelledSegment, Lang, PageText, Segment

HERE = Path(__file__).parent
Case = tuple[Lang, str, str, str, bool]  # language, lens, entry, sentence, whether it must be found


def _cases() -> list[Case]:
    found: list[Case] = []
    for lang in LANGS:
        for lens, entries in yaml.safe_load((HERE / f"lenses_{lang}.yml").read_text(encoding="utf-8")).items():
            for entry, sentences in entries.items():
                found += [(lang, lens, entry, text, kind == "found") for kind, texts in sentences.items() for text in texts]
    return found


CASES = _cases()


@cache
def known() -> knowledge.Knowledge:
    return knowledge.load()


@cache
def answers(lang: Lang) -> dict[str, set[tuple[str, str]]]:
    """Lens and entry under which each sentence of a page that holds them all is found."""
    texts = list(dict.fromkeys(case[3] for case in CASES if case[0] == lang))
    segments = [
        Segment(id=f"s{n}", text=text, lang=lang, block=f"b{n}", kind="paragraph", page_kind="about", words=len(text.split()))
        for n, text in enumerate(texts)
    ]
    analyses = Engine(known()).analyse(segments, Company("Vaubert"))
    labelled = tuple(LabelledSegment(s, a, judge.label(s, a, known())) for s, a in zip(segments, analyses, strict=True))
    page = PageText("about", "https://vaubert.example/about", lang, "about", "", "", ())
    found: dict[str, set[tuple[str, str]]] = {text: set() for text in texts}
    promises = ledger([(page, labelled)], known())
    for lens in read_lenses([(page, labelled)], known().lenses, promises):
        for entry in lens.entries:
            for id in entry.segments:
                found[texts[int(id[1:])]].add((lens.id, entry.id))
    return found


@pytest.mark.parametrize(
    ("lang", "lens", "entry", "text", "is_found"), CASES, ids=[f"{c[0]}-{c[1]}-{c[2]}-{n}" for n, c in enumerate(CASES)]
)
def test_an_entry_finds_its_sentences_and_leaves_the_near_misses(lang: Lang, lens: str, entry: str, text: str, is_found: bool) -> None:
    assert ((lens, entry) in answers(lang)[text]) is is_found, text


def test_every_entry_that_goes_by_patterns_has_its_cases_in_both_languages() -> None:
    """The four expectations go by labels alone."""
    asked = {(lens.id, entry) for lens in known().lenses.lenses for entry in lens.entries if lens.id != "expectations"}
    for lang in LANGS:
        assert asked - {case[1:3] for case in CASES if case[0] == lang} == set()
