"""What a model knows of a word by itself, remembered: spaCy reckons it anew for every word of every text, a third of its reading.

In: a pipeline whose `tok2vec` embeds words without their context, then encodes them with it, as spaCy's architecture `Tok2Vec` has it. Out:
the same pipeline, whose words are embedded when they are first met, and encoded by `encoding`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from thinc.api import Model

from auditor.language.encoding import Encoder, encoder_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# What a tokenizer says of a word; all else that an embedding may read follows from its spelling.
SAID = ("ORTH", "NORM", "SPACY")
OF_THE_WORD = frozenset((*SAID, "LOWER", "PREFIX", "SUFFIX", "SHAPE", "LENGTH", "IS_SPACE", "IS_ALPHA", "IS_DIGIT", "IS_PUNCT", "LIKE_NUM"))
KEPT = 15_000  # words: sixty megabytes


def remember_words(pipeline: Language) -> None:
    """Lets `tok2vec` remember; a model that is put together otherwise stays as it is."""
    tok2vec: Any = pipeline.get_pipe("tok2vec") if pipeline.has_pipe("tok2vec") else None
    layers = tok2vec.model.layers if tok2vec is not None else []
    if len(layers) == 2 and _reads_words(layers[0]) and (encoder := encoder_of(layers[1])):
        layers[:] = _remembered(layers[0], Words(layers[0], pipeline.vocab, encoder)), _encoded(layers[1], encoder)


def _reads_words(embed: Any) -> bool:
    """Whether an embedding reads nothing that another component has to set."""
    asked = [column for node in embed.walk() if node.name == "extract_features" for column in node.attrs["columns"]]
    return bool(asked) and OF_THE_WORD.issuperset(asked)


def _remembered(embed: Any, words: Words) -> Any:
    """A model that gives the rows of words in place of their vectors."""

    def forward(model: Any, docs: Sequence[Doc], is_train: bool) -> Any:
        found = None if is_train else words.found(docs)
        return embed(docs, is_train) if found is None else (found, lambda d_vectors: [])

    return Model("remembered_embed", forward, layers=[embed], dims={"nO": embed.get_dim("nO")})


def _encoded(encode: Any, encoder: Encoder) -> Any:
    """A model that reads rows of words; vectors of words it leaves to the one that is published."""

    def forward(model: Any, found: Any, is_train: bool) -> Any:
        if not isinstance(found, Found):
            return encode(found, is_train)
        ends = np.cumsum(found.lengths)[:-1]
        return np.split(encoder.encoded(found.tables, found.rows, found.lengths), ends), lambda d_vectors: []

    return Model("remembered_encode", forward, layers=[encode], dims={"nO": encode.get_dim("nO")})


class Found(NamedTuple):
    """The words of some texts, by their rows in tables of what is remembered of them."""

    tables: list[Any]
    rows: Any
    lengths: Any


class Words:
    """What is remembered of the words met so far."""

    def __init__(self, embed: Any, vocab: Vocab, encoder: Encoder) -> None:
        self._embed, self._vocab, self._encoder = embed, vocab, encoder
        self._tables = [np.zeros((1 + KEPT, width), dtype="float32") for width in encoder.widths]  # row 0: where no word stands
        self._known: dict[bytes, int] = {}

    def found(self, docs: Sequence[Doc]) -> Found | None:
        """The words of the texts; None of more distinct ones than can be remembered, and of none."""
        lengths = np.array([len(doc) for doc in docs], dtype=np.intp)
        if not lengths.sum():
            return None
        said = np.concatenate([doc.to_array([*SAID]) for doc in docs])
        keys = said.view(f"V{said.itemsize * len(SAID)}").ravel().tolist()
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
            new = [*dict.fromkeys(keys)]
        if len(new) > KEPT:
            return None
        if new:
            self._learn(new)
        return Found(self._tables, np.array([self._known[key] for key in keys], dtype=np.intp), lengths)

    def _learn(self, keys: Sequence[bytes]) -> None:
        from spacy.tokens import Doc

        strings, first = self._vocab.strings, 1 + len(self._known)
        said = [np.frombuffer(key, dtype="uint64").tolist() for key in keys]
        doc = Doc(self._vocab, words=[strings[orth] for orth, _, _ in said], spaces=[bool(spacy) for _, _, spacy in said])
        for word, (_, norm, _) in zip(doc, said, strict=True):
            if word.norm != norm:  # the tokenizer knows better: "n't" is "not"
                word.norm_ = strings[norm]
        for table, told in zip(self._tables, self._encoder.told(self._embed.predict([doc])[0]), strict=True):
            table[first : first + len(keys)] = told
        self._known.update(zip(keys, range(first, first + len(keys)), strict=True))
