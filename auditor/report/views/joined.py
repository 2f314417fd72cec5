"""An audit with its parts joined, so that views look things up instead of searching.

In: an audit, the rules, a language of the report. Out: `Joined`: which sentence, page, rule and file belong to which.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.knowledge import Knowledge
from auditor.models import Audit, AuditedPage, Change, Decision, Finding, LabelledSegment, Lang, Past
from auditor.report.brand import PLAIN, Brand
from auditor.report.links import slugs
from auditor.report.views.families import Kind, kind, letter_of
from auditor.report.views.states import Done, State, done, states

META = ("title", "description")  # they count in the first-screen indicator only, so no count of sentences holds them
TITLE_JOINTS = re.compile(r"(\s+[|–—·-]\s+)")
ABOUT_CLIENT = ("customer", "shared")


@dataclass(frozen=True, slots=True)
class Joined:
    """All that a view needs: built once for each language of the report."""

    audit: Audit
    knowledge: Knowledge
    lang: Lang
    pages: tuple[AuditedPage, ...]  # those in scope first, each group in the order of its keys
    slugs: dict[str, str]
    titles: dict[str, str]
    page_of: dict[str, AuditedPage]
    order: dict[str, int]  # of the keys of pages
    sentence_of: dict[str, LabelledSegment]
    texts: dict[str, tuple[LabelledSegment, ...]]  # the sentences of each page's text, without its title and description
    sentences: tuple[LabelledSegment, ...]  # those of the pages in scope
    findings_of_sentence: dict[str, tuple[Finding, ...]]
    findings_of_page: dict[str, tuple[Finding, ...]]
    findings_of_rule: dict[str, tuple[Finding, ...]]
    brand: Brand = PLAIN
    decisions: tuple[Decision, ...] = ()  # what writers decided, as it is kept
    states: Mapping[str, State] = field(default_factory=dict)  # by the id of the sentence
    changed: Mapping[str, Done] = field(default_factory=dict)  # what was decided and now stands on the site
    change: Change | None = None  # since the audit before, or by a draft
    history: tuple[Past, ...] = ()  # the audits before this one, the oldest first

    def kind_of(self, finding: Finding) -> Kind:
        """The kind of a finding, named in the report's language."""
        return kind(letter_of(finding.rule, finding.family), self.lang)

    def page_file(self, key: str) -> str:
        """File of a page's annotated text, from the root of the language."""
        return f"p/{self.slugs[key]}.html"

    def title(self, page: AuditedPage) -> str:
        """The title of a page without what every title of the site ends in, else its key or address."""
        return self.titles[page.key]

    @property
    def name(self) -> str:
        """What the report calls the company."""
        return self.brand.client or self.audit.site.company.name or self.audit.site.slug


def join(audit: Audit, knowledge: Knowledge, lang: Lang, brand: Brand = PLAIN, decisions: Sequence[Decision] = ()) -> Joined:
    """The audit with its parts joined, and with what its writers decided."""
    pages = tuple(sorted(audit.pages, key=lambda p: (p.weight <= 0, -p.weight if p.kind == "home" else 0, p.key)))
    sentences = {s.segment.id: s for page in pages for s in page.segments}
    texts = {page.key: tuple([s for s in page.segments if s.segment.kind not in META]) for page in pages}
    findings = [f for f in audit.findings if f.segment in sentences]
    changed = done(decisions, pages)
    by_sentence, by_page, by_rule = (defaultdict[str, list[Finding]](list) for _ in range(3))
    for finding in findings:
        by_sentence[finding.segment].append(finding)
        by_page[finding.page].append(finding)
        by_rule[finding.rule].append(finding)
    return Joined(
        audit=audit,
        knowledge=knowledge,
        lang=lang,
        pages=pages,
        slugs=slugs((p.key, p.id) for p in sorted(audit.pages, key=lambda p: p.key)),
        titles=_titles(pages),
        page_of={p.key: p for p in pages},
        order={p.key: n for n, p in enumerate(pages)},
        sentence_of=sentences,
        texts=texts,
        sentences=tuple(s for page in pages if page.weight > 0 for s in texts[page.key]),
        findings_of_sentence=_frozen(by_sentence),
        findings_of_page=_frozen(by_page),
        findings_of_rule=_frozen(by_rule),
        brand=brand,
        decisions=tuple(decisions),
        states=states(decisions, changed),
        changed=changed,
    )


def _titles(pages: Sequence[AuditedPage]) -> dict[str, str]:
    """Short titles: endings that several pages share ("… | Acme") say nothing in a list of the site's own pages."""
    parts = {p.key: TITLE_JOINTS.split(p.title.strip()) for p in pages}
    endings = Counter(part for split in parts.values() for part in {*split[2::2]})
    short = {}
    for page in pages:
        split = parts[page.key]
        while len(split) > 2 and endings[split[-1]] > 1:
            split = split[:-2]
        short[page.key] = "".join(split) or page.key or page.url
    shared, whole = Counter(short.values()), Counter(p.title for p in pages)
    return {p.key: short[p.key] if shared[short[p.key]] == 1 else _addressed(p, whole[p.title] > 1) for p in pages}


def _addressed(page: AuditedPage, is_shared: bool) -> str:
    """The whole title; of a title that other pages have too, with the address that tells them apart."""
    where = page.key or page.url
    return f"{page.title} ({where})" if is_shared and page.title else page.title or where


def _frozen(groups: dict[str, list[Finding]]) -> dict[str, tuple[Finding, ...]]:
    return {key: tuple(found) for key, found in groups.items()}
