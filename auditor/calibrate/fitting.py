"""Scorecards fitted to labelled segments: logistic regression whose weights are shared by both languages, and corrected in each.

In: features and true labels. Out: `Scorecards`. Everything that is chosen (thresholds, temperature) is chosen out of fold on the rows of
full weight, with folds by company; nothing is drawn at random. Needs scikit-learn, the extra `calibrate`.

One weight matrix serves both languages: a feature counts once as itself and once as "itself in this language", so that rare facts borrow
strength from the other language (Daumé, "Frustratingly easy domain adaptation", 2007).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import exp, fsum, log
from typing import Any

from auditor.judge.shape import MARKS
from auditor.knowledge.scorecards import Card, Scorecard, Scorecards, Sheet
from auditor.models import DIMENSIONS, FOCUSES, LANGS, TRAITS, Labels, Lang

COMPANIES = 3  # a feature must be seen at three companies to weigh anything: one site's turn of phrase is no evidence
COMMON = 6  # the same for bare words and pairs of facts: there are many, and no rule vouches for them
SHARED, OWN = 1.0, 0.3  # scale of the shared and the language's own copy of a feature: own weights are pulled harder to zero
STRENGTH = 0.1  # inverse of regularisation; between 0.05 and 0.3 no figure out of fold moves by more than two folds differ
PERSONS = ("guide:", "scene:", "self:", "reader:", "subject:", "verb:")  # facts of who does what, finer than the counts of parties
EXPECTED = ("expected-", "family:expectations")  # words of an expectation: they tell which one, not whether a segment claims it
# what a segment looks like, which tells of its site rather than of who it is about; words are left out for the same reason
OUTWARD = ("word:", "shape:words-", "shape:digits", "shape:commas", "shape:capitals", "shape:lower-start", *(f"shape:{m}" for m in MARKS))
IMPERSONAL = ("generic_claim", "benefit", "know_how_list", "proof")  # what is said, not who says it
INNER = 3  # folds for choices
TOLERANCE = 1e-3  # of the solvers: what is left moves no third decimal that matters, and a fit takes a third of the time
DIGITS = 2
NEGLIGIBLE = 0.04  # log-odds; weights below are left out of the files
NEVER = -9.0  # log-odds of a label without a single example
BALANCE = 0.5  # power of the rarity that a focus weighs in the fit: a rare focus is as worth finding as a common one
THRESHOLDS = tuple(step / 50 for step in range(8, 33))  # probabilities from which a trait may be given: 0.16-0.64
NEAR = 2  # steps to either side over which a threshold's worth is averaged
TEMPERATURES = tuple(step / 20 for step in range(12, 51))


@dataclass(frozen=True, slots=True)
class Known:
    """A segment's features with its true labels; with a `weight` under 1 it helps a fit, and nothing is chosen or measured on it."""

    company: str
    lang: Lang
    features: frozenset[str]
    labels: Labels
    weight: float = 1.0


Scores = list[dict[str, float]]


def scorecards(rows: Sequence[Known]) -> Scorecards:
    """The scorecards of `rows`, the same for the same rows."""
    bearing = [row for row in rows if row.labels.dimension != "none"]
    named = [d for d in DIMENSIONS if d != "none"]
    evidence = _evidence(rows)
    design = Design(rows, evidence, EXPECTED)
    return Scorecards(
        focus=_one_of(Design(rows, evidence, (*OUTWARD, *EXPECTED)), FOCUSES, [row.labels.focus for row in rows], balance=BALANCE),
        traits=_each_of(design, Design(rows, evidence, (*PERSONS, *EXPECTED))),
        dimension=_one_of(Design(bearing, _evidence(bearing), PERSONS), named, [row.labels.dimension for row in bearing], balance=0.0),
    )


def folds(companies: Sequence[str], wanted: int) -> list[tuple[list[int], list[int]]]:
    """Numbers of the rows to fit and to hold out, whole companies at a time; at most one fold a company."""
    from sklearn.model_selection import GroupKFold

    split = GroupKFold(n_splits=min(wanted, len(set(companies)))).split(companies, groups=list(companies))
    return [(list(map(int, fit)), list(map(int, held))) for fit, held in split]


