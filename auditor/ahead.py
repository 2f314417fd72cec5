"""Several sites read at once: a slow one holds up none but itself.

In: sources, settings, the address of a store. Out: which of them are in the store now, and under which name; what goes wrong with one of
them is handed back, to be told when its turn comes.
"""

from __future__ import annotations

import queue
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from auditor import crawl as crawling
from auditor.errors import AuditorError
from auditor.pipeline import Watch, as_rival, crawl_site
from auditor.settings import Settings
from auditor.store import Store

AT_ONCE = 8  # sites
LOOK = 0.5  # seconds: Windows cannot break off a wait without end by Ctrl-C
Came = tuple[str, str | BaseException]  # source; its name in the store, or why it has none


class _Stopped(Exception):
    """The user wants no more."""


class _Together:
    """One watch for all sites: steps are counted together, and so is what is expected of each."""

    def __init__(self, watch: Watch) -> None:
        self._watch, self._lock = watch, threading.Lock()
        self._expected: dict[int, int] = {}
        self.is_stopped = False
        watch.stage("crawl", None)

    def stage(self, name: str, total: int | None = None) -> None:
        """The stage is the same for all."""

    def step(self, n: int = 1, note: str = "") -> None:
        """More pages of one of the sites; _Stopped where no more are wanted."""
        if self.is_stopped:
            raise _Stopped
        with self._lock:
            self._watch.step(n, note)

    def expect(self, total: int) -> None:
        """How many pages the site that speaks, each on its thread, is going to have."""
        with self._lock:
            self._expected[threading.get_ident()] = total
            self._watch.expect(sum(self._expected.values()))

    def note(self, key: str, **fields: object) -> None:
        """Something worth saying."""
        with self._lock:
            self._watch.note(key, **fields)


def crawl_ahead(
    sources: Sequence[str], settings: Settings, *, store: str, watch: Watch, rivals: Sequence[str] = ()
) -> dict[str, str | AuditorError]:
    """Name in the store, or error, of each address among the sources; nothing where they are of one site, which is read in its turn.

    Sources of one host are read one after the other: its pause between two requests is the host's, not the source's. `rivals` are read
    beside them, as rivals are.
    """
    if len(_by_site((*sources, *rivals))) < 2:
        return {}
    return dict(map(_raised, crawl_each(sources, settings, store=store, watch=watch, rivals=rivals)))


def crawl_each(sources: Sequence[str], settings: Settings, *, store: str, watch: Watch, rivals: Sequence[str] = ()) -> Iterator[Came]:
    """Each address among the sources as soon as its site is read, with its name in the store or what went wrong with it."""
    sites = _by_site((*sources, *rivals))
    given = dict.fromkeys(rivals, as_rival(settings)) | dict.fromkeys(sources, settings)
    with Store(store):  # made or brought up to date once, before all open it
        pass
    together, came = _Together(watch), queue.SimpleQueue[Came]()
    room = threading.Semaphore(AT_ONCE)
    for one in sites.values():
        threading.Thread(target=_read, args=(one, given, store, together, room, came), daemon=True, name="site").start()
    try:
        for _ in range(sum(map(len, sites.values()))):
            yield _taken(came)
    finally:
        together.is_stopped = True


def _by_site(sources: Sequence[str]) -> dict[str, list[str]]:
    """The addresses among the sources by the name of their site, each once; what is no source is told in its turn."""
    sites = defaultdict[str, list[str]](list)
    for source in dict.fromkeys(sources):
        try:
            if crawling.kind_of(source) == "address":
                sites[crawling.slug_of(source)].append(source)
        except AuditorError:
            continue
    return sites


def _read(
    sources: Sequence[str],
    settings: Mapping[str, Settings],
    store: str,
    watch: Watch,
    room: threading.Semaphore,
    came: queue.SimpleQueue[Came],
) -> None:
    """Read the sources of one site; done on a thread of its own."""
    for source in sources:
        with room:
            try:
                came.put((source, crawl_site(source, settings[source], store=store, watch=watch)))
            except BaseException as error:  # handed to whoever waits
                came.put((source, error))


def _taken(came: queue.SimpleQueue[Came]) -> Came:
    while True:
        try:
            return came.get(timeout=LOOK)
        except queue.Empty:
            continue


def _raised(came: Came) -> tuple[str, str | AuditorError]:
    source, said = came
    if isinstance(said, BaseException) and not isinstance(said, AuditorError):
        raise said
    return source, said
