"""What is not needed any more is not held: judging and writing take the most memory."""

import gc
from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor.models import LabelledSegment, Page
from auditor.pipeline import judging
from auditor.pipeline.stages import crawl_site, judge_site
from auditor.settings import Settings

BODY = "<html lang='fr'><body><main><h1>Vos volets</h1><p>Nous mesurons vos volets de Kerlouan.</p></main></body></html>"
PAGES = 12
AGAIN = 4  # pages that stay parsed for whoever asks again


class Reached(Exception):
    """The sentences are there."""


def pages_held() -> int:
    return sum(isinstance(one, Page) and b"Kerlouan" in one.body for one in gc.get_objects())


def test_a_site_is_not_held_as_it_was_read_while_it_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[int] = []

    def reached(sentences: Sequence[LabelledSegment]) -> None:
        assert sentences
        held.append(pages_held())
        raise Reached

    monkeypatch.setattr(judging.rewrite, "proofs_of", reached)
    (tmp_path / "site").mkdir()
    for number in range(PAGES):
        (tmp_path / "site" / f"p{number}.html").write_text(BODY.replace("mesurons", f"mesurons {number} fois"), encoding="utf-8")
    store = str(tmp_path / "store")
    slug = crawl_site(str(tmp_path / "site"), Settings(), store=store)
    with pytest.raises(Reached):
        judge_site(slug, Settings(), store=store)
    assert held[0] <= AGAIN
