"""Who "we" and "you" are in each language, and the words that sentence borders and parties depend on.

In: `rules/parties/<lang>.yml`. Out: one `PartyWords` a language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from auditor.knowledge import yaml_file
from auditor.models import LANGS, Lang
from auditor.resources import folder as resource

Words = tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Persons:
    """The words by which a text shows who is in it, ready to be looked for. Equal to itself alone: a key for what a text shows."""

    own: frozenset[str]
    theirs: frozenset[str]
    singular: frozenset[str]
    headings: Words  # of testimonials
    cues: Words  # of testimonials
    questions: Words  # headings
    announcing: re.Pattern[str]  # any of these three


class PartyWords(BaseModel):
    """The words of one language, all in lower case; a phrase stands as its words with one space between."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    self_pronouns: Words
    self_possessives: Words
    customer_pronouns: Words
    customer_possessives: Words
    singular_self: Words  # first person singular: the reader's own voice in an FAQ question, the speaker's in a testimonial
    impersonal: Words  # "on"
    impersonal_cues: Words  # words that make the impersonal mean people in general
    company_nouns: Words  # the company when definite and a subject: « l'agence », "the firm"
    definite: Words  # determiners that make a company noun the company
    customer_nouns: Words
    staff: Words = ()  # customer nouns that are the company's own people after "our"
    people: Words  # pronouns of people who are neither party: "they", « elle »
    pointers: Words  # words that point at something said before: "this", « cela »
    inclusive: Words  # "together", « ensemble »
    imperatives: Words  # surface forms that are imperatives when they open a clause
    maybe_imperatives: Words = ()  # nouns as well: imperatives only before one of `after_imperative`
    after_imperative: Words = ()
    label_orders: Words = ()  # orders before a bare noun in a short label: "request information"
    pages: Words = ()  # nouns that make a page's name of such a label: "request form"
    not_imperatives: Words = ()  # words that end like an imperative and are none
    before_imperative: Words = ()  # what may stand before an imperative in its clause: "please", "don't"
    enablers: Words  # lemmas whose infinitive has the reader as its actor
    asked_of_company: Words  # verbs of what a reader asks a company: « livrez-vous », "do you deliver"
    asked_with: Words = ()  # English verbs that turn "you deliver" into a question
    testimonial_headings: Words
    review_sites: Words  # where customers leave reviews
    review_times: Words  # when one was left, as such sites say it: "3 months ago"
    testimonial_cues: Words
    question_headings: Words
    opening_words: Words  # may stand before a self mention that opens the segment: "at", « chez », "the"
    abbreviations: Words  # end in a full stop that ends no sentence
    final_abbreviations: Words = ()  # the same, but may end a sentence when a capital follows: "etc.", "Inc."
    we_verbs: Words = ()  # verbs with « nous » as subject: words, and endings after a hyphen
    no_we_verbs: Words = ()  # endings of nouns that look like them
    you_verbs: Words = ()  # the same with « vous »
    past_verbs: Words = ()  # of a past tense that small models take for a present
    clitics: Words = ()  # may stand between « vous » and its verb
    joins: Words = ()  # join a verb to the one before
    subordinators: Words = ()  # open a clause before which an order may stand after a comma
    before_place: Words = ()  # « rendez-vous sur », not « un rendez-vous »
    before_noun: Words = ()  # before « ton » the noun
    coordinators: Words = ()  # "and", "or"
    limits: Words = ()  # words that make a length of time a limit: "within", « sous »
    no_rank: Words = ()  # superlatives in form that rank nothing: "at least"
    capitalised: Words = ()  # words with a capital that are no names
    marks: Words = ()  # certificates and labels by their name, met in capitals only
    superlatives: Words = ()
    numbers: Words = ()  # figures written out
    units: Words = ()
    delays: Words = ()  # units of time that a delay is measured in
    months: Words = ()
    lists: dict[str, Words] = {}  # word lists that any rule may use in its phrases, {NAME}

    @cached_property
    def persons(self) -> Persons:
        """The words by which a text shows who is in it."""
        own, theirs = (*self.self_pronouns, *self.self_possessives), (*self.customer_pronouns, *self.customer_possessives)
        announced = self.testimonial_headings, self.testimonial_cues, self.question_headings
        announcing = re.compile("|".join(map(re.escape, chain(*announced))))
        return Persons(frozenset(own), frozenset(theirs), frozenset(self.singular_self), *announced, announcing)


def load(folder: Path) -> dict[Lang, PartyWords]:
    """The party words of both languages under `folder`/parties."""
    return {lang: yaml_file.read(folder / "parties" / f"{lang}.yml", PartyWords) for lang in LANGS}


@cache
def of_language(lang: Lang) -> PartyWords:
    """The party words that travel with the program, read once."""
    return yaml_file.read(resource("rules") / "parties" / f"{lang}.yml", PartyWords)
