"""What all tests share: the option that accepts new golden pages."""

import os

import pytest

os.environ.setdefault("AUDITOR_REPORT_PDF", "false")  # a browser for every audit of the tests would double their time


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--accept-golden` writes what was rendered over tests/golden instead of comparing."""
    parser.addoption("--accept-golden", action="store_true", help="write the golden pages anew (make calibrate)")
