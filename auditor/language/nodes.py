"""The words of a parse, read from spaCy's doc once: each attribute of spaCy's own tokens is looked up anew whenever it is asked for.

In: a parsed doc. Out: its `Node`s in order, linked to their heads and children.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

ATTRIBUTES = ("IDX", "ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH", "HEAD")
UNSIGNED = 2**64  # how far off a head stands is written without a sign
VERBS = ("VERB", "AUX")
Features = Mapping[str, tuple[str, ...]]


class Node:
    """A word of a parse: where it stands, how it is spelled, what the model makes of it."""

    __slots__ = ("children", "dep", "end", "head", "i", "idx", "is_finite", "lemma", "low", "morph", "pos", "tag", "text")

    def __init__(self, i: int, idx: int, spelled: tuple[str, str, str], told: tuple[str, str, str], morph: Features) -> None:
        self.i, self.idx = i, idx
        self.text, self.low, self.lemma = spelled
        self.pos, self.tag, self.dep = told
        self.morph = morph
        self.end = idx + len(self.text)
        self.is_finite = self.pos in VERBS and "Fin" in morph.get("VerbForm", ())
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
    spelling = _spelling(doc.vocab.strings)
    found, heads = [], []
    for i, (idx, orth, low, lemma, pos, tag, dep, morph, head) in enumerate(doc.to_array([*ATTRIBUTES]).tolist()):
        spelled = (spelling(orth), spelling(low), spelling(lemma))
        found.append(Node(i, idx, spelled, (spelling(pos), spelling(tag), spelling(dep)), _features(spelling(morph))))
        heads.append((i + head) % UNSIGNED)
    for node, at in zip(found, heads, strict=True):
        if at != node.i:
            node.head = found[at]
            node.head.children.append(node)
    return tuple(found)


@lru_cache(4)
def _spelling(strings: StringStore) -> Callable[[int], str]:
    """What a model's numbers stand for: its store makes a new string each time that it is asked."""

    def spelled(number: int) -> str:
        return strings[number]

    return lru_cache(20_000)(spelled)


@lru_cache(2000)
def _features(morph: str) -> Features:
    """The features of a morphology: "Tense=Past|VerbForm=Fin", some with several values."""
    pairs = (feature.partition("=") for feature in morph.split("|"))
    return {name: tuple(values.split(",")) for name, equals, values in pairs if equals}
