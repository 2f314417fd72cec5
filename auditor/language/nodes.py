"""The words of a parse, read from spaCy's doc once: each attribute of spaCy's own tokens is looked up anew whenever it is asked for.

In: a parsed doc. Out: its `Node`s in order, linked to their heads and children.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

TOLD = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH")  # by spaCy's numbers for them
KEPT = 20_000  # words of which is remembered what is told of them
UNSIGNED = 2**64  # how far off a head stands is written without a sign
VERBS = ("VERB", "AUX")
Features = Mapping[str, tuple[str, ...]]
Told = tuple[str, str, str, str, str, str, Features, bool]  # the text, in lower case, lemma, POS, tag, dependency, features, is it finite


class Node:
    """A word of a parse: where it stands, how it is spelled, what the model makes of it."""

    __slots__ = ("children", "dep", "end", "head", "i", "idx", "is_finite", "lemma", "low", "morph", "pos", "tag", "text")

    def __init__(self, i: int, idx: int, told: Told) -> None:
        self.i, self.idx = i, idx
        self.text, self.low, self.lemma, self.pos, self.tag, self.dep, self.morph, self.is_finite = told
        self.end = idx + len(self.text)
        self.head: Node = self
        self.children: list[Node] = []

    @property
    def first(self) -> Node:
        """The first word of what hangs on this one, itself included."""
        return min([self, *(child.first for child in self.children)], key=lambda node: node.i)


def unlink(read: Iterable[Node]) -> None:
    """Lets nodes go that nobody asks any more: those that hold each other in a circle would stay until Python searched for such."""
    for node in read:
        node.children.clear()
        del node.head


def nodes(doc: Doc) -> tuple[Node, ...]:
    """The words of a doc in order."""
    places = doc.to_array(["IDX", "HEAD"]).tolist()
    told = _telling(doc.vocab.strings).of(doc.to_array([*TOLD]))
    found = [Node(i, idx, words) for i, ((idx, _), words) in enumerate(zip(places, told, strict=True))]
    for node, (_, head) in zip(found, places, strict=True):
        if head:
            node.head = found[(node.i + head) % UNSIGNED]
            node.head.children.append(node)
    return tuple(found)


class _Telling(dict[bytes, Told]):
    """What a model's numbers stand for, by their bytes: its store makes a new string each time that it is asked."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        told: Callable[[int], str] = strings.__getitem__
        self._spelled = lru_cache(KEPT)(told)

    def of(self, numbers: Any) -> Iterator[Told]:
        """What is told of some words, a row of numbers each."""
        if len(self) > KEPT:
            self.clear()
        return map(self.__getitem__, numbers.view(f"V{numbers.itemsize * len(TOLD)}").ravel().tolist())

    def __missing__(self, key: bytes) -> Told:
        orth, low, lemma, part, tag, dep, morph = map(self._spelled, memoryview(key).cast("Q").tolist())
        features = _features(morph)
        is_finite = part in VERBS and "Fin" in features.get("VerbForm", ())
        told = self[key] = (orth, low, lemma, part, tag, dep, features, is_finite)
        return told


_telling = lru_cache(4)(_Telling)


@lru_cache(2000)
def _features(morph: str) -> Features:
    """The features of a morphology: "Tense=Past|VerbForm=Fin", some with several values."""
    pairs = (feature.partition("=") for feature in morph.split("|"))
    return {name: tuple(values.split(",")) for name, equals, values in pairs if equals}
