"""The engine: parties and signals of segments, one parse each.

In: segments and the company. Out: an `Analysis` each, in the same order; what else is analysed beside a segment changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from auditor.garbage import undisturbed
from auditor.knowledge import Knowledge
from auditor.language import actors, grammar, measures, parties, pipelines
from auditor.language.facts_stated import Stating
from auditor.language.match import Matching
from auditor.language.nodes import unlink
from auditor.language.phrases import Phrases, Span
from auditor.language.reading import Reading
from auditor.language.text import Text, read
from auditor.models import LANGS, Analysis, Company, Fact, Lang, Mention, Parties, Segment, Signal, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH = 256  # segments parsed at a time
KEPT = 200  # lengths of texts for which borders are remembered
NAME, CUSTOMER = "name", "customer_nouns"
DISTINCTIVE = 2  # words from which a company's name is known in any case


class Engine:
    """Reads segments with one set of rules; rules and models are compiled when a language is first met."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._matching: dict[Lang, Matching] = {}
        self._stating: dict[Lang, Stating] = {}
        self._own: dict[tuple[tuple[str, ...], tuple[str, ...]], Phrases] = {}

    @undisturbed()
    def analyse(self, segments: Sequence[Segment], company: Company) -> list[Analysis]:
        """An analysis for each segment, in order; UsageProblem when a language has no model, RuleProblem for a rule that cannot be used."""
        found: dict[int, Analysis] = {}
        for lang in LANGS:
            numbers = [n for n, segment in enumerate(segments) if segment.lang == lang]
            if numbers:
                found.update(zip(numbers, self._analyse([segments[n] for n in numbers], lang, company), strict=True))
        return [found[n] for n in range(len(segments))]

    def parse(self, text: str, lang: Lang) -> tuple[Token, ...]:
        """The words of `text` with their grammar; offsets and spellings are those of `text`."""
        return next(self.parse_all([text], lang))

    def parse_all(self, texts: Sequence[str], lang: Lang) -> Iterator[tuple[Token, ...]]:
        """`parse` of each text in order, many at a time."""
        given = [read(text) for text in texts]
        docs = _docs(given, lang) if given else ()  # no model is loaded for nothing
        return (self._tokens(text, one, doc) for text, one, doc in zip(texts, given, docs, strict=True))

    @staticmethod
    def _tokens(text: str, given: Text, doc: Doc) -> tuple[Token, ...]:
        words = [word for word in doc if not word.is_space]
        places = [given.given(word.idx, word.idx + len(word)) for word in words]
        numbers = {word.i: n for n, word in enumerate(words)}
        following = [*(start for start, _ in places), len(text)][1:]
        return tuple(
            Token(
                text=text[start:end],
                lemma=word.lemma_,
                pos=word.pos_,
                tag=word.tag_,
                dep=word.dep_,
                head=numbers.get(word.head.i, n),
                morph=str(word.morph),
                start=start,
                space=text[end:after],
            )  # fmt: skip
            for n, (word, (start, end), after) in enumerate(zip(words, places, following, strict=True))
        )

    def _analyse(self, segments: Sequence[Segment], lang: Lang, company: Company) -> Iterator[Analysis]:
        texts = [read(segment.text) for segment in segments]
        left = zip(segments, texts, _docs(texts, lang), strict=True)
        while some := [*islice(left, BATCH)]:
            readings = self._readings(some, lang, company)
            yield from self._analyses(readings, lang)
            for reading in readings:
                unlink(reading.tokens)

    def _readings(self, some: Sequence[tuple[Segment, Text, Doc]], lang: Lang, company: Company) -> list[Reading]:
        """The segments of a batch, the same asked of all of them before the next: what a question needs is still at hand then."""
        known, matching, own = self._knowledge.parties[lang], self._matching_of(lang), self._phrases_of(company)
        found = [matching.phrases(text) for _, text, _ in some]
        readings = [Reading(segment, text, doc, known, spans, company) for (segment, text, doc), spans in zip(some, found, strict=True)]
        for reading in readings:
            named = own.find(reading.text)
            if CUSTOMER in named:
                reading.found[CUSTOMER] = reading.spans(CUSTOMER) + named[CUSTOMER]
            reading.mentions = parties.mentions(reading, [span for span in named.get(NAME, ()) if _is_name(reading.text, span)])
        return readings

    def _analyses(self, readings: Sequence[Reading], lang: Lang) -> Iterator[Analysis]:
        matches = self._matching_of(lang).find(readings)
        acting = [actors.count(reading) for reading in readings]
        told = [tuple(sorted(grammar.facts(reading))) for reading in readings]
        stated = [self._stated(reading) for reading in readings]
        for reading, (own, customer), signals, facts, said in zip(readings, acting, matches, told, stated, strict=True):
            given = reading.text.given
            mentions = tuple(_given(mention, reading.text) for mention in reading.mentions)
            who = Parties(mentions, own, customer, parties.opens_with_self(reading))
            met = tuple([Signal(rule, *given(start, end), fields) for rule, start, end, fields in sorted(signals)])
            yield Analysis(who, met, facts, said, ease=measures.ease(reading))

    def _stated(self, reading: Reading) -> tuple[Fact, ...]:
        lang = reading.segment.lang
        stating = self._stating.get(lang) or self._stating.setdefault(lang, Stating(self._knowledge.facts[lang]))
        return stating.facts(reading)

    def _matching_of(self, lang: Lang) -> Matching:
        if lang not in self._matching:
            self._matching[lang] = Matching(self._knowledge, lang)
        return self._matching[lang]

    def _phrases_of(self, company: Company) -> Phrases:
        """The company's names, and the nouns of its own for its customers."""
        said = (company.names, company.customer_nouns)
        if said not in self._own:
            self._own[said] = Phrases([(name, phrase) for name, phrases in zip((NAME, CUSTOMER), said, strict=True) for phrase in phrases])
        return self._own[said]


def _is_name(text: Text, span: Span) -> bool:
    """A name of one word must start with a capital or a figure here: « orange » is a fruit."""
    words = [word for word in text.words if span[0] <= word.start < span[1]]
    return len(words) >= DISTINCTIVE or not words[0].text[0].islower()


def _docs(texts: Sequence[Text], lang: Lang) -> Iterator[Doc]:
    """A parse of each text, kept in one piece: the parser must not move our borders."""
    pipeline = pipelines.pipeline(lang)
    return pipeline.pipe(_whole(pipeline.make_doc(text.to_parse) for text in texts), batch_size=BATCH)


def _whole(docs: Iterable[Doc]) -> Iterator[Doc]:
    for doc in docs:
        yield doc.from_array(["SENT_START"], _one_sentence(len(doc))) if len(doc) else doc


@lru_cache(KEPT)
def _one_sentence(count: int) -> Any:
    """A sentence of so many tokens, as spaCy writes borders: 1 where one is, -1 where none may be."""
    import numpy as np

    borders = np.full((count, 1), -1, dtype="int64")
    borders[0] = 1
    return borders.view("uint64")


def _given(mention: Mention, text: Text) -> Mention:
    if text.places is None:
        return mention
    start, end = text.given(mention.start, mention.end)
    return Mention(start, end, mention.party, mention.how, mention.role)