class Design:
    """Rows as a sparse matrix: a column for each feature that enough companies show, and one for it in each language."""

    def __init__(self, rows: Sequence[Known], evidence: Sequence[str], without: tuple[str, ...] = ()) -> None:
        from scipy.sparse import csr_matrix

        self.rows = rows
        self.kept = [name for name in evidence if not name.startswith(without)]
        self.met = {lang: frozenset[str]().union(*(row.features for row in rows if row.lang == lang)) for lang in LANGS}
        kept = frozenset(self.kept)
        cells = [_columns(row, kept) for row in rows]
        self.columns = sorted({name for row in cells for name in row})
        number = {name: n for n, name in enumerate(self.columns)}
        places, starts = [number[name] for row in cells for name in row], [0, *accumulate(map(len, cells))]
        self.matrix = csr_matrix(([value for row in cells for value in row.values()], places, starts), (len(rows), len(self.columns)))
        self.own = [n for n, row in enumerate(rows) if row.weight == 1.0]  # what choices are made on

    def folds(self) -> list[tuple[list[int], list[int]]]:
        """Folds for choices within the own rows; the others are in every fit."""
        helping = sorted({*range(len(self.rows))} - {*self.own})
        parts = folds([self.rows[n].company for n in self.own], INNER)
        return [([*(self.own[n] for n in fit), *helping], [self.own[n] for n in held]) for fit, held in parts]


def _evidence(rows: Sequence[Known]) -> list[str]:
    """Features seen at enough companies."""
    companies: dict[str, set[str]] = {}
    for row in rows:
        for name in row.features:
            companies.setdefault(name, set()).add(row.company)
    return sorted(name for name, where in companies.items() if len(where) >= (COMMON if _is_plenty(name) else COMPANIES))


def _is_plenty(name: str) -> bool:
    return name.startswith("word:") or "&" in name


def _is_word(name: str) -> bool:
    """Whether a feature is a word of one language: its weight is of no use in the other."""
    return name.startswith("word:") or "=" in name


def _columns(row: Known, evidence: frozenset[str]) -> dict[str, float]:
    columns = {f"{row.lang} ": 1.0}
    for name in sorted(row.features & evidence):
        columns[name], columns[f"{row.lang} {name}"] = SHARED, OWN
    return columns


# ---------------------------------------------------------------- one of several labels


def _one_of(design: Design, names: Sequence[str], true: Sequence[str], *, balance: float) -> Scorecard:
    scores = _held_out(design, names, true, balance)
    temperature = min(TEMPERATURES, key=lambda t: _log_loss(design, scores, true, t))
    cards = _cards(design, names, true, balance)
    return Scorecard(**{lang: Sheet(temperature=temperature, cards=cards[lang]) for lang in LANGS})


def _held_out(design: Design, names: Sequence[str], true: Sequence[str], balance: float = 0.0) -> Scores:
    """Scores of the own rows, each from a model that never saw its company."""
    scores: Scores = [{} for _ in true]
    for fit, held in design.folds():
        model = _model(design, fit, true, balance)
        for n, score in zip(held, _scores(model, design, held, names), strict=True):
            scores[n] = score
    return scores


def _scores(model: Any, design: Design, held: Sequence[int], names: Sequence[str]) -> Scores:
    """Score of each label for the rows held out; a label that the model never saw is out of the question."""
    if model is None:
        return [{name: 0.0 for name in names} for _ in held]
    given = model.decision_function(design.matrix[held])
    if len(model.classes_) == 2:
        return [dict.fromkeys(names, NEVER) | {str(model.classes_[0]): 0.0, str(model.classes_[1]): float(score)} for score in given]
    return [dict.fromkeys(names, NEVER) | dict(zip(map(str, model.classes_), map(float, row), strict=True)) for row in given]


def _log_loss(design: Design, scores: Scores, true: Sequence[str], temperature: float) -> float:
    total = 0.0
    for score, name in ((scores[n], true[n]) for n in design.own):
        highest = max(score.values())
        total += log(sum(exp((s - highest) / temperature) for s in score.values())) - (score[name] - highest) / temperature
    return total


