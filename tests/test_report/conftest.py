from pathlib import Path

import pytest

from auditor.report import build

from . import samples


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports of the hand-made audits, by name."""
    return samples.build_all(tmp_path_factory.mktemp("reports"), build)
