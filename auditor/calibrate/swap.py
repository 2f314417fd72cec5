"""The swap test's weights from labelled pairs: `python benchmarks/swap.py --write`, and the figures that they reach.

In: pairs of sentences that readers held for interchangeable or not, with their topic. Out: `rules/swap/weights.yml`, and for each pair the
probability by a model that never saw its topic. What speaks for a pair may only weigh for it, what differs only against it: near misses
share more words than paraphrases do, and a free fit would hold shared words against a pair.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from random import Random

import numpy as np
import yaml
from numpy.typing import NDArray

from auditor.errors import FileProblem
from auditor.judge.swap import EVEN, SwapModel, probability
from auditor.judge.swap_features import features
from auditor.knowledge import Knowledge
from auditor.knowledge.swap import Weights
from auditor.language import Engine
from auditor.models import LANGS, Lang, Said

FOR = ("meaning.", "words.", "letters", "ideas.", "groups.", "figure.same", "time.same")  # features that may only speak for a pair
SOFT = 3.0  # inverse of the L2 penalty; 10 fitted ten topics better still, by larger weights: the more careful value was kept
STRANGERS = 20.0  # weight of all pairs made of sentences that answer each other nowhere, in labelled pairs
TWINS = 10.0  # weight of all sentences beside themselves
PER = 8  # strangers taken for each pair
HEADER = "# Written by `python benchmarks/swap.py --write`: log-odds, fitted on rules/swap/pairs. Not to be edited by hand.\n"
Found = dict[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair."""

    id: str
    lang: Lang
    topic: str
    kind: str
    a: str
    b: str
    interchangeable: bool


@dataclass(frozen=True, slots=True)
class Example:
    """What the fit sees of a pair: its features, its label, how much it weighs."""

    topic: str
    found: Found
    label: bool
    weight: float = 1.0


def read(path: Path) -> list[Pair]:
    """The pairs of a file of JSON Lines; FileProblem at the first line that cannot be used."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            pairs.append(Pair(**json.loads(line)))
        except (ValueError, TypeError):
            raise FileProblem("calibrate.not-json", file=path, line=number) from None
    return pairs


def examples(pairs: Sequence[Pair], knowledge: Knowledge, engine: Engine) -> tuple[list[Example], list[Example]]:
    """The pairs as examples, in order; and those made of them: sentences beside themselves, and beside others of their topic."""
    model = SwapModel(knowledge)
    read = [tuple(model.read(Said("", "", pair.lang, text, engine.parse(text, pair.lang))) for text in (pair.a, pair.b)) for pair in pairs]
    labelled = [Example(pair.topic, features(*both), pair.interchangeable) for pair, both in zip(pairs, read, strict=True)]
    twins = [Example(pair.topic, features(a, a), True, TWINS / len(pairs)) for pair, (a, _) in zip(pairs, read, strict=True)]
    strangers = [(pairs[one].topic, features(read[one][0], read[other][1])) for one, other in _strangers(pairs)]
    made = [Example(topic, found, False, STRANGERS / len(strangers)) for topic, found in strangers]
    return labelled, twins + made


def _strangers(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    """Numbers of pairs of one topic, drawn the same each time: the first sentence of one beside the second of the other."""
    drawn, random = [], Random(0)
    for one, pair in enumerate(pairs):
        others = [n for n, other in enumerate(pairs) if other.topic == pair.topic and n != one]
        drawn += [(one, other) for other in random.sample(others, min(PER, len(others)))]
    return drawn


def fit(known: Sequence[Example]) -> Weights:
    """A logistic regression with an L2 penalty, each weight held to its sign; the same for the same examples."""
    from scipy.optimize import minimize

    names = sorted({name for example in known for name in example.found})
    rows = np.array([[example.found[name] for name in names] for example in known])
    signs = np.array([2.0 * example.label - 1 for example in known])
    weighed = np.array([example.weight for example in known])

    def loss(values: Floats) -> tuple[float, Floats]:
        margins = signs * (rows @ values[1:] + values[0])
        pull = -weighed * signs / (1 + np.exp(margins))
        total = float(weighed @ np.logaddexp(0, -margins) + values[1:] @ values[1:] / (2 * SOFT))
        return total, np.concatenate([[pull.sum()], rows.T @ pull + values[1:] / SOFT])

    bounds = [(None, None), *((0, None) if name.startswith(FOR) else (None, 0) for name in names)]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000})
    return Weights(intercept=float(found.x[0]), weights=dict(zip(names, map(float, found.x[1:]), strict=True)))


def out_of_topic(labelled: Sequence[Example], made: Sequence[Example]) -> list[float]:
    """For each labelled example its probability by a model that saw nothing of its topic."""
    likely = [0.0] * len(labelled)
    for topic in sorted({example.topic for example in labelled}):
        weights = fit([example for example in (*labelled, *made) if example.topic != topic])
        for n, example in enumerate(labelled):
            if example.topic == topic:
                likely[n] = probability(example.found, weights)
    return likely


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The score from which F1 is best; midway between two scores."""
    levels = sorted(set(scores))
    middles = [(one + other) / 2 for one, other in zip(levels, levels[1:], strict=False)] or levels
    return max(middles, key=lambda level: f1([score >= level for score in scores], labels))


def thresholds(scores: Sequence[float], labels: Sequence[bool], topics: Sequence[str]) -> dict[str, float]:
    """For each topic the best threshold of the other topics."""
    rest = {topic: [n for n, other in enumerate(topics) if other != topic] for topic in sorted(set(topics))}
    return {topic: best_threshold([scores[n] for n in kept], [labels[n] for n in kept]) for topic, kept in rest.items()}


def f1(given: Sequence[bool], labels: Sequence[bool]) -> float:
    """Harmonic mean of precision and recall, 0-1."""
    hits = sum(one and other for one, other in zip(given, labels, strict=True))
    return 2 * hits / (sum(given) + sum(labels)) if any(given) or any(labels) else 0.0


def weights_of(labelled: Sequence[Example], made: Sequence[Example]) -> Weights:
    """The weights of all examples, the intercept moved so that the threshold that is best out of topic lies at one half."""
    likely = out_of_topic(labelled, made)
    level = best_threshold(likely, [example.label for example in labelled])
    fitted = fit([*labelled, *made])
    return fitted.model_copy(update={"intercept": fitted.intercept - log(level / (1 - level)) + log(EVEN / (1 - EVEN))})


def write(weights: Mapping[Lang, Weights], folder: Path) -> None:
    """Write `weights.yml` into `folder`; weights of nothing are left out."""
    languages = {
        lang: {
            "intercept": round(weights[lang].intercept, 3),
            "weights": {name: round(value, 3) for name, value in weights[lang].weights.items() if round(value, 3)},
        }
        for lang in LANGS
    }
    text = yaml.safe_dump({"languages": languages}, sort_keys=True, allow_unicode=True, width=140)
    (folder / "weights.yml").write_text(HEADER + text, encoding="utf-8", newline="\n")