# ---------------------------------------------------------------- each label or not


def _each_of(whole: Design, impersonal: Design) -> Scorecard:
    cards: dict[Lang, dict[str, Card]] = {lang: {} for lang in LANGS}
    for trait in TRAITS:
        design = impersonal if trait in IMPERSONAL else whole
        true = [trait if trait in row.labels.traits else "" for row in design.rows]
        scores = _held_out(design, ("", trait), true)
        threshold = _threshold([scores[n][trait] - scores[n][""] for n in design.own], [true[n] == trait for n in design.own])
        for lang, pair in _cards(design, ("", trait), true).items():
            cards[lang][trait] = pair[trait].model_copy(update={"threshold": threshold})
    return Scorecard(**{lang: Sheet(cards=cards[lang]) for lang in LANGS})


def _threshold(scores: Sequence[float], true: Sequence[bool]) -> float:
    """Log-odds from which giving the trait has the highest F1, averaged over near steps so that none wins by luck."""
    steps = [round(log(p / (1 - p)), DIGITS) for p in THRESHOLDS]
    exact = [_f1([score >= step for score in scores], true) for step in steps]
    worth = [fsum(near) / len(near) for near in (exact[max(0, n - NEAR) : n + NEAR + 1] for n in range(len(steps)))]
    best = [step for step, value in zip(steps, worth, strict=True) if value == max(worth)]
    return best[len(best) // 2]


def _f1(guessed: Sequence[bool], true: Sequence[bool]) -> float:
    hits = sum(g and t for g, t in zip(guessed, true, strict=True))
    return 2 * hits / (sum(guessed) + sum(true) or 1)


# ---------------------------------------------------------------- one fit


def _model(design: Design, fit: Sequence[int], true: Sequence[str], balance: float) -> Any:
    """The regression of some rows; None when they all have one label."""
    from sklearn.linear_model import LogisticRegression

    labels = [true[n] for n in fit]
    if len(set(labels)) < 2:
        return None
    solver = "liblinear" if len(set(labels)) == 2 else "lbfgs"
    weights = {name: (len(labels) / len(set(labels)) / labels.count(name)) ** balance for name in sorted(set(labels))}
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=TOLERANCE, solver=solver, class_weight=weights, random_state=0)
    return model.fit(design.matrix[fit], labels, sample_weight=[design.rows[n].weight for n in fit])


def _cards(design: Design, names: Sequence[str], true: Sequence[str], balance: float = 0.0) -> dict[Lang, dict[str, Card]]:
    """Cards by language and label. Of two labels the first scores 0 and the second tells them apart."""
    model = _model(design, range(len(true)), true, balance)
    weights = {} if model is None else _weights(design, model)
    seen = set(true)
    kept = {lang: [name for name in design.kept if name in design.met[lang] or not _is_word(name)] for lang in LANGS}
    return {lang: {name: _card(weights.get(name, {}), lang, kept[lang], name in seen) for name in names} for lang in LANGS}


def _weights(design: Design, model: Any) -> dict[str, dict[str, float]]:
    """Weight of each column by label; of two labels only the second has weights."""
    labels = list(model.classes_) if len(model.classes_) > 2 else [model.classes_[1]]
    return {
        str(label): {"": float(start), **dict(zip(design.columns, map(float, row), strict=True))}
        for label, start, row in zip(labels, model.intercept_, model.coef_, strict=True)
    }


def _card(weights: Mapping[str, float], lang: Lang, kept: Sequence[str], is_seen: bool) -> Card:
    if not weights:
        return Card(intercept=0.0 if is_seen else NEVER)
    sums = {name: SHARED * weights.get(name, 0.0) + OWN * weights.get(f"{lang} {name}", 0.0) for name in kept}
    told = {name: round(weight, DIGITS) for name, weight in sums.items() if abs(weight) >= NEGLIGIBLE}
    return Card(intercept=round(weights[""] + weights.get(f"{lang} ", 0.0), DIGITS), weights=told)
