"""Two audits laid over each other: every page and sentence in both its versions, and the change that turns one into the other.

In: two audits judged by the same rules. Out: `Overlay`: pages made of slots, and the units of change that they belong to. A sentence whose
words are the same but which is judged otherwise, because what stands around it changed, is no change of its own: it goes with what changed
beside it, by being judged again where that can be done, else as a part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from auditor.judge.change_laid import COPY, SAME, Links, OverlaidPage, Overlay, Slot, Status, Unit, Version, text_of
from auditor.judge.change_match import PagePair, Pair, match_pages, match_sentences
from auditor.judge.in_scope import copies_of
from auditor.judge.known import Known
from auditor.judge.voice import Use, uses
from auditor.knowledge import Knowledge
from auditor.models import Audit, AuditedPage, LabelledSegment

BEHIND = 1.0e-4  # of a sentence to the next: a page has fewer than ten thousand that are new in one place


@dataclass
class Laying:
    """What is known while the pages are laid over each other, one by one."""

    known: Known
    can_relabel: bool
    units: list[Unit] = field(default_factory=list)
    across: dict[int, tuple[int, LabelledSegment]] = field(default_factory=dict)  # by id() of a sentence that left: its unit, itself

    def unit(self, unit: Unit) -> int:
        """Number of a new unit."""
        self.units.append(unit)
        return len(self.units) - 1


def overlay(before: Audit, after: Audit, knowledge: Knowledge, known: Known, *, can_relabel: bool = False) -> Overlay:
    """The two audits laid over each other; both must have been judged by `knowledge`."""
    pages = match_pages(before.pages, after.pages)
    pairs = match_sentences(pages)
    copies = [copies_of([(text_of(p), p.segments) for p in audit.pages], known.index.scope) for audit in (before, after)]
    statuses = [(_status(pair.before, copies[0]), _status(pair.after, copies[1])) for pair in pages]
    still = [status[0] == status[1] and _says_the_same(pair) for status, pair in zip(statuses, pages, strict=True)]
    turning = [pair.before for pair, is_still in zip(pages, still, strict=True) if pair.before and not is_still]
    said = (_uses_of(turning, knowledge), _uses_of(after.pages, knowledge))
    renamed = {pair.before.key: pair.key for pair in pages if pair.before}
    laying, laid = Laying(known, can_relabel), list[OverlaidPage]()
    for n, (pair, status, is_still) in enumerate(zip(pages, statuses, still, strict=True)):
        laid.append(_page(n, pair, status, None if is_still else pairs[n], said, renamed, laying))
    places = {page.pair.before.key: n for n, page in enumerate(laid) if page.pair.before}
    for unit, labelled in laying.across.values():
        place = places[labelled.segment.page]
        _leave(laid, place, unit, _version(labelled, said[0], laid[place].blocks, known), laying)
    return Overlay(tuple(laid), tuple(laying.units), tuple(map(tuple, pairs)))


def _says_the_same(pair: PagePair) -> bool:
    """Whether a page has not changed, nor how any of its sentences is judged: most pages of a site."""
    sides = [(page.key, page.kind, page.lang, page.segments) for page in (pair.before, pair.after) if page]
    return len(sides) == 2 and sides[0] == sides[1]


def _uses_of(pages: Sequence[AuditedPage], knowledge: Knowledge) -> dict[str, tuple[Use, ...]]:
    """By the id of a segment, the ways of saying something that count in coherence."""
    found = defaultdict[str, list[Use]](list)
    for use in uses([(text_of(page), page.segments) for page in pages], knowledge.voice):
        found[use.segment].append(use)
    return {id: tuple(of_segment) for id, of_segment in found.items()}


def _page(
    n: int,
    pair: PagePair,
    status: tuple[Status, Status],
    sentences: Sequence[Pair] | None,
    said: Sequence[Mapping[str, tuple[Use, ...]]],
    renamed: Mapping[str, str],
    laying: Laying,
) -> OverlaidPage:
    """A page laid over itself; without `sentences` where it says the same."""
    blocks = _same_blocks(sentences, pair) if sentences is not None else {}
    unit = laying.unit(Unit("page", (n,), has_facts=True)) if status[0] != status[1] else SAME
    if sentences is None:
        slots = _kept(pair, said[1], laying.known)
    else:
        versions = [_versions(one, pair, said, blocks, laying.known) for one in sentences]
        numbers = _numbers(n, pair, sentences, versions, unit, laying)
        slots = tuple(Slot(*row) for row in zip(*zip(*versions, strict=True), numbers, _places(pair, sentences), strict=True))
    links = (_links(pair.before, blocks, renamed), _links(pair.after, {}, {}))
    return OverlaidPage(pair, pair.key, status, unit, slots, blocks, links, _link_units(n, links, slots, unit, laying))


def _kept(pair: PagePair, said: Mapping[str, tuple[Use, ...]], known: Known) -> tuple[Slot, ...]:
    """The slots of a page that says the same."""
    versions = (Version(labelled, known, said.get(labelled.segment.id, ())) for labelled in (pair.after.segments if pair.after else ()))
    return tuple(Slot(version, version, SAME, (float(n), float(n))) for n, version in enumerate(versions))


def _status(page: AuditedPage | None, copies: set[str]) -> Status:
    return "" if page is None else COPY if page.key in copies else page.kind


def _same_blocks(sentences: Sequence[Pair], pair: PagePair) -> dict[str, str]:
    """The new id of each old block, by most of the words that they share: a block's id changes with any of its sentences."""
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for one in sentences:
        if one.before and one.after and _is_here(one, pair):
            shared[one.before.segment.block][one.after.segment.block] += 1 + one.after.segment.words
    return {old: news.most_common(1)[0][0] for old, news in shared.items()}


