"""The settings file that `auditor init` writes says all settings, changes none, and never takes the place of another."""

import re
from pathlib import Path

import pytest

from auditor import settings
from auditor.toml_file import known_keys

from .conftest import Runner

COMMENTED = re.compile(r"^# (?=[a-z_]+ = )", re.MULTILINE)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_file_holds_every_setting_with_its_default(ran: Runner, tmp_path: Path, lang: str) -> None:
    found = ran("init", "--ui-lang", lang)
    file = tmp_path / "auditor.toml"
    assert (found.code, found.out) == (0, "auditor.toml\n")
    assert settings.load(tmp_path) == settings.Settings()
    file.write_text(COMMENTED.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    given = settings.load(tmp_path)
    assert given.model_copy(update={"crawl": given.crawl.model_copy(update={"auth": None})}) == settings.Settings()
    named = set(re.findall(r"^([a-z_]+) = ", file.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {keys[-1] for keys in known_keys(settings.Settings)}


def test_a_file_that_is_there_is_not_touched(ran: Runner, tmp_path: Path) -> None:
    (tmp_path / "auditor.toml").write_text('store = "mine"\n', encoding="utf-8")
    found = ran("init")
    assert found.code == 2
    assert (tmp_path / "auditor.toml").read_text(encoding="utf-8") == 'store = "mine"\n'
