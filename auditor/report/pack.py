"""A report made ready to send: one zip, the same bytes for the same report.

In: the folder of a report, where the zip goes. Out: the zip, its files under one folder of the report's name.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from auditor.errors import UsageProblem
from auditor.report.folder import MARK

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can hold: the bytes must not depend on when it was packed


def pack(folder: Path, archive: Path) -> Path:
    """Write the zip of `folder` in place of `archive`, and return it; UsageProblem where the folder is no report."""
    if not (folder / MARK).is_file():
        raise UsageProblem("cli.no-report", folder=folder)
    fresh = archive.with_name(f".{archive.name}.{os.getpid()}")
    try:
        archive.parent.mkdir(parents=True, exist_ok=True)
        _write(folder, fresh)
        fresh.replace(archive)
    except OSError as error:
        raise UsageProblem("report.cannot-write", folder=archive, reason=error.strerror or error) from error
    finally:
        fresh.unlink(missing_ok=True)
    return archive


def _write(folder: Path, file: Path) -> None:
    name = folder.resolve().name
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
