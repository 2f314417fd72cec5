"""auditor: are a company's words about its customer or about itself?

Public API, loaded when first used: `audit`, `label`, `rewrite`.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "label", "rewrite"]


def __getattr__(name: str) -> Any:
    if name in {"audit", "label"}:
        from auditor import api

        return getattr(api, name)
    if name == "rewrite":
        from importlib import import_module

        return import_module("auditor.rewrite")
    raise AttributeError(f"module 'auditor' has no attribute {name!r}")


class _Room(ModuleType):
    """The room `auditor.rewrite`, which can be called: Python binds a sub-module's name over any function of the same name."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from auditor import api

        return api.rewrite(*args, **kwargs)


class _Package(ModuleType):
    """This package, told by the import system when a room is bound to its name."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "rewrite" and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
