"""What is remembered or left out to be quick changes nothing: the attribute ruler, the nodes of a parse, token patterns, questions."""

from __future__ import annotations

import pytest

from auditor.language import nodes, pipelines
from auditor.language.phrases import Phrases
from auditor.language.reading import Reading, once
from auditor.language.text import read
from auditor.language.token_patterns import TokenPatterns
from auditor.models import Company, Segment

SENTENCES = {
    "fr": ("Nous livrons vos pompes, et elles tournent.", "Vos haies, taillées !", "Ce que vous lisez ici\tsuffit.", "7 €"),
    "en": (
        "Let's not wait: you get it, don't you?",
        "It's what they do; y'all have had to go.",
        "There are pumps\nthat I do mend.",
        "gonna ain't",
    ),
}


@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_the_remembered_ruler_sets_what_the_ruler_sets(lang):
    pipeline = pipelines.pipeline(lang)
    ruler, remembered = pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("remembered_ruler")
    assert "attribute_ruler" not in pipeline.pipe_names
    for text in SENTENCES[lang] * 2:  # the second time from memory
        parsed = pipeline.make_doc(text)
        for name, part in pipeline.pipeline:
            if name == "remembered_ruler":
                break
            parsed = part(parsed)
        told, as_remembered = ruler(parsed.copy()), remembered(parsed.copy())
        assert [_of(token) for token in as_remembered] == [_of(token) for token in told]


def _of(token):
    return token.text, token.tag_, token.pos_, token.dep_, str(token.morph), token.lemma_


@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_nodes_say_what_the_tokens_of_the_parse_say(lang):
    for text in SENTENCES[lang]:
        doc = pipelines.pipeline(lang)(text)
        found = nodes.nodes(doc)
        assert [(n.text, n.tag, n.pos, n.dep, n.lemma, n.low, n.idx) for n in found] == [
            (t.text, t.tag_, t.pos_, t.dep_, t.lemma_, t.lower_, t.idx) for t in doc
        ]
        assert [(n.head.i, [c.i for c in n.children], n.first.i) for n in found] == [
            (t.head.i, [c.i for c in t.children], t.left_edge.i) for t in doc
        ]
        assert [{**n.morph} for n in found] == [{k: tuple(v.split(",")) for k, v in t.morph.to_dict().items()} for t in doc]


def test_a_pattern_is_not_tried_where_a_word_that_it_needs_is_missing(rule):
    tried = []
    patterns = TokenPatterns([(rule, rule.fr)], pipelines.pipeline("fr").vocab, lambda rule, phrase: [])
    matcher = patterns._patterns[0].matcher
    patterns._patterns[0] = _Told(patterns._patterns[0], lambda doc: tried.append(doc.text) or matcher(doc))
    assert patterns.spans(_reading("Vos pompes tournent.")) == {}
    assert patterns.spans(_reading("Depuis longtemps.")) == {}
    assert tried == []
    assert patterns.spans(_reading("Là depuis plus de 1987.")) == {rule.id: [(3, 22)]}
    assert patterns.spans(_reading("Depuis 1987.")) == {rule.id: [(0, 11)]}
    assert patterns.spans(_reading("En 1987 et depuis, rien.")) == {}
    assert len(tried) == 3


class _Told:
    def __init__(self, pattern, matcher):
        self.rule, self.needs, self.matcher = pattern.rule, pattern.needs, matcher


@pytest.fixture
def rule():
    class Section:
        tokens = (({"LOWER": "depuis"}, {"LOWER": {"IN": ["plus", "de"]}, "OP": "*"}, {"LOWER": {"REGEX": r"^\d{4}$"}}),)
        dependency = ()

    class Rule:
        id, file, fr = "seit", "rules/seit.yml", Section()

    return Rule()


def _reading(text):
    given = read(text)
    return Reading(Segment("1", text, "fr"), given, pipelines.pipeline("fr")(text), None, {}, Company())


def test_a_question_is_asked_once_of_a_reading_and_again_of_the_next():
    asked = []

    @once
    def words(reading):
        asked.append(reading.text.text)
        return len(reading.words)

    first, second = _reading("Vos pompes."), _reading("Vos pompes tournent.")
    assert [words(first), words(first), words(second)] == [3, 3, 4]
    assert asked == ["Vos pompes.", "Vos pompes tournent."]


def test_phrases_are_found_the_second_time_as_the_first():
    phrases = Phrases([("a", "sur mesure"), ("b", "mesur*"), ("c", "mesure")])
    for _ in range(2):
        assert phrases.find(read("Du sur-mesure, mesuré.")) == {"a": [(3, 13)], "b": [(7, 13), (15, 21)], "c": [(7, 13)]}
