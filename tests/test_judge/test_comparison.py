"""A site beside its rivals: which sentences are held against which, what counts as common, what is learned; on hand-made records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from judged import SITE, WHEN, knowledge, page, sentence

from auditor.identity import normalise
from auditor.judge import assess
from auditor.judge.comparison import WORDS, Side, compare, shortened
from auditor.judge.comparison_lines import Lines, common, hold_against, lines_of
from auditor.judge.pooling import JudgedPage
from auditor.models import (
    Audit,
    BlockKind,
    Company,
    Comparison,
    Dimension,
    Focus,
    LabelledSegment,
    Labels,
    Lang,
    Match,
    Promise,
    Said,
    Site,
    Token,
    Trait,
    Unread,
)

SCOPE = knowledge().index.scope
FILL = ("The door is green.", "Rain falls.", "It has a roof.", "There are chairs.", "A lamp stands there.")


class Same:
    """A swap test that a reader of the tests can predict: the same words are interchangeable, the same first word comes close."""

    def compare(self, own: Sequence[Said], rivals: Sequence[Said]) -> list[Match]:
        return [self._match(said, rivals) for said in own]

    def _match(self, said: Said, rivals: Sequence[Said]) -> Match:
        for rival in rivals:
            if normalise(rival.text) == normalise(said.text):
                return Match(said.id, rival.id, 1.0, True, "swap.same")
        near = next((rival for rival in rivals if rival.text.split()[0] == said.text.split()[0]), None)
        return Match(said.id, near.id, 0.6, False, "swap.other") if near else Match(said.id)


def parse(texts: Sequence[str], lang: Lang) -> list[tuple[Token, ...]]:
    return [() for _ in texts]


def line(
    text: str, *traits: Trait, focus: Focus = "self", dimension: Dimension = "quality", lang: Lang = "en", kind: BlockKind = "paragraph"
) -> LabelledSegment:
    made = sentence(focus, len(text.split()), text=text, lang=lang, kind=kind)
    return replace(made, labels=Labels(focus, traits, dimension, 0.9))


@dataclass(frozen=True)
class Told:
    """A site as it is handed to the comparison."""

    site: Site
    pages: list[JudgedPage]
    lines: Lines
    audit: Audit


def told(slug: str, *lines: LabelledSegment, lang: Lang = "en", name: str = "") -> Told:
    fill = [line(f"{text[:-1]} at {slug}." if lang == "en" else f"{text} {slug}", lang=lang) for text in FILL]
    pages = [page("", "home", *lines, *fill)]
    site = replace(SITE, slug=slug, company=Company(name or slug.title()))
    return Told(site, pages, lines_of(site, pages, SCOPE, parse), assess(site, pages, knowledge=knowledge(), **WHEN))


def side(one: Told, *others: Told, promises: Sequence[Promise] = ()) -> Side:
    against = {other.site.slug: hold_against(one.lines, other.lines, Same()) for other in others}
    audit = replace(one.audit, promises=tuple(promises)) if promises else one.audit
    return Side(audit, one.lines, against)


def compared(own: Told, *rivals: Told) -> Comparison:
    every = (own, *rivals)
    sides = [side(one, *(other for other in every if other is not one)) for one in every]
    return compare(sides[0], sides[1:])


def id_of(one: Told, text: str) -> str:
    return next(said.id for said in one.lines.printed if said.text == text)


def test_only_claims_are_held_against_rivals_and_each_text_once() -> None:
    care = line("We care a lot.", "generic_claim")
    site = told("ours", care, care, line("Monday is a day."), line("Our values", "generic_claim", kind="heading"))
    assert [said.text for said in site.lines.printed if said.id in site.lines.tested] == ["We care a lot."]


def test_words_of_customers_are_nobody_s_claim() -> None:
    site = told("ours", line("They came at once.", "promise", "testimonial"), line("They came twice.", "promise", kind="quote"))
    assert not site.lines.tested


def test_a_line_that_every_rival_prints_is_told_apart_from_one_that_a_single_rival_prints() -> None:
    own = told("ours", line("We care.", "generic_claim"), line("We hurry.", "generic_claim"), line("Zinc lasts.", "benefit"))
    alba, nora = told("alba", line("We care.", "generic_claim"), line("We hurry.")), told("nora", line("We care."))
    swaps = {own.audit.pages[0].segments[n].segment.text: swap for n, swap in enumerate(compared(own, alba, nora).swaps)}
    assert swaps["We care."].printed_by == ("alba", "nora")
    assert swaps["We hurry."].printed_by == ("alba",)
    assert (swaps["Zinc lasts."].printed_by, swaps["Zinc lasts."].nearest) == ((), None)


class Eager(Same):
    """A swap test that agrees to everything."""

    def compare(self, own: Sequence[Said], rivals: Sequence[Said]) -> list[Match]:
        return [replace(match, rival=rivals[0].id, interchangeable=True, why="swap.same") for match in super().compare(own, rivals)]


def test_a_match_with_little_in_common_is_not_believed() -> None:
    own = told("ours", line("We care.", "generic_claim"), line("Zinc lasts.", "benefit"))
    held = hold_against(own.lines, told("alba", line("We care.")).lines, Eager())
    assert [(match.similarity, match.interchangeable, match.why) for match in held] == [
        (1.0, True, "swap.same"),
        (0.0, False, "swap.none"),
    ]


def test_the_nearest_line_is_the_one_that_says_the_same() -> None:
    own = told("ours", line("We care for you.", "generic_claim"))
    found = compared(own, told("alba", line("We build roofs.")), told("nora", line("We care for you.")))
    assert found.swaps[0].nearest is not None
    assert (found.swaps[0].nearest.site, found.swaps[0].similarity) == ("nora", 1.0)


def test_a_rival_in_another_language_has_scores_and_no_sentences() -> None:
    own = told("ours", line("We care.", "generic_claim"), line("Vous gagnez.", "benefit"))
    found = compared(own, told("chêne", line("Nous écoutons.", "generic_claim", lang="fr"), lang="fr"))
    assert (found.rivals[0].is_read, found.swaps, found.lacking) == (False, (), ())
    assert found.rivals[0].index == compared(own, told("chêne", lang="fr")).rivals[0].index


def test_a_slogan_in_a_language_makes_no_site_in_it() -> None:
    """Four English words on a French page are no reason to say that nobody else says what we say in English."""
    own = told("ours", line("We care.", "generic_claim"))
    mixed = told("mixte", line("We care.", "generic_claim"), lang="fr")
    assert compared(own, mixed).swaps == ()


def test_claims_in_a_language_that_no_rival_writes_count_neither_as_common_nor_as_distinct() -> None:
    own = told("ours", line("We care.", "generic_claim"), line("Nous veillons.", "generic_claim", lang="fr"))
    held = {"alba": hold_against(own.lines, told("alba", line("We care.")).lines, Same())}
    assert common(own.lines, held) == {id_of(own, "We care."): True}
    assert common(own.lines, {}) is None


def test_every_copy_of_a_line_is_common_where_one_is() -> None:
    care = line("We care.", "generic_claim")
    own = told("ours", care, care)
    held = {"alba": hold_against(own.lines, told("alba", line("We care.")).lines, Same())}
    ids = [s.segment.id for s in own.pages[0][1] if s.segment.text == "We care."]
    assert common(own.lines, held) == dict.fromkeys(ids, True)
    assert len(ids) == 2


def test_a_quote_is_cut_at_a_word() -> None:
    assert shortened("one two, three four", 2) == "one two …"
    assert shortened("one two", 2) == "one two"
    long = " ".join(["word"] * 60)
    own, rival = told("ours", line("We have a word.", "generic_claim")), told("alba", line(f"We {long}.", "benefit", focus="customer"))
    quote = compared(own, rival).swaps[0].nearest
    assert quote is not None
    assert len(quote.text.removesuffix(" …").split()) == WORDS


def test_a_rival_s_page_is_named_without_the_rival_s_name() -> None:
    own, rival = told("ours", line("We care.", "generic_claim")), told("alba", line("We care."), name="Alba Roofs")
    titled = replace(rival.audit, pages=tuple(replace(one, title="Slate and zinc – Alba Roofs") for one in rival.audit.pages))
    found = compare(side(own, rival), [replace(side(rival, own), audit=titled)])
    assert found.swaps[0].nearest is not None
    assert found.swaps[0].nearest.page == "Slate and zinc"


def promise(of: Told, text: str, kind: str, strength: int, *, proofs: tuple[str, ...] = ()) -> Promise:
    where = "segment" if strength else "none"
    return Promise("f" * 12, id_of(of, text), "", kind, where=where, strength=strength, proofs=tuple(id_of(of, one) for one in proofs))


def test_a_kind_of_promise_that_only_a_rival_makes_is_what_the_site_lacks() -> None:
    own = told("ours", line("We come on time.", "promise"))
    rival = told("alba", line("Paid back if late.", "promise"), line("Come on time."))
    mine = [promise(own, "We come on time.", "delay", 0)]
    theirs = [promise(rival, "Paid back if late.", "guarantee", 1), promise(rival, "Come on time.", "delay", 0)]
    found = compare(side(own, rival, promises=mine), [side(rival, own, promises=theirs)])
    assert [(one.what, one.about, one.count) for one in found.lacking if one.what == "promise"] == [("promise", "guarantee", 1)]


def test_a_promise_that_a_rival_proves_stands_beside_the_site_s_own_without_proof() -> None:
    own = told("ours", line("We come on time.", "promise"))
    rival = told("alba", line("We come by noon.", "promise"), line("412 visits of 412 by noon.", "proof"))
    theirs = [promise(rival, "We come by noon.", "delay", 3, proofs=("412 visits of 412 by noon.",))]
    bare = compare(side(own, rival, promises=[promise(own, "We come on time.", "delay", 0)]), [side(rival, own, promises=theirs)])
    assert [(one.kind, one.own) for one in bare.shown] == [("delay", id_of(own, "We come on time."))]
    assert bare.shown[0].proof is not None
    assert bare.shown[0].proof.text == "412 visits of 412 by noon."
    proved = compare(side(own, rival, promises=[promise(own, "We come on time.", "delay", 3)]), [side(rival, own, promises=theirs)])
    assert proved.shown == ()


def test_a_weak_proof_is_nothing_to_hold_up() -> None:
    own, rival = told("ours", line("Roofs are ours.", "generic_claim")), told("alba", line("We come by noon.", "promise"))
    found = compare(side(own, rival), [side(rival, own, promises=[promise(rival, "We come by noon.", "delay", 1)])])
    assert found.shown == ()


PROVED = "You pay the price you signed: 90 jobs of 90 last year."


def test_lessons_are_about_the_customer_proved_and_on_a_matter_where_the_site_shows_less() -> None:
    own = told("ours", line("We care.", "generic_claim"))
    better = line(PROVED, "benefit", "proof", focus="customer", dimension="trust")
    rival = told(
        "alba",
        better,
        line("You sleep well in the house that we have built.", "benefit", focus="customer", dimension="care"),  # nothing proves it
        line("We won 12 prizes in the year 2020 for our work.", "benefit", "proof", dimension="quality"),  # about themselves
        line("You get 24 hour help, the best there is.", "benefit", "proof", "generic_claim", focus="customer", dimension="availability"),
    )
    assert [(one.about, one.quote.text, one.own) for one in compared(own, rival).lessons] == [("trust", PROVED, 0)]
    same = told("ours", line(PROVED, "benefit", "proof", focus="customer", dimension="trust"))
    assert compared(same, rival).lessons == ()


def test_three_lessons_at_most_one_for_each_matter() -> None:
    own = told("ours", line("We care.", "generic_claim"))
    texts = {d: f"You see {n} facts about the {d} of our work here." for n, d in enumerate(("quality", "availability", "care", "trust"), 1)}
    rival = told("alba", *(line(text, "benefit", "proof", focus="customer", dimension=d) for d, text in texts.items()))
    lessons = compared(own, rival).lessons
    assert len(lessons) == 3
    assert len({one.about for one in lessons}) == 3


def test_what_the_site_says_itself_is_no_lack() -> None:
    text = "You choose the day of the work online."
    said = line(text, "benefit", focus="customer")
    rival = told("alba", said, line("Nothing is paid before you see a tight roof.", "benefit", focus="customer"))
    found = compared(told("ours", said), rival)
    (lack,) = [one for one in found.lacking if one.what == "line"]
    assert [quote.text for quote in lack.quotes] == ["Nothing is paid before you see a tight roof."]
    assert all(text != quote.text for one in found.lacking for quote in one.quotes)


def test_rivals_that_could_not_be_read_are_kept_with_their_reason() -> None:
    own = told("ours", line("We care.", "generic_claim"))
    found = compare(side(own), [], [Unread("nowhere", "crawl.no-such-source", (("source", "nowhere"),))])
    assert (found.rivals, found.unread[0].source) == ((), "nowhere")


def test_the_figures_of_a_site_are_the_same_in_any_order_of_rivals() -> None:
    own = told("ours", line("We care.", "generic_claim"), line("We hurry.", "promise"))
    alba, nora = told("alba", line("We care.")), told("nora", line("We hurry."))
    one, other = compared(own, alba, nora), compared(own, nora, alba)
    assert {s.segment: frozenset(s.printed_by) for s in one.swaps} == {s.segment: frozenset(s.printed_by) for s in other.swaps}
    assert {c.slug: c.printable for c in one.sites} == {c.slug: c.printable for c in other.sites} == {"ours": 2, "alba": 1, "nora": 1}


def test_counted_segments_of_rivals_are_not_kept() -> None:
    found = compared(told("ours", line("We care.", "generic_claim")), told("alba", line("We care.")))
    assert all(one.counted == () for site in found.sites for axis in site.axes for one in axis.indicators)
