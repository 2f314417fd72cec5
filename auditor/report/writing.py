"""What is written by the page: the audited pages and audit.json, each taken over from the report before where it would be the same.

In: joined audits, a report in the making, what is remembered of the one before. Out: files, and what to remember of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.models import AuditedPage
from auditor.report.audit_file import PageTexts, audit_document
from auditor.report.folder import Fresh
from auditor.report.pages import Page, audited
from auditor.report.render import render
from auditor.report.taking import Memory, Written, page_of
from auditor.report.views.annotated import site_score
from auditor.report.views.cards import Cards
from auditor.report.views.families import letter_of
from auditor.report.views.frame import Shape, frame
from auditor.report.views.joined import Joined
from auditor.report.views.rewritten import rewritten_file, site_address


def home(joined: Joined, shape: Shape) -> str:
    """Folder of a language, "" with one language."""
    return f"{joined.lang}/" if len(shape.languages) > 1 else ""


def write_pages(fresh: Fresh, joined: Joined, shape: Shape, pages: Callable[[], Iterable[Page]]) -> Written:
    """Write pages that are made anew in any case."""
    for file, template, views in pages():
        fresh.write(home(joined, shape) + file, render(template, joined.lang, **views))
    return Written()


def write_audit(fresh: Fresh, name: str, joined: Joined, memory: Memory, records: Mapping[str, str]) -> Written:
    """Write audit.json; `records` are the digests of the pages' records, by their keys."""
    old = fresh.old_file(name, memory.last.audit)
    texts = PageTexts(records, memory.last.texts, old)
    try:
        fresh.write_parts(name, audit_document(joined, texts))
    finally:
        if old:
            old.close()
    return Written(texts=texts.places)


@dataclass(frozen=True, slots=True)
class Audited:
    """The audited pages of a language on their way into the report."""

    fresh: Fresh
    joined: Joined
    cards: Cards
    shape: Shape
    memory: Memory
    records: Mapping[str, str]  # digests of the pages' records, by their keys
    around: str  # what every page shows or is made of beside its own

    @classmethod
    def of(cls, fresh: Fresh, joined: Joined, cards: Cards, shape: Shape, memory: Memory, records: Mapping[str, str]) -> Audited:
        """The pages of a joined audit."""
        around = repr((frame(joined, shape, joined.page_file(joined.pages[0].key), ""), site_score(joined), site_address(joined)))
        return cls(fresh, joined, cards, shape, memory, records, around)

    def write(self, pages: Sequence[AuditedPage]) -> Written:
        """Write some of the pages, or take them over."""
        made = [(file, made_of) for page in pages for made_of in (self._made_of(page),) for file in self._files(page, made_of)]
        return Written(dict(made))

    def _files(self, page: AuditedPage, made_of: str) -> list[str]:
        """The files of a page, which stand in the report now."""
        return self._taken(page, made_of) or self._made(page)

    def _made(self, page: AuditedPage) -> list[str]:
        names = []
        for file, template, views in audited(self.joined, self.cards, self.shape, [page]):
            names.append(home(self.joined, self.shape) + file)
            self.fresh.write(names[-1], render(template, self.joined.lang, **views))
        return names

    def _made_of(self, page: AuditedPage) -> str:
        joined, found = self.joined, self.joined.findings_of_page.get(page.key, ())
        told = (joined.page_file(page.key), joined.title(page), *(letter_of(one.rule, one.family) for one in found))
        return page_of(self.memory, self.around, self.records.get(page.key, ""), list(self.cards.of_page(page).values()), told)

    def _taken(self, page: AuditedPage, made_of: str) -> list[str]:
        """The files of a page taken over; none unless all were that stood there for it."""
        folder, known = home(self.joined, self.shape), self.memory.last.pages
        names = [folder + file for file in (self.joined.page_file(page.key), rewritten_file(self.joined, page.key))]
        noted = {name: looks for name in names if made_of and name in known for what, looks in (known[name],) if what == made_of}
        is_whole = names[0] in noted and all(self.fresh.take(name, looks) for name, looks in noted.items())
        return [*noted] if is_whole else []
