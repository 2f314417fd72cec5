"""The store itself: what each stage keeps and the next one starts from.

In: records of `models`. Out: the same records, by site (its slug) or by crawl. Every `add` is committed: a process that is killed
loses nothing that it has added.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, func, insert, select, update

from auditor.errors import UsageProblem
from auditor.garbage import undisturbed
from auditor.models import Analysis, Audit, Decision, Labels, NotRead, Page
from auditor.store import decisions
from auditor.store.opening import address_of, open_engine, warc_folder, writing
from auditor.store.rows import as_text, batches, not_read_row, page_row, plain, put, seen_of, shape
from auditor.store.tables import AUDITS, CRAWLS, LABELS, PAGES, SITES
from auditor.store.telling import shown, speaking
from auditor.store.written import Written

UNSAFE = re.compile(r"[^\w.-]+")  # in a slug, for the name of a file
# Made once: a crawl of a site that was read before asks it of every page, and putting it together takes longer than the answer.
PAGE_AT = select(PAGES).where((PAGES.c.crawl == bindparam("of")) & (PAGES.c.url == bindparam("at")) & (PAGES.c.reason == ""))


@dataclass(frozen=True, slots=True)
class Crawl:
    """One crawl of a site; `finished` is "" while it runs."""

    id: int
    site: str  # slug
    source: str
    started: str  # ISO 8601, UTC
    finished: str
    warc: Path | None
    settings_digest: str


class Store:
    """Crawls, pages, audits and labels of all sites; a context manager.

    `Store(".auditor")` keeps `.auditor/store.sqlite`; `Store("postgresql://…")` keeps a database. A store that is locked, read-only,
    damaged or from a newer version is a `UsageProblem`, at once or at the first call that meets it.
    """

    def __init__(self, address: str | Path) -> None:
        self._url = address_of(address)
        self._engine = open_engine(self._url)
        self._writer = writing(self._engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; the store is not used again."""
        self._engine.dispose()

    # ------------------------------------------------------------ sites and crawls

    def sites(self) -> list[str]:
        """Slugs of all sites, in order."""
        return sorted(row.slug for row in self._rows(select(SITES)))  # here, not there: databases sort by languages of their own

    def begin_crawl(self, slug: str, source: str, settings_digest: str = "", *, started: str | None = None) -> int:
        """Number of a new crawl of a site; `source` without credentials, `started` now unless given (ISO 8601, UTC)."""
        row = {"site": slug, "source": source, "started": started or _now(), "finished": "", "warc": "", "settings_digest": settings_digest}
        with self._write() as connection:
            put(connection, SITES, [{"slug": slug, "source": source}])
            return int(connection.execute(insert(CRAWLS).values(row).returning(CRAWLS.c.id)).scalar_one())

    def unfinished_crawl(self, slug: str, source: str, settings_digest: str = "") -> int | None:
        """The site's last crawl, to be gone on with, when it stopped half-way and had the same source and settings; else None."""
        crawl = self._crawl(CRAWLS.c.site == slug)
        same = crawl and (crawl.finished, crawl.source, crawl.settings_digest) == ("", source, settings_digest)
        return crawl.id if crawl and same else None

    def latest_crawl(self, slug: str) -> Crawl | None:
        """The site's last finished crawl, or else its last one; None when it was never crawled."""
        return self._crawl((CRAWLS.c.site == slug) & (CRAWLS.c.finished != "")) or self._crawl(CRAWLS.c.site == slug)

    def crawl(self, crawl: int) -> Crawl | None:
        """The crawl of that number; None when there is none."""
        return self._crawl(CRAWLS.c.id == crawl)

    def warc_path(self, slug: str, crawl: int) -> Path:
        """Path of the archive that the crawl is to write, in a folder that exists; the store remembers it."""
        name = f"{safe_name(slug)}-{crawl:06d}.warc.gz"
        folder = warc_folder(self._url)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageProblem("store.folder", folder=folder, reason=error.strerror or str(error)) from error
        self._change(crawl, warc=name)
        return folder / name

    def finish_crawl(self, crawl: int, finished: str | None = None) -> None:
        """The crawl is complete, now unless given."""
        self._change(crawl, finished=finished or _now())

    def add(self, crawl: int, *seen: Page | NotRead) -> None:
        """Keep what the crawl saw, committed; the same address seen again takes the place of what stood there."""
        rows = [{"crawl": crawl, **(page_row(one) if isinstance(one, Page) else not_read_row(one))} for one in seen]
        if not rows:
            return
        with self._write() as connection:
            put(connection, PAGES, rows, unique=("crawl", "url"))

    def pages(self, crawl: int) -> list[Page | NotRead]:
        """All that the crawl saw, read or not, in the order it saw it."""
        return [seen_of(row) for row in self._rows(select(PAGES).where(PAGES.c.crawl == crawl).order_by(PAGES.c.id))]

    def size(self, crawl: int) -> int:
        """How many pages the crawl read."""
        rows = self._rows(select(func.count()).select_from(PAGES).where((PAGES.c.crawl == crawl) & (PAGES.c.reason == "")))
        return int(rows[0][0])

    def page(self, crawl: int, url: str) -> Page | None:
        """The page that the crawl read at an address; None when it read none."""
        rows = self._rows(PAGE_AT, {"of": crawl, "at": plain(url)})
        seen = seen_of(rows[0]) if rows else None
        return seen if isinstance(seen, Page) else None

    # ------------------------------------------------------------ audits

    def save_audit(
        self, slug: str, audit: Audit, *, crawl: int | None = None, instead: bool = False, written: Written | None = None
    ) -> None:
        """Keep an audit as the site's latest, and which crawl it judged; `instead`: in the place of the one that is the latest now;
        `written`: its pages, where they are at hand.
        """
        packed = (written or Written(audit.pages)).pack(audit)
        row = {"site": slug, "crawl": crawl, "date": audit.date, "rules_digest": audit.rules_digest, "audit": packed}
        with self._write() as connection:
            put(connection, SITES, [{"slug": slug, "source": audit.site.source}], keep=True)
            if instead:
                last = select(func.max(AUDITS.c.id)).where(AUDITS.c.site == slug).scalar_subquery()
                connection.execute(delete(AUDITS).where(AUDITS.c.id == last))
            connection.execute(insert(AUDITS).values(row))

    def latest_audit(self, slug: str) -> Audit | None:
        """The site's last audit; None when it was never audited."""
        rows = self._rows(select(AUDITS).where(AUDITS.c.site == slug).order_by(AUDITS.c.id.desc()).limit(1))
        return self._audit(rows[0]) if rows else None

    def recent_audits(self, slug: str, number: int, *, but: int = 0, written: Written | None = None) -> list[tuple[int | None, Audit]]:
        """The site's last audits, the newest first (`but` so many of them), each with the crawl that it judged (None where that has been
        removed); one that another version of auditor wrote otherwise counts as not there. Pages that `written` holds are not read again.
        """
        found = []
        for row in self._rows(select(AUDITS).where(AUDITS.c.site == slug).order_by(AUDITS.c.id.desc()).offset(but).limit(number)):
            with suppress(UsageProblem):
                found.append((row.crawl, self._audit(row, written)))
        return found

    def audits(self, slug: str) -> list[Audit]:
        """All audits of a site, the oldest first."""
        return [self._audit(row) for row in self._rows(select(AUDITS).where(AUDITS.c.site == slug).order_by(AUDITS.c.id))]

    # ------------------------------------------------------------ labels

    @undisturbed()
    def cached(self, keys: Iterable[str]) -> dict[str, tuple[Analysis, Labels]]:
        """What was decided for those of the keys that the store knows; what another version wrote otherwise counts as not known."""
        known: dict[str, tuple[Analysis, Labels]] = {}
        for some in batches(dict.fromkeys(keys)):
            for row in self._rows(select(LABELS).where(LABELS.c.key.in_(some))):
                try:
                    known[row.key] = shape(tuple[Analysis, Labels]).validate_json(row.labels)
                except ValidationError:
                    continue
        return known

    def cache(self, decided: Mapping[str, tuple[Analysis, Labels]]) -> None:
        """Keep what was decided under each key (32 hex digits that stand for all that the labels depend on)."""
        with self._write() as connection:
            for some in batches(sorted(decided.items())):
                put(connection, LABELS, [{"key": key, "labels": as_text(tuple[Analysis, Labels], pair)} for key, pair in some])

    # ------------------------------------------------------------ decisions

    def decide(self, slug: str, decided: Iterable[Decision]) -> int:
        """Keep what was decided of a site's sentences; how many of them say something new. See `store.decisions` for what replaces what."""
        fresh = decisions.news(decided, self.decisions(slug))
        with self._write() as connection:
            put(connection, SITES, [{"slug": slug, "source": slug}], keep=True)
            decisions.keep(connection, slug, fresh)
        return len(fresh)

    def undecide(self, slug: str, segments: Iterable[str]) -> int:
        """Forget all that was decided of these sentences (by their ids); how many decisions that were."""
        wanted = set(segments)
        gone = [one for one in self.decisions(slug) if one.segment in wanted]
        with self._write() as connection:
            decisions.forget(connection, slug, gone)
        return len(gone)

    def decisions(self, slug: str) -> list[Decision]:
        """All that was decided of a site's sentences, by page, sentence and rule."""
        return decisions.in_order(self._rows(decisions.of_site(slug)))

    # ------------------------------------------------------------ inside

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with speaking(self._url), self._writer.begin() as connection:
            yield connection

    def _rows(self, query: Select[Any], asked: Mapping[str, Any] | None = None) -> list[Row[Any]]:
        with speaking(self._url), self._engine.connect() as connection:
            return list(connection.execute(query, asked))

    def _change(self, crawl: int, **values: str) -> None:
        with self._write() as connection:
            connection.execute(update(CRAWLS).where(CRAWLS.c.id == crawl).values(values))

    def _crawl(self, where: ColumnElement[bool]) -> Crawl | None:
        for row in self._rows(select(CRAWLS).where(where).order_by(CRAWLS.c.id.desc()).limit(1)):
            warc = warc_folder(self._url) / row.warc if row.warc else None
            return Crawl(row.id, row.site, row.source, row.started, row.finished, warc, row.settings_digest)
        return None

    def _audit(self, row: Row[Any], written: Written | None = None) -> Audit:
        try:
            return (written or Written(())).unpack(row.audit)
        except (ValidationError, zlib.error) as error:
            raise UsageProblem("store.old_audit", site=row.site, store=shown(self._url)) from error


def safe_name(slug: str) -> str:
    """A site's name as part of a file's name."""
    return UNSAFE.sub("-", slug)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
