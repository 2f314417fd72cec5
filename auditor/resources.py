"""Where `rules/` and `site_templates/` lie: inside the package in a wheel, beside it in a checkout or an editable install; and where the
user's system keeps what a program can make again.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Path of the folder `name` ("rules", "site_templates")."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def own_folder() -> Path:
    """The user's own folder for what this program can make again at any time, made or not; RuntimeError without a home."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "auditor" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "auditor"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "auditor"
