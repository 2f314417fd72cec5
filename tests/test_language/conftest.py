"""One engine for the room's tests, with the rules that travel with the program."""

from __future__ import annotations

import pytest

from auditor import knowledge
from auditor.language import Engine


@pytest.fixture(scope="session")
def known():
    return knowledge.load()


@pytest.fixture(scope="session")
def engine(known):
    return Engine(known)
