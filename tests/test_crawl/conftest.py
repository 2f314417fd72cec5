from collections.abc import Callable, Iterator

import pytest

from auditor.crawl import crawl
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import Server, find_links, running


@pytest.fixture
def site() -> Iterator[Server]:
    """A server without pages; tests put replies into its routes."""
    with running(Server()) as server:
        yield server


@pytest.fixture
def read(site: Server) -> Callable[..., list[Page | NotRead]]:
    """Crawl the server from a path, with the settings that matter to the test."""

    def run(start: str = "/", **given: object) -> list[Page | NotRead]:
        others = {name: given.pop(name) for name in ("warc", "already", "memory", "progress") if name in given}
        settings = CrawlSettings.model_validate({"allow_private": True, "timeout": 5.0, **given})
        return list(crawl(site.url + start, settings, find_links=find_links, **others))

    return run
