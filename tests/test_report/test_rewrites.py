"""The page of rewrites: complete texts first, those with blanks apart, and the number says which is which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.models import Advice, Finding, Lang, Suggestion
from auditor.report.pages import prepared
from auditor.report.views.cards import Cards
from auditor.report.views.joined import Joined, join
from auditor.report.views.rewrites import Rewrites, rewrites

from . import samples

READY = Suggestion("You get your stairs on Monday.", "ready", "receive", "rewrite.why.receive")
BLANK = Suggestion("You get your stairs on [day].", "fill-in", "receive", "rewrite.why.receive")


def advised(lang: Lang, *given: Suggestion) -> Joined:
    """One finding a sentence, the first with the advice `given`, the others with none."""
    plain = samples.audit(lang)
    once = list({f.segment: f for f in plain.findings}.values())
    advice = (*(Advice((one,)) for one in given), *[Advice()] * len(once))
    told: tuple[Finding, ...] = tuple(replace(f, advice=one) for f, one in zip(once, advice, strict=False))
    return join(replace(plain, findings=told), samples.KNOWLEDGE, lang)


def shown(found: Joined) -> Rewrites:
    return rewrites(found, prepared(found, Cards(found)).found)


@pytest.mark.parametrize(
    ("given", "lang", "title", "second"),
    [
        ((BLANK, READY, BLANK), "en", "One complete rewrite, and 2 with blanks to fill in", "2 rewrites with blanks to fill in"),
        ((BLANK, READY, BLANK), "fr", "Une réécriture complète, et 2 à compléter", "2 réécritures à compléter"),
        ((READY, READY), "en", "2 complete rewrites", ""),
        ((BLANK,), "en", "One rewrite with blanks to fill in", ""),
        ((), "en", "Rewrites", ""),
    ],
)
def test_the_title_counts_complete_texts_and_those_with_blanks_apart(given: tuple[Suggestion, ...], lang: Lang, title: str, second: str):
    page = shown(advised(lang, *given))
    assert (page.title, page.blanks_title) == (title, second)
    assert ([len(page.complete), len(page.blanks)]) == [given.count(READY), given.count(BLANK)]


def test_a_text_to_paste_that_leaves_a_finding_is_no_complete_rewrite():
    page = shown(join(samples.audit("en"), samples.KNOWLEDGE, "en"))
    assert (page.title, page.partly_title, page.complete) == ("One rewrite ready to paste that does not fix everything", "", ())
    assert [card.left_letters for card in page.partly] == ["B"]
