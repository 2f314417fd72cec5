"""auditor: are a company's words about its customer or about itself?

Public API, loaded when first used: `audit`, `label`, `rewrite`.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "label", "rewrite"]


def __getattr__(name: str) -> Any:
    if name in {"audit", "label", "rewrite"}:
        from auditor import api

        return getattr(api, name)
    raise AttributeError(f"module 'auditor' has no attribute {name!r}")
