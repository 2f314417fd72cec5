"""Where a Chromium is: for pages that need a browser to be read, for the tests of the report, for `auditor doctor`.

In: nothing. Out: the path of a browser that Playwright can drive; nothing is ever downloaded.
"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "AUDITOR_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def find_chromium() -> Path | None:
    """The browser that AUDITOR_CHROMIUM names, else one on the path, else one in its usual place; None when there is none."""
    named = os.environ.get(VARIABLE)
    if named:  # a name that leads nowhere is not silently replaced by another browser
        path = Path(shutil.which(named) or named)
        return path if path.is_file() else None
    on_path = (shutil.which(command) for command in COMMANDS)
    found = next((Path(path) for path in on_path if path), None)
    return found or next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    system = platform.system()  # not sys.platform: type checkers take that for a constant
    if system == "Darwin":
        for root in (Path("/Applications"), Path.home() / "Applications"):
            yield from (root / f"{name}.app" / "Contents" / "MacOS" / name for name in MAC)
    elif system == "Windows":
        roots = [Path(os.environ[name]) for name in WINDOWS_ROOTS if name in os.environ]
        yield from (root / place for root in roots for place in WINDOWS)
