"""What is done with one site, wherever it is done.

In: a `Task`, which can be sent to another computer. Out: a `Turn`, kept in the store as soon as the site is finished.
"""

from __future__ import annotations

import glob
import shutil
import threading
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from auditor import crawl as crawling
from auditor import pipeline
from auditor.errors import AuditorError, FileProblem
from auditor.identity import digest
from auditor.models import LANGS, Lang, Turn
from auditor.settings import Settings
from auditor.store import Runs, Store

RIVAL = "rival:"  # no name of a site holds a colon
JUDGING = threading.Lock()  # a worker with several threads reads several sites at once and judges one: the models are one thread's


class Job(Protocol):
    """Something that a worker does, and that may be done twice: a second time leaves what the first one left."""

    @property
    def name(self) -> str:
        """What its turn is kept under."""

    @property
    def store(self) -> str:
        """Address of the store that it works on."""

    @property
    def run(self) -> int:
        """The run that its turn is kept in; 0 to keep none."""

    @property
    def digest(self) -> str:
        """Of what was asked for: a turn that was asked for otherwise does not stand for this one."""

    @property
    def langs(self) -> Collection[Lang]:
        """Languages that it may have to judge: processes are made ready for them."""

    def do(self, store: Store) -> None:
        """Do it; raises where it cannot be done."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with one site; it can be sent to another computer."""

    slug: str
    source: str
    settings: Settings  # with what its line of the portfolio says laid over them
    store: str
    run: int
    since: str  # when the run began: what was read after it is not read again
    folder: str = ""  # of its report; "" for none
    languages: tuple[Lang, ...] = ()  # of its report
    is_rival: bool = False  # only to be read: it is judged beside the sites that name it
    rivals: tuple[tuple[str, Turn], ...] = ()  # sources, and how reading them ended

    @property
    def name(self) -> str:
        """What its turn is kept under: a site may be a client and another one's rival."""
        return f"{RIVAL}{self.slug}" if self.is_rival else self.slug

    @property
    def digest(self) -> str:
        """Of what was asked for: a turn that was asked for otherwise does not stand for this one."""
        asked = self.settings.model_dump_json(exclude={"store"})
        return digest(self.source, asked, self.folder, *self.languages, *(source for source, _ in self.rivals))

    @property
    def langs(self) -> Collection[Lang]:
        """Languages that it may have to judge."""
        return () if self.is_rival else langs_of(self.settings)

    def do(self, store: Store) -> None:
        """Audit the site; a rival is only read."""
        if not was_read(self, store):
            pipeline.crawl_site(self.source, self.settings, store=store)
        if not self.is_rival:
            with JUDGING:
                _judge(self, store)


def langs_of(settings: Settings) -> Collection[Lang]:
    """Languages that the pages of a site may be in, as far as the settings tell."""
    return LANGS if settings.site.lang == "auto" else (settings.site.lang,)


def perform(job: Job) -> Turn:
    """Do a job, keep its turn in the store, and say how it ended; never raises but for a store that cannot be used."""
    with Store(job.store) as store:
        try:
            job.do(store)
            turn = Turn(job.name, "done")
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # another site must not pay for a bug that this one met; a panic of Rust is no Exception
            turn = failed(job, error)
        keep(job, turn, store)
    return turn


def keep(job: Job, turn: Turn, store: Store) -> None:
    """Keep how a job ended, where it belongs to a run."""
    if job.run:
        Runs(store).record(job.run, turn, job.digest)


def failed(job: Job, error: BaseException) -> Turn:
    """The turn of a job that could not be done."""
    if not isinstance(error, AuditorError):
        return Turn(job.name, "failed", "portfolio.unexpected", (("problem", f"{type(error).__name__}: {error}"),))
    place = {"file": error.file, "line": error.line} if isinstance(error, FileProblem) else {}
    return Turn(job.name, "failed", error.key, tuple((name, str(value)) for name, value in (error.fields | place).items()))


def _judge(task: Task, store: Store) -> None:
    ahead = {source: _came(turn) for source, turn in task.rivals}
    rivals = pipeline.read_rivals(list(ahead), task.settings, store=store, ahead=ahead)
    pipeline.judge_site(task.slug, task.settings, store=store, rivals=rivals)
    if task.folder:
        build(task, store)


def _came(turn: Turn) -> str | AuditorError:
    """A rival's name in the store, or why it has none."""
    return turn.slug.removeprefix(RIVAL) if turn.state == "done" else AuditorError(turn.key, **dict(turn.fields))


def build(task: Task, store: Store) -> None:
    """Write the report of a site that was judged, and clear away what a killed run left half-written beside it."""
    folder = Path(task.folder)
    for left in glob.glob(f".{glob.escape(folder.name)}.new-*", root_dir=folder.parent):
        shutil.rmtree(folder.parent / left, ignore_errors=True)
    pipeline.build_site(task.slug, task.settings, store=store, output=folder, report_langs=task.languages)


def was_read(task: Task, store: Store) -> bool:
    """Whether the site was read to its end since the run began, as it is to be read now."""
    crawl = store.latest_crawl(task.slug)
    if crawl is None or crawl.finished < task.since:
        return False
    is_remote = crawling.kind_of(task.source) == "address"
    return crawl.settings_digest == (digest(crawling.choice_of(task.settings.crawl)) if is_remote else "")
