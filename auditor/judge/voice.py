"""Coherence of voice: how a site addresses its reader, speaks of itself, names its customers, and in which language.

In: pages with labelled segments. Out: `Usage` rows, the most used first, and the faults of each page that the index counts. Customers'
own words, titles, legal pages and job offers are not the site's voice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from auditor.garbage import undisturbed
from auditor.judge.contradictions_scope import is_own_voice
from auditor.judge.pooling import JudgedPage
from auditor.knowledge.patterns import fold
from auditor.knowledge.voice import Groups, VoiceWords
from auditor.models import Contradiction, LabelledSegment, Lang, Mention, Party, Usage

MATTERS = ("address", "company-person", "company-name", "customer-name", "language")
NOT_VOICE = frozenset(("legal", "careers", "search"))
LABELS = frozenset(("heading", "button", "image"))
NAMED = "name"  # the company in the third person
A_SENTENCE = 6  # words from which the language of a segment is certain
INITIALS = 5  # letters up to which a name in capitals is one: longer ones are set in capitals for show
TWICE = 2  # uses of a name from which it is a habit, not a slip or another person
FAULTY = {"address": 1, "customer-name": TWICE}  # matters of which a page is to have one habit, and uses from which there is one
Ways = Callable[[Party, str, str], tuple[tuple[str, str], ...]]
Faults = Mapping[str, tuple[int, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a way of saying something."""

    matter: str
    said: str
    page: str
    segment: str
    block: str


@undisturbed()
def uses(pages: Sequence[JudgedPage], words: Mapping[Lang, VoiceWords]) -> list[Use]:
    """Every use, in the order of page keys and segments."""
    return list(_uses(pages, words))


def voice(found: Sequence[Use]) -> tuple[Usage, ...]:
    """Every way of saying a matter, with its pages and segments, by matter and the most used first."""
    groups: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in found:
        groups[use.matter, use.said].append(use)
    ranked = sorted(groups.items(), key=lambda row: (MATTERS.index(row[0][0]), -len(row[1]), row[0][1]))
    return tuple(_usage(matter, said, group) for (matter, said), group in ranked)


def addressed_as(labelled: LabelledSegment, words: VoiceWords) -> Iterator[tuple[Mention, str]]:
    """The mentions of the reader that have a form of address, each with that form ("tu", "vous")."""
    for mention in labelled.analysis.parties.mentions:
        if mention.party == "customer":
            text = labelled.segment.text[mention.start : mention.end].replace("\u2019", "'")
            yield from ((mention, said) for matter, said in _of_reader(mention.how, text, words) if matter == "address")


def mixed_pages(usages: Sequence[Usage], matter: str = "address") -> tuple[str, ...]:
    """Keys of the pages that say a matter in two ways: that mix tu and vous."""
    return _in_two({usage.said: set(usage.pages) for usage in usages if usage.matter == matter})


