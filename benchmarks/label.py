"""Labelling beside spaCy, proselint and textlint: `python benchmarks/label.py [--words N] [--proselint PYTHON] [--textlint FOLDER]`.

With `--cores` the whole command `auditor label` on one core and on two. In: distinct sentences made of the rules' examples, the same on
every machine; a Python that has proselint, a folder whose `node_modules` hold textlint and textlint-rule-write-good (without them they are
left out). Out: a line a program: seconds, and words a second on one core from a cold start. Ours and spaCy's are timed without the loading
of the models, which both need; the others whole.
Two figures of one run may be compared, two runs hardly. Every sentence is parsed: nothing is labelled on cheaper evidence, so that the
accuracy is that of parsing everything. To spare segments of at most six words without a verb was weighed: they hold 23 % of the words of
real French pages, 16 % of English ones, and 6 to 9 % of those of labelled rows, of a parse that is a third of labelling; without their tree
1.5 to 1.9 % of the segments of those pages changed a label even where a parse had told which have no verb: it does not pay.

Last, per language, both take turns at the same hundred sentences: the medians of what a sentence costs in processor time, what ours is
spent on, and the ratio, which a busy machine blurs least.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from auditor import judge, knowledge
from auditor.language import Engine, models_found
from auditor.models import LANGS, Analysis, Company, Lang, Segment

WORD = re.compile(r"[^\W\d_]{5,}")
CHANCE = 0.3  # share of the longer words of a sentence that are drawn anew
TURN, TURNS = 100, 10  # sentences of a turn, and turns
WORDS_OF_TURNS = 12_000  # enough for more sentences than the turns take
WARM = 5  # sentences read before the clock starts: models and rules load when they are first met


def sentences(lang: Lang, words: int) -> list[str]:
    """Distinct sentences of so many words in all: examples of the rules, some of their words replaced by those of others."""
    examples = (example for rule in knowledge.load().rules.values() for example in rule.section(lang).examples)
    told = [example.bad or example.good for example in examples]
    pool = sorted({word for text in told for word in WORD.findall(text) if word.islower()})
    chance, made = random.Random(35), dict.fromkeys(told)
    number = sum(map(_words, made))
    while number < words:
        text = WORD.sub(lambda m: chance.choice(pool) if m[0].islower() and chance.random() < CHANCE else m[0], chance.choice(told))
        number += 0 if text in made else _words(text)
        made[text] = None
    return list(made)


def _words(text: str) -> int:
    return len(text.split())


def segments_of(texts: list[str], lang: Lang) -> list[Segment]:
    """The sentences as paragraphs of their own."""
    return [Segment(id=str(n), text=text, lang=lang, kind="paragraph", words=_words(text)) for n, text in enumerate(texts)]


def ours(texts: list[str], lang: Lang) -> float:
    """Seconds in which the engine reads and the judge labels."""
    rules = knowledge.load()
    engine, segments = Engine(rules), segments_of(texts, lang)

    def label(some: list[Segment]) -> None:
        for segment, analysis in zip(some, engine.analyse(some, Company()), strict=True):
            judge.label(segment, analysis, rules)

    label(segments[:WARM])
    return timed(lambda: label(segments[WARM:]))


def turns(texts: list[str], lang: Lang) -> str:
    """What a sentence costs us and spaCy's full pipeline, in processor time, taking turns: medians over the turns, in microseconds."""
    import spacy

    rules = knowledge.load()
    engine, segments = Engine(rules), segments_of(texts, lang)
    pipeline = spacy.load(next(model.name for model in models_found() if model.lang == lang))

    def turn(some: list[Segment]) -> tuple[float, ...]:
        found: list[Analysis] = []
        whole = spent(lambda: list(pipeline.pipe(segment.text for segment in some)))
        read = spent(lambda: found.extend(engine.analyse(some, Company())))
        judged = spent(lambda: [judge.label(s, a, rules) for s, a in zip(some, found, strict=True)])
        return whole, read, judged, (read + judged) / whole

    costs = [turn(segments[start : start + TURN]) for start in range(0, TURN * TURNS, TURN)]
    whole, read, judged, ratio = (median(cost) for cost in zip(*costs[1:], strict=True))  # the first turn loads models and rules
    parts = f"read {read / TURN * 1e6:,.0f} µs, label {judged / TURN * 1e6:,.0f} µs, spaCy {whole / TURN * 1e6:,.0f} µs"
    return f"a sentence: {parts}; ours / spaCy's {ratio:.2f}"


