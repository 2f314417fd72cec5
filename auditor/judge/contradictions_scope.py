"""What a fact holds for: the company as a whole, a person, one case among others.

In: labelled segments with their facts, and the scope words of `rules/facts/`. Out: `Statement`s, and what can be said of their scope.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.judge.pooling import JudgedPage
from auditor.knowledge.facts import FactRules
from auditor.knowledge.patterns import either, fold, whole
from auditor.models import Fact, LabelledSegment, Lang

SPEAKS = frozenset(("home", "about", "offer", "case", "contact", "help", "other"))  # news tell of their day, legal pages of the law
SHORT = 8  # words up to which a segment without any party is the company's own figure: « 300 clients »
OPENING = 2  # characters before a fact that opens its sentence: « Fondée en 1994, notre maison… »
BESIDE = 25  # characters after a rating in which its rater stands
RATED = ("satisfaction", "quantity")
BORN = 3  # words that tell a founding year, and nothing that was founded: « créée en 1994 »
YEAR_FIRST = 10  # letters in which a turn that begins with the year has it: « en 1994, Odile fonde » tells what somebody did
OWN = frozenset(("pronoun", "possessive", "name", "noun"))
CLAUSE = re.compile(r"[,;·•|–—.!?()✅]")
NAMED = re.compile(r"\s+[A-ZÀ-Þ]")  # « l'association Toits Sûrs » is somebody else
WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact where it is stated; `order` is its place in the site, by page key."""

    fact: Fact
    labelled: LabelledSegment
    page: str
    order: tuple[str, int]

    @property
    def value(self) -> str:
        """The value of the fact."""
        return self.fact.value

    def has(self, *kinds: str) -> bool:
        """Whether its segment states a fact of one of the kinds too."""
        return any(fact.kind in kinds for fact in self.labelled.analysis.facts)


