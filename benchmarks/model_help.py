"""What a language model adds to the recipes: `python benchmarks/model_help.py ROWS.jsonl … --url URL --model NAME [--most 30]`.

In: files of rows as `auditor label` reads them, and an OpenAI-compatible server. Out: of the sentences whose finding no recipe mends with
words to paste, how many the model mended, how many answers each lock put aside, and why; the same number of each language.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from rewrites import advised, of_rows

from auditor import knowledge, model_help
from auditor.knowledge import Knowledge, Rule
from auditor.language import Engine
from auditor.models import Company, LabelledSegment, Segment
from auditor.pipeline.helping import Desk
from auditor.pipeline.labelling import judged
from auditor.pipeline.watch import Unwatched
from auditor.rewrite import outsider
from auditor.settings import RewriteSettings
from auditor.store import Store

Open = tuple[Company, Rule, LabelledSegment]


def unmended(path: Path, engine: Engine, known: Knowledge) -> Iterator[Open]:
    """Sentences of a file that a rule found, that may be sent, and that have no rewrite to paste; each once."""
    seen = set[str]()
    for text in of_rows(path, engine, known):
        for rule, labelled, advice in advised(text, engine, known):
            ready = any(s.status == "ready" for s in advice.suggestions)
            if not ready and labelled.segment.text not in seen and outsider.may_ask(labelled, known):
                seen.add(labelled.segment.text)
                yield text[0], known.rules[rule], labelled


def verdict(desk: Desk, company: Company, rule: Rule, labelled: LabelledSegment) -> tuple[str, str]:
    """Whether it was kept, or why not; and the words offered."""

    def relabel(segment: Segment) -> LabelledSegment:
        return LabelledSegment(segment, *judged([segment], company, desk.engine, desk.knowledge)[0])

    try:
        said = desk.endpoint.ask(desk.messages(labelled, rule))
    except model_help.NoAnswer as problem:
        return f"no answer: {problem.reason}", ""
    words = model_help.read_answer(said, labelled.segment.lang)
    made = outsider.judged(
        labelled, rule, words, company=company, parse=desk.engine.parse, relabel=relabel, knowledge=desk.knowledge, site=()
    )
    return (made if isinstance(made, str) else "kept"), words or said


def main() -> None:
    """Print a line a sentence, then the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--url", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--timeout", type=float, default=120)
    parser.add_argument("--most", type=int, default=30)
    given = parser.parse_args()
    endpoint = model_help.endpoint(RewriteSettings(llm_url=given.url, llm_model=given.model, llm_timeout=given.timeout), {})
    if endpoint is None:
        parser.error("no model")
    known = knowledge.load()
    engine, counts, begun = Engine(known), Counter[str](), time.monotonic()
    with TemporaryDirectory() as folder, Store(folder) as store:
        desk = Desk(endpoint, given.most, engine, known, store, Unwatched())
        for path in given.rows:
            for company, rule, labelled in islice(unmended(path, engine, known), given.most // len(given.rows)):
                found, words = verdict(desk, company, rule, labelled)
                counts[found] += 1
                print(f"{found:12} <{rule.id}> {labelled.segment.text}\n{'':12} {words[:200]!r}", flush=True)
    taken = time.monotonic() - begun
    print(f"{counts.total()} sentences in {taken:.0f} s: " + ", ".join(f"{why} {n}" for why, n in counts.most_common()))


if __name__ == "__main__":
    main()
