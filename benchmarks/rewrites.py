"""What rewriting offers for the findings of labelled rows and of sites: `python benchmarks/rewrites.py ROWS.jsonl … SITE …`.

In: files of rows as `auditor label` reads them, and sources as `auditor` does. Out: the table of `benchmarks/rewrites.md`, and with
`--read FILE` every suggestion beside its sentence, to be read.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from auditor import crawl, extract, judge, knowledge, pipeline, rewrite, settings
from auditor.judge.findings import bears_out
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Advice, Company, Finding, LabelledSegment, Page, Segment

Text = tuple[Company, list[LabelledSegment]]


def of_rows(path: Path, engine: Engine, known: Knowledge) -> Iterator[Text]:
    """The segments of a file of rows, company by company."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    for name, own in groupby(rows, key=lambda row: str(row.get("company") or "")):
        company, segments = Company(name), [Segment(row["id"], row["text"], row["lang"], prev=row.get("prev", "")) for row in own]
        analyses = engine.analyse(segments, company)
        yield company, [LabelledSegment(s, a, judge.label(s, a, known)) for s, a in zip(segments, analyses, strict=True)]


def of_site(source: str, engine: Engine, known: Knowledge) -> Text:
    """The segments of a site, read whole."""
    given = settings.load(Path.cwd(), {})
    pages = [seen for seen in crawl.crawl(source, given.crawl, find_links=extract.find_links) if isinstance(seen, Page)]
    texts, _ = pipeline.read_pages(pages, given)
    company = extract.identify(texts, given.site)
    return company, [s for _, segments in pipeline.label_pages(texts, company, engine, known) for s in segments]


def advised(text: Text, engine: Engine, known: Knowledge) -> Iterator[tuple[str, LabelledSegment, Advice]]:
    """Every finding of the text: the rule, the segment and what rewriting says of it."""
    company, segments = text
    advise = pipeline.adviser(engine, known, company, rewrite.proofs_of(segments))
    for labelled in segments:
        for rule in dict.fromkeys(signal.rule for signal in labelled.analysis.signals):
            if known.rules[rule].severity and bears_out(labelled, known.rules[rule]):
                finding = Finding("", rule, known.rules[rule].family, labelled.segment.id, labelled.segment.page, "note", 0, 0)
                yield rule, labelled, advise(finding, labelled)[0]


def status(advice: Advice) -> str:
    """The best that is offered."""
    offered = {suggestion.status for suggestion in advice.suggestions}
    return "ready" if "ready" in offered else "fill-in" if offered else advice.refusal.rpartition(".")[2]


def main() -> None:
    """Print the table; a finding counts once, by the best that is offered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--read", type=Path)
    options = parser.parse_args()
    known = knowledge.load()
    engine = Engine(known)
    texts: list[Text] = []
    for source in options.sources:
        texts += of_rows(Path(source), engine, known) if source.endswith(".jsonl") else [of_site(source, engine, known)]
    counts, lines, begun, segments = Counter[tuple[str, str]](), dict[str, None](), time.process_time(), set[str]()
    for text in texts:
        for rule, labelled, advice in advised(text, engine, known):
            counts[labelled.segment.lang, status(advice)] += 1
            segments.add(labelled.segment.text)
            for s in advice.suggestions:
                lines[f"{labelled.segment.lang} {s.recipe} {s.status} <{rule}>\n  {labelled.segment.text}\n  {s.text}\n"] = None
    taken = time.process_time() - begun
    for lang in sorted({lang for lang, _ in counts}):
        total = sum(n for (of, _), n in counts.items() if of == lang)
        row = ", ".join(f"{kind} {n} ({n / total:.0%})" for (of, kind), n in counts.most_common() if of == lang)
        print(f"{lang}: {total} findings: {row}")
    print(f"{len(segments)} segments in {taken:.0f} s of one core: {60 * len(segments) / max(taken, 1):.0f} a minute")
    if options.read:
        options.read.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
