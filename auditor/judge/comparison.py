"""A site beside its rivals: scores, the swap test, what rivals say and prove that it does not.

In: audits, the lines of each site, and how they match. Out: `Comparison`; rivals' text in short quotes only. Sentences are compared
within a language; a rival that shares none with the site has its scores compared and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from auditor.judge.comparison_lines import Lines
from auditor.models import Audit, AuditedPage, Comparison, Contender, LabelledSegment, Lang, Match, Quote, Swap, Unread

WORDS = 25  # of a rival's text in a quote
JOINT = re.compile(r"\s+[|–—·-]\s+([^|–—·]+)$")  # what joins a title to the name of its site


@dataclass(frozen=True)
class Side:
    """A site in the comparison."""

    audit: Audit
    lines: Lines
    against: Mapping[str, tuple[Match, ...]]  # its tested lines held against each other site, by slug

    @property
    def slug(self) -> str:
        """Its name in the store."""
        return self.audit.site.slug

    @cached_property
    def places(self) -> dict[str, tuple[AuditedPage, LabelledSegment]]:
        """Every segment with its page, by id."""
        return {labelled.segment.id: (page, labelled) for page in self.audit.pages for labelled in page.segments}

    @cached_property
    def languages(self) -> frozenset[Lang]:
        """The languages that its pages in scope are written in."""
        return frozenset(lang for lang in self.audit.languages if self.lines.of(lang))

    def quote(self, id: str, words: int = WORDS) -> Quote:
        """A segment in short."""
        page, labelled = self.places[id]
        segment = labelled.segment
        return Quote(
            self.slug, id, _plain_title(page, self.audit.site.company.names), page.url, segment.lang, shortened(segment.text, words)
        )


def _plain_title(page: AuditedPage, names: Sequence[str]) -> str:
    """The title of a page without the company's name at its end, which stands beside the quote anyway."""
    title = page.title.strip()
    ending = JOINT.search(title)
    is_name = ending is not None and ending[1].casefold() in [name.casefold() for name in names]
    return (title[: ending.start()] if ending and is_name else title) or page.key or page.url


def shortened(text: str, words: int) -> str:
    """The first words of a text, with an ellipsis where any are left out."""
    found = text.split()
    return " ".join(found) if len(found) <= words else " ".join(found[:words]).rstrip(",;:.\u2026 ") + " \u2026"


def compare(own: Side, rivals: Sequence[Side], unread: Sequence[Unread] = ()) -> Comparison:
    """The site beside its rivals."""
    from auditor.judge.comparison_lacks import lacking, lessons, shown

    swaps = _swaps(own, rivals)
    read = [rival for rival in rivals if own.languages & rival.languages]
    printable = {rival.slug: sum(rival.slug in swap.printed_by for swap in swaps) for rival in rivals}
    return Comparison(
        sites=(
            _contender(own, is_read=True, printable=sum(bool(swap.printed_by) for swap in swaps)),
            *(_contender(rival, is_read=rival in read, printable=printable[rival.slug]) for rival in rivals),
        ),
        unread=tuple(unread),
        swaps=swaps,
        lacking=lacking(own, read),
        shown=shown(own, read),
        lessons=lessons(own, read),
    )


def _contender(side: Side, *, is_read: bool, printable: int) -> Contender:
    audit = side.audit
    company = audit.site.company
    axes = tuple(replace(axis, indicators=tuple(replace(one, counted=()) for one in axis.indicators)) for axis in audit.axes)
    pages = sum(page.weight > 0 for page in audit.pages)
    return Contender(
        slug=side.slug, name=company.name or side.slug, address=audit.site.address, date=audit.date, languages=audit.languages,
        pages=pages, index=audit.index, axes=axes, is_read=is_read, lines=len(side.lines.tested), printable=printable,
    )  # fmt: skip


def _swaps(own: Side, rivals: Sequence[Side]) -> tuple[Swap, ...]:
    by_slug = {rival.slug: rival for rival in rivals}
    found: dict[str, list[tuple[str, Match]]] = {}
    for slug in by_slug:
        for match in own.against.get(slug, ()):
            found.setdefault(match.own, []).append((slug, match))
    return tuple(_swap(own, id, found[id], by_slug) for id in (said.id for said in own.lines.printed) if id in found)


def _swap(own: Side, id: str, matches: Sequence[tuple[str, Match]], rivals: Mapping[str, Side]) -> Swap:
    """A line with the rival line that comes nearest: one that says the same before one that only looks alike."""
    slug, best = max(matches, key=lambda pair: (pair[1].interchangeable, bool(pair[1].rival), pair[1].similarity))
    return Swap(
        segment=id,
        words=own.places[id][1].segment.words,
        also=own.lines.same[id][1:],
        nearest=rivals[slug].quote(best.rival) if best.rival else None,
        similarity=best.similarity,
        why=best.why,
        fields=best.fields,
        printed_by=tuple(slug for slug, match in matches if match.interchangeable),
        held_against=tuple(slug for slug, _ in matches),
    )
