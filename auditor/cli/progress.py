"""How far a run is: a bar on a terminal, one line per 25 pages elsewhere, nothing with -q.

In: the stages and steps that `pipeline` reports. Out: lines or a bar on stderr, in the language of the session.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from auditor.cli.terminal import Session, clean, has_colour, say
from auditor.words import say as words

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY = 25  # pages between two lines where there is no bar
LEAVING = ("model_help.announce.", "model_help.up-to.")  # notes of what is about to leave this machine
IN_PAGES = {"crawl", "extract"}  # stages whose steps are pages


class Lines:
    """A watch that writes a line per 25 pages; with -v a line per page and per stage."""

    def __init__(self, session: Session) -> None:
        self.session, self.name, self.done = session, "", 0

    def stage(self, name: str, total: int | None = None) -> None:
        """A stage begins."""
        self.name, self.done = name, 0
        if self.session.is_verbose:
            say(self.session, f"cli.stage.{name}")

    def step(self, n: int = 1, note: str = "") -> None:
        """`n` more steps are done."""
        before, self.done = self.done, self.done + n
        if self.session.is_verbose and note:
            say(self.session, "cli.step", note=note)
        elif self.name in IN_PAGES and before // EVERY < self.done // EVERY:
            say(self.session, "cli.pages-so-far", stage=words(self.session.lang, f"cli.stage.{self.name}"), count=self.done)

    def expect(self, total: int) -> None:
        """How long the stage is: told by a bar only."""

    def note(self, key: str, **fields: object) -> None:
        """Something worth saying; what leaves this machine is said even to those who asked for silence."""
        if not self.session.is_quiet or key.startswith(LEAVING):
            print(clean(words(self.session.lang, key, **fields)), file=sys.stderr)


class Bar(Lines):
    """A watch that draws one bar a stage."""

    def __init__(self, session: Session, progress: Progress) -> None:
        super().__init__(session)
        self.progress = progress
        self.task: TaskID | None = None

    def stage(self, name: str, total: int | None = None) -> None:
        """The bar of the stage before is taken away, this one's begins; without a total it only moves."""
        if self.task is not None:
            self.progress.remove_task(self.task)
        self.name, self.done = name, 0
        self.task = self.progress.add_task(words(self.session.lang, f"cli.stage.{name}"), total=total or None, note="")

    def step(self, n: int = 1, note: str = "") -> None:
        """The bar moves; the address is shown beside it."""
        from rich.markup import escape

        self.done += n
        if self.task is not None:
            self.progress.update(self.task, advance=n, note=escape(clean(note).replace("\n", " ")))

    def expect(self, total: int) -> None:
        """The bar is as long as what is read and what is still to be read."""
        if self.task is not None:
            self.progress.update(self.task, total=total)

    def note(self, key: str, **fields: object) -> None:
        """Something worth saying, above the bar."""
        self.progress.console.print(clean(words(self.session.lang, key, **fields)), markup=False, highlight=False)


@contextmanager
def watching(session: Session) -> Iterator[Lines]:
    """The watch that fits this terminal, for the time of a run."""
    is_tty = sys.stderr.isatty() and session.environ.get("TERM") != "dumb"
    if session.is_quiet or session.is_verbose or not is_tty:
        yield Lines(session)
        return
    with _progress(session) as progress:
        yield Bar(session, progress)


def _progress(session: Session) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.table import Column

    console = Console(stderr=True, no_color=not has_colour(session.environ, is_tty=True))
    shown = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}", table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis")),
    )
    return Progress(*shown, console=console, transient=True)