def mixed_blocks(found: Sequence[Use]) -> tuple[str, ...]:
    """Ids of the blocks that address the reader in two ways."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for use in found:
        if use.matter == "address" and use.block:
            blocks[use.said].add(use.block)
    return _in_two(blocks)


def faults(found: Sequence[Use], contradicting: Sequence[Contradiction]) -> Faults:
    """Faults of coherence by page key: how many kinds of them (0-3), and the segments that show them.

    The kinds: two forms of address, two names for the customer, each used twice or more, and a fact that another sentence contradicts.
    """
    kinds: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for matter, least in FAULTY.items():
        for page, segments in _mixed(found, matter, least):
            kinds[page][matter] = segments
    for contradiction in contradicting:
        for side in contradiction.sides:
            kinds[side.page].setdefault("fact", set()).add(side.segment)
    return {page: (len(of_page), frozenset[str]().union(*of_page.values())) for page, of_page in kinds.items()}


def _mixed(found: Sequence[Use], matter: str, least: int) -> Iterator[tuple[str, set[str]]]:
    """Pages with two ways or more of saying a matter, and the segments of all ways but the most used."""
    by_page: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for use in found:
        if use.matter == matter:
            by_page[use.page][use.said].append(use.segment)
    for page, said in by_page.items():
        habits = sorted((s for s in said.values() if len(s) >= least), key=len, reverse=True)
        if len(habits) > 1:
            yield page, {segment for segments in habits[1:] for segment in segments}


def _in_two(groups: Mapping[str, set[str]]) -> tuple[str, ...]:
    every = set[str]().union(*groups.values())
    return tuple(sorted(one for one in every if sum(one in group for group in groups.values()) > 1))


def _uses(pages: Sequence[JudgedPage], words: Mapping[Lang, VoiceWords]) -> Iterator[Use]:
    ways = {lang: _ways(of_lang) for lang, of_lang in words.items()}
    for text, segments in sorted(pages, key=lambda page: page[0].key):
        if text.kind in NOT_VOICE:
            continue
        for labelled in segments:
            segment = labelled.segment
            is_silent = not labelled.analysis.parties.mentions and segment.lang == text.lang
            if not is_silent and segment.lang in ways and is_own_voice(labelled):
                said = {*_said(labelled, ways[segment.lang]), *_foreign(labelled, text.lang)}
                yield from (Use(matter, how, text.key, segment.id, segment.block) for matter, how in sorted(said))


def _ways(words: VoiceWords) -> Ways:
    """What the words of a mention say, by its party and how it is one; worked out once, a site says the same few again and again."""

    @cache
    def told(party: Party, how: str, text: str) -> tuple[tuple[str, str], ...]:
        plain = text.replace("\u2019", "'")
        return tuple(_of_reader(how, plain, words) if party == "customer" else _of_company(how, plain, words))

    return told


def _said(labelled: LabelledSegment, ways: Ways) -> Iterator[tuple[str, str]]:
    text = labelled.segment.text
    for mention in labelled.analysis.parties.mentions:
        if mention.party in ("customer", "self"):
            yield from ways(mention.party, mention.how, text[mention.start : mention.end])
    if _is_third_person(labelled):
        yield "company-person", NAMED


def _is_third_person(labelled: LabelledSegment) -> bool:
    """Whether the company acts by its name, and no "we" acts beside it."""
    parties = labelled.analysis.parties
    own = [m for m in parties.mentions if m.party == "self"]
    opens = parties.opens_with_self and bool(own) and own[0].how == "name" and labelled.segment.kind not in LABELS
    acts = parties.actors_self > 0 and any(m.how == "name" for m in own)
    return (opens or acts) and not any(m.role == "actor" for m in own)


def _of_reader(how: str, text: str, words: VoiceWords) -> Iterator[tuple[str, str]]:
    if how in ("pronoun", "possessive"):
        yield from (("address", name) for name in _among(text, words.address))
    elif how == "imperative":
        ends = [name for name, endings in words.address_endings.items() if fold(text).endswith(tuple(map(fold, endings)))]
        yield from (("address", name) for name in ends)
    elif how == "noun":
        yield from (("customer-name", name) for name in _among(text, words.customer_names))


def _of_company(how: str, text: str, words: VoiceWords) -> Iterator[tuple[str, str]]:
    if how in ("pronoun", "possessive", "impersonal"):
        yield from (("company-person", name) for name in _among(text, words.person))
    elif how == "name":
        yield "company-name", text.title() if text.isupper() and len(text) > INITIALS else text


def _among(text: str, groups: Groups) -> list[str]:
    return [name for name, words in groups.items() if text.lower() in words]


def _foreign(labelled: LabelledSegment, lang: str) -> Iterator[tuple[str, str]]:
    """The language of a sentence that is not its page's."""
    if labelled.segment.lang != lang and labelled.segment.words >= A_SENTENCE:
        yield "language", labelled.segment.lang


def _usage(matter: str, said: str, uses: Sequence[Use]) -> Usage:
    return Usage(matter, said, tuple(dict.fromkeys(use.page for use in uses)), tuple(dict.fromkeys(use.segment for use in uses)))
