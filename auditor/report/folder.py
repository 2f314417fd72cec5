"""The report's folder, replaced as a whole: the old report stays until the new one is complete.

In: the folder to write, and its files. Out: a fresh folder beside it, which takes its place when nothing failed; files whose bytes the
old report holds already are taken over from it (the same file, with its date) and not written again.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from auditor.errors import UsageProblem

MARK = Path("data") / "audit.json"  # a folder that holds it is a report of ours and may be replaced
Looks = tuple[int, int]  # bytes, and when it was written, in nanoseconds


class Fresh:
    """A report in the making, beside the old one."""

    def __init__(self, root: Path, old: Path) -> None:
        self.root, self.old = root, old
        self._folders: set[str] = set()

    def write(self, name: str, content: str | bytes) -> None:
        """A file by its name from the root; a text is written with the same line ends on every system."""
        content = content.encode("utf-8", "replace") if isinstance(content, str) else content
        path = self._place(name)
        if not (self._holds(name, len(content)) and (self.old / name).read_bytes() == content and self._take(name)):
            path.unlink(missing_ok=True)  # written twice it would be the old report's own file
            path.write_bytes(content)

    def write_parts(self, name: str, parts: Iterable[bytes]) -> None:
        """A file too large to be held at once."""
        path = self._place(name)
        path.unlink(missing_ok=True)
        with path.open("wb") as file:
            file.writelines(parts)
        if self._holds(name, path.stat().st_size) and filecmp.cmp(path, self.old / name, shallow=False):
            path.unlink()
            if not self._take(name):
                shutil.copy2(self.old / name, path)

    def looks(self, name: str) -> Looks:
        """How a file of this report looks."""
        told = (self.root / name).stat()
        return told.st_size, told.st_mtime_ns

    def take(self, name: str, looks: Looks) -> bool:
        """Whether the old report's file of that name still looked so and is one of this report too, now."""
        is_there = self._is_own(name, looks)
        if is_there:
            self._place(name)
        return is_there and self._take(name)

    def old_file(self, name: str, looks: Looks) -> BinaryIO | None:
        """The old report's file of that name, to be read; None where it does not look so any more."""
        return (self.old / name).open("rb") if self._is_own(name, looks) else None

    def _place(self, name: str) -> Path:
        path = self.root / name
        parent, _, _ = name.rpartition("/")
        if parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(parent)
        return path

    def _holds(self, name: str, size: int) -> bool:
        """Whether the old report has a file of its own by that name, of that size."""
        found = self._own(name)
        return found is not None and found.st_size == size

    def _is_own(self, name: str, looks: Looks) -> bool:
        found = self._own(name)
        return found is not None and (found.st_size, found.st_mtime_ns) == looks

    def _own(self, name: str) -> os.stat_result | None:
        """What the disk tells of a file of the old report; what a link leads to is not its own."""
        try:
            found = (self.old / name).lstat()
        except OSError:
            return None
        return found if stat.S_ISREG(found.st_mode) else None

    def _take(self, name: str) -> bool:
        """Whether the old file could become one of this report too: not every disk knows a file by two names."""
        try:
            os.link(self.old / name, self.root / name)
        except OSError:
            return False
        return True


@contextmanager
def replacing(folder: Path) -> Iterator[Fresh]:
    """A report in the making that takes the place of `folder` at the end; UsageProblem when that cannot be."""
    folder = folder.absolute()
    fresh, old = (folder.with_name(f".{folder.name}.{name}") for name in (f"new-{os.getpid()}", "old"))
    try:
        _recover(folder, old)
        _refuse_foreign(folder)
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield Fresh(fresh, folder)
        _swap(folder, fresh, old)
    except OSError as error:
        raise UsageProblem("report.cannot-write", folder=folder, reason=error.strerror or error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _recover(folder: Path, old: Path) -> None:
    """An earlier run was killed between the two renames: its old report is the last whole one."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    """Never replace a folder that is not a report: it may hold someone's work."""
    if folder.exists() and not folder.is_dir():
        raise UsageProblem("report.not-a-folder", folder=folder)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise UsageProblem("report.not-a-report", folder=folder)


def _swap(folder: Path, fresh: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)  # Windows cannot rename onto a folder, nor move one that a program holds open
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