def _is_here(one: Pair, pair: PagePair) -> bool:
    """Whether a sentence was on this very page before."""
    return one.before is not None and pair.before is not None and one.before.segment.page == pair.before.key


def _versions(
    one: Pair, pair: PagePair, said: Sequence[Mapping[str, tuple[Use, ...]]], blocks: Mapping[str, str], known: Known
) -> tuple[Version | None, Version | None]:
    now = _version(one.after, said[1], {}, known) if one.after else None
    if now and one.before == one.after and said[0].get(now.labelled.segment.id, ()) == now.uses and _is_block_kept(now, blocks):
        return now, now
    was = _version(one.before, said[0], blocks, known) if one.before and _is_here(one, pair) else None
    is_same = was is not None and now is not None and (was.labelled, was.uses) == (now.labelled, now.uses)
    return (now if is_same else was), now  # most sentences stay: what they count for is worked out once


def _is_block_kept(version: Version, blocks: Mapping[str, str]) -> bool:
    block = version.labelled.segment.block
    return blocks.get(block, block) == block


def _version(labelled: LabelledSegment, said: Mapping[str, tuple[Use, ...]], blocks: Mapping[str, str], known: Known) -> Version:
    segment = labelled.segment
    block = blocks.get(segment.block, segment.block)
    placed = labelled if block == segment.block else replace(labelled, segment=replace(segment, block=block))
    return Version(placed, known, said.get(segment.id, ()))


def _places(pair: PagePair, sentences: Sequence[Pair]) -> list[tuple[float, float]]:
    """Where each sentence stands on either side; one that a side does not have stands there behind the one before it."""
    orders = [{s.segment.id: float(n) for n, s in enumerate(page.segments)} if page else {} for page in (pair.before, pair.after)]
    found, last = list[tuple[float, float]](), (-1.0, -1.0)
    for one in sentences:
        ids = [side.segment.id if side else "" for side in (one.before if _is_here(one, pair) else None, one.after)]
        last = (orders[0].get(ids[0], last[0] + BEHIND), orders[1].get(ids[1], last[1] + BEHIND))
        found.append(last)
    return found


def _numbers(
    n: int,
    pair: PagePair,
    sentences: Sequence[Pair],
    versions: Sequence[tuple[Version | None, Version | None]],
    page_unit: int,
    laying: Laying,
) -> list[int]:
    """The unit of each sentence of a page."""
    if pair.before is None or pair.after is None:
        _remember_moved(n, pair, sentences, laying)
        return [page_unit] * len(sentences)
    own = [SAME if one.how == "kept" else laying.unit(_unit(n, one)) for one in sentences]
    for one, number in zip(sentences, own, strict=True):
        if one.how == "moved" and one.before and not _is_here(one, pair):
            laying.across[id(one.before)] = (number, one.before)
    return [
        number if number != SAME or _is_as_it_was(both) or (laying.can_relabel and page_unit == SAME and _is_explained(at, sentences, own))
        else _follows(at, sentences, own, page_unit, n, laying)
        for at, (number, both) in enumerate(zip(own, versions, strict=True))
    ]  # fmt: skip


