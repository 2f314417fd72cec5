"""Knowledge and parser for the room's tests, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor import knowledge, rewrite
from auditor.knowledge import Knowledge
from auditor.language import Engine
from auditor.models import Advice, Analysis, Company, LabelledSegment, Labels, Lang, Parties, Segment, Signal
from auditor.rewrite import Proof

COMPANY = Company("Nordique")
Advise = Callable[..., Advice]


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return knowledge.load()


@pytest.fixture(scope="session")
def engine(known: Knowledge) -> Engine:
    return Engine(known)


def labelled(segment: Segment, focus: str = "self", traits: tuple[str, ...] = (), signals: tuple[str, ...] = ()) -> LabelledSegment:
    """A segment with hand-made labels."""
    analysis = Analysis(Parties(), tuple(Signal(rule, 0, 1) for rule in signals))
    return LabelledSegment(segment, analysis, Labels(focus, traits, "none", 0.9))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def advise(known: Knowledge, engine: Engine) -> Advise:
    """`rewrite.advise` for a text; unless told otherwise every rewrite is labelled better, so that only the locks refuse."""

    def ask(
        text: str,
        lang: Lang,
        *,
        focus: str = "customer",
        traits: tuple[str, ...] = (),
        signals: tuple[str, ...] = (),
        rule: str = "",
        site: tuple[Proof, ...] = (),
        without: tuple[str, ...] = (),
        **fields: str,
    ) -> Advice:
        segment = Segment("0" * 12, text, lang, **fields)  # type: ignore[arg-type]
        return rewrite.advise(
            labelled(segment, traits=traits),
            known.rules[rule or "what-we-are"],
            company=COMPANY,
            parse=engine.parse,
            relabel=lambda new: labelled(new, focus, signals=signals),
            knowledge=known,
            site=site,
            without=without,
        )

    return ask
