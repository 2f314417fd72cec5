"""The swap test on labelled pairs: `python benchmarks/swap.py [PAIRS…] [--write] [--held TOPIC…]`.

In: `rules/swap/pairs/<lang>.jsonl`, or other files of the same shape. Out: a table a language: our model, fitted without the topic that it
is measured on, beside exact match, Levenshtein ratio and TF-IDF, each with the threshold that is best on the other topics; pairs with
nearly the same words and paraphrases also apart. `--write` fits `rules/swap/weights.yml` on all pairs. `--as-is` measures the weights as
they stand on pairs that they were not fitted on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from auditor import knowledge
from auditor.calibrate import swap as fitting
from auditor.calibrate.swap import Pair
from auditor.judge.swap import EVEN, SwapModel
from auditor.knowledge.patterns import fold
from auditor.language import Engine
from auditor.models import LANGS, Lang, Said
from auditor.resources import folder

EASY = ("same", "reworded", "paraphrase", "other")  # kinds that are no near misses
COLUMNS = ("precision", "recall", "F1", "F1 near", "recall near", "recall para.")


def main() -> None:
    """Print the tables; write the weights when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="*", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--as-is", action="store_true")
    parser.add_argument("--held", nargs="*", default=[])
    given = parser.parse_args()
    paths = given.pairs or [folder("rules") / "swap" / "pairs" / f"{lang}.jsonl" for lang in LANGS]
    pairs = [pair for path in paths for pair in fitting.read(path)]
    known = knowledge.load()
    engine = Engine(known)
    written = {}
    for lang in sorted({pair.lang for pair in pairs}):
        of_lang = [pair for pair in pairs if pair.lang == lang]
        if given.as_is:
            table(lang, of_lang, {"ours, as it is": as_is(of_lang, known, engine)})
            continue
        labelled, made = fitting.examples(of_lang, known, engine)
        ours = decided(of_lang, fitting.out_of_topic(labelled, made))
        table(lang, of_lang, {"ours": ours, **others(of_lang)})
        if given.held:
            held(lang, of_lang, labelled, made, given.held)
        written[lang] = fitting.weights_of(labelled, made) if given.write else None
    if given.write:
        fitting.write({lang: weights for lang, weights in written.items() if weights}, folder("rules") / "swap")


def as_is(pairs: Sequence[Pair], known: knowledge.Knowledge, engine: Engine) -> list[bool]:
    """What the weights as they stand say of each pair."""
    model = SwapModel(known)
    said = [tuple(Said("", "", pair.lang, text, engine.parse(text, pair.lang)) for text in (pair.a, pair.b)) for pair in pairs]
    return [model.match(*both).interchangeable for both in said]


def held(
    lang: Lang, pairs: Sequence[Pair], labelled: Sequence[fitting.Example], made: Sequence[fitting.Example], topics: Sequence[str]
) -> None:
    """The topics kept aside, by a model and a threshold of the others alone."""
    kept = [example for example in labelled if example.topic not in topics]
    weights = fitting.weights_of(kept, [example for example in made if example.topic not in topics])
    aside = [n for n, pair in enumerate(pairs) if pair.topic in topics]
    given = [fitting.probability(labelled[n].found, weights) >= EVEN for n in aside]
    table(lang, [pairs[n] for n in aside], {"held out": given})


def others(pairs: Sequence[Pair]) -> dict[str, list[bool]]:
    """Exact match, Levenshtein ratio and TF-IDF (words, and runs of characters), each at its best threshold elsewhere."""
    from rapidfuzz.distance import Levenshtein
    from sklearn.feature_extraction.text import TfidfVectorizer

    exact = [float(fold(pair.a) == fold(pair.b)) for pair in pairs]
    ratio = [Levenshtein.normalized_similarity(fold(pair.a), fold(pair.b)) for pair in pairs]
    found = {"exact match": [score >= EVEN for score in exact], "Levenshtein": decided(pairs, ratio)}
    for name, options in (("TF-IDF, words", {"analyzer": "word"}), ("TF-IDF, letters", {"analyzer": "char_wb", "ngram_range": (3, 5)})):
        rows = TfidfVectorizer(**options).fit_transform([fold(text) for pair in pairs for text in (pair.a, pair.b)])
        found[name] = decided(pairs, [float(rows[2 * n].multiply(rows[2 * n + 1]).sum()) for n in range(len(pairs))])
    return found


def decided(pairs: Sequence[Pair], scores: Sequence[float]) -> list[bool]:
    """Whether each score reaches the threshold that is best on the other topics."""
    topics = [pair.topic for pair in pairs]
    levels = fitting.thresholds(scores, [pair.interchangeable for pair in pairs], topics)
    return [score >= levels[topic] for score, topic in zip(scores, topics, strict=True)]


def table(lang: Lang, pairs: Sequence[Pair], by_name: dict[str, list[bool]]) -> None:
    """Print the figures of each, one a row."""
    print(f"\n{lang}: {len(pairs)} pairs, {len({pair.topic for pair in pairs})} topics")
    print(f"{'':18}" + "".join(f"{column:>14}" for column in COLUMNS))
    for name, given in by_name.items():
        print(f"{name:18}" + "".join(f"{value:14.3f}" for value in figures(pairs, given)))


def figures(pairs: Sequence[Pair], given: Sequence[bool]) -> list[float]:
    """The values of `COLUMNS`. Near: pairs of nearly the same words, told apart from each other by what carries the claim."""
    labels = [pair.interchangeable for pair in pairs]
    hits = sum(one and other for one, other in zip(given, labels, strict=True))
    near = [n for n, pair in enumerate(pairs) if pair.kind not in EASY or pair.kind in ("same", "reworded")]
    missed = [n for n, pair in enumerate(pairs) if pair.kind not in EASY]
    para = [n for n, pair in enumerate(pairs) if pair.kind == "paraphrase"]
    return [
        hits / (sum(given) or 1),
        hits / (sum(labels) or 1),
        fitting.f1(given, labels),
        fitting.f1([given[n] for n in near], [labels[n] for n in near]),
        sum(not given[n] for n in missed) / (len(missed) or 1),
        sum(given[n] for n in para) / (len(para) or 1),
    ]


if __name__ == "__main__":
    main()
