"""What to change first: short, in an order that a reader can act on, and with nothing lost."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.models import Advice, Suggestion
from auditor.report import build
from auditor.report.views import fixes as view
from auditor.report.views.cards import MOST, Cards, ranked, to_change
from auditor.report.views.findings import Card
from auditor.report.views.fixes import fixes
from auditor.report.views.gains import Points
from auditor.report.views.joined import Joined, join
from auditor.report.views.remaining import remaining
from auditor.words import say

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
        return replace(one, where=(place,), mends=mends, most=Points(float(n), True), text=f"Sentence {n}.")

    return sorted([copy(n, n < mending) for n in range(mending + others)], key=lambda card: -card.points)


@pytest.mark.parametrize(
    ("won", "gain", "worth"),
    [
        (0.4, "up to +0.4 points with this text; up to +1.9 points if you fix everything", "up to +0.4 points of +1.9"),
        (0.0, "0 points with this text; up to +1.9 points if you fix everything", "0 points of +1.9"),
        (1.9, "up to +1.9 points if you fix this", "up to +1.9 points"),
    ],
)
def test_a_text_that_leaves_a_finding_is_not_said_to_win_what_only_that_finding_would(won: float, gain: str, worth: str):
    """The sentence keeps its place in the list: what can be won with it is the same."""
    joined = held(offer("Your roof, dry for [years]."), Advice())
    first, second = joined.audit.findings
    findings = (replace(first, points=won, up_to=True), replace(second, points=1.9))
    one = only(join(replace(joined.audit, findings=findings), samples.KNOWLEDGE, "en"))
    assert (one.gain, one.worth, one.points) == (gain, worth, 1.9)


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


def test_every_list_has_one_order_by_points_and_no_later_sentence_gains_more_than_an_earlier_one():
    cards = many(held(Advice()), mending=8, others=20)
    assert [card.points for card in to_change(cards)] == [float(n) for n in range(27, -1, -1)]


def test_a_sentence_repeated_on_many_pages_stands_where_its_printed_points_say():
    lines = (("paragraph", OPENS, 0, "self", (("self-opening", "We"),)),)
    alone = (("paragraph", "We store your tiles.", 0, "self", (("self-opening", "We"),)),)
    pages = (*(samples.page(key, "en", lines) for key in ("", "a", "b")), samples.page("c", "en", alone))
    made = tuple(replace(f, points=0.9 if f.page == "c" else 0.6) for f in samples.findings(pages))
    joined = join(replace(samples.audit("en"), pages=pages, findings=made), samples.KNOWLEDGE, "en")
    assert [card.points for card in ranked(joined, Cards(joined).values())] == [0.9, 0.6]


def test_a_card_is_named_after_what_its_text_mends_and_says_what_the_text_leaves():
    one = only(held(offer("Your roof, dry for [years]."), Advice()))
    assert (one.reasons[0].rule, [reason.rule for reason in one.left], one.left_letters) == ("self-opening", ["passion"], "C")
    kept = only(held(Advice(), offer("We keep your roof dry: [how]."), text=OPENS))
    assert (kept.reasons[0].rule, kept.left_letters) == ("passion", "A")
    assert say("en", "report.after.partly", count=2, left="A, C") == "After: better, but 2 faults remain (A, C)"


def test_a_text_that_leaves_everything_is_not_suggested():
    assert only(held(offer("We keep your roof dry. For you, that means [what]."))).rewritings == ()


def test_a_text_never_stands_on_the_page_of_a_finding_that_it_leaves():
    joined = held(Advice(), offer("We keep your roof dry: [how]."))
    (opening,) = ranked(joined, Cards(joined).values(), lead="self-opening")
    (claim,) = ranked(joined, Cards(joined).values(), lead="passion")
    assert (opening.rewritings, [r.text for r in claim.rewritings]) == ((), ["We keep your roof dry: [how]."])


LONG = "We check the tiles, the gutters, the battens, the ridge and the valleys of your roof every spring and every autumn."


@pytest.mark.parametrize(
    ("after", "is_left"),
    [
        ("For you: we check the tiles, the gutters, the battens, the ridge and the valleys of your roof every spring.", True),
        ("You know your roof is sound. We look at it every spring.", False),
    ],
)
def test_a_long_sentence_stays_long_when_a_word_or_two_change(after: str, is_left: bool):
    joined = held(Advice(), text=OPENS)
    finding = replace(joined.audit.findings[0], rule="too-long", family="tone", start=0, end=len(LONG))
    assert bool(remaining(joined, LONG, after, (finding,))) is is_left


def test_what_is_not_shown_in_full_stands_in_one_line_under_its_page(monkeypatch: pytest.MonkeyPatch):
    joined = held(Advice())
    found = to_change(many(joined, mending=3, others=20))
    shown = fixes(joined, found)
    assert (shown.total, shown.cards) == (23, found[:MOST])
    assert [line.card.sentence for line in shown.pages[0].lines] == [card.sentence for card in found[MOST:]]
    monkeypatch.setattr(view, "LINES", 4)
    shorter = fixes(joined, found)
    assert (len(shorter.pages[0].lines), shorter.pages[0].more) == (4, "9 more, in the annotated text of the page")
    assert [len(page.lines) for page in fixes(joined, found, room=3).pages] == [3]


def test_the_page_says_how_many_of_the_first_sentences_have_no_text():
    joined = held(offer("Your roof, dry for [years]."), Advice())
    bare = many(held(Advice()), mending=0, others=2)
    assert fixes(joined, [only(joined), *bare]).without == "2 sentences have no text yet: each says why, and what it takes to write one."
    assert fixes(joined, [only(joined)]).without == ""


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
