"""What is remembered or left out to be quick changes nothing: the attribute ruler, the nodes of a parse, token patterns, questions."""

from __future__ import annotations

import gc

import numpy as np
import pytest
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MishWindowEncoder
from thinc.api import Maxout, NumpyOps, chain, get_current_ops, with_array

from auditor import knowledge
from auditor.garbage import undisturbed
from auditor.language import Engine, embedding, nodes, pipelines, ruler
from auditor.language.arithmetic import ROWS, Arithmetic, quick_products
from auditor.language.encoding import encoder_of
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
    plain, remembered = pipeline.get_pipe("attribute_ruler"), pipeline.get_pipe("remembered_ruler")
    assert "attribute_ruler" not in pipeline.pipe_names
    for text in SENTENCES[lang] * 2:  # the second time from memory
        parsed = pipeline.make_doc(text)
        for name, part in pipeline.pipeline:
            if name == "remembered_ruler":
                break
            parsed = part(parsed)
        told, as_remembered = plain(parsed.copy()), remembered(parsed.copy())
        assert [_of(token) for token in as_remembered] == [_of(token) for token in told]


@pytest.mark.parametrize("lang", sorted(SENTENCES))
@pytest.mark.parametrize("kept", [ruler.REMEMBERED, 14, 3])  # all words, those of one text or two, fewer than a text has
def test_the_remembered_ruler_sets_the_same_for_many_texts_at_once(lang, kept, monkeypatch):
    monkeypatch.setattr(ruler, "REMEMBERED", kept)
    pipeline = pipelines.pipeline(lang)
    plain = pipeline.get_pipe("attribute_ruler")
    remembered, docs = ruler.RememberedRuler(plain), []
    for _, part in pipeline.pipeline[: pipeline.pipe_names.index(ruler.NAME)]:
        docs = [part(doc) for doc in docs or map(pipeline.make_doc, ("", *SENTENCES[lang] * 2))]
    told = [plain(doc.copy()) for doc in docs]
    found = [*remembered.pipe([doc.copy() for doc in docs], batch_size=2)]
    assert [[_of(token) for token in doc] for doc in found] == [[_of(token) for token in doc] for doc in told]


def _of(token):
    return token.text, token.tag_, token.pos_, token.dep_, str(token.morph), token.lemma_


@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_a_word_from_memory_has_the_vector_that_the_model_gives_it_among_its_neighbours(lang, monkeypatch):
    pipeline = pipelines.pipeline(lang)
    embed, encode = (part.layers[0] for part in pipeline.get_pipe("tok2vec").model.layers)
    docs = [pipeline.make_doc(text) for text in ("", SENTENCES[lang][-1][:1], *SENTENCES[lang])]
    told = [encode.predict(embed.predict([doc]))[0] if len(doc) else np.zeros((0, 96)) for doc in docs]
    encoder = encoder_of(encode)

    def read_by(words, some):
        found = words.found(some)
        rows = encode.predict(embed.predict(some)) if found is None else [encoder.encoded(found.tables, found.rows, found.lengths)]
        return np.concatenate(rows)

    words = embedding.Words(embed, pipeline.vocab, encoder)
    for _ in range(2):  # the second time from memory
        assert np.allclose(read_by(words, docs), np.concatenate(told), atol=1e-4)
    assert words.found(docs[:1]) is None
    for kept in (20, 3):  # more words than are kept: what was known makes room; or the model is asked
        monkeypatch.setattr(embedding, "KEPT", kept)
        small = embedding.Words(embed, pipeline.vocab, encoder)
        assert all(np.allclose(read_by(small, [doc]), rows, atol=1e-4) for doc, rows in zip(docs[1:], told[1:], strict=True))
        assert (small.found(docs[2:3]) is None) == (kept == 3)


def test_a_text_reads_the_same_whatever_is_read_with_it():
    tok2vec = pipelines.pipeline("fr").get_pipe("tok2vec").model
    docs = [pipelines.pipeline("fr").make_doc(text) for text in SENTENCES["fr"] * 30]
    together = tok2vec.predict(docs)
    assert all(np.array_equal(tok2vec.predict([doc])[0], rows) for doc, rows in zip(docs[:4], together, strict=False))


def test_an_encoder_that_is_put_together_otherwise_is_left_alone():
    encode = pipelines.pipeline("fr").get_pipe("tok2vec").model.layers[1].layers[0]
    assert encoder_of(encode) is not None
    assert encoder_of(MaxoutWindowEncoder(8, 2, 2, 3)) is None  # two words before and after
    assert encoder_of(MaxoutWindowEncoder(8, 1, 3, 1)) is None  # one layer
    assert encoder_of(MishWindowEncoder(8, 1, 2)) is None
    with quick_products():
        assert encoder_of(with_array(chain(Maxout(8, 8), Maxout(8, 8)), pad=2)) is None


@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_the_parser_in_steps_makes_the_trees_of_the_parser(lang):
    pipeline = pipelines.pipeline(lang)
    assert "parser" not in pipeline.pipe_names
    parts = dict(pipeline.components)
    for texts in (["", *SENTENCES[lang] * 3], SENTENCES[lang][:1], ["", ""]):  # many at once, few, none that has a word
        plain, stepped = ([*parts["tok2vec"].pipe(map(pipeline.make_doc, texts))] for _ in range(2))
        told, found = [*parts["parser"].pipe(plain)], [*parts["stepped_parser"].pipe(stepped, batch_size=10)]
        assert [[(t.dep_, t.head.i, t.is_sent_start) for t in doc] for doc in found] == [
            [(t.dep_, t.head.i, t.is_sent_start) for t in doc] for doc in told
        ]
        assert [doc.text for doc in found] == [*texts]


def test_a_product_is_that_of_the_library_and_rounds_alike_whatever_stands_beside_a_row():
    chance = np.random.RandomState(7)
    for inside, out in ((288, 288), (672, 288), (64, 48)):
        left, weights = (chance.randn(rows, inside).astype("float32") for rows in (300, out))
        whole = Arithmetic().gemm(left, weights, trans2=True)
        assert np.allclose(whole, NumpyOps().gemm(left, weights, trans2=True), atol=1e-3)
        for first, last in ((0, 1), (7, 10), (20, 20 + ROWS), (100, 290), (5, 5)):
            assert np.array_equal(Arithmetic().gemm(left[first:last], weights, trans2=True), whole[first:last])


def test_the_highest_piece_is_the_one_that_the_library_finds():
    units = np.random.RandomState(8).randn(5, 4, 3).astype("float32")
    assert np.array_equal(Arithmetic().maxout(units)[0], NumpyOps().maxout(units)[0])


def test_only_what_loads_inside_reckons_in_another_way():
    before = get_current_ops()
    with quick_products():
        assert type(get_current_ops()) is Arithmetic
    assert get_current_ops() is before


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


def test_what_was_read_of_a_sentence_goes_without_a_search_for_garbage():
    engine = Engine(knowledge.load())
    segments = [Segment(id=str(n), text=text, lang="en") for n, text in enumerate(SENTENCES["en"])]
    engine.analyse(segments, Company())
    gc.collect()
    with undisturbed():
        engine.analyse(segments, Company())
        left = [one for one in gc.get_objects() if isinstance(one, nodes.Node)]
    assert left == []
