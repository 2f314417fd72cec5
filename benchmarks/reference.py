"""The index on its reference set: `python benchmarks/reference.py ../shared curves`, then `... trust` (called by `make calibrate`).

In: a folder with `rated/` (single pages, and what readers said of them) and `sites/` (whole sites). Out: `rules/index/curves.yml` (control
points) and `rules/index/trust.yml` (reliability, agreement with readers); what was read, on standard error.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor import knowledge, pipeline
from auditor.errors import AuditorError
from auditor.judge import reference_points, reliability
from auditor.judge.reliability import INDEX, correlation
from auditor.knowledge.index import Agreement, Trust, write_curves, write_trust
from auditor.models import LANGS, Audit
from auditor.resources import folder
from auditor.settings import Settings
from auditor.store import Store

NAME = "rated-pages-and-sites-2"  # changed when the set changes, so that two reports can be told apart
RATED = {INDEX: "overall", "focus": "focus", "value": "value", "proof": "proof", "relationship": "relation"}  # our names, the readers'
RESAMPLES = 1000
TAIL = 0.025  # of a 95 % interval, on either side
FEWEST = 4  # pages that a correlation needs
DECIMALS = 2


def audits_of(shared: Path) -> dict[str, Audit]:
    """One audit for each rated page and each site, by its name; a source without text is said and left out."""
    sources = [*sorted((shared / "rated").glob("*.html")), *sorted(p for p in (shared / "sites").iterdir() if p.is_dir())]
    audits = {}
    with TemporaryDirectory() as tmp, Store(tmp) as store:
        for source in sources:
            try:
                slug = pipeline.crawl_site(str(source), Settings(), store=store)
                audits[source.stem] = pipeline.judge_site(slug, Settings(), store=store)
            except AuditorError as error:
                print(f"{source.name}: {error}", file=sys.stderr)
    return audits


def scores(audit: Audit) -> dict[str, float | None]:
    """Index and axes by name."""
    return {INDEX: audit.index.value, **{axis.id: axis.score.value for axis in audit.axes}}


def readers(shared: Path, audits: Mapping[str, Audit]) -> dict[str, dict[str, Agreement]]:
    """How far index and axes agree with the mean of the readers' ratings, over all pages and in each language."""
    rows = [json.loads(line) for line in (shared / "rated" / "ratings.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    found: dict[str, dict[str, Agreement]] = {}
    for ours, theirs in RATED.items():
        for lang in ("all", *LANGS):
            pairs = [
                (value, sum(reader[theirs] for reader in row["readers"]) / len(row["readers"]))
                for row in rows
                if lang in ("all", row["lang"]) and row["id"] in audits and (value := scores(audits[row["id"]])[ours]) is not None
            ]
            if len(pairs) >= FEWEST:
                found.setdefault(ours, {})[lang] = agreement(pairs)
    return found


def agreement(pairs: Sequence[tuple[float, float]]) -> Agreement:
    """Spearman's rank correlation, and its 95 % bootstrap interval over the pages."""
    chance = random.Random(35)
    drawn = sorted(spearman([chance.choice(pairs) for _ in pairs]) for _ in range(RESAMPLES))
    low, high = drawn[int(TAIL * RESAMPLES)], drawn[int((1 - TAIL) * RESAMPLES) - 1]
    return Agreement(value=round(spearman(pairs), DECIMALS), low=round(low, DECIMALS), high=round(high, DECIMALS), pages=len(pairs))


def spearman(pairs: Sequence[tuple[float, float]]) -> float:
    """Pearson's r of the ranks; 0 where one side does not vary."""
    ours, theirs = (ranks(side) for side in zip(*pairs, strict=True))
    return correlation(ours, theirs) or 0.0


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value; those that are alike share their mean rank."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def curves(shared: Path, rules: Path) -> None:
    """Draw the curves again."""
    audits = audits_of(shared)
    path = write_curves(reference_points(audits.values(), knowledge.load().index, name=NAME), rules)
    with_number = sum(audit.index.value is not None for audit in audits.values())
    print(f"{path}: from {with_number} of {len(audits)} audits that have a number", file=sys.stderr)


def trust(shared: Path, rules: Path) -> None:
    """Measure the scores that the curves of now give."""
    audits = audits_of(shared)
    measured = Trust(reference=NAME, readers=readers(shared, audits), **asdict(reliability(list(audits.values()), knowledge.load())))
    print(f"{write_trust(measured, rules)}: {measured.model_dump_json()}", file=sys.stderr)


def main() -> None:
    """Do what the command line asks (`curves` or `trust`, in that order) for the folder that it names."""
    {"curves": curves, "trust": trust}[sys.argv[2]](Path(sys.argv[1]), folder("rules"))


if __name__ == "__main__":
    main()
