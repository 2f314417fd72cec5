"""Without the search for garbage: for work that makes many records that know nothing of each other.

In: nothing. Out: a context, or a decorator, in which Python looks for no cycles: each search goes through all that a
site has, and finds none.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for cycles inside; what was on before is on again after."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
