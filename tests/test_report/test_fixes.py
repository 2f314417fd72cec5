"""What to change first: short, in an order that a reader can act on, and with nothing lost."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.models import Advice, Suggestion
from auditor.report import build
from auditor.report.views import fixes as view
from auditor.report.views.cards import FIRST, MOST, Cards, ranked, to_change
from auditor.report.views.findings import Card
from auditor.report.views.fixes import fixes
from auditor.report.views.joined import Joined, join

from . import samples

OPENS = "We keep your roof dry."


def held(*advised: Advice, text: str = OPENS, points: float = 1.0) -> Joined:
    """One sentence that opens with the company, and one claim in it for each further advice."""
    pages = (samples.page("", "en", (("paragraph", text, 0, "self", (("self-opening", "We"), ("passion", "dry"))),)),)
    found = samples.findings(pages)
    made = tuple(replace(f, advice=a, points=points) for f, a in zip(found, advised, strict=False))
    return join(replace(samples.audit("en"), pages=pages, findings=made), samples.KNOWLEDGE, "en")


def only(joined: Joined) -> Card:
    (card,) = ranked(joined, Cards(joined).values())
    return card


def offer(text: str, status: str = "fill-in") -> Advice:
    return Advice((Suggestion(text, status, "receive", "rewrite.why.receive"),))  # type: ignore[arg-type]


def many(joined: Joined, *, mending: int, others: int) -> list[Card]:
    one = only(joined)

    def copy(n: int, mends: bool) -> Card:
        place = replace(one.where[0], sentence=f"{n:08x}")
        return replace(one, where=(place,), mends=mends, points=float(n), text=f"Sentence {n}.")

    return sorted([copy(n, n < mending) for n in range(mending + others)], key=lambda card: -card.points)


@pytest.mark.parametrize(
    ("text", "mends"),
    [
        ("Your roof lets no rain in.", True),
        ("We keep your roof dry. For you, that means [what].", False),
        ("Your roof, dry for [years].", False),
    ],
)
def test_a_text_mends_a_sentence_when_nothing_of_what_was_found_is_left(text: str, mends: bool):
    """The third drops the opening, and keeps a claim that it was not made for."""
    assert only(held(offer(text), Advice())).mends is mends


def test_a_text_that_was_made_for_a_claim_may_keep_its_words():
    assert only(held(offer("Your roof, dry for [years]."), offer("Your roof, dry for [years]."))).mends


def test_a_card_that_is_mended_tells_the_points_of_what_mends_it_else_the_most_that_can_be_won():
    joined = held(offer("Your roof lets no rain in."), Advice())
    first, second = joined.audit.findings
    findings = (replace(first, points=0.4), replace(second, points=1.9))
    assert only(join(replace(joined.audit, findings=findings), samples.KNOWLEDGE, "en")).points == 0.4
    findings = tuple(replace(f, advice=Advice()) for f in findings)
    assert only(join(replace(joined.audit, findings=findings), samples.KNOWLEDGE, "en")).points == 1.9


def test_words_that_nobody_is_to_touch_are_in_no_list_of_changes_and_say_why_on_their_page(tmp_path: Path):
    joined = held(Advice(refusal="rewrite.refusal.quoted"), Advice(refusal="rewrite.refusal.quoted"))
    assert only(joined).left_alone
    assert to_change([only(joined)]) == ()
    folder = build(joined.audit, tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE).parent
    assert OPENS not in (folder / "fix-first.html").read_text(encoding="utf-8")
    (page,) = (folder / "p").glob("home-*.html")
    assert only(joined).refusal in page.read_text(encoding="utf-8")


def test_a_sentence_too_complex_to_rewrite_is_still_to_be_changed():
    assert not only(held(Advice(refusal="rewrite.refusal.too-complex"), Advice(refusal="rewrite.refusal.quoted"))).left_alone


def test_of_the_first_ten_five_can_be_pasted_or_filled_in_five_gain_most_and_none_is_lost():
    cards = many(held(Advice()), mending=8, others=20)
    found = to_change(cards)
    begun = found[:MOST]
    assert sum(card.mends for card in begun) == FIRST
    assert [card.points for card in begun] == sorted((card.points for card in begun), reverse=True)
    assert [card.points for card in begun if not card.mends] == [27.0, 26.0, 25.0, 24.0, 23.0]
    assert sorted(card.sentence for card in found) == sorted(card.sentence for card in cards)


def test_without_texts_that_mend_the_list_begins_with_what_gains_most():
    assert [card.points for card in to_change(many(held(Advice()), mending=0, others=12))] == [float(n) for n in range(11, -1, -1)]


def test_what_is_not_shown_in_full_stands_in_one_line_under_its_page(monkeypatch: pytest.MonkeyPatch):
    joined = held(Advice())
    found = to_change(many(joined, mending=3, others=20))
    shown = fixes(joined, found)
    assert (shown.total, shown.cards) == (23, found[:MOST])
    assert [line.sentence for line in shown.pages[0].lines] == [card.sentence for card in found[MOST:]]
    monkeypatch.setattr(view, "LINES", 4)
    shorter = fixes(joined, found)
    assert (len(shorter.pages[0].lines), shorter.pages[0].more) == (4, "9 more, in the annotated text of the page")


def test_the_way_to_mute_is_told_once_and_each_finding_has_its_lines(tmp_path: Path):
    folder = build(samples.audit("en"), tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE).parent
    page = (folder / "fix-first.html").read_text(encoding="utf-8")
    cards = page.count("<article")
    assert cards > 1
    assert len(re.findall(r"<code>\[\[mute\]\]\nrule = &#34;|<code>\[\[mute\]\]\nrule = \"", page)) == cards
    assert page.count("in the folder where the audit is run") == 1


def test_a_mute_of_the_page_names_the_rule_that_leads(tmp_path: Path):
    folder = build(samples.audit("en"), tmp_path / "r", languages=("en",), knowledge=samples.KNOWLEDGE).parent
    assert "&lt;!-- auditor: mute superlative" in (folder / "r" / "superlative.html").read_text(encoding="utf-8")
