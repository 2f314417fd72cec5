"""What a model makes of a word among its neighbours: the same sums as spaCy's, with two thirds of the products.

In: the layers of spaCy's architecture `MaxoutWindowEncoder` that each look at a word, the one before and the one after. Out: an `Encoder`
that reads words by their rows in tables. What the first layer adds up is remembered with the words. Four rows of padding stand around a
text, or as many as there are layers; here none is reckoned that no word of it sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from auditor.language.arithmetic import Arithmetic

LEAVES = ["expand_window", "maxout", "layernorm", "dropout"]  # of a layer, in their order
SEEN = np.array([-1, 0, 1])  # a word, the one before and the one after
LEAST = 1e-8  # variance that the published layer adds, so as not to divide by nothing


class Layer(NamedTuple):
    """The weights of a layer, all first pieces of its units first: the highest of each is found in neighbouring memory."""

    weights: Any
    bias: Any
    scale: Any
    shift: Any


def encoder_of(encode: Any) -> Encoder | None:
    """The encoder for a model's second part; None where it is put together otherwise or does not reckon as `arithmetic` has it."""
    layers = encode.layers[0].layers if encode.layers else []
    leaves = [[node for node in layer.walk(order="dfs_pre") if not node.layers] for layer in layers]
    is_known = all(layer.name.startswith("residual") for layer in layers) and all([n.name for n in nodes] == LEAVES for nodes in leaves)
    if not is_known or not 1 < len(layers) == encode.attrs.get("pad") or not isinstance(encode.ops, Arithmetic):
        return None
    if any(nodes[0].attrs["window_size"] != 1 for nodes in leaves):
        return None
    return Encoder([_layer(maxout, norm) for _, maxout, norm, _ in leaves], encode.ops)


def _layer(maxout: Any, norm: Any) -> Layer:
    weights, bias = maxout.get_param("W"), maxout.get_param("b")
    pieced = np.ascontiguousarray(weights.transpose(1, 0, 2)).reshape(-1, weights.shape[2])
    return Layer(pieced, bias.T.reshape(-1).copy(), norm.get_param("G"), norm.get_param("b"))


class Encoder:
    """The layers of one model."""

    def __init__(self, layers: Sequence[Layer], ops: Arithmetic) -> None:
        self._layers, self._ops = layers, ops
        first = layers[0]
        self._parts = [np.ascontiguousarray(part) for part in np.split(first.weights, len(SEEN), axis=1)]
        far = np.zeros((1, len(first.scale)), dtype="float32")  # where neither a word nor a neighbour of one stands
        self._far = _settled(np.zeros((1, len(first.bias)), dtype="float32"), far, first)

    @property
    def widths(self) -> list[int]:
        """Of what is remembered of a word: its vector, and what it adds to its three places in the first layer."""
        return [len(self._layers[0].scale), *(len(part) for part in self._parts)]

    def told(self, vectors: Any) -> list[Any]:
        """What is remembered of words, by their vectors."""
        return [vectors, *(self._ops.gemm(vectors, part, trans2=True) for part in self._parts)]

    def encoded(self, tables: Sequence[Any], rows: Any, lengths: Any) -> Any:
        """The words of texts of these lengths, by their rows in the tables of what was `told`; nothing is told in row 0."""
        first, *others = self._layers
        padded = np.zeros(int((lengths + 4).sum()), dtype=np.intp)
        padded[_inside(lengths, 2)] = rows
        at = np.flatnonzero(_inside(lengths + 2, 1))
        before, word, after = (table.take(padded[at + place], axis=0) for place, table in zip(SEEN, tables[1:], strict=True))
        before += word
        before += after
        near = _settled(before, tables[0].take(padded[at], axis=0), first)
        margin = len(others)
        known = np.empty((int((lengths + 2 * margin).sum()), near.shape[1]), dtype=near.dtype)
        known[:] = self._far
        known[_inside(lengths + 2, margin - 1)] = near
        for left, layer in zip(range(margin - 1, -1, -1), others, strict=True):
            known = self._seen(known, np.flatnonzero(_inside(lengths + 2 * left, 1)), layer)
        return known

    def _seen(self, known: Any, at: Any, layer: Layer) -> Any:
        """A layer for the words at these rows."""
        windows = known.take((at[:, None] + SEEN).ravel(), axis=0).reshape(len(at), -1)
        width = known.shape[1]
        return _settled(self._ops.gemm(windows, layer.weights, trans2=True), windows[:, width : 2 * width], layer)


def _inside(lengths: Any, margin: int) -> Any:
    """Which rows are of the texts, where rows of a margin stand before and after each."""
    ends = np.cumsum(lengths + 2 * margin)
    inside = np.ones(int(ends[-1]), dtype=bool)
    for step in range(margin):
        inside[ends - 1 - step] = False
        inside[ends - lengths - 2 * margin + step] = False
    return inside


def _settled(sums: Any, before: Any, layer: Layer) -> Any:
    """The highest of the pieces of each unit, levelled over the units, added to what was known before."""
    sums += layer.bias
    units = len(layer.scale)
    best = sums[:, :units].copy()
    for start in range(units, sums.shape[1], units):
        np.maximum(best, sums[:, start : start + units], out=best)
    best -= best.mean(axis=1, keepdims=True)
    best /= np.sqrt(np.einsum("ij,ij->i", best, best) / units + LEAST)[:, None]
    best *= layer.scale
    best += layer.shift
    best += before
    return best
