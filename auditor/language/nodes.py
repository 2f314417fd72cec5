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

TOLD = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH")  # by spaCy's numbers for them
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
    told = _telling(doc.vocab.strings)
    found, heads = [], []
    for i, (idx, head, *numbers) in enumerate(doc.to_array(["IDX", "HEAD", *TOLD]).tolist()):
        found.append(Node(i, idx, told(*numbers)))
        heads.append((i + head) % UNSIGNED)
    for node, at in zip(found, heads, strict=True):
        if at != node.i:
            node.head = found[at]
            node.head.children.append(node)
    return tuple(found)


@lru_cache(4)
def _telling(strings: StringStore) -> Callable[..., Told]:
    """What a model's numbers stand for: its store makes a new string each time that it is asked."""

    @lru_cache(20_000)
    def spelled(number: int) -> str:
        return strings[number]

    def told(orth: int, low: int, lemma: int, pos: int, tag: int, dep: int, morph: int) -> Told:
        features, part = _features(spelled(morph)), spelled(pos)
        is_finite = part in VERBS and "Fin" in features.get("VerbForm", ())
        return spelled(orth), spelled(low), spelled(lemma), part, spelled(tag), spelled(dep), features, is_finite

    return lru_cache(20_000)(told)


@lru_cache(2000)
def _features(morph: str) -> Features:
    """The features of a morphology: "Tense=Past|VerbForm=Fin", some with several values."""
    pairs = (feature.partition("=") for feature in morph.split("|"))
    return {name: tuple(values.split(",")) for name, equals, values in pairs if equals}
