"""A benchmark made by many hands: archives read, companies measured, each on whatever worker is free.

In: a folder of work that all workers see, archives or sites of a store. Out: a file for each archive and each company, written whole or not
at all: what is there is not done again, so a run that was killed goes on, and a job that was done twice leaves the same.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from auditor import archives, benchmark
from auditor.crawl import choice_of
from auditor.errors import NothingToAudit
from auditor.identity import digest
from auditor.models import Counted, Lang, Turn
from auditor.pipeline import TOOL, Watch
from auditor.pipeline.jobs import engine
from auditor.pipeline.knowing import knowledge
from auditor.pipeline.measuring import measure_site
from auditor.scale.cluster import perform_on
from auditor.scale.processes import perform_all
from auditor.scale.task import JUDGING, Job, langs_of
from auditor.settings import Settings
from auditor.store import Runs, Store

WORTH = 20  # companies for which a process more is worth its start: 0.6 seconds each against 3 to 15


@dataclass(frozen=True, slots=True)
class Read:
    """An archive to be read."""

    address: str
    store: str
    run: int
    folder: str  # of the work
    settings: Settings

    @property
    def name(self) -> str:
        """What its turn is kept under."""
        return f"archive:{self.address}"

    @property
    def digest(self) -> str:
        """Of what was asked for."""
        return digest(self.address, *_size(self.address), choice_of(self.settings.crawl), TOOL)

    @property
    def langs(self) -> Collection[Lang]:
        """Pages are chosen without judging one."""
        return ()

    @property
    def file(self) -> Path:
        """What it leaves."""
        return Path(self.folder) / "archives" / f"{self.digest}.json"

    def do(self, store: Store) -> None:
        """Read the archive into the store."""
        found = archives.gather(self.address, store, self.settings.crawl)
        said = {"pages": found.pages, "left_out": found.left_out, "is_whole": found.is_whole, "crawls": found.crawls}
        _write(self.file, said)


@dataclass(frozen=True, slots=True)
class Count:
    """A company to be measured from what archives hold of it, or a site whose last audit is counted."""

    slug: str
    store: str
    run: int
    folder: str
    settings: Settings
    crawls: tuple[int, ...] = ()  # of each archive, in their order; none for a site that was audited

    @property
    def name(self) -> str:
        """What its turn is kept under."""
        return f"company:{self.slug}"

    @property
    def digest(self) -> str:
        """Of what was asked for."""
        return digest(self.slug, *map(str, self.crawls), TOOL, knowledge().digest)

    @property
    def langs(self) -> Collection[Lang]:
        """Languages that it may have to judge, or to find the words of."""
        return langs_of(self.settings)

    @property
    def file(self) -> Path:
        """What it leaves."""
        return Path(self.folder) / "companies" / f"{self.digest}.json"

    def do(self, store: Store) -> None:
        """Measure the company."""
        with JUDGING:
            if self.crawls:
                archives.put_together(self.slug, self.crawls, store, self.settings.crawl)
                audit = measure_site(self.slug, self.settings, store=store)
            else:
                found = store.latest_audit(self.slug)
                if found is None:
                    raise NothingToAudit("benchmark.nothing")
                audit = found
            _write(self.file, asdict(benchmark.count(self.slug, audit, engine())))


@dataclass(frozen=True, slots=True)
class Gathering:
    """A benchmark in the making."""

    folder: Path  # of the work, to be removed when the benchmark is written
    settings: Settings
    workers: int = 1
    scheduler: str = ""

    def of_archives(self, addresses: Sequence[str], watch: Watch) -> tuple[list[Counted], list[tuple[str, str]]]:
        """What the companies of the archives add, and what was left out: names with reasons."""
        store, run, began = self._begun()
        watch.stage("archives", len(addresses))
        reading = [Read(address, store, run, str(self.folder), self.settings) for address in addresses]
        failed = self._done(reading, watch, began)
        out = [(one.address.rpartition("/")[2], "broken") for one in reading if one.name in failed]
        pieces: dict[str, list[int]] = {}
        for one in reading:
            if one.name not in failed:
                found = json.loads(one.file.read_text(encoding="utf-8"))
                out += [(one.address.rpartition("/")[2], "broken")] * (not found["is_whole"])
                for company, crawl in found["crawls"].items():
                    pieces.setdefault(company, []).append(crawl)
        watch.stage("portfolio", len(pieces))
        counting = [Count(slug, store, run, str(self.folder), self.settings, tuple(crawls)) for slug, crawls in pieces.items()]
        failed = self._done(counting, watch, began)
        return [_counted(one) for one in counting if one.name not in failed], [*out, *_failed(counting, failed)]

    def of_sites(self, slugs: Sequence[str], store: str, watch: Watch) -> tuple[list[Counted], list[tuple[str, str]]]:
        """The same of the last audits of a store's sites."""
        watch.stage("portfolio", len(slugs))
        counting = [Count(slug, store, 0, str(self.folder), self.settings) for slug in slugs]
        with Store(store) as opened:
            audited = [one for one in counting if opened.recent_audits(one.slug, 1)]
        failed = self._done(audited, watch, "", again=True)
        out = [(one.slug, "no-audit") for one in counting if one not in audited]
        return [_counted(one) for one in audited if one.name not in failed], [*out, *_failed(audited, failed)]

    def _begun(self) -> tuple[str, int, str]:
        """Address of the store of the work, and the run in it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        address = str((self.folder / "store").resolve())
        with Store(address) as store:
            return address, *Runs(store).begin(str(self.folder))

    def _done(self, jobs: Sequence[Read] | Sequence[Count], watch: Watch, began: str, *, again: bool = False) -> set[str]:
        """Do what is not done yet; names of the jobs that failed."""
        left = [job for job in jobs if again or not job.file.is_file()]
        watch.step(len(jobs) - len(left))
        failed = set[str]()
        for turn in self._turns(left, watch, began) if left else ():
            watch.step(1, turn.slug.partition(":")[2])
            if turn.state == "failed":
                failed.add(turn.slug)
                watch.note(turn.key, **dict(turn.fields))
        return failed

    def _turns(self, jobs: Sequence[Job], watch: Watch, began: str) -> Iterator[Turn]:
        if self.scheduler:
            return perform_on(self.scheduler, jobs, workers=self.workers, began=began)
        is_little = len(jobs) < WORTH and all(isinstance(job, Count) for job in jobs)
        return perform_all(jobs, workers=1 if is_little else self.workers, watch=watch)


def _size(address: str) -> tuple[str, ...]:
    """What tells a file on this disk from the one that lay there before."""
    if "://" in address or not Path(address).is_file():
        return ()
    found = Path(address).stat()
    return str(found.st_size), str(found.st_mtime_ns)


def _write(file: Path, said: dict[str, Any]) -> None:
    """The file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    fresh.replace(file)


def _counted(job: Count) -> Counted:
    found: Counted = TypeAdapter(Counted).validate_json(job.file.read_bytes())
    return found


def _failed(jobs: Sequence[Count], failed: set[str]) -> list[tuple[str, str]]:
    return [(one.slug, "failed") for one in jobs if one.name in failed]