def spacy_whole(texts: list[str], lang: Lang) -> float:
    """Seconds of spaCy's full pipeline, as it is installed."""
    import spacy

    pipeline = spacy.load(next(model.name for model in models_found() if model.lang == lang))
    list(pipeline.pipe(texts[:WARM]))
    return timed(lambda: list(pipeline.pipe(texts[WARM:])))


def timed(work: Callable[[], object]) -> float:
    """Seconds that calling `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spent(work: Callable[[], object]) -> float:
    """Processor seconds that calling `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


RUNS = {"ours": ours, "spacy": spacy_whole, "turns": turns}


def main() -> None:
    """Run each program on the same sentences, one after the other, each in a process of its own on one core."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--proselint", help="a Python that has proselint")
    parser.add_argument("--textlint", type=Path, help="a folder whose node_modules hold textlint and textlint-rule-write-good")
    parser.add_argument("--cores", action="store_true", help="the whole command `auditor label` on one and on two cores instead")
    parser.add_argument("--run", choices=sorted(RUNS), help=argparse.SUPPRESS)
    parser.add_argument("--lang", choices=LANGS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.run:
        print(RUNS[given.run](sentences(given.lang, given.words), given.lang))
        return
    if given.cores:
        scaling(given.words)
        return
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for lang in LANGS:
        words = sum(map(_words, sentences(lang, given.words)))
        print(f"\n{words:,} words, {lang}")
        show(words, [("auditor label", float(own("ours", lang, given.words))), ("spaCy, full", float(own("spacy", lang, given.words)))])
        print(own("turns", lang, WORDS_OF_TURNS))
        if lang == "en":
            show(words, others(given, sentences(lang, given.words)))


def scaling(words: int) -> None:
    """Seconds of the command, models and rules loaded in them, on half of the words in each language, shuffled."""
    texts = [{"text": text, "lang": lang} for lang in LANGS for text in sentences(lang, words // len(LANGS))]
    random.Random(35).shuffle(texts)
    cores = sorted(os.sched_getaffinity(0))[:2]
    with TemporaryDirectory() as tmp:
        file = Path(tmp) / "sentences.jsonl"
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in texts), encoding="utf-8")
        count = sum(_words(row["text"]) for row in texts)
        seconds = []
        for some in (cores[:1], cores):
            os.sched_setaffinity(0, some)  # what is called may use no others
            seconds.append(called([sys.executable, "-m", "auditor", "-q", "label", str(file)]))
            show(count, [(f"auditor label, {len(some)} core(s)", seconds[-1])])
        print(f"two cores: {seconds[0] / seconds[1]:.2f} times as fast as one")


def own(run: str, lang: str, words: int) -> str:
    """What a run told, in a process of its own: what one has loaded must not help the other."""
    command = [sys.executable, __file__, "--run", run, "--lang", lang, "--words", str(words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()


def others(given: argparse.Namespace, texts: list[str]) -> Iterator[tuple[str, float]]:
    """Seconds of the programs that were named."""
    with TemporaryDirectory() as tmp:
        file = Path(tmp) / "text.md"
        file.write_text("\n\n".join(texts), encoding="utf-8")
        if given.proselint:
            yield "proselint", called([given.proselint, "-m", "proselint", "check", str(file)])
        if given.textlint:
            textlint = given.textlint / "node_modules" / ".bin" / "textlint"
            yield "textlint, write-good", called([str(textlint), "--rule", "write-good", str(file)], given.textlint)


def called(command: list[str], folder: Path | None = None) -> float:
    """Seconds of a program that may end in 1, because it found something; another end is none of ours to time."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {done.stderr.strip() or done.returncode}")
    return time.perf_counter() - start


def show(words: int, rows: Iterable[tuple[str, float]]) -> None:
    """A line a program."""
    for name, seconds in rows:
        print(f"{name:22} {seconds:8.1f} s {words / seconds:10,.0f} words/s", flush=True)


if __name__ == "__main__":
    main()
