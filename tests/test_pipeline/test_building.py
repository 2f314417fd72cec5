"""What is remembered of a report's pages is found again, for the same folder and as long as what made them is the same."""

from pathlib import Path

from auditor.pipeline.building import _memory
from auditor.report import Notes
from auditor.settings import Settings
from auditor.store import Store

NOTES = Notes({"p/home.html": ("a1", (10, 20))}, {"": ("b2", 5, 7)}, (30, 40))


def test_what_is_kept_of_a_folder_is_found_in_the_next_run_and_of_no_other_folder(tmp_path: Path):
    with Store(str(tmp_path / "store")) as store:
        assert _memory(tmp_path / "a", Settings(), store).last == Notes()
        _memory(tmp_path / "a", Settings(), store).keep(NOTES)
    with Store(str(tmp_path / "store")) as store:
        assert _memory(tmp_path / "a", Settings(), store).last == NOTES
        assert _memory(tmp_path / "b", Settings(), store).last == Notes()


def test_other_settings_make_other_pages(tmp_path: Path):
    other = Settings.model_validate({"report": {"languages": ["fr"]}})
    with Store(str(tmp_path / "store")) as store:
        made_of = [_memory(tmp_path, settings, store).made_of for settings in (Settings(), Settings(), other)]
    assert made_of[0] == made_of[1] != made_of[2]