def _remember_moved(n: int, pair: PagePair, sentences: Sequence[Pair], laying: Laying) -> None:
    """What came from another page to one that is new is the new page's: there it is, and from the other it is gone."""
    for one in sentences:
        if one.how == "moved" and one.before and not _is_here(one, pair):
            laying.across[id(one.before)] = (laying.unit(_unit(n, replace(one, how="moved"))), one.before)


def _unit(n: int, one: Pair) -> Unit:
    return Unit(one.how, (n,), one, any(side is not None and bool(side.analysis.facts) for side in (one.before, one.after)))


def _is_as_it_was(both: tuple[Version | None, Version | None]) -> bool:
    return both[0] is not None and both[1] is not None and (both[0] is both[1] or both[0].traces == both[1].traces)


def _is_explained(at: int, sentences: Sequence[Pair], own: Sequence[int]) -> bool:
    """Whether what stands around a sentence changed, and by changes that are known: the sentence before it, a heading reworded."""
    one = sentences[at]
    if one.before is None or one.after is None:
        return False
    headings = _headings(one)
    reworded = {text for place, pair in enumerate(sentences) if own[place] != SAME and pair.how == "edited" for text in _texts(pair)}
    is_beside = one.before.segment.prev != one.after.segment.prev
    if (is_beside and not (at and own[at - 1] != SAME)) or not headings <= reworded:
        return False
    return is_beside or bool(headings)


def _follows(at: int, sentences: Sequence[Pair], own: Sequence[int], page_unit: int, n: int, laying: Laying) -> int:
    """The unit of a sentence with the same words that is judged otherwise: of the change right before it, of its new heading, else of the
    change nearest to it.
    """
    if page_unit != SAME:
        return page_unit
    changed = [place for place, number in enumerate(own) if number != SAME]
    headings = _headings(sentences[at])
    beside = [place for place in changed if place == at - 1]
    named = [place for place in changed if headings & _texts(sentences[place])]
    near = beside or named or [place for place in changed if place < at][-1:] or changed[:1]
    return own[near[0]] if near else laying.unit(_unit(n, replace(sentences[at], how="context")))


def _texts(one: Pair) -> set[str]:
    return {side.segment.text for side in (one.before, one.after) if side}


def _headings(one: Pair) -> set[str]:
    """The headings that stand above a sentence in one audit only."""
    sides = [set(side.segment.heading) if side else set[str]() for side in (one.before, one.after)]
    return sides[0] ^ sides[1]


def _links(page: AuditedPage | None, blocks: Mapping[str, str], renamed: Mapping[str, str]) -> Links:
    if page is None:
        return {}
    found: dict[str, frozenset[str]] = {}
    for block, keys in page.block_links:
        name = blocks.get(block, block)
        found[name] = found.get(name, frozenset()) | {renamed.get(key, key) for key in keys}
    return found


def _link_units(n: int, links: tuple[Links, Links], slots: Sequence[Slot], page_unit: int, laying: Laying) -> dict[str, int]:
    """A block's links go with the first change in it; where there is none they are a change of their own."""
    units: dict[str, int] = {}
    for block in sorted(block for block in {*links[0], *links[1]} if links[0].get(block) != links[1].get(block)):
        inside = [s.unit for s in slots if s.unit != SAME and block in {v.labelled.segment.block for v in (s.before, s.after) if v}]
        units[block] = page_unit if page_unit != SAME else inside[0] if inside else laying.unit(Unit("context", (n,)))
    return units


def _leave(laid: list[OverlaidPage], place: int, unit: int, version: Version, laying: Laying) -> None:
    """A sentence that stands on another page now leaves a slot empty on its own; with a page that is lost it goes as the page does."""
    page = laid[place]
    is_lost = page.pair.after is None
    order = {s.segment.id: float(n) for n, s in enumerate(page.pair.before.segments)} if page.pair.before else {}
    here = order[version.labelled.segment.id]
    above = max((slot.places for slot in page.slots if slot.places[0] < here), default=(-1.0, -1.0))
    slot = Slot(version, None, page.unit if is_lost else unit, (here, above[1] + BEHIND))
    laid[place] = replace(page, slots=(*page.slots, slot))
    if not is_lost and place not in laying.units[unit].pages:
        laying.units[unit] = replace(laying.units[unit], pages=(*laying.units[unit].pages, place))
