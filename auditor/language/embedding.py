"""What a model knows of a word by itself, remembered: spaCy reckons it anew for every word of every text, a third of its reading.

In: a pipeline whose `tok2vec` first embeds words without their context, as spaCy's architecture `Tok2Vec` has it. Out: the same pipeline,
whose words are embedded when they are first met.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# What a tokenizer says of a word; all else that an embedding may read follows from its spelling.
SAID = ("ORTH", "NORM", "SPACY")
OF_THE_WORD = frozenset((*SAID, "LOWER", "PREFIX", "SUFFIX", "SHAPE", "LENGTH", "IS_SPACE", "IS_ALPHA", "IS_DIGIT", "IS_PUNCT", "LIKE_NUM"))
KEPT = 30_000  # words: twelve megabytes


def remember_words(pipeline: Language) -> None:
    """Lets `tok2vec` remember; a model that is put together otherwise stays as it is."""
    tok2vec: Any = pipeline.get_pipe("tok2vec") if pipeline.has_pipe("tok2vec") else None
    layers = tok2vec.model.layers if tok2vec is not None else []
    if len(layers) == 2 and _reads_words(layers[0]):
        layers[0] = _remembered(layers[0], pipeline.vocab)


def _reads_words(embed: Any) -> bool:
    """Whether an embedding reads nothing that another component has to set."""
    asked = [column for node in embed.walk() if node.name == "extract_features" for column in node.attrs["columns"]]
    return bool(asked) and OF_THE_WORD.issuperset(asked)


def _remembered(embed: Any, vocab: Vocab) -> Any:
    words = Words(embed, vocab)

    def forward(model: Any, docs: Sequence[Doc], is_train: bool) -> Any:
        return embed(docs, is_train) if is_train else (words.vectors(docs), lambda d_vectors: [])

    return Model("remembered_embed", forward, layers=[embed], dims={"nO": embed.get_dim("nO")})


class Words:
    """The vectors of the words met so far."""

    def __init__(self, embed: Any, vocab: Vocab) -> None:
        self._embed, self._vocab = embed, vocab
        self._table: Any = np.zeros((KEPT, embed.get_dim("nO")), dtype="float32")
        self._known: dict[bytes, int] = {}

    def vectors(self, docs: Sequence[Doc]) -> list[Any]:
        """A row for each word of each text."""
        if not sum(map(len, docs)):
            return [self._table[:0] for _ in docs]
        said = np.concatenate([doc.to_array([*SAID]) for doc in docs])
        keys = said.view(f"V{said.itemsize * len(SAID)}").ravel().tolist()
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        if len(self._known) + len(new) > KEPT:
            self._known.clear()
            new = [*dict.fromkeys(keys)]
        if len(new) > KEPT:
            return list(self._embed.predict(docs))
        if new:
            self._learn(new)
        rows = self._table[[self._known[key] for key in keys]]
        ends = np.cumsum([0, *map(len, docs)]).tolist()
        return [rows[start:end] for start, end in pairwise(ends)]

    def _learn(self, keys: Sequence[bytes]) -> None:
        from spacy.tokens import Doc

        strings, first = self._vocab.strings, len(self._known)
        said = [np.frombuffer(key, dtype="uint64").tolist() for key in keys]
        doc = Doc(self._vocab, words=[strings[orth] for orth, _, _ in said], spaces=[bool(spacy) for _, _, spacy in said])
        for word, (_, norm, _) in zip(doc, said, strict=True):
            if word.norm != norm:  # the tokenizer knows better: "n't" is "not"
                word.norm_ = strings[norm]
        self._table[first : first + len(keys)] = self._embed.predict([doc])[0]
        self._known.update(zip(keys, range(first, first + len(keys)), strict=True))
