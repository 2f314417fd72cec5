"""Recipes: how a sentence about the company becomes one about its reader, and the word lists that keep it safe.

In: `rules/recipes/<id>.yml`, with `grammar.yml` and `guard.yml` beside them. Out: `Recipes`; a mistake is a `RuleProblem` at its line.

A frame is two rows of words: `before` is met from the start of a clause to its end, `after` is written in its place. In braces stand
slots (`SLOTS`), which take words of the sentence and give them back untouched, names of the recipe's own verb lists, and, in `after`,
any verb to conjugate: `{recevoir}` agrees with the reader, `{être yours}` with the slot that it names. `a|b` is either word, `a?` an
optional one, `{de thing}` and `{à thing}` the slot after a preposition, with its contraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from auditor.knowledge import yaml_file
from auditor.knowledge.rules import Record
from auditor.models import BlockKind, Lang

SLOTS = ("we", "source", "you", "thing", "part", "do", "yours", "rest", "when", "group", "one", "kind")
ELEMENT = re.compile(r"\{[^{}]*\}\??|[^\s{}]+")
GRAMMAR, GUARD = "grammar", "guard"


class Frame(Record):
    """One move: the words met and the words written."""

    before: str
    after: str
    short: bool = False  # only when what stays is short and has no clause of its own
    label: bool = False  # only a heading or a button without a verb
    turned: bool = False  # what is written names the reader: it is better even where so few words leave the focus open
    addressed: bool = False  # only when what stays speaks to the reader: the company's act names nobody
    starts: tuple[str, ...] = ()  # the thing must open with one of these
    by: tuple[str, ...] = ()  # the old subject must open with one of these words, or be {name}, the company
    places: bool = False  # what follows the verb must name a place
    verbless: bool = False  # what stays has no verb: it is a thing, not a clause
    heads: tuple[str, ...] = ()  # the thing must be one of these, in the singular: the verb would not suit others

    @cached_property
    def pattern(self) -> tuple[str, ...]:
        """Elements of `before`, in order."""
        return tuple(ELEMENT.findall(self.before))

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """The words of `before` that a clause must hold, one of each set."""
        return tuple(frozenset(one.split("|")) for one in self.pattern if not one.startswith("{") and not one.endswith("?"))

    @cached_property
    def acts(self) -> tuple[str, ...]:
        """The verb lists of which a clause must hold a form."""
        return tuple(name for name in re.findall(r"\{([^{}]*)\}(?!\?)", self.before) if name not in SLOTS)

    @cached_property
    def first_words(self) -> tuple[str, ...]:
        """The words that may open it, when it opens with none of its slots: « découvrez|découvrir nos {kind} »."""
        return () if self.pattern[0].startswith("{") else tuple(self.pattern[0].split("|"))

    @property
    def is_open(self) -> bool:
        """Whether the writer has a blank to fill in."""
        return "[" in self.after


class Blank(Record):
    """What the writer has to say where a rule found a sentence about one of these things."""

    say: str
    about: tuple[str, ...] = ()  # the sentence must name one; any sentence when empty
    after: str = ""  # the move's own words for it, in place of the whole's `after`
    spare: tuple[str, ...] = ()  # words that make this blank pointless


class Whole(Record):
    """A move that keeps every word of the sentence, and sets a blank before or after it.

    `{text}` is the sentence; `[]` takes the blank of the rule that found it, and for other rules the move is not made.
    """

    after: str
    blanks: dict[str, tuple[Blank, ...]]  # by the rule that found the sentence: the first that suits it is taken
    shape: Literal["any", "clause", "sentence", "label", "list"] = "any"  # a clause has a finite verb, a sentence a full stop besides,
    # a label has no verb at all, a list is verbless things in a row
    blocks: tuple[BlockKind, ...] = ()  # where it must stand; anywhere when empty or unknown
    ours: bool = False  # a sentence with a verb must speak of the company: a general truth has nothing to prove
    gains: tuple[str, ...] = ()  # how a sentence without the company tells the reader what they get: "you will", "you can rely"
    present: bool = False  # only in the present, without limits: not a story
    opens: tuple[str, ...] = ()  # how the sentence must open: words, or {name}, the company's
    traits: tuple[str, ...] = ()  # it must have one of these labels
    without: tuple[str, ...] = ()  # and none of these
    spare: tuple[str, ...] = ()  # words that make the blank pointless
    acts: tuple[str, ...] = ()  # a list's things must each be named by one: `*age` is any such ending; of equipment or of places none is
    figures: bool = True  # whether it may hold a figure, which proves something already
    names: int = 99  # proper nouns that it may hold: a row of places or of people is no row of things
    most: int = 25  # words
    answers: bool = False  # the blank is what the rule asks for: the rule's own words may stay
    states: tuple[str, ...] = ()  # verbs of being, thinking or wishing: with these given, the first verb must tell what is done

    @model_validator(mode="after")
    def _has_places(self) -> Self:
        if "{text}" not in self.after or "[]" not in self.after:
            raise PydanticCustomError("knowledge.whole-without-place", "no {text} or []", {"after": self.after})
        return self


class Drops(Record):
    """Empty words that a sentence loses nothing without: how a deletion knows that the words around can stay as they are."""

    words: dict[str, tuple[str, ...]]  # by rule; `word*` is any ending
    adverbs: dict[str, tuple[str, ...]] = {}  # by rule; dropped beside a verb that goes on without them
    phrases: tuple[str, ...] = ()  # rows of words that hang on a noun or a verb and are dropped by the same rules
    intensifiers: tuple[str, ...] = ()  # dropped along with the word that they strengthen
    kinds: tuple[str, ...] = ()  # nouns that the word tells apart from others of their kind: « formation professionnelle »
    beside: tuple[str, ...] = ()  # kinds only right after the word: "professional services", not "professional cleaning services"
    bare: tuple[str, ...] = ()  # nouns that say nothing alone: « un résultat », "a service"
    joins: tuple[str, ...] = ()  # « et »: between two words of which one may stay
    others: tuple[str, ...] = ()  # « ou », "than": a word beside one of these stays
    describes: tuple[str, ...] = ()  # what opens a phrase that says more of a noun
    reaches: tuple[str, ...] = ()  # of these, what may follow a dropped phrase: « de qualité pour votre toit »
    completes: tuple[str, ...] = ()  # what opens the complement of a participle: « spécialisé dans »; the first also that of an adjective
    indefinite: tuple[str, ...] = ()  # determiners and prepositions after which a noun alone says nothing
    relative: tuple[str, ...] = ()  # pronouns by which a clause tells nouns apart: its only adjective stays
    definite: tuple[str, ...] = ()  # determiners by which "we are the … choice" asserts the word itself
    degrees: tuple[str, ...] = ()  # « plus », "very": the word that follows stays
    articles: tuple[str, ...] = ()  # articles that change with the word that follows
    pairs: tuple[str, ...] = ()  # phrases that announce two words, of which neither can go: « à la fois »
    makes: tuple[str, ...] = ()  # verbs whose object needs the word: « rendre impeccable »
    only: dict[str, tuple[str, ...]] = {}  # by rule: the only nouns beside which its words are empty
    manners: dict[str, tuple[str, ...]] = {}  # by rule: nouns that say how, after one of `means`: « avec rigueur »
    means: tuple[str, ...] = ()
    fore: dict[str, tuple[str, ...]] = {}  # by rule: adjectives before their noun, after one of `determiners`
    determiners: tuple[str, ...] = ()  # determiners that no word after them changes
    tells: tuple[str, ...] = ()  # what opens a clause that says enough of a noun
    aims: tuple[str, ...] = ()  # what does before an infinitive
    most: int = 0  # words of the sentence for each one that goes: in a longer one nobody sees the gain; 0: any number
    kept: tuple[str, ...] = ()  # words that tell the reader something and stay; where one stands, another that goes is no gain
    clears: bool = False  # only where no other empty word stays: a sentence that keeps one is hardly plainer


class Swap(Record):
    """A formula and its plain equivalent: a whole heading, or words in a sentence; `a|b` is either.

    In a whole heading `{name}` is the company's name and `{rest}`, one way only, what the heading is about.
    """

    before: str
    after: str
    inside: bool = False  # it may stand anywhere in a sentence, and only that part changes
    turned: bool = False  # the plain form names the reader: it is better even where so few words leave the focus open
    never: tuple[str, ...] = ()  # words that may not follow it: "we know that we …" is not about the reader
    spare: tuple[str, ...] = ()  # words that may not stand after it at all: the "their" of "every customer gets their …"
    first: bool = False  # only where a sentence begins
    adds: tuple[str, ...] = ()  # words of negation or modality that the plain form says otherwise
    title: str = ""  # `after` as a title, where the words that it keeps are set as English titles are: "Our Roofing Services"


class Front(Record):
    """Phrases about the reader or the people served that may open the sentence as well as close it."""

    opens: tuple[str, ...]  # how such a phrase begins
    needs: tuple[str, ...]  # one of these words must stand in it
    never: tuple[str, ...] = ()  # a phrase with one of these leans on what was said before it


class Invites(Record):
    """A question whether the reader wants to do something, said as the invitation that it stands for."""

    opens: tuple[str, ...]  # what comes before the verb: « prêt à », "ready to"
    verbs: tuple[str, ...]  # what one can be invited to: a turn to the company, a project; no gain, which would be promised
    us: tuple[str, ...] = ()  # of these, what has to say with whom: « confiez-nous »
    with_us: str = ""  # how it is said: « -nous »
    pronouns: dict[str, str] = {}  # pronoun before the infinitive -> how it stands after the imperative
    together: tuple[str, ...] = ()  # words by which both parties act: « ensemble »
    singular: tuple[str, ...] = ()  # words by which the page says « tu »
    never: tuple[str, ...] = ()  # words whose sense the imperative would change


class Borrowed(Record):
    """A proof found on the same site, brought next to a claim."""

    facts: dict[str, tuple[str, ...]]  # rule -> kinds of facts that prove its claim
    signals: dict[str, tuple[str, ...]] = {}  # rule -> rules of proof
    acts: tuple[str, ...] = ()  # rules whose claims are shown by what somebody does: a sentence that tells it beside the claim will do
    about: dict[str, tuple[str, ...]] = {}  # rule -> words of which a claim with a verb must hold one; without any rule, no claim need
    spare: tuple[str, ...] = ()  # rules: a sentence that one of them met proves nothing of the company
    never: tuple[str, ...] = ()  # words that make a sentence lean on the one before it
    leans: tuple[str, ...] = ()  # words that do so where they open it: "The study ranked …" names a study that the reader has met
    most: int = 22  # words of the claim
    told: tuple[str, ...] = ()  # words by which a claim names what is behind it: "to ensure", « grâce à »
    steps: tuple[str, ...] = ()  # a line that opens with one of these tells a step of the company's history, and claims nothing


class RecipeExample(Record):
    """A sentence and what becomes of it, or one that must be refused."""

    before: str = ""
    after: str = ""
    refuse: str = ""
    rule: str = ""  # the rule that found it, where the move depends on it
    proof: str = ""  # a sentence of the same site, for moves that borrow one
    facts: tuple[str, ...] = ()  # kinds of the facts that it states
    traits: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.before and self.after) == bool(self.refuse) or bool(self.before) != bool(self.after):
            raise PydanticCustomError("knowledge.recipe-example-shape", "either before with after, or refuse")
        return self


class RecipeSection(Record):
    """A recipe in one language."""

    verbs: dict[str, tuple[str, ...]] = {}
    refuse: tuple[str, ...] = ()  # words that make no sense once the reader is the subject
    frames: tuple[Frame, ...] = ()
    wholes: tuple[Whole, ...] = ()
    splits: dict[str, tuple[str, ...]] = {}  # joiner -> subjects: between them a sentence may end
    cuts: dict[str, str] = {}  # how a second clause opens -> how it opens as a sentence of its own: ", ce qui" -> « Cela »
    drops: Drops | None = None
    swaps: tuple[Swap, ...] = ()
    fronts: Front | None = None
    invites: Invites | None = None
    borrowed: Borrowed | None = None
    examples: tuple[RecipeExample, ...]

    @model_validator(mode="after")
    def _known_slots(self) -> Self:
        if taken := sorted({*SLOTS} & {*self.verbs}):
            raise PydanticCustomError("knowledge.slot-taken", "name of a slot", {"slot": taken[0]})
        known = {*SLOTS, *self.verbs}
        met = {name for frame in self.frames for name in re.findall(r"\{([^{}]*)\}", frame.before)}
        for slot in sorted(met - known):
            raise PydanticCustomError("knowledge.no-such-slot", "no such slot", {"slot": slot, "expected": ", ".join(sorted(known))})
        for frame in self.frames:
            if not any(f"{{{name}}}" in frame.before for name in self.verbs) and not frame.first_words:
                raise PydanticCustomError("knowledge.frame-without-verb", "no verb list", {"before": frame.before})
        return self

    @model_validator(mode="after")
    def _has_both(self) -> Self:
        if not any(e.before for e in self.examples) or not any(e.refuse for e in self.examples):
            raise PydanticCustomError("knowledge.examples-missing", "one sentence rewritten and one refused at least")
        return self


class Recipe(Record):
    """A recipe file; recipes are tried by `order`, lowest first: what keeps most of the original words comes first."""

    id: str = ""
    order: int
    since: str = ""
    acts: Literal["any", "present", "bare"] = "any"  # present: no future, which would assure a result; bare: no modal verb
    asks: tuple[str, ...] = ()  # questions to the writer that go with it: rewrite.ask.<name>
    fr: RecipeSection
    en: RecipeSection

    def section(self, lang: Lang) -> RecipeSection:
        """The recipe in `lang`."""
        return self.fr if lang == "fr" else self.en


class Grammar(Record):
    """Closed-class words of one language, as recipes need them."""

    we: tuple[str, ...]
    you: dict[str, tuple[str, ...]]  # reader ("plural", "singular") -> its object forms; the subject form is `subject`
    subject: dict[str, str]
    source_starts: tuple[str, ...]  # determiners that may open the subject of a sentence
    source_stops: tuple[str, ...]
    thing_starts: tuple[str, ...] = ()  # French objects open with one of these; English ones need not
    thing_stops: tuple[str, ...] = ()  # what never opens an object
    your: tuple[str, ...]
    own: tuple[str, ...] = ()  # possessives of the company's
    every: tuple[str, ...] = ()  # opening a sentence, how a company says what it always does: « chaque levé est contrôlé »
    people: tuple[str, ...] = ()  # as nouns these are people, often the customers, and claim nothing: « les professionnels »
    other_subjects: tuple[str, ...] = ()  # after one of these « nous » is whom somebody else does it for
    speaker: tuple[str, ...] = ()  # other words by which a company speaks of itself: « je », « on »
    stands_for: tuple[str, ...] = ()  # how a sentence about the company opens without its name: « le cabinet »
    one: tuple[str, ...] = ()  # « un », "a": what opens what somebody is
    customer: str = ""  # the noun by which blanks name whom the company serves; a house may have another
    articles: dict[str, tuple[str, ...]] = {}  # before it: -> masculine, masculine before a vowel, feminine, feminine before a vowel
    agreeing: tuple[str, ...] = ()  # words of a blank that a feminine noun would change
    links: tuple[str, ...]  # prepositions that stay inside a noun phrase
    adjuncts: tuple[str, ...]  # how a complement of time, place or manner opens
    complements: tuple[str, ...]  # how any complement opens
    times: tuple[str, ...]  # how a complement of time or means opens
    openings: tuple[str, ...]  # words that may open a phrase set before the clause
    adverbs: tuple[str, ...]
    adverb_rows: dict[str, int] = {}  # how many words a row of time has by its first: « chaque mois » 2, « tous les ans » 3
    matter: tuple[str, ...] = ()  # an adjunct's preposition that, before anything but a number, says what a thing is made of
    group_starts: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()  # prepositions that, before "your", say whom an act is for
    reflexive: tuple[str, ...] = ()  # third person: no pronoun for the reader
    joiners: tuple[str, ...]
    clauses: tuple[str, ...]  # words that open a clause or a phrase whose subject we cannot see
    attitudes: tuple[str, ...]  # how the company feels about it: no sense with the reader as subject
    relatives: tuple[str, ...]  # after one of these, verbs have a subject of their own
    gerund: tuple[str, ...]  # + a form in -ant or -ing: its subject is the one that we are about to change
    hands_over: tuple[str, ...] = ()  # + an infinitive: the same
    determiners: tuple[str, ...] = ()  # what follows a word proves that it is a verb: "and plan your visit"
    company_verbs: tuple[str, ...] = ()  # acts that are the company's own wherever they stand
    modals: dict[str, tuple[str, ...]] = {}
    models: dict[str, str] = {}  # ending of an unknown verb -> verb that it is conjugated like
    finite: tuple[str, ...] = ()


class Lock(Record):
    """Word lists of the fact lock in one language: none of these may appear or vanish between before and after."""

    negation: tuple[str, ...]
    quantifier: tuple[str, ...]
    modality: dict[str, tuple[str, ...]]  # forms of one word count as that word
    help: tuple[str, ...]
    commitment: tuple[str, ...]
    limit: tuple[str, ...]
    unit: tuple[str, ...]
    date: tuple[str, ...]
    number: tuple[str, ...]
    function: tuple[str, ...]  # words without content of their own
    refused: tuple[str, ...]  # a sentence with one of these is not rewritten: its scope cannot be seen


class _Grammars(Record):
    fr: Grammar
    en: Grammar


class _Locks(Record):
    fr: Lock
    en: Lock


class Recipes(Record):
    """All recipes by id, in the order in which they are tried, with the grammar and the lock of each language."""

    moves: dict[str, Recipe]
    grammar: dict[Lang, Grammar]
    lock: dict[Lang, Lock]

    @cached_property
    def provable(self) -> dict[str, frozenset[str]]:
        """Rules whose claims a fact proves, with the kinds of such facts: those that a recipe would borrow for them."""
        rules = {rule for borrowed in self._borrowed() for rule in (*borrowed.facts, *borrowed.signals)}
        return {rule: frozenset(kind for borrowed in self._borrowed() for kind in borrowed.facts.get(rule, ())) for rule in sorted(rules)}

    @cached_property
    def shown_by_acts(self) -> frozenset[str]:
        """Rules whose claims are shown by what somebody does."""
        return frozenset(rule for borrowed in self._borrowed() for rule in borrowed.acts)

    def _borrowed(self) -> Iterator[Borrowed]:
        sections = (recipe.section(lang) for recipe in self.moves.values() for lang in self.grammar)
        return (section.borrowed for section in sections if section.borrowed)


def load(folder: Path) -> Recipes:
    """Everything in `folder`/recipes; RuleProblem for the first mistake."""
    home = folder / "recipes"
    if not home.is_dir():
        return Recipes(moves={}, grammar={}, lock={})
    found = [read(path) for path in sorted(home.glob("*.yml")) if path.stem not in (GRAMMAR, GUARD)]
    grammars = yaml_file.read(home / f"{GRAMMAR}.yml", _Grammars)
    return Recipes(
        moves={recipe.id: recipe for recipe in sorted(found, key=lambda r: (r.order, r.id))},
        grammar={"fr": grammars.fr, "en": grammars.en},
        lock=locks(folder),
    )


def read(path: Path) -> Recipe:
    """The recipe of one file; its id is the file's name."""
    return yaml_file.read(path, Recipe).model_copy(update={"id": path.stem})


def locks(folder: Path) -> dict[Lang, Lock]:
    """The word lists of the fact lock."""
    read_locks = yaml_file.read(folder / "recipes" / f"{GUARD}.yml", _Locks)
    return {"fr": read_locks.fr, "en": read_locks.en}
