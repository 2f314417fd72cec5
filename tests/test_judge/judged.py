"""Hand-made pages for the tests of the judge: short to write, complete enough to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.identity import segment_ids
from auditor.knowledge import Knowledge, index
from auditor.knowledge.rules import Example, Rule, Section, Target
from auditor.models import (
    Analysis,
    BlockKind,
    Company,
    Focus,
    LabelledSegment,
    Labels,
    Lang,
    Mention,
    PageKind,
    PageText,
    Parties,
    Segment,
    Severity,
    Signal,
    Site,
)
from auditor.resources import folder

# The curves of the reference set change with every calibration: tests hold on to theirs.
CURVES = index.Curves(
    name="by hand",
    provisional=True,
    audits={"fr": 0, "en": 0},
    points={
        "voice": {"fr": (0.45, 0.8), "en": (0.45, 0.8)},
        "actors": {"fr": (0.5, 0.85), "en": (0.5, 0.85)},
        "openings": {"fr": (0.85, 0.97), "en": (0.85, 0.97)},
        "first-screen": {"fr": (0.45, 0.85), "en": (0.45, 0.85)},
        "mentions": {"fr": (0.5, 0.8), "en": (0.5, 0.8)},
    },
)
WHOLE = index.load(folder("rules"))
# The focus axis alone, as if the others were not computed: what can be worked out in the head.
INDEX = WHOLE.model_copy(
    update={"curves": CURVES, "axes": (WHOLE.axes[0], *(axis.model_copy(update={"indicators": {}}) for axis in WHOLE.axes[1:]))}
)
SITE = Site("lenoir.example", "https://lenoir.example", Company("Pompes Lenoir", ("Lenoir",)))
WHEN = {"date": "2026-01-02", "tool": "auditor test"}


def knowledge(*rules: Rule, curves: index.Curves | None = None) -> Knowledge:
    given = INDEX.model_copy(update={"curves": curves}) if curves else INDEX
    return Knowledge(rules={rule.id: rule for rule in rules}, parties={}, scorecards=None, index=given, recipes=None, digest="0" * 12)


def parties(own: int, customer: int, actors: tuple[int, int] = (0, 0), opens: bool = False) -> Parties:
    """`own` and `customer` mentions; clauses whose actor is self, then customer."""
    them = [Mention(0, 0, "self", "pronoun")] * own + [Mention(0, 0, "customer", "pronoun")] * customer
    return Parties(tuple(them), *actors, opens_with_self=opens)


PLAIN = {"self": parties(1, 0, (1, 0), True), "customer": parties(0, 1, (0, 1)), "shared": parties(1, 1), "neutral": parties(0, 0)}


def sentence(
    focus: Focus,
    words: int = 20,
    *,
    text: str = "",
    who: Parties | None = None,
    kind: BlockKind = "paragraph",
    prominence: float = 1.0,
    lang: Lang = "en",
    first_screen: bool = False,
    level: int = 0,
    block: str = "",
    signals: Sequence[Signal] = (),
) -> LabelledSegment:
    segment = Segment(
        id="", text=text, lang=lang, block=block, kind=kind, level=level, words=words, prominence=prominence, first_screen=first_screen
    )  # fmt: skip
    return LabelledSegment(segment, Analysis(who or PLAIN[focus], tuple(signals)), Labels(focus, (), "none", 0.9))


def page(key: str, kind: PageKind, *sentences: LabelledSegment) -> tuple[PageText, tuple[LabelledSegment, ...]]:
    """A page with ids as the language room gives them; a sentence without text gets one of its own."""
    texts = [labelled.segment.text or f"{key} {n}" for n, labelled in enumerate(sentences)]
    ids = segment_ids(key, texts)
    placed = tuple(
        replace(labelled, segment=replace(labelled.segment, id=id, text=text, page=key, page_kind=kind, block=labelled.segment.block or id))
        for labelled, id, text in zip(sentences, ids, texts, strict=True)
    )  # fmt: skip
    return PageText(key, f"https://lenoir.example/{key}", "en", kind, key, "", ()), placed


def rule(id: str, *, severity: Severity | None = "warning", target: Target | None = None) -> Rule:
    """A rule of the family `tests` that says "<match>!" and looks for the word "we"."""
    examples = (Example(bad="Then we go.", at="we"), Example(good="Then you go."))
    section = Section(title=id, message="{match}!", phrases=("we",), examples=examples)
    return Rule(id=id, family="tests", severity=severity, target=target, fr=section, en=section)
