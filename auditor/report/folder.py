"""The report's folder, replaced as a whole: the old report stays until the new one is complete.

In: the folder to write. Out: a fresh folder beside it, which takes its place when nothing failed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditor.errors import UsageProblem

MARK = Path("data") / "audit.json"  # a folder that holds it is a report of ours and may be replaced


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A fresh folder that takes the place of `folder` at the end; UsageProblem when that cannot be."""
    folder = folder.absolute()
    fresh, old = (folder.with_name(f".{folder.name}.{name}") for name in (f"new-{os.getpid()}", "old"))
    try:
        _recover(folder, old)
        _refuse_foreign(folder)
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        yield fresh
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
