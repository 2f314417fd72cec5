"""The lenses as pages: each question with the sentences that answer it, or the pages on which none was found.

In: a joined audit. Out: `LensView` records for the list of lenses and for each of their pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.judge.lenses import pages_read
from auditor.knowledge.lenses import Entry, LensRule
from auditor.models import Lens, LensEntry, Segment
from auditor.report.figures import number
from auditor.report.views.joined import Joined
from auditor.report.views.stacks import Stack, stack
from auditor.words import say

SHOWN = 8  # sentences of a group before the others are folded away
PROSE = ("paragraph", "list-item", "quote")
READ = 30  # words of a sentence that count, as in the index (rules/index/scope.yml)
FEW = 3  # sentences under which a page is not said to speak from one point of view
FLAGS = "claim-risk"  # the lens whose answers are flags: none is good news
VIEWS = {"management": "self", "adviser": "shared", "customer": "customer"}  # points of view and their colours
STATES = {"proved": "plus", "promised": "b", "claimed": "neutral"}  # how firm an answer is, and its colour


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, and the first page that holds it."""

    text: str
    lang: str
    page: str
    page_lang: str
    file: str
    id: str
    also: str  # "on 3 pages", "" where it stands on one


@dataclass(frozen=True, slots=True)
class GroupView:
    """Sentences of one state, or lacking the same."""

    title: str
    notes: tuple[str, ...]
    count: str
    shown: tuple[SentenceView, ...]
    folded: tuple[SentenceView, ...]
    more: str  # what opens the folded ones


@dataclass(frozen=True, slots=True)
class EntryView:
    """A question of the lens."""

    id: str
    name: str
    counts: str
    advice: str
    found: bool
    nothing: str
    groups: tuple[GroupView, ...]
    stack: Stack | None


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A page, and from which point of view it speaks; `known` where one leads."""

    title: str
    lang: str
    file: str
    speaker: str
    known: bool
    stack: Stack


@dataclass(frozen=True, slots=True)
class LensView:
    """A lens: its line in the list, and its page."""

    id: str
    name: str
    question: str
    lead: str
    file: str
    summary: str
    flags: bool
    entries: tuple[EntryView, ...]
    nothing: str  # the title above the entries without a sentence
    legend: tuple[tuple[str, str], ...]  # colour and name, where the entries have bars
    speakers: tuple[SpeakerRow, ...]


def lens_views(joined: Joined) -> tuple[LensView, ...]:
    """The lenses of the audit that the rules know."""
    rules = joined.knowledge.lenses
    known = ((lens, rules.lens(lens.id)) for lens in joined.audit.lenses if rules)
    return tuple(_lens(joined, lens, rule) for lens, rule in known if rule)


def _lens(joined: Joined, lens: Lens, rule: LensRule) -> LensView:
    words, pages = rule.words(joined.lang), pages_read([page.kind for page in joined.pages], rule)
    groups = {name: [entry for entry in lens.entries if entry.id == name] for name in rule.entries}
    entries = tuple(_entry(joined, name, found, rule.entries[name], pages) for name, found in groups.items() if found)
    speakers = _speakers(joined, rule, lens)
    has_bars = any(entry.stack for entry in entries)
    return LensView(
        id=rule.id,
        name=words.name,
        question=words.question,
        lead=words.lead.strip(),
        file=lens_file(rule.id),
        summary=_spoken(joined, speakers) if speakers else _summary(joined, lens, entries, pages),
        flags=rule.id == FLAGS,
        entries=entries,
        nothing=say(joined.lang, "lenses.nothing", count=pages, n=number(pages, joined.lang)),
        legend=tuple((css, say(joined.lang, f"lenses.state.{state}")) for state, css in STATES.items()) if has_bars else (),
        speakers=speakers,
    )


def lens_file(lens: str) -> str:
    """File of the page of a lens, from the root of a language."""
    return f"l/{lens}.html"


def _summary(joined: Joined, lens: Lens, entries: Sequence[EntryView], pages: int) -> str:
    """How many questions have an answer; of flags, how many sentences have one."""
    lang, read = joined.lang, number(pages, joined.lang)
    if lens.id == FLAGS:
        flagged = len({joined.sentence_of[id].segment.text for entry in lens.entries for id in entry.segments if id in joined.sentence_of})
        sought = " · ".join(_inside(entry.name) for entry in entries)
        key = "flags" if flagged else "no-flag"
        return say(lang, f"lenses.summary.{key}", count=flagged, n=number(flagged, lang), pages=read, sought=sought)
    answered = sum(entry.found for entry in entries)
    if not answered:
        return say(lang, "lenses.summary.no-answer", count=len(entries), total=number(len(entries), lang), pages=read)
    return say(lang, "lenses.summary.answers", count=answered, n=number(answered, lang), total=number(len(entries), lang), pages=read)


def _spoken(joined: Joined, speakers: Sequence[SpeakerRow]) -> str:
    """On how many pages each point of view leads, as a sentence."""
    lang, counts = joined.lang, Counter(row.speaker for row in speakers if row.known)
    if not counts:
        return say(lang, "lenses.summary.no-view", count=len(speakers), pages=number(len(speakers), lang))
    keys = ("lenses.summary.view.first", *["lenses.summary.view"] * len(counts))
    ranked = zip(keys, counts.most_common(), strict=False)
    told = [say(lang, key, count=n, name=_inside(name), n=number(n, lang)) for key, (name, n) in ranked]
    return say(lang, "lenses.summary.views", count=len(speakers), views=", ".join(told), pages=number(len(speakers), lang))


def _inside(name: str) -> str:
    """A name as it stands inside a sentence."""
    return name[:1].lower() + name[1:]


def _entry(joined: Joined, name: str, found: Sequence[LensEntry], rule: Entry, pages: int) -> EntryView:
    words, lang = rule.words(joined.lang), joined.lang
    groups = tuple(_group(joined, entry) for entry in found if entry.segments)
    return EntryView(
        id=name,
        name=words.name,
        counts=words.counts,
        advice=words.advice,
        found=bool(groups),
        nothing=say(lang, "lenses.nothing", count=pages, n=number(pages, lang)),
        groups=groups,
        stack=_firmness(joined, found),
    )


def _firmness(joined: Joined, found: Sequence[LensEntry]) -> Stack | None:
    """How many sentences of each state, where the entry has such states."""
    lang, counts = joined.lang, {entry.state: len(_sentences(joined, entry.segments)) for entry in found if entry.state in STATES}
    if not counts:
        return None
    held = [(state, css, counts.get(state, 0)) for state, css in STATES.items()]
    return stack([(css, say(lang, f"lenses.tally.{state}", count=n, n=number(n, lang)), n) for state, css, n in held], lang)


def _group(joined: Joined, entry: LensEntry) -> GroupView:
    lang, sentences = joined.lang, _sentences(joined, entry.segments)
    rest = len(sentences) - SHOWN
    return GroupView(
        title=say(lang, f"lenses.state.{entry.state}") if entry.state else "",
        notes=tuple(say(lang, note) for note in entry.notes),
        count=say(lang, "lenses.sentences", count=len(sentences), n=number(len(sentences), lang)),
        shown=sentences[:SHOWN],
        folded=sentences[SHOWN:],
        more=say(lang, "lenses.more", count=rest, n=number(rest, lang)) if rest > 0 else "",
    )


def telling(segment: Segment) -> tuple[bool, float]:
    """How well a segment stands for others of its kind: running text before buttons, headings and cells, then what most is read of."""
    return segment.kind in PROSE, segment.prominence * min(segment.words, READ)


def _sentences(joined: Joined, ids: Iterable[str]) -> tuple[SentenceView, ...]:
    """The sentences, the most telling first, then in the order of the report's pages; those that several pages repeat once."""
    known = sorted((joined.sentence_of[id].segment for id in ids if id in joined.sentence_of), key=lambda s: joined.order[s.page])
    known.sort(key=telling, reverse=True)
    places: dict[str, list[str]] = {}
    for segment in known:
        places.setdefault(segment.text, []).append(segment.id)
    return tuple(sentence_view(joined, ids[0], len({joined.sentence_of[id].segment.page for id in ids})) for ids in places.values())


