"""The hand-written sites before and after, judged as every audit judges, without suggestions: they change no number."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auditor import crawl, extract, judge
from auditor import knowledge as knowing
from auditor.language import Engine, segments_of
from auditor.models import Audit, LabelledSegment, Lang, Page, Segment, Site
from auditor.pipeline import read_pages
from auditor.pipeline.labelling import judged
from auditor.settings import CrawlSettings, Settings, SiteSettings

FOLDER = Path(__file__).parents[1] / "sites" / "change"
KNOWN = knowing.load()
ENGINE = Engine(KNOWN)
NAMES = {"fr": "Blanchisserie Orvanne", "en": "Pike & Harrow Removals"}


@dataclass(frozen=True)
class Undone:
    """A change of a site by its words, and what to put where to take it back."""

    edit: str  # words of the sentence after, before where it is gone
    page: str
    now: str
    then: str


@cache
def _judged(segment: Segment, lang: Lang) -> LabelledSegment:
    company = extract.identify([], SiteSettings(name=NAMES[lang]))
    return LabelledSegment(segment, *judged([segment], company, ENGINE, KNOWN)[0])


def relabel(lang: Lang) -> Callable[[Sequence[Segment]], list[LabelledSegment]]:
    """What judges a sentence again in other surroundings."""
    return lambda segments: [_judged(segment, lang) for segment in segments]


def audit(folder: Path, lang: Lang, *, date: str = "2026-03-02") -> Audit:
    """The audit of a folder; its company is given, so that no page may change it."""
    seen = crawl.crawl(str(folder), CrawlSettings(), find_links=extract.find_links)
    texts, _ = read_pages([page for page in seen if isinstance(page, Page)], Settings())
    pages = [(text, tuple(_judged(segment, lang) for segment in segments_of(text))) for text in texts]
    site = Site("orvanne", "orvanne", extract.identify([], SiteSettings(name=NAMES[lang])))
    return judge.assess(site, pages, knowledge=KNOWN, date=date, tool="auditor test")


def undone(lang: Lang, one: Undone, to: Path) -> Path:
    """The site after, in `to`, with one change taken back."""
    folder = Path(shutil.copytree(FOLDER / f"{lang}-after", to))
    page = folder / one.page
    text = page.read_text(encoding="utf-8")
    assert text.count(one.now) == 1, one
    page.write_text(text.replace(one.now, one.then), encoding="utf-8")
    return folder
