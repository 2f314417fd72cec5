"""Proof found on the same site, brought next to a claim that shows none: both word for word, as two sentences.

In: the labelled segments of a site, once; then a claim and the rule that found it. Out: `Proof`s, and `Draft`s that name their source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.knowledge.recipes import Borrowed, Recipe
from auditor.models import LabelledSegment, Lang, Segment, Token
from auditor.rewrite import guard
from auditor.rewrite.compose import Draft
from auditor.rewrite.said import RUN, Said

MOST_WORDS, LEAST_WORDS = 24, 4
VERBLESS = "verb:none"  # of a segment's grammar
CLOSED_PAGES = ("legal", "careers", "news", "search")
NOT_PROSE = re.compile(r"[?:;|\u2022\u00b7\n\[\]«»\"“”@]|https?:|\s[\u2013\u2014-]\s|\u2026|\.\s")
SHOUTED = re.compile(r"\b[^\W\d_a-zà-ÿ]{5,}\b|\s[A-Z]['\u2019][a-zà-ÿ]|★")  # capitals that stand out in running text
NO_CLAIM = re.compile(r"[?:;\[\]«»\"“”\d]")  # in a claim: what shows something, or breaks it
SHOWN = frozenset(("proof", "testimonial"))  # traits of what shows something itself
LEADING = re.compile(r"^[^\w«]+")


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence or a line of the site that states a checkable fact and can stand elsewhere."""

    segment: str  # id
    page: str
    text: str  # as it is written, without what is set before its first word
    kinds: frozenset[str]  # kinds of its facts, and ids of the rules that it met
    lang: Lang


class Shelf:
    """The proofs of a site by what they prove: looked through once, for a site has thousands of them and of claims."""

    def __init__(self, proofs: Iterable[Proof] = ()) -> None:
        self._proofs = tuple(proofs)
        self._fitting: dict[tuple[str, Lang, str], tuple[tuple[Proof, ...], dict[str, list[Proof]]]] = {}

    def beside(self, recipe: Recipe, rule: str, segment: Segment) -> Proof | None:
        """The proof that the recipe could set beside a claim that the rule found: one of its own page first, none that it has already."""
        key = (recipe.id, segment.lang, rule)
        if key not in self._fitting:
            self._fitting[key] = self._sorted(recipe.section(segment.lang).borrowed, rule, segment.lang)
        (every, by_page), has = self._fitting[key], (segment.text.strip(), segment.prev)
        return next((proof for row in (by_page.get(segment.page, ()), every) for proof in row if proof.text not in has), None)

    def _sorted(self, borrowed: Borrowed | None, rule: str, lang: Lang) -> tuple[tuple[Proof, ...], dict[str, list[Proof]]]:
        """What proves what the rule finds, on all pages and by page."""
        found = tuple(p for p in self._proofs if borrowed is not None and p.lang == lang and proves(borrowed, rule, p))
        by_page: dict[str, list[Proof]] = {}
        for proof in found:
            by_page.setdefault(proof.page, []).append(proof)
        return found, by_page


def proofs_of(site: Sequence[LabelledSegment]) -> tuple[Proof, ...]:
    """Every proof of the site that could stand beside a claim, in the order of the pages, each text once."""
    found: dict[str, Proof] = {}
    for labelled in site:
        proof = _proof(labelled)
        if proof:
            found.setdefault(proof.text, proof)
    return tuple(found.values())


def _proof(labelled: LabelledSegment) -> Proof | None:
    segment, labels, analysis = labelled.segment, labelled.labels, labelled.analysis
    text = LEADING.sub("", segment.text.strip())
    if not analysis.facts or not {"proof"} & {*labels.traits} or {"testimonial", "generic_claim", "invitation"} & {*labels.traits}:
        return None
    if segment.page_kind in CLOSED_PAGES or segment.kind in ("quote", "button", "title", "description") or NOT_PROSE.search(text[:-1]):
        return None
    if not LEAST_WORDS <= len(text.split()) <= MOST_WORDS or SHOUTED.search(text) or labels.focus == "neutral" or not text.endswith("."):
        return None
    if not _is_ours(labelled) or ":" in segment.text.partition(text)[0]:  # a line of a log, or what is left of one that was cut
        return None
    kinds = frozenset((*(fact.kind for fact in analysis.facts), *(signal.rule for signal in analysis.signals)))
    return Proof(segment.id, segment.page, text, kinds, segment.lang)


def _is_ours(labelled: LabelledSegment) -> bool:
    """Whether it speaks of the company, or is a line without a verb, whose place says of whom: "300 projects in ten years."."""
    analysis = labelled.analysis
    return VERBLESS in analysis.grammar or any(mention.party == "self" for mention in analysis.parties.mentions)


def drafts(recipe: Recipe, said: Said, proof: Proof, tokens: Sequence[Token], ours: bool) -> Iterator[Draft]:
    """The claim followed by the proof that may follow it by its words: a sentence of the company (`ours`) or a line of some words."""
    borrowed, finite = recipe.section(said.lang).borrowed, any("VerbForm=Fin" in t.morph for t in tokens)
    is_line = borrowed is not None and not borrowed.about and len(said.text.split()) >= LEAST_WORDS
    if ours if finite else is_line:
        text, source = f"{said.text} {proof.text}", proof.segment
        yield Draft(text, recipe.id, (), keeps_focus=True, answers=True, source=source, borrowed=proof.text)


def may_follow(recipe: Recipe, said: Said, rule: str, shelf: Shelf) -> Proof | None:
    """The proof that could follow the claim, as far as its words tell: one of its own page first, none that it has already. It follows a
    claim that shows nothing yet and tells no step of a history.
    """
    borrowed, claim = recipe.section(said.lang).borrowed, said.text
    if borrowed is None or rule not in borrowed.facts and rule not in borrowed.signals:
        return None
    if not claim.endswith((".", "!")) or not SHOWN.isdisjoint(said.labelled.labels.traits):
        return None
    if len(claim.split()) > borrowed.most or NO_CLAIM.search(claim) or claim.isupper():
        return None
    first = RUN.match(claim)
    if first and first.group().lower() in borrowed.steps or not _may_be_about(said, borrowed, rule):
        return None
    folded = f" {guard.folded(claim)} "
    return None if any(f" {way} " in folded for way in borrowed.told) else shelf.beside(recipe, rule, said.labelled.segment)


def _may_be_about(said: Said, borrowed: Borrowed, rule: str) -> bool:
    """Whether the words name what the proof is about; where the recipe does not ask, whether they are the company's or a line."""
    if borrowed.about:
        return said.is_ours and not said.row.isdisjoint(borrowed.about.get(rule, ()))
    return said.is_ours or len(said.text.split()) >= LEAST_WORDS


def proves(borrowed: Borrowed, rule: str, proof: Proof) -> bool:
    """Whether the proof is of a kind that proves what the rule found, and leans on no sentence before it."""
    wanted = {*borrowed.facts.get(rule, ()), *borrowed.signals.get(rule, ())}
    if wanted.isdisjoint(proof.kinds) or not proof.kinds.isdisjoint(borrowed.spare):
        return False
    words = re.findall(r"[^\W\d_]+", proof.text.lower())
    return bool(words) and words[0] not in (*borrowed.never, *borrowed.leans) and not {*words} & {*borrowed.never} - {words[0]}