def sentence_view(joined: Joined, id: str, pages: int = 1) -> SentenceView:
    """A sentence as the reader meets it; `pages` is how many hold it."""
    segment = joined.sentence_of[id].segment
    page = joined.page_of[segment.page]
    also = say(joined.lang, "lenses.also", count=pages, n=number(pages, joined.lang)) if pages > 1 else ""
    return SentenceView(segment.text, segment.lang, joined.title(page), page.lang, joined.page_file(page.key), id, also)


def _speakers(joined: Joined, rule: LensRule, lens: Lens) -> tuple[SpeakerRow, ...]:
    """For the lens of points of view, who is speaking on each page that it reads."""
    if not set(VIEWS) <= set(rule.entries):
        return ()
    by_page: dict[str, dict[str, int]] = {page.key: dict.fromkeys(VIEWS, 0) for page in joined.pages if page.kind in rule.pages}
    for entry in lens.entries:
        for id in entry.segments if entry.id in VIEWS else ():
            if id in joined.sentence_of:
                by_page[joined.sentence_of[id].segment.page][entry.id] += 1
    return tuple(_speaker(joined, rule, key, counts) for key, counts in by_page.items())


def _speaker(joined: Joined, rule: LensRule, key: str, counts: dict[str, int]) -> SpeakerRow:
    page, lang = joined.page_of[key], joined.lang
    total, most = sum(counts.values()), max(counts, key=lambda view: counts[view])
    names = {view: rule.entries[view].words(lang).name for view in VIEWS}
    said = "few" if total < FEW else "shared" if 2 * counts[most] <= total else ""
    speaker = say(lang, f"lenses.speaker.{said}") if said else names[most]
    parts = stack([(css, names[view], counts[view]) for view, css in VIEWS.items()], lang)
    return SpeakerRow(joined.title(page), page.lang, joined.page_file(key), speaker, not said, parts)
