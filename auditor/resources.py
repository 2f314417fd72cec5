"""Where `rules/` and `site_templates/` lie: inside the package in a wheel, beside it in a checkout or an editable install."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Path of the folder `name` ("rules", "site_templates")."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
