"""Which sentence of one audit is which of another: the same, edited, moved, new or gone.

In: the pages of two audits. Out: pairs of pages, and of sentences on them. Sentences are matched by their words first, then by likeness on
their page, then across pages.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.identity import normalise
from auditor.judge.change_alike import Candidate, alike, greedy, words_of
from auditor.models import AuditedPage, LabelledSegment
from auditor.models.changes import How

HEAD = ("title", "description")
SIGNS = ("heading", "button", *HEAD)  # too short to be told by their words: one in the place of another is its new wording
ALIKE_HERE = 0.34  # share of words in common (LCS, both ways) from which two sentences in one place are one, edited
ALIKE = 0.5  # the same anywhere on their page
ALIKE_ELSEWHERE = 0.75  # the same on another page
ENOUGH = 4  # words under which a sentence on another page is another one: every page says “Contact us”
RENAMED = 0.5  # share of a page's sentences that another address must hold for it to be that page, moved


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page in both audits; a side is None where an audit has no such page."""

    before: AuditedPage | None
    after: AuditedPage | None

    @property
    def key(self) -> str:
        """Its key after; before where it is lost."""
        page = self.after or self.before
        return page.key if page else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence in both audits; a side is None where there is none."""

    how: How
    before: LabelledSegment | None
    after: LabelledSegment | None


def match_pages(before: Sequence[AuditedPage], after: Sequence[AuditedPage]) -> list[PagePair]:
    """Every page once, in the order of keys: by key, then by the sentences that they share."""
    old, new = ({page.key: page for page in pages} for pages in (before, after))
    pairs = [PagePair(old[key], new[key]) for key in sorted(old.keys() & new.keys())]
    lost, added = [old[key] for key in sorted(old.keys() - new.keys())], [new[key] for key in sorted(new.keys() - old.keys())]
    renamed = _renamed(lost, added)
    found = {id(page) for both in renamed for page in both}
    pairs += [PagePair(*both) for both in renamed]
    pairs += [PagePair(page, None) for page in lost if id(page) not in found]
    pairs += [PagePair(None, page) for page in added if id(page) not in found]
    return sorted(pairs, key=lambda pair: pair.key)


def _renamed(lost: Sequence[AuditedPage], added: Sequence[AuditedPage]) -> list[tuple[AuditedPage, AuditedPage]]:
    texts = {id(page): _body_texts(page) for page in (*lost, *added)}
    holders = defaultdict[str, list[AuditedPage]](list)
    for page in added:
        for text in texts[id(page)]:
            holders[text].append(page)
    shared = [(_share(texts[id(a)], texts[id(b)]), n, m) for n, a in enumerate(lost) for m, b in _meeting(texts[id(a)], holders, added)]
    return [(lost[n], added[m]) for _, n, m in greedy([row for row in shared if row[0] >= RENAMED], lambda row: (row[1], row[2]))]


def _meeting(texts: Counter[str], holders: dict[str, list[AuditedPage]], added: Sequence[AuditedPage]) -> list[tuple[int, AuditedPage]]:
    """The added pages that share a sentence, with their places."""
    meeting = {id(page) for text in texts for page in holders.get(text, ())}
    return [(m, page) for m, page in enumerate(added) if id(page) in meeting]


def _share(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _body_texts(page: AuditedPage) -> Counter[str]:
    return Counter(normalise(s.segment.text) for s in page.segments if s.segment.kind not in HEAD and s.segment.words >= ENOUGH)


def match_sentences(pages: Sequence[PagePair]) -> list[list[Pair]]:
    """The sentences of each pair of pages, in reading order; one moved to another page stands on the page where it is now.

    A sentence that has moved from a page is not told as gone from there.
    """
    here = [_on_page(pair) for pair in pages]
    gone = [(n, pair.before) for n, pairs in enumerate(here) for pair in pairs if pair.before and not pair.after]
    new = [(n, pair.after) for n, pairs in enumerate(here) for pair in pairs if pair.after and not pair.before]
    moved = _across(gone, new)
    taken = {id(old) for old in moved.values()}
    return [list(_with_moved(pairs, moved, taken)) for pairs in here]


def _with_moved(pairs: Iterable[Pair], moved: dict[int, LabelledSegment], taken: set[int]) -> Iterator[Pair]:
    for pair in pairs:
        if pair.before is None and id(pair.after) in moved:
            yield Pair("moved", moved[id(pair.after)], pair.after)
        elif not (pair.after is None and id(pair.before) in taken):
            yield pair


def _across(gone: Sequence[tuple[int, LabelledSegment]], new: Sequence[tuple[int, LabelledSegment]]) -> dict[int, LabelledSegment]:
    """By the id() of a sentence that is new on its page, the sentence that is gone from another."""
    olds = [Candidate(s, words_of(s), n) for n, s in gone if s.segment.words >= ENOUGH]
    news = [Candidate(s, words_of(s), n) for n, s in new if s.segment.words >= ENOUGH]
    pairs = alike(olds, news, lambda a, b: ALIKE_ELSEWHERE)
    return {id(b.labelled): a.labelled for a, b in pairs}


def _on_page(pair: PagePair) -> list[Pair]:
    """The sentences of one page: heads by their kind, then by their words, then by likeness."""
    old, new = (page.segments if page else () for page in (pair.before, pair.after))
    if old is new:  # nobody read the page again to find it unchanged
        return [Pair("kept", one, one) for one in new]
    if [(s.segment.kind, s.segment.text) for s in old] == [(s.segment.kind, s.segment.text) for s in new]:  # as most pages are
        return [Pair(_how(a, b, stayed=True), a, b) for a, b in zip(old, new, strict=True)]
    partners = {**_heads(old, new), **_same_words(old, new)}
    stayed = _in_order(old, partners)
    old_gaps, new_gaps = _gaps(old, new, partners, stayed)
    edited = alike(old_gaps, new_gaps, _needed_here)
    partners |= {id(b.labelled): a.labelled for a, b in edited}
    partners |= {id(b.labelled): a.labelled for a, b in _signs(old_gaps, new_gaps, {id(one.labelled) for both in edited for one in both})}
    return list(_paired(old, new, partners, stayed))


def _needed_here(old: Candidate, new: Candidate) -> float:
    """How alike two sentences of a page must be; a heading that takes up the words of a sentence is not that sentence."""
    if (old.labelled.segment.kind in SIGNS) != (new.labelled.segment.kind in SIGNS):
        return ALIKE_ELSEWHERE
    return ALIKE_HERE if old.gap == new.gap else ALIKE


def _heads(old: Sequence[LabelledSegment], new: Sequence[LabelledSegment]) -> dict[int, LabelledSegment]:
    """A page has one title and one description, whatever they say (a description of several sentences: each in its turn)."""
    found: dict[int, LabelledSegment] = {}
    for kind in HEAD:
        olds, news = ([s for s in side if s.segment.kind == kind] for side in (old, new))
        if len(olds) == len(news):
            found |= {id(b): a for a, b in zip(olds, news, strict=True)}
    return found


def _same_words(old: Sequence[LabelledSegment], new: Sequence[LabelledSegment]) -> dict[int, LabelledSegment]:
    """By text and by which occurrence of it a sentence is, as ids are; a title is never a heading of the same words."""
    known = dict(zip(_named(old), old, strict=True))
    return {id(s): known[name] for name, s in zip(_named(new), new, strict=True) if name in known}


def _named(segments: Sequence[LabelledSegment]) -> list[tuple[str, str, int]]:
    seen: Counter[tuple[str, str]] = Counter()
    names: list[tuple[str, str, int]] = []
    for labelled in segments:
        name = (normalise(labelled.segment.text), str(labelled.segment.kind) if labelled.segment.kind in HEAD else "")
        seen[name] += 1
        names.append((*name, seen[name]))
    return names


def _in_order(old: Sequence[LabelledSegment], partners: dict[int, LabelledSegment]) -> set[int]:
    """id() of the new sides of the longest run of pairs that stand in the same order on both sides: the others have moved."""
    places = {id(s): n for n, s in enumerate(old)}
    ends: list[int] = []  # the smallest place that ends a run of each length
    last: list[int] = []  # of each length, the pair that ends it
    names, before = list(partners), dict[int, int]()
    order = [places[id(partners[name])] for name in names]
    for n, place in enumerate(order):
        at = bisect_left(ends, place)
        before[n] = last[at - 1] if at else -1
        ends[at : at + 1], last[at : at + 1] = [place], [n]
    kept, n = set(), last[-1] if last else -1
    while n >= 0:
        kept.add(names[n])
        n = before[n]
    return kept


def _gaps(
    old: Sequence[LabelledSegment], new: Sequence[LabelledSegment], partners: dict[int, LabelledSegment], stayed: set[int]
) -> tuple[list[Candidate], list[Candidate]]:
    """The sentences without a partner on both sides, numbered by the kept sentence before them."""
    fixed = {id(partners[name]): n for n, name in enumerate(name for name in map(id, new) if name in stayed)}
    turned = {name: fixed[id(partners[name])] for name in stayed}
    taken = {id(s) for s in partners.values()}
    return _placed(old, fixed, taken), _placed(new, turned, partners.keys())


def _placed(side: Sequence[LabelledSegment], fixed: dict[int, int], taken: Iterable[int]) -> list[Candidate]:
    found, gap, place, known = [], -1, 0, set(taken)
    for labelled in side:
        if id(labelled) in fixed:
            gap, place = fixed[id(labelled)], 0
        elif id(labelled) not in known:
            found.append(Candidate(labelled, words_of(labelled), gap, place))
            place += 1
    return found


def _signs(olds: Sequence[Candidate], news: Sequence[Candidate], taken: set[int]) -> list[tuple[Candidate, Candidate]]:
    """A heading or button alone of its kind in a gap, in the place of one: its new wording."""
    free: list[dict[tuple[int, str], list[Candidate]]] = [defaultdict(list), defaultdict(list)]
    for side, found in zip((olds, news), free, strict=True):
        for one in side:
            if id(one.labelled) not in taken and one.labelled.segment.kind in SIGNS:
                found[one.gap, one.labelled.segment.kind].append(one)
    both = sorted(free[0].keys() & free[1].keys())
    return [(free[0][name][0], free[1][name][0]) for name in both if len(free[0][name]) == len(free[1][name]) == 1]


def _paired(
    old: Sequence[LabelledSegment], new: Sequence[LabelledSegment], partners: dict[int, LabelledSegment], stayed: set[int]
) -> Iterator[Pair]:
    """In the order of the new side; what is gone stands where it stood, after the last partner before it."""
    after: dict[int, list[LabelledSegment]] = defaultdict(list)
    taken, last = {id(s) for s in partners.values()}, 0
    for labelled in old:
        if id(labelled) in taken:
            last = id(labelled)
        else:
            after[last].append(labelled)
    yield from (Pair("gone", s, None) for s in after.pop(0, ()))
    for labelled in new:
        partner = partners.get(id(labelled))
        if partner is None:
            yield Pair("new", None, labelled)
            continue
        yield Pair(_how(partner, labelled, stayed=id(labelled) in stayed), partner, labelled)
        yield from (Pair("gone", s, None) for s in after.pop(id(partner), ()))


def _how(old: LabelledSegment, new: LabelledSegment, *, stayed: bool) -> How:
    if old.segment.text != new.segment.text and normalise(old.segment.text) != normalise(new.segment.text):
        return "edited"
    is_same = stayed and (old.segment.kind, old.segment.level) == (new.segment.kind, new.segment.level)
    return "kept" if is_same else "moved"
