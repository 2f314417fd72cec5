"""What the recipes allow a sentence to lose and to gain, whoever words it: verbs of the company's that may go, words that may come.

In: a sentence's words with their lemmas, and the recipes. Out: `Licence`. A recipe speaks for a sentence when it knows its verb; nothing
else may be added, so that a rewrite from outside can only say what a recipe could have said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.knowledge.recipes import Frame, Grammar, Recipes, RecipeSection
from auditor.models import Lang, Token
from auditor.rewrite import guard, realise

PLACE = re.compile(r"\{([^{}]*)\}")
LITERAL = re.compile(r"\{[^{}]*\}|\[[^\]]*\]|,")
AGREEING = ("be", "être")  # « {être yours} »: agrees with what is the reader's
GENDERS = ((False, False), (True, False), (False, True), (True, True))  # feminine, plural


@dataclass(frozen=True, slots=True)
class Licence:
    """Words in lower case, with straight apostrophes."""

    goes: frozenset[str]  # the company's own verb as it stands in the sentence, its pronouns, what a rule calls empty
    comes: frozenset[str]  # words that a recipe would write in their place
    verbs: frozenset[str]  # of these, the forms that may follow the reader as their subject
    acts: frozenset[str]  # of those that may go, the verbs
    empty: frozenset[str]  # of those that may go, what the rule calls empty


def licence(text: str, tokens: Sequence[Token], rule: str, lang: Lang, recipes: Recipes) -> Licence:
    """What the recipes allow for this sentence, found by this rule."""
    grammar = recipes.grammar[lang]
    spoken = {word.low: word.lemma for word in _verbs(tokens)}
    acts, comes, verbs = set[str](), set[str](), set[str]()
    for recipe in recipes.moves.values():
        for frame, lemmas in _frames(recipe.section(lang), f" {guard.folded(text)} "):
            met = {low for low, lemma in spoken.items() if lemma in lemmas or low in lemmas}
            if met:
                acts |= met
                taken, heard = _written(frame, {spoken[low] for low in met}, tokens, lang, grammar)
                comes |= taken | heard
                verbs |= heard
    empty = set(_empty(text, rule, recipes, lang))
    own = {*grammar.we, *grammar.own, *grammar.speaker}
    return Licence(frozenset(own | acts | empty), frozenset(comes), frozenset(verbs), frozenset(acts), frozenset(empty))


@dataclass(frozen=True, slots=True)
class _Verb:
    low: str
    lemma: str


def _verbs(tokens: Sequence[Token]) -> Iterator[_Verb]:
    for token in tokens:
        if token.pos in ("VERB", "AUX"):
            yield _Verb(guard.folded(token.text), token.lemma.lower())


def _frames(section: RecipeSection, text: str) -> Iterator[tuple[Frame, set[str]]]:
    """The frames that could speak for the text, each with its verbs; none of a section that refuses one of its words."""
    if any(f" {phrase} " in text for phrase in section.refuse):
        return
    for frame in section.frames:
        if frame.is_open or frame.heads and not any(f" {head} " in text for head in frame.heads):
            continue
        yield frame, {lemma for name in PLACE.findall(frame.before) for lemma in section.verbs.get(name.rstrip("?"), ())}


def _written(frame: Frame, lemmas: set[str], tokens: Sequence[Token], lang: Lang, grammar: Grammar) -> tuple[set[str], set[str]]:
    """Words that the frame writes of itself, and the forms of its verbs with the reader as subject."""
    literal = {word for word in guard.words(LITERAL.sub(" ", frame.after))}
    verbs = set[str]()
    for place in PLACE.findall(frame.after):
        head, _, name = place.rpartition(" ")
        if head == "done":
            literal |= {form for lemma in lemmas for form in _participles(lemma, lang, grammar)}
        elif head in AGREEING:
            literal |= {_finite(head, 3, plural, "present", lang, grammar) for plural in (False, True)}
        elif not head and realise.is_verb(lang, name) and f"{{{name}}}" not in frame.before and name not in ("do", "rest"):
            tenses = ("present", "future") if any("Tense=Fut" in t.morph for t in tokens) else ("present",)
            verbs |= {_finite(name, 2, plural, tense, lang, grammar) for plural in (False, True) for tense in tenses}
    return literal - {""}, verbs - {""}


def _finite(lemma: str, person: int, plural: bool, tense: str, lang: Lang, grammar: Grammar) -> str:
    try:
        return guard.folded(realise.verb(lang, lemma, person=person, plural=plural, tense=tense, models=grammar.models))
    except realise.UnknownWord:
        return ""


def _participles(lemma: str, lang: Lang, grammar: Grammar) -> Iterator[str]:
    for feminine, plural in GENDERS:
        try:
            yield guard.folded(realise.participle(lang, lemma, feminine=feminine, plural=plural, models=grammar.models))
        except realise.UnknownWord:
            return


def _empty(text: str, rule: str, recipes: Recipes, lang: Lang) -> Iterator[str]:
    """Words of the text that a recipe would leave out for this rule; none where one of them tells a kind of thing apart."""
    for recipe in recipes.moves.values():
        drops = recipe.section(lang).drops
        if drops is None or {*guard.words(text)} & {*drops.kinds, *drops.makes}:
            continue
        ways = [*drops.words.get(rule, ()), *drops.adverbs.get(rule, ())]
        pattern = "|".join(re.escape(way).replace(r"\*", r"[^\W\d_]*") for way in ways)
        yield from (word for word in guard.words(text) if pattern and re.fullmatch(pattern, word))