class Scope:
    """The scope words of each language, compiled."""

    def __init__(self, rules: Mapping[Lang, FactRules]) -> None:
        self._person = {lang: whole(rule.scopes.person) for lang, rule in rules.items()}
        self._narrower = {lang: re.compile(rf"\s*[,:(]?\s*{either(rule.scopes.narrower)}(?!\w)") for lang, rule in rules.items()}
        self._at_service = {lang: whole(rule.scopes.at_service) for lang, rule in rules.items()}
        self._founds = {lang: whole(rule.scopes.founds) for lang, rule in rules.items()}
        self._only_one = {lang: whole(rule.scopes.only_one) for lang, rule in rules.items()}
        self._lifetime = {lang: whole(rule.scopes.lifetime) for lang, rule in rules.items()}
        self._career = {lang: whole(rule.scopes.career) for lang, rule in rules.items()}
        self._goes_on = {lang: whole(rule.scopes.goes_on) for lang, rule in rules.items()}
        self._raters = {lang: [(id, whole(words)) for id, words in rule.scopes.raters.items()] for lang, rule in rules.items()}
        self._reviews = frozenset(fold(word) for rule in rules.values() for word in rule.scopes.reviews)
        self._reach = {lang: (whole(rule.scopes.reach), whole(rule.scopes.reach_other)) for lang, rule in rules.items()}
        self._distances = {fold(word): unit for rule in rules.values() for unit, words in rule.scopes.distances.items() for word in words}

    def statements(self, pages: Sequence[JudgedPage]) -> list[Statement]:
        """The facts that pages state in their own voice, in the order of page keys."""
        found = []
        for text, segments in sorted(pages, key=lambda page: page[0].key):
            stating = [s for s in segments if s.analysis.facts] if text.kind in SPEAKS else []
            speaking = [s for s in stating if s.segment.lang in self._person and is_own_voice(s)]
            found += [Statement(fact, s, text.key, (text.key, n)) for n, s in enumerate(speaking) for fact in s.analysis.facts]
        return found

    def is_of_company(self, statement: Statement) -> bool:
        """Whether the fact is the company's: nobody else is named before it, and no person is spoken of."""
        if statement.fact.kind == "founded" and (_founds_it(statement) or self._founds_something_else(statement)):
            return _founds_it(statement)
        if self._is_of_person(statement) or any(
            f.kind == "name" and f.start < statement.fact.start for f in statement.labelled.analysis.facts
        ):
            return False
        mentions, fact = statement.labelled.analysis.parties.mentions, statement.fact
        ours = [m for m in mentions if m.party == "self" and m.how in OWN and (m.start < fact.end or fact.start <= OPENING)]
        text = statement.labelled.segment.text
        is_ours = any(m.how != "noun" or not NAMED.match(text, m.end) for m in ours)
        return is_ours or (not ours and statement.labelled.segment.words <= SHORT and not any(m.party == "customer" for m in mentions))

    def _founds_something_else(self, statement: Statement) -> bool:
        """Whether the year is that of somebody's act, or of something that the company has made."""
        fact, segment = statement.fact, statement.labelled.segment
        said = fold(segment.text[fact.start : fact.end])
        mentions = statement.labelled.analysis.parties.mentions
        acts = any(m.party == "self" and m.how in ("pronoun", "name") and m.start < fact.start for m in mentions)
        is_longer = acts and len(said.split()) > BORN and not self._founds[segment.lang].search(said)
        return is_longer or fact.value in said[:YEAR_FIRST]

    def is_own_age(self, statement: Statement) -> bool:
        """Whether years are those of the company itself: they are its own, and of no narrower field."""
        if statement.fact.kind == "experience":
            return self.is_of_company(statement) and not self.is_narrowed(statement)
        if self._at_service[statement.labelled.segment.lang].search(fold(statement.labelled.segment.text)):
            return not self._is_of_person(statement) and not self.is_narrowed(statement) and not statement.has("name")
        return statement.labelled.analysis.parties.actors_self > 0 and self.is_of_company(statement)

    def is_lifetime(self, statement: Statement) -> bool:
        """Whether years are those in which the company has been there, not those of some work of it."""
        text = fold(statement.labelled.segment.text)
        lang = statement.labelled.segment.lang
        is_there = self._at_service[lang].search(text) or (self._lifetime[lang].search(text) and self.is_of_company(statement))
        return bool(is_there) and not (self._is_of_person(statement) or self.is_narrowed(statement) or statement.has("name"))

    def tells_career(self, statement: Statement) -> bool:
        """Whether a founding is told with what the founder did before."""
        return bool(self._career[statement.labelled.segment.lang].search(fold(statement.labelled.segment.text)))

    def goes_on(self, statement: Statement) -> bool:
        """Whether what a year founds was there before: taken over, or made a company of."""
        return bool(self._goes_on[statement.labelled.segment.lang].search(fold(statement.labelled.segment.text)))

    def rater(self, statement: Statement) -> str:
        """Who has measured a figure, or what of it, where the sentence names one only; else nothing."""
        text = fold(statement.labelled.segment.text)
        named = [id for id, pattern in self._raters[statement.labelled.segment.lang] if pattern.search(text)]
        return named[0] if len(named) == 1 else ""

    def is_of_reviews(self, statement: Statement) -> bool:
        """Whether a figure counts reviews."""
        return self.counts_reviews(statement.fact.unit)

    def counts_reviews(self, unit: str) -> bool:
        """Whether a unit is that of reviews: « 76 avis vérifiés »."""
        return not self._reviews.isdisjoint(unit.split())

    def reach(self, statement: Statement) -> str:
        """The unit of a distance within which the company works; nothing where it is one for something else: a fee, a delivery."""
        segment, text = statement.labelled.segment, fold(statement.labelled.segment.text)
        within, other = self._reach[segment.lang]
        is_alone = sum(fact.kind == "quantity" for fact in statement.labelled.analysis.facts) == 1
        return self._distances.get(statement.fact.unit, "") if is_alone and within.search(text) and not other.search(text) else ""

    def is_narrowed(self, statement: Statement) -> bool:
        """Whether what follows the fact limits it: « 24 h pour les urgences »; « sur Google » says who rates, and limits nothing."""
        text, lang = fold(statement.labelled.segment.text), statement.labelled.segment.lang
        narrower, end = self._narrower[lang], statement.fact.end
        raters = (pattern.search(text, end, end + BESIDE) for _, pattern in self._raters[lang]) if statement.fact.kind in RATED else ()
        return bool(narrower.match(text, max((match.end() for match in raters if match), default=end)))

    def is_only_one(self, statement: Statement) -> bool:
        """Whether the sentence says that there is no other."""
        return bool(self._only_one[statement.labelled.segment.lang].search(fold(statement.labelled.segment.text)))

    def names_its_subject(self, statement: Statement) -> bool:
        """Whether the sentence itself says what the fact is about, and states one such fact only."""
        text = fold(statement.labelled.segment.text)
        subject = statement.fact.subject
        alone = sum(f.kind == statement.fact.kind for f in statement.labelled.analysis.facts) == 1
        return bool(WORD.search(subject)) and alone and all(word in text for word in subject.split())

    def _is_of_person(self, statement: Statement) -> bool:
        text = fold(statement.labelled.segment.text)
        start = max((m.end() for m in CLAUSE.finditer(text, 0, statement.fact.start)), default=0)
        end = next((m.start() for m in CLAUSE.finditer(text, statement.fact.end)), len(text))
        pattern = self._person[statement.labelled.segment.lang]
        return bool(pattern.search(text[start : statement.fact.start]) or pattern.search(text[statement.fact.end : end]))


def _founds_it(statement: Statement) -> bool:
    """Whether somebody is told to have founded the company, which is named right there: « Odile décide en 2009 de fonder Verdon »."""
    fact = statement.fact
    named = (m.start for m in statement.labelled.analysis.parties.mentions if m.party == "self" and m.how == "name")
    return any(fact.start <= start <= fact.end + 1 for start in named)


def is_own_voice(labelled: LabelledSegment) -> bool:
    """Neither a title, nor a customer's words, nor a question."""
    segment = labelled.segment
    is_quoted = segment.kind == "quote" or any(m.how == "quoted" for m in labelled.analysis.parties.mentions)
    is_aside = segment.kind in ("title", "description") or segment.text.rstrip(' »"”').endswith("?")
    return not is_quoted and not is_aside and "testimonial" not in labelled.labels.traits
